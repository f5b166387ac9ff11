/** Months and years, what asking costs in minutes, what was asked before. Pure. */
import { addMonths, addYears } from '#base/values/day.ts'
import { minutesOf, SECONDS_A_DOOR } from '#ground/asks/rules.ts'
import { comparable } from '../answers/rules.ts'
import { MINUTES_FOR_A_WORKBOOK } from '../calendar/rules.ts'
import type { CellCounts } from '../contract.ts'
import type { CellSums, Held, Knocks, Questions } from './contract.ts'

/** A month `YYYY-MM` or a year `YYYY`. */
export function isYear(period: string): boolean {
  return period.length === 4
}

/** Months the page draws, the earliest first: of a year its own, else the twelve that end with the month. None that is still to come. */
export function monthsDrawn(period: string, today: string): string[] {
  const last = isYear(period) ? `${period}-12` : period
  const months = Array.from({ length: 12 }, (_, at) => addMonths(`${last}-01`, at - 11).slice(0, 7))
  return months.filter((month) => month <= today.slice(0, 7))
}

/** Of these the ones whose numbers are told. */
export function monthsTold(period: string, today: string): string[] {
  return monthsDrawn(period, today).filter((month) => month.startsWith(period))
}

/** From the first day of the first month to the first day after the last one, exclusive. */
export function spanOf(months: readonly string[]): { from: string; to: string } {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) throw new Error('no month')
  return { from: `${first}-01`, to: addMonths(`${last}-01`, 1) }
}

/** What is looked back for a repeat: whoever asks again within a year could have had it from what was answered. */
export function yearBefore(day: string): string {
  return addYears(day, -1)
}

export const noQuestions = (): Questions => ({ asked: 0, joined: 0, answered: 0, known: 0, refused: 0, expired: 0, dropped: 0, open: 0 })
export const noCells = (): CellSums => ({ requests: 0, lawful: 0, known: 0, stale: 0, open: 0, withheld: 0 })

/** Lawful: may be told to its asker. What is withheld has no basis, or is protected. */
export function cellsOf({ known, stale, missing, conflicting, forbidden }: CellCounts): Omit<CellSums, 'requests'> {
  return { lawful: known + stale + missing + conflicting, known, stale, open: missing + conflicting, withheld: forbidden }
}

export function addUp<T extends Record<string, number>>(into: T, more: Partial<T>): T {
  for (const [key, n] of Object.entries(more)) (into as Record<string, number>)[key] = (into[key] ?? 0) + (n ?? 0)
  return into
}

/**
 * Fewer walkers than this, and a number of knocks would be somebody's own: it is not told. By community nothing is told to anybody but the community.
 */
export const LEAST_WALKERS = 3

/**
 * Minutes that nobody spent: cells the house filled, questions that were open already, doors that need not be knocked at twice.
 * @param secondsACell by hand, by the rule `burden-minutes`: an estimate
 */
export function minutesGiven(
  known: number,
  joinedSeconds: number,
  { apart, joined }: Pick<Knocks, 'apart' | 'joined'>,
  secondsACell: number,
): GivenBack {
  return {
    cells: Math.floor((known * secondsACell) / 60),
    questions: Math.floor(joinedSeconds / 60),
    knocks: Math.floor((Math.max(0, apart - joined) * SECONDS_A_DOOR) / 60),
  }
}
export type GivenBack = { cells: number; questions: number; knocks: number }

/** What one demand cost one street: to fill it, and to ask what was not held. */
export function minutesTaken({ cells, doors, seconds }: Held): number {
  return (cells === null ? 0 : MINUTES_FOR_A_WORKBOOK) + (doors + seconds > 0 ? minutesOf(doors, seconds) : 0)
}

export type AskedBefore = {
  id: string
  at: string
  asker: string
  elements: readonly string[]
  streets?: readonly number[]
  follows?: string | null
}
export type Repeated = { own: number; others: number; of: number }

/**
 * Of the columns it asks beside what every roster asks, how many the same asker, and how many another one, had asked of one of its streets in the year before. The next
 * period of a demand is no repeat of those it follows.
 * @param all in the order in which they came
 */
export function repeatedIn(one: AskedBefore, all: readonly AskedBefore[]): Repeated {
  const asked = comparable(one.elements)
  const since = yearBefore(one.at.slice(0, 10))
  const chain = chainOf(one, all)
  const before = all.filter(
    (other) =>
      other.id !== one.id &&
      other.at < one.at &&
      other.at.slice(0, 10) >= since &&
      !chain.has(other.id) &&
      meet(one.streets, other.streets),
  )
  const own = new Set(before.filter(({ asker }) => asker === one.asker).flatMap(({ elements }) => elements))
  const others = new Set(before.filter(({ asker }) => asker !== one.asker).flatMap(({ elements }) => elements))
  return {
    own: asked.filter((id) => own.has(id)).length,
    others: asked.filter((id) => !own.has(id) && others.has(id)).length,
    of: asked.length,
  }
}

/** At least half of what it asks was asked before. */
export function isRepeat({ own, others, of }: Repeated): boolean {
  return of > 0 && (own + others) * 2 >= of
}

function chainOf(one: AskedBefore, all: readonly AskedBefore[]): Set<string> {
  const byId = new Map(all.map((other) => [other.id, other]))
  const chain = new Set<string>()
  for (let at = one.follows; at && !chain.has(at); at = byId.get(at)?.follows) chain.add(at)
  return chain
}

function meet(one: readonly number[] | undefined, other: readonly number[] | undefined): boolean {
  return !one || !other || one.some((street) => other.includes(street))
}
