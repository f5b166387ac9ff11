/** The words of the desk's screens, by what they show: of the module itself and of the panels of others on it. */
import { merged, type WordFiles } from '#web/shared/route.ts'

/** A screen shows panels of lower modules too: their words come along. */
export const elements: WordFiles = {
  zh: () => import('#ground/facts/texts/zh.json'),
  en: () => import('#ground/facts/texts/en.json'),
}
export const homes: WordFiles = {
  zh: () =>
    merged(import('#ground/facts/texts/zh.json'), import('#ground/places/texts/zh.json'), import('#ground/households/texts/zh.json')),
  en: () =>
    merged(import('#ground/facts/texts/en.json'), import('#ground/places/texts/en.json'), import('#ground/households/texts/en.json')),
}
/** Pages of several modules. */
export const joint: WordFiles = {
  zh: () => merged(homes.zh(), import('#ground/forms/texts/zh.json')),
  en: () => merged(homes.en(), import('#ground/forms/texts/en.json')),
}
export const evidence: WordFiles = {
  zh: () => merged(import('#ground/matters/texts/zh.json'), import('#circles/management/evidence/texts/zh.json')),
  en: () => merged(import('#ground/matters/texts/en.json'), import('#circles/management/evidence/texts/en.json')),
}
export const notices: WordFiles = {
  zh: () => merged(import('#ground/notices/texts/zh.json'), import('#ground/notices/texts/channel.zh.json')),
  en: () => merged(import('#ground/notices/texts/en.json'), import('#ground/notices/texts/channel.en.json')),
}
/** A person can be erased, which is long work with its progress. */
export const person: WordFiles = {
  zh: () =>
    merged(
      joint.zh(),
      notices.zh(),
      import('#ground/residents/texts/zh.json'),
      import('#ground/workbooks/texts/zh.json'),
      import('#ground/forgetting/texts/zh.json'),
      import('#ground/purposes/texts/zh.json'),
      import('#ground/purposes/texts/consents.zh.json'),
      import('#ground/looking/texts/zh.json'),
    ),
  en: () =>
    merged(
      joint.en(),
      notices.en(),
      import('#ground/residents/texts/en.json'),
      import('#ground/workbooks/texts/en.json'),
      import('#ground/forgetting/texts/en.json'),
      import('#ground/purposes/texts/en.json'),
      import('#ground/purposes/texts/consents.en.json'),
      import('#ground/looking/texts/en.json'),
    ),
}
export const purposes: WordFiles = {
  zh: () => merged(elements.zh(), import('#ground/purposes/texts/zh.json')),
  en: () => merged(elements.en(), import('#ground/purposes/texts/en.json')),
}
export const erasures: WordFiles = {
  zh: () => import('#ground/forgetting/texts/zh.json'),
  en: () => import('#ground/forgetting/texts/en.json'),
}
export const forms: WordFiles = {
  zh: () => merged(joint.zh(), import('#base/text/conditions.zh.json'), import('#ground/purposes/texts/zh.json')),
  en: () => merged(joint.en(), import('#base/text/conditions.en.json'), import('#ground/purposes/texts/en.json')),
}
export const people: WordFiles = {
  zh: () =>
    merged(import('#ground/facts/texts/zh.json'), import('#ground/households/texts/zh.json'), import('#ground/people/texts/zh.json')),
  en: () =>
    merged(import('#ground/facts/texts/en.json'), import('#ground/households/texts/en.json'), import('#ground/people/texts/en.json')),
}
export const looking: WordFiles = {
  zh: () => merged(people.zh(), import('#ground/looking/texts/zh.json')),
  en: () => merged(people.en(), import('#ground/looking/texts/en.json')),
}
export const imports: WordFiles = {
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
export const duties: WordFiles = {
  zh: () => merged(import('#ground/workbooks/texts/zh.json'), import('#ground/law/texts/zh.json'), import('#ground/duties/texts/zh.json')),
  en: () => merged(import('#ground/workbooks/texts/en.json'), import('#ground/law/texts/en.json'), import('#ground/duties/texts/en.json')),
}
/** A request is judged by the duty lists, and objected to. */
export const reports: WordFiles = {
  zh: () =>
    merged(
      import('#ground/facts/texts/zh.json'),
      import('#ground/purposes/texts/zh.json'),
      import('#ground/workbooks/read/texts/zh.json'),
      import('#ground/workbooks/texts/zh.json'),
      duties.zh(),
      import('#circles/management/reports/texts/zh.json'),
    ),
  en: () =>
    merged(
      import('#ground/facts/texts/en.json'),
      import('#ground/purposes/texts/en.json'),
      import('#ground/workbooks/read/texts/en.json'),
      import('#ground/workbooks/texts/en.json'),
      duties.en(),
      import('#circles/management/reports/texts/en.json'),
    ),
}

/** Everything that a person who comes may want: her questions, her sign-ins, what she was told. */
export const counter: WordFiles = {
  zh: () =>
    merged(
      joint.zh(),
      notices.zh(),
      import('#ground/residents/texts/zh.json'),
      import('#ground/residents/screens/texts/zh.json'),
      import('#ground/asks/texts/zh.json'),
      import('#ground/purposes/texts/consents.zh.json'),
      import('#ground/matters/texts/zh.json'),
      import('#circles/living/counter/texts/zh.json'),
    ),
  en: () =>
    merged(
      joint.en(),
      notices.en(),
      import('#ground/residents/texts/en.json'),
      import('#ground/residents/screens/texts/en.json'),
      import('#ground/asks/texts/en.json'),
      import('#ground/purposes/texts/consents.en.json'),
      import('#ground/matters/texts/en.json'),
      import('#circles/living/counter/texts/en.json'),
    ),
}
export const matters: WordFiles = {
  zh: () => import('#ground/matters/texts/zh.json'),
  en: () => import('#ground/matters/texts/en.json'),
}
export const care: WordFiles = {
  zh: () => merged(matters.zh(), import('#circles/service/care/texts/zh.json')),
  en: () => merged(matters.en(), import('#circles/service/care/texts/en.json')),
}
/** One matter, with what circles know of it. */
export const matter: WordFiles = {
  zh: () => merged(matters.zh(), import('#circles/management/board/texts/zh.json')),
  en: () => merged(matters.en(), import('#circles/management/board/texts/en.json')),
}
export const hotline: WordFiles = {
  zh: () => merged(import('#ground/workbooks/texts/zh.json'), matters.zh(), import('#circles/management/hotline/texts/zh.json')),
  en: () => merged(import('#ground/workbooks/texts/en.json'), matters.en(), import('#circles/management/hotline/texts/en.json')),
}
export const designs: WordFiles = {
  zh: () =>
    merged(
      import('#ground/facts/texts/zh.json'),
      import('#ground/forms/texts/zh.json'),
      matters.zh(),
      import('#ground/matters/designer/texts/zh.json'),
    ),
  en: () =>
    merged(
      import('#ground/facts/texts/en.json'),
      import('#ground/forms/texts/en.json'),
      matters.en(),
      import('#ground/matters/designer/texts/en.json'),
    ),
}
export const law: WordFiles = {
  zh: () => import('#ground/law/texts/zh.json'),
  en: () => import('#ground/law/texts/en.json'),
}
export const demands: WordFiles = {
  zh: () => merged(reports.zh(), import('#circles/management/reports/demands/texts/zh.json')),
  en: () => merged(reports.en(), import('#circles/management/reports/demands/texts/en.json')),
}
/** The account of both sides. */
export const burden: WordFiles = {
  zh: () => merged(demands.zh(), import('#circles/management/reports/burden/texts/zh.json')),
  en: () => merged(demands.en(), import('#circles/management/reports/burden/texts/en.json')),
}

export const visits: WordFiles = {
  zh: () =>
    merged(
      import('#ground/facts/texts/zh.json'),
      import('#ground/purposes/texts/zh.json'),
      import('#ground/forms/texts/zh.json'),
      import('#ground/asks/texts/zh.json'),
      import('#circles/management/visits/texts/zh.json'),
    ),
  en: () =>
    merged(
      import('#ground/facts/texts/en.json'),
      import('#ground/purposes/texts/en.json'),
      import('#ground/forms/texts/en.json'),
      import('#ground/asks/texts/en.json'),
      import('#circles/management/visits/texts/en.json'),
    ),
}
export const looks: WordFiles = {
  zh: () => merged(looking.zh(), import('#ground/residents/texts/zh.json')),
  en: () => merged(looking.en(), import('#ground/residents/texts/en.json')),
}
