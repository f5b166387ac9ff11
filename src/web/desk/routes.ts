/** Every screen of the desk, each its own chunk. A screen module exports `Screen`; its words are loaded in the one language in use. */
import type { ComponentType } from 'preact'
import type { Language, Words } from '#kit/text.ts'
import type { ScreenProps } from './screen-props.ts'

export type Route = {
  /** preact-iso pattern: `/desk/people/:id`. */
  path: string
  load: () => Promise<{ Screen: ComponentType<ScreenProps> }>
  words?: Record<Language, () => Promise<{ default: Words }>>
  /** Right of the post without which the screen is not offered. */
  right?: string
  /** Stands without a session and without rail and bar. */
  open?: boolean
}

type WordFiles = Record<Language, () => Promise<{ default: Words }>>

/** A screen shows panels of lower modules too: their words come along. */
const elements: WordFiles = {
  zh: () => import('#ground/facts/texts/zh.json'),
  en: () => import('#ground/facts/texts/en.json'),
}
const homes: WordFiles = {
  zh: () =>
    merged(import('#ground/facts/texts/zh.json'), import('#ground/places/texts/zh.json'), import('#ground/households/texts/zh.json')),
  en: () =>
    merged(import('#ground/facts/texts/en.json'), import('#ground/places/texts/en.json'), import('#ground/households/texts/en.json')),
}
/** Pages of several modules. */
const joint: WordFiles = {
  zh: () => merged(homes.zh(), import('#ground/forms/texts/zh.json')),
  en: () => merged(homes.en(), import('#ground/forms/texts/en.json')),
}
/** A person can be erased, which is long work with its progress. */
const person: WordFiles = {
  zh: () => merged(joint.zh(), import('#ground/workbooks/texts/zh.json'), import('#ground/forgetting/texts/zh.json')),
  en: () => merged(joint.en(), import('#ground/workbooks/texts/en.json'), import('#ground/forgetting/texts/en.json')),
}
const erasures: WordFiles = {
  zh: () => import('#ground/forgetting/texts/zh.json'),
  en: () => import('#ground/forgetting/texts/en.json'),
}
const forms: WordFiles = {
  zh: () => merged(joint.zh(), import('#base/text/conditions.zh.json')),
  en: () => merged(joint.en(), import('#base/text/conditions.en.json')),
}
const people: WordFiles = {
  zh: () =>
    merged(import('#ground/facts/texts/zh.json'), import('#ground/households/texts/zh.json'), import('#ground/people/texts/zh.json')),
  en: () =>
    merged(import('#ground/facts/texts/en.json'), import('#ground/households/texts/en.json'), import('#ground/people/texts/en.json')),
}
const imports: WordFiles = {
  zh: () =>
    merged(
      import('#ground/facts/texts/zh.json'),
      import('#ground/workbooks/read/texts/zh.json'),
      import('#ground/workbooks/texts/zh.json'),
      import('#ground/people/matching/texts/zh.json'),
      import('#ground/imports/texts/zh.json'),
      import('#ground/imports/screens/texts/zh.json'),
    ),
  en: () =>
    merged(
      import('#ground/facts/texts/en.json'),
      import('#ground/workbooks/read/texts/en.json'),
      import('#ground/workbooks/texts/en.json'),
      import('#ground/people/matching/texts/en.json'),
      import('#ground/imports/texts/en.json'),
      import('#ground/imports/screens/texts/en.json'),
    ),
}
const reports: WordFiles = {
  zh: () =>
    merged(
      import('#ground/facts/texts/zh.json'),
      import('#ground/workbooks/read/texts/zh.json'),
      import('#ground/workbooks/texts/zh.json'),
      import('#circles/management/reports/texts/zh.json'),
    ),
  en: () =>
    merged(
      import('#ground/facts/texts/en.json'),
      import('#ground/workbooks/read/texts/en.json'),
      import('#ground/workbooks/texts/en.json'),
      import('#circles/management/reports/texts/en.json'),
    ),
}

const law: WordFiles = {
  zh: () => import('#ground/law/texts/zh.json'),
  en: () => import('#ground/law/texts/en.json'),
}

async function merged(...files: Promise<{ default: Words }>[]): Promise<{ default: Words }> {
  return { default: Object.assign({}, ...(await Promise.all(files)).map((file) => file.default)) }
}

export const routes: readonly Route[] = [
  { path: '/desk', load: () => import('./home.tsx') },
  { path: '/desk/estates', right: 'place.read', load: () => import('#ground/households/screens/desk-estates.tsx'), words: homes },
  { path: '/desk/estates/:id', right: 'place.read', load: () => import('./joint/estate.tsx'), words: joint },
  {
    path: '/desk/estates/:id/edit',
    right: 'place.change',
    load: () => import('#ground/households/screens/desk-estate-edit.tsx'),
    words: homes,
  },
  {
    path: '/desk/scattered/:region',
    right: 'place.read',
    load: () => import('#ground/households/screens/desk-scattered.tsx'),
    words: homes,
  },
  { path: '/desk/grids', right: 'place.read', load: () => import('#ground/places/screens/desk-grids.tsx'), words: homes },
  { path: '/desk/grids/:id', right: 'place.read', load: () => import('#ground/places/screens/desk-grid.tsx'), words: homes },
  { path: '/desk/doors/:id', right: 'people.read', load: () => import('./joint/door.tsx'), words: joint },
  { path: '/desk/people', right: 'people.read', load: () => import('#ground/households/screens/desk-people.tsx'), words: homes },
  { path: '/desk/people/:id', right: 'people.read', load: () => import('./joint/person.tsx'), words: person },
  { path: '/desk/people/:id/doubles', right: 'people.merge', load: () => import('#ground/people/screens/desk-doubles.tsx'), words: people },
  { path: '/desk/premises', right: 'place.read', load: () => import('#ground/households/screens/desk-premises-list.tsx'), words: homes },
  {
    path: '/desk/organisations/:id',
    right: 'place.read',
    load: () => import('#ground/households/screens/desk-organisation.tsx'),
    words: homes,
  },
  { path: '/desk/premises/:id', right: 'place.read', load: () => import('./joint/premises.tsx'), words: joint },
  { path: '/desk/forms', right: 'form.read', load: () => import('#ground/forms/screens/desk-forms.tsx'), words: forms },
  { path: '/desk/forms/:id', right: 'form.read', load: () => import('#ground/forms/screens/desk-form.tsx'), words: forms },
  { path: '/desk/forms/:id/change', right: 'form.change', load: () => import('#ground/forms/screens/desk-form-change.tsx'), words: forms },
  { path: '/desk/forms/:id/copy', right: 'form.change', load: () => import('#ground/forms/screens/desk-form-change.tsx'), words: forms },
  { path: '/desk/forms/:id/fill/:subject', right: 'form.fill', load: () => import('#ground/forms/screens/desk-fill.tsx'), words: forms },
  { path: '/desk/forms/:id/paper', right: 'form.read', load: () => import('#ground/forms/screens/desk-paper.tsx'), words: forms },
  { path: '/desk/forms/:id/paper/:subject', right: 'form.read', load: () => import('#ground/forms/screens/desk-paper.tsx'), words: forms },
  { path: '/desk/elements', right: 'element.read', load: () => import('#ground/facts/screens/desk-elements.tsx'), words: elements },
  { path: '/desk/staff', right: 'staff.read', load: () => import('#ground/people/screens/desk-staff.tsx'), words: people },
  { path: '/desk/own', load: () => import('#ground/people/screens/desk-own.tsx'), words: people },
  { path: '/desk/erasures', right: 'person.erase', load: () => import('#ground/forgetting/screens/desk-erasures.tsx'), words: erasures },
  { path: '/desk/looks', right: 'look.read', load: () => import('#ground/people/screens/desk-looks.tsx'), words: people },
  {
    path: '/desk/requests',
    right: 'report.read',
    load: () => import('#circles/management/reports/screens/desk-requests.tsx'),
    words: reports,
  },
  {
    path: '/desk/requests/exports',
    right: 'report.read',
    load: () => import('#circles/management/reports/screens/desk-exports.tsx'),
    words: reports,
  },
  {
    path: '/desk/requests/:id',
    right: 'report.read',
    load: () => import('#circles/management/reports/screens/desk-request.tsx'),
    words: reports,
  },
  {
    path: '/desk/requests/:id/deliveries/:delivery',
    right: 'report.read',
    load: () => import('#circles/management/reports/screens/desk-delivery.tsx'),
    words: reports,
  },
  {
    path: '/desk/requests/:id/deliveries/:delivery/missing',
    right: 'report.read',
    load: () => import('#circles/management/reports/screens/desk-missing.tsx'),
    words: reports,
  },
  { path: '/desk/rules', right: 'rule.read', load: () => import('#ground/law/screens/desk-rules.tsx'), words: law },
  { path: '/desk/imports', right: 'import.read', load: () => import('#ground/imports/screens/desk-imports.tsx'), words: imports },
  { path: '/desk/imports/:id', right: 'import.read', load: () => import('#ground/imports/screens/desk-import.tsx'), words: imports },
  {
    path: '/desk/kit',
    open: true,
    load: () => import('./gallery/gallery.tsx'),
    words: { zh: () => import('./gallery/texts/zh.json'), en: () => import('./gallery/texts/en.json') },
  },
]
