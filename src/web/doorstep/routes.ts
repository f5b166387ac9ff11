/** Every screen of the doorstep, each its own chunk. What stands before a session is `open`. */
import { merged, type Route, type WordFiles } from '#web/shared/route.ts'
import { HOME, UNSENT, WHO } from './paths.ts'

const own: WordFiles = {
  zh: () => import('#ground/residents/screens/texts/zh.json'),
  en: () => import('#ground/residents/screens/texts/en.json'),
}
const facts: WordFiles = {
  zh: () => merged(own.zh(), import('#ground/facts/texts/zh.json'), import('#ground/residents/texts/zh.json')),
  en: () => merged(own.en(), import('#ground/facts/texts/en.json'), import('#ground/residents/texts/en.json')),
}
const notices: WordFiles = {
  zh: () => merged(import('#ground/notices/texts/own.zh.json'), import('#ground/notices/texts/channel.zh.json')),
  en: () => merged(import('#ground/notices/texts/own.en.json'), import('#ground/notices/texts/channel.en.json')),
}

const visits: WordFiles = {
  zh: () =>
    merged(import('#ground/facts/texts/zh.json'), import('#ground/asks/texts/zh.json'), import('#circles/management/visits/texts/zh.json')),
  en: () =>
    merged(import('#ground/facts/texts/en.json'), import('#ground/asks/texts/en.json'), import('#circles/management/visits/texts/en.json')),
}

const appeals: WordFiles = {
  zh: () => import('#circles/management/appeals/texts/zh.json'),
  en: () => import('#circles/management/appeals/texts/en.json'),
}

const ownMatter: WordFiles = {
  zh: () => merged(appeals.zh(), import('#circles/management/topics/texts/own.zh.json')),
  en: () => merged(appeals.en(), import('#circles/management/topics/texts/own.en.json')),
}

export const routes: readonly Route[] = [
  { path: HOME, load: () => import('./home.tsx') },
  { path: '/doorstep/me', load: () => import('./me.tsx') },
  { path: '/doorstep/pin', load: () => import('./pin.tsx'), words: visits },
  {
    path: UNSENT,
    right: 'visit.record',
    load: () => import('#circles/management/visits/screens/doorstep-unsent.tsx'),
    words: visits,
  },
  { path: '/doorstep/in/phone', open: true, load: () => import('./sign-in/phone.tsx') },
  { path: '/doorstep/in/letter', open: true, load: () => import('./sign-in/letter.tsx') },
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
  {
    path: '/doorstep/asks',
    right: 'own.answer',
    load: () => import('#ground/asks/screens/doorstep-asks.tsx'),
    words: { zh: () => import('#ground/asks/texts/zh.json'), en: () => import('#ground/asks/texts/en.json') },
  },
  {
    path: '/doorstep/rounds',
    right: 'round.read',
    load: () => import('#circles/management/visits/screens/doorstep-rounds.tsx'),
    words: visits,
  },
  {
    path: '/doorstep/rounds/looking',
    right: 'visit.record',
    load: () => import('#circles/management/visits/screens/doorstep-looking.tsx'),
    words: visits,
  },
  {
    path: '/doorstep/rounds/:id',
    right: 'round.read',
    load: () => import('#circles/management/visits/screens/doorstep-round.tsx'),
    words: visits,
  },
  { path: '/doorstep/care', right: 'care.contact', load: () => import('./care.tsx') },
  {
    path: '/doorstep/report',
    right: 'own.report',
    load: () => import('#circles/management/appeals/screens/doorstep-report.tsx'),
    words: appeals,
  },
  {
    path: '/doorstep/matters',
    right: 'own.report',
    load: () => import('#circles/management/appeals/screens/doorstep-matters.tsx'),
    words: appeals,
  },
  {
    path: '/doorstep/matters/:person/:id',
    right: 'own.report',
    load: () => import('./matter.tsx'),
    words: ownMatter,
  },
  { path: '/doorstep/in/staff', open: true, load: () => import('./sign-in/staff.tsx') },
  { path: WHO, right: 'own.claim', load: () => import('./claim.tsx'), words: own },
  { path: '/doorstep/phones', right: 'own.claim', load: () => import('#ground/residents/screens/doorstep-phones.tsx'), words: own },
  { path: '/doorstep/helpers', right: 'own.mandate', load: () => import('./helpers.tsx'), words: own },
  { path: '/doorstep/helpers/new', right: 'own.mandate', load: () => import('./helper-new.tsx'), words: own },
  { path: '/doorstep/own/:person', right: 'own.read', load: () => import('#ground/residents/screens/doorstep-own.tsx'), words: facts },
  {
    path: '/doorstep/own/:person/consents',
    right: 'own.read',
    load: () => import('#ground/purposes/screens/doorstep-consents.tsx'),
    words: {
      zh: () => import('#ground/purposes/texts/consents.zh.json'),
      en: () => import('#ground/purposes/texts/consents.en.json'),
    },
  },
  {
    path: '/doorstep/own/:person/looks',
    right: 'own.read',
    load: () => import('#ground/residents/screens/doorstep-looks.tsx'),
    words: facts,
  },
]
