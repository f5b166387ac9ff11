/** What may be asked at all, for how long, and how many minutes it takes. Pure. */
import { addDays, daysBetween } from '#base/values/day.ts'
import type { Element, SubjectKind } from '#ground/facts/contract.ts'

/** Whose element it is, seen from the subject a form lists: its own, or of the door, household, building or estate around it. */
export type Whose = 'own' | 'dwelling' | 'household' | 'building' | 'estate'
export type Questioned = { element: string; whose: Whose }

const around: ReadonlySet<SubjectKind> = new Set(['dwelling', 'household', 'building', 'estate'])

/**
 * What has to be asked for an element a form wants of a subject of this kind. What is computed is never asked: what it is computed from is. Relations to doors and
 * what follows from them are settled by registering somebody at a door, not by a question.
 */
export function questionsFor(elements: ReadonlyMap<string, Element>, kind: SubjectKind, id: string): Questioned[] {
  const element = elements.get(id)
  if (!element || element.type === 'tie' || fromDoor.test(id)) return []
  if (element.derived) return element.derived.from.flatMap((from) => questionsFor(elements, kind, from))
  if (element.kind === kind) return [{ element: id, whose: 'own' }]
  return around.has(element.kind) && (kind === 'person' || kind === 'dwelling') ? [{ element: id, whose: element.kind as Whose }] : []
}

/** Parts of the address a person lives at: the register knows them from her door. */
const fromDoor =
  /^person\.(?:grid|residence-(?:address|since|grid|province|city|county|town|community|estate|building|unit|floor|room))$|^(?:person|household)\.head-name$/

/** Days a request may ask when it named no day, or one that is past: every question has an end. */
const DAYS_OPEN = 30
/** The longest a request may ask. */
export const MOST_DAYS = 366

export function untilOf(dueOn: string | null, today: string, wanted?: string): string {
  if (wanted !== undefined) return wanted
  return dueOn !== null && dueOn >= today ? dueOn : addDays(today, DAYS_OPEN)
}

/** Days residents have to answer by themselves before anybody knocks: half of the time there is, a week at most. */
const FIRST_DAYS = 7

/** The last day on which residents answer first; none when the time is too short for it. */
export function firstUntilOf(until: string, today: string): string | null {
  const days = Math.min(FIRST_DAYS, Math.floor(daysBetween(today, until) / 2))
  return days < 1 ? null : addDays(today, days)
}

/**
 * Whether two purposes are one (个人信息保护法 art. 14: asked again only for another purpose): months, spaces and marks do not make another. Requests that state none
 * share one: what was not said cannot be told apart.
 */
export function purposeKey(purpose: string | null): string {
  return (purpose ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\d\p{P}\p{S}\p{Z}\s年月日季度期第]/gu, '')
    .slice(0, 200)
}

/**
 * Seconds one question takes at a door, by what is to be said; and to knock, greet and show the card. Assumed, as long as a street has walked too few
 * rounds to be measured (`visits`): a yes, a choice, a number, words.
 */
const secondsOf: Readonly<Record<Element['type'], number>> = {
  boolean: 8,
  code: 12,
  codes: 20,
  integer: 12,
  decimal: 15,
  day: 15,
  month: 12,
  year: 10,
  text: 25,
  name: 15,
  address: 30,
  region: 20,
  phone: 20,
  'id-number': 35,
  uscc: 40,
  tie: 30,
}
export const SECONDS_TO_CONFIRM = 6
export const SECONDS_A_DOOR = 150

export function secondsFor(element: Element | undefined): number {
  return element ? secondsOf[element.type] : secondsOf.text
}

/** Whole minutes, never less than one for something to do. */
export function minutesOf(doors: number, seconds: number): number {
  return Math.ceil((doors * SECONDS_A_DOOR + seconds) / 60)
}
