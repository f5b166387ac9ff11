/** Every screen of the desk, each its own chunk. A screen module exports `Screen`; its words are loaded in the one language in use. */
import { merged, type Route, type WordFiles } from '#web/shared/route.ts'

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
const notices: WordFiles = {
  zh: () => import('#ground/notices/texts/zh.json'),
  en: () => import('#ground/notices/texts/en.json'),
}
/** A person can be erased, which is long work with its progress. */
const person: WordFiles = {
  zh: () =>
    merged(
      joint.zh(),
      notices.zh(),
      import('#ground/residents/texts/zh.json'),
      import('#ground/workbooks/texts/zh.json'),
      import('#ground/forgetting/texts/zh.json'),
      import('#ground/purposes/texts/zh.json'),
    ),
  en: () =>
    merged(
      joint.en(),
      notices.en(),
      import('#ground/residents/texts/en.json'),
      import('#ground/workbooks/texts/en.json'),
      import('#ground/forgetting/texts/en.json'),
      import('#ground/purposes/texts/en.json'),
    ),
}
const purposes: WordFiles = {
  zh: () => merged(elements.zh(), import('#ground/purposes/texts/zh.json')),
  en: () => merged(elements.en(), import('#ground/purposes/texts/en.json')),
}
const erasures: WordFiles = {
  zh: () => import('#ground/forgetting/texts/zh.json'),
  en: () => import('#ground/forgetting/texts/en.json'),
}
const forms: WordFiles = {
  zh: () => merged(joint.zh(), import('#base/text/conditions.zh.json'), import('#ground/purposes/texts/zh.json')),
  en: () => merged(joint.en(), import('#base/text/conditions.en.json'), import('#ground/purposes/texts/en.json')),
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

const duties: WordFiles = {
  zh: () => merged(import('#ground/workbooks/texts/zh.json'), import('#ground/law/texts/zh.json'), import('#ground/duties/texts/zh.json')),
  en: () => merged(import('#ground/workbooks/texts/en.json'), import('#ground/law/texts/en.json'), import('#ground/duties/texts/en.json')),
}
const law: WordFiles = {
  zh: () => import('#ground/law/texts/zh.json'),
  en: () => import('#ground/law/texts/en.json'),
}
const demands: WordFiles = {
  zh: () => merged(reports.zh(), import('#circles/management/reports/demands/texts/zh.json')),
  en: () => merged(reports.en(), import('#circles/management/reports/demands/texts/en.json')),
}

const visits: WordFiles = {
  zh: () =>
    merged(
      import('#ground/facts/texts/zh.json'),
      import('#ground/forms/texts/zh.json'),
      import('#ground/asks/texts/zh.json'),
      import('#circles/management/visits/texts/zh.json'),
    ),
  en: () =>
    merged(
      import('#ground/facts/texts/en.json'),
      import('#ground/forms/texts/en.json'),
      import('#ground/asks/texts/en.json'),
      import('#circles/management/visits/texts/en.json'),
    ),
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
  {
    path: '/desk/notices',
    right: 'announcement.read',
    load: () => import('#ground/notices/screens/desk-announcements.tsx'),
    words: notices,
  },
  {
    path: '/desk/notices/new',
    right: 'announcement.post',
    load: () => import('#ground/notices/screens/desk-announce.tsx'),
    words: notices,
  },
  {
    path: '/desk/notices/:id',
    right: 'announcement.read',
    load: () => import('#ground/notices/screens/desk-announcement.tsx'),
    words: notices,
  },
  {
    path: '/desk/notices/:id/poster',
    right: 'announcement.read',
    load: () => import('#ground/notices/screens/desk-poster.tsx'),
    words: notices,
  },
  {
    path: '/desk/notices/:id/boxes',
    right: 'announcement.read',
    load: () => import('#ground/notices/screens/desk-boxes.tsx'),
    words: notices,
  },
  { path: '/desk/letters', right: 'notice.carry', load: () => import('#ground/notices/screens/desk-letters.tsx'), words: notices },
  { path: '/desk/letters/:id', right: 'notice.carry', load: () => import('#ground/notices/screens/desk-letter-batch.tsx'), words: notices },
  { path: '/desk/calls', right: 'notice.carry', load: () => import('#ground/notices/screens/desk-calls.tsx'), words: notices },
  { path: '/desk/offices', right: 'notice.read', load: () => import('#ground/notices/screens/desk-offices.tsx'), words: notices },
  { path: '/desk/forms', right: 'form.read', load: () => import('#ground/forms/screens/desk-forms.tsx'), words: forms },
  { path: '/desk/forms/:id', right: 'form.read', load: () => import('#ground/forms/screens/desk-form.tsx'), words: forms },
  { path: '/desk/forms/:id/change', right: 'form.change', load: () => import('#ground/forms/screens/desk-form-change.tsx'), words: forms },
  { path: '/desk/forms/:id/copy', right: 'form.change', load: () => import('#ground/forms/screens/desk-form-change.tsx'), words: forms },
  { path: '/desk/forms/:id/fill/:subject', right: 'form.fill', load: () => import('#ground/forms/screens/desk-fill.tsx'), words: forms },
  { path: '/desk/forms/:id/paper', right: 'form.read', load: () => import('#ground/forms/screens/desk-paper.tsx'), words: forms },
  { path: '/desk/forms/:id/paper/:subject', right: 'form.read', load: () => import('#ground/forms/screens/desk-paper.tsx'), words: forms },
  { path: '/desk/elements', right: 'element.read', load: () => import('#ground/facts/screens/desk-elements.tsx'), words: elements },
  { path: '/desk/purposes', right: 'purpose.read', load: () => import('#ground/purposes/screens/desk-purposes.tsx'), words: purposes },
  { path: '/desk/purposes/notice', right: 'purpose.read', load: () => import('#ground/purposes/screens/desk-notice.tsx'), words: purposes },
  {
    path: '/desk/purposes/notice/:id',
    right: 'purpose.read',
    load: () => import('#ground/purposes/screens/desk-notice.tsx'),
    words: purposes,
  },
  {
    path: '/desk/purposes/emergencies',
    right: 'purpose.read',
    load: () => import('#ground/purposes/screens/desk-emergencies.tsx'),
    words: purposes,
  },
  {
    path: '/desk/purposes/new',
    right: 'purpose.change',
    load: () => import('#ground/purposes/screens/desk-purpose-change.tsx'),
    words: purposes,
  },
  { path: '/desk/purposes/:id', right: 'purpose.read', load: () => import('#ground/purposes/screens/desk-purpose.tsx'), words: purposes },
  {
    path: '/desk/purposes/:id/change',
    right: 'purpose.change',
    load: () => import('#ground/purposes/screens/desk-purpose-change.tsx'),
    words: purposes,
  },
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
    right: 'export.read',
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
  { path: '/desk/duties', right: 'duty.read', load: () => import('#ground/duties/screens/desk-duties.tsx'), words: duties },
  { path: '/desk/duties/try', right: 'duty.read', load: () => import('#ground/duties/admission/screens/desk-try.tsx'), words: duties },
  {
    path: '/desk/duties/editions',
    right: 'duty.read',
    load: () => import('#ground/duties/editions/screens/desk-editions.tsx'),
    words: duties,
  },
  {
    path: '/desk/duties/drafts/:id',
    right: 'duty.change',
    load: () => import('#ground/duties/editions/screens/desk-draft.tsx'),
    words: duties,
  },
  {
    path: '/desk/duties/objections',
    right: 'duty.read',
    load: () => import('#ground/duties/objections/screens/desk-objections.tsx'),
    words: duties,
  },
  {
    path: '/desk/duties/objections/:id',
    right: 'duty.read',
    load: () => import('#ground/duties/objections/screens/desk-objection.tsx'),
    words: duties,
  },
  { path: '/desk/duties/:id', right: 'duty.read', load: () => import('#ground/duties/screens/desk-duty.tsx'), words: duties },
  { path: '/desk/rules', right: 'rule.read', load: () => import('#ground/law/screens/desk-rules.tsx'), words: law },
  {
    path: '/desk/demands',
    right: 'demand.read',
    load: () => import('#circles/management/reports/demands/screens/desk-demands.tsx'),
    words: demands,
  },
  {
    path: '/desk/demands/:id',
    right: 'demand.read',
    load: () => import('#circles/management/reports/demands/screens/desk-demand.tsx'),
    words: demands,
  },
  { path: '/desk/rounds', right: 'round.read', load: () => import('#circles/management/visits/screens/desk-rounds.tsx'), words: visits },
  {
    path: '/desk/rounds/plan',
    right: 'round.plan',
    load: () => import('#circles/management/visits/screens/desk-round-plan.tsx'),
    words: visits,
  },
  {
    path: '/desk/rounds/looking',
    right: 'visit.record',
    load: () => import('#circles/management/visits/screens/desk-looking.tsx'),
    words: visits,
  },
  { path: '/desk/rounds/:id', right: 'round.read', load: () => import('#circles/management/visits/screens/desk-round.tsx'), words: visits },
  {
    path: '/desk/rounds/:id/paper',
    right: 'round.read',
    load: () => import('#circles/management/visits/screens/desk-round-paper.tsx'),
    words: visits,
  },
  { path: '/desk/slips/:id', right: 'ask.read', load: () => import('#ground/asks/screens/desk-slip.tsx'), words: visits },
  { path: '/desk/imports', right: 'import.read', load: () => import('#ground/imports/screens/desk-imports.tsx'), words: imports },
  { path: '/desk/imports/:id', right: 'import.read', load: () => import('#ground/imports/screens/desk-import.tsx'), words: imports },
  {
    path: '/desk/kit',
    open: true,
    load: () => import('./gallery/gallery.tsx'),
    words: { zh: () => import('./gallery/texts/zh.json'), en: () => import('./gallery/texts/en.json') },
  },
]
