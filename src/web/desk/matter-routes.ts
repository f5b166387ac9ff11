/** Screens of matters, and of what stands on them: types, units, rates, the board, the hotline. */
import type { Route } from '#web/shared/route.ts'
import { care, designs, evidence, hotline, matter, matters } from './route-words.ts'

export const matterRoutes: readonly Route[] = [
  { path: '/desk/matters', right: 'matter.read', load: () => import('#ground/matters/screens/desk-matters.tsx'), words: matters },
  { path: '/desk/care', right: 'care.read', load: () => import('#circles/service/care/screens/desk-care.tsx'), words: care },
  {
    path: '/desk/units/ratings',
    right: 'unit.rate',
    load: () => import('#ground/matters/ratings/screens/desk-ratings.tsx'),
    words: matters,
  },
  { path: '/desk/units', right: 'matter.read', load: () => import('#ground/matters/screens/desk-units.tsx'), words: matters },
  { path: '/desk/types', right: 'type.read', load: () => import('#ground/matters/designer/screens/desk-types.tsx'), words: designs },
  { path: '/desk/types/:id', right: 'type.read', load: () => import('#ground/matters/designer/screens/desk-type.tsx'), words: designs },
  {
    path: '/desk/type-drafts/:id',
    right: 'type.design',
    load: () => import('#ground/matters/designer/screens/desk-type-draft.tsx'),
    words: designs,
  },
  {
    path: '/desk/matters/:id/evidence',
    right: 'evidence.take',
    load: () => import('#circles/management/evidence/screens/desk-evidence.tsx'),
    words: evidence,
  },
  { path: '/desk/matters/:id', right: 'matter.read', load: () => import('./joint/matter.tsx'), words: matter },
  {
    path: '/desk/hotline',
    right: 'hotline.read',
    load: () => import('#circles/management/hotline/screens/desk-hotline.tsx'),
    words: hotline,
  },
  {
    path: '/desk/hotline/sources',
    right: 'hotline.settle',
    load: () => import('#circles/management/hotline/screens/desk-hotline-sources.tsx'),
    words: hotline,
  },
  {
    path: '/desk/hotline/:id',
    right: 'hotline.read',
    load: () => import('#circles/management/hotline/screens/desk-hotline-order.tsx'),
    words: hotline,
  },
  {
    path: '/desk/inspections',
    right: 'inspection.read',
    load: () => import('#circles/management/evidence/screens/desk-inspections.tsx'),
    words: evidence,
  },
  {
    path: '/desk/inspections/:id',
    right: 'inspection.read',
    load: () => import('#circles/management/evidence/screens/desk-inspection.tsx'),
    words: evidence,
  },
  { path: '/desk/rates', right: 'matter.read', load: () => import('#ground/matters/rates/screens/desk-rates.tsx'), words: matters },
  {
    path: '/desk/answers',
    right: 'board.read',
    load: () => import('#circles/management/board/screens/desk-answers.tsx'),
    words: matter,
  },
]
