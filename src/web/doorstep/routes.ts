/** Every screen of the doorstep, each its own chunk. What stands before a session is `open`. */
import type { Route } from '#web/shared/route.ts'

export const HOME = '/doorstep'

export const routes: readonly Route[] = [
  { path: HOME, load: () => import('./home.tsx') },
  { path: '/doorstep/me', load: () => import('./me.tsx') },
  { path: '/doorstep/in/staff', open: true, load: () => import('./sign-in/staff.tsx') },
]
