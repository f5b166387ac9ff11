/** Every screen of the doorstep, each its own chunk. What stands before a session is `open`. */
import { merged, type Route, type WordFiles } from '#web/shared/route.ts'

export const HOME = '/doorstep'

const notices: WordFiles = {
  zh: () => merged(import('#ground/notices/texts/own.zh.json'), import('#ground/notices/texts/channel.zh.json')),
  en: () => merged(import('#ground/notices/texts/own.en.json'), import('#ground/notices/texts/channel.en.json')),
}

export const routes: readonly Route[] = [
  { path: HOME, load: () => import('./home.tsx') },
  { path: '/doorstep/me', load: () => import('./me.tsx') },
  {
    path: '/doorstep/announcements',
    right: 'own.read',
    load: () => import('#ground/notices/screens/doorstep-announcements.tsx'),
    words: notices,
  },
  {
    path: '/doorstep/own/:person/notices',
    right: 'own.read',
    load: () => import('#ground/notices/screens/doorstep-inbox.tsx'),
    words: notices,
  },
  {
    path: '/doorstep/own/:person/channel',
    right: 'own.read',
    load: () => import('#ground/notices/screens/doorstep-channel.tsx'),
    words: notices,
  },
  { path: '/doorstep/in/staff', open: true, load: () => import('./sign-in/staff.tsx') },
]
