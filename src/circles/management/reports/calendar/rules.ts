/** When what was asked falls due, week by week, and how long it takes. Pure. */
import { addDays } from '#base/values/day.ts'
import type { CellCounts } from '../contract.ts'
import { isOver, requestStateOn } from '../rules.ts'
import type { CalendarWeek, Every } from './contract.ts'

export type Entered = {
  id: string
  kind: string
  title: string
  asker: string
  on: string
  every: Every
  until: string | null
  minutes: number | null
  state: string
  counts: Partial<CellCounts>
  planned: boolean | null
  /** Of a workbook with a validity, its last day. */
  validTo?: string | null
}

/** Whole weeks from the Monday on or before a day; each entry once for every time it falls into one. */
export function spread(entries: readonly Entered[], from: string, weeks: number, today = from): CalendarWeek[] {
  const first = mondayOf(from)
  return Array.from({ length: weeks }, (_, week) => {
    const monday = addDays(first, week * 7)
    const found = entries.flatMap((entry) =>
      daysIn(entry, monday, addDays(monday, 6)).map((on) => {
        const { until: _until, counts: _counts, minutes, validTo, ...shown } = entry
        return {
          ...shown,
          state: requestStateOn(entry.state, validTo ?? null, today),
          on,
          minutes: minutes ?? reckon(entry),
          reckoned: minutes === null,
        }
      }),
    )
    const entriesInOrder = found.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.title < other.title ? -1 : 1))
    return { monday, entries: entriesInOrder, minutes: found.reduce((sum, one) => sum + (isDone(one.state) ? 0 : one.minutes), 0) }
  })
}

export function isDone(state: string): boolean {
  return state === 'delivered' || isOver(state)
}

export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** Days on which it comes within a week; on the 31st of a short month on its last day. */
function daysIn({ on, every, until }: Entered, monday: string, sunday: string): string[] {
  const within = (day: string) => day >= monday && day <= sunday && day >= on && (until === null || day <= until)
  if (every === 'once') return within(on) ? [on] : []
  if (every === 'weekly') {
    const day = addDays(monday, daysAfterMonday(on))
    return within(day) ? [day] : []
  }
  // A week touches two months at most.
  return [...new Set([monday, sunday].map((end) => sameDayIn(end.slice(0, 7), on)))].filter((day) => within(day) && isTurn(on, day, every))
}

function daysAfterMonday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

const monthsBetween: Record<'monthly' | 'quarterly' | 'yearly', number> = { monthly: 1, quarterly: 3, yearly: 12 }

function isTurn(on: string, day: string, every: Every): boolean {
  if (every === 'once' || every === 'weekly') return true
  const month = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
  return (month(day) - month(on)) % monthsBetween[every] === 0
}

function sameDayIn(month: string, on: string): string {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
  return `${month}-${String(Math.min(last, Number(on.slice(8)))).padStart(2, '0')}`
}

/** To look at a workbook, fill it and hand it over. An assumption, told as one; no source is known. */
export const MINUTES_FOR_A_WORKBOOK = 30
/** For each answer that is still to be asked. */
const MINUTES_FOR_AN_ANSWER = 0.5

export function reckon({ kind, counts }: Pick<Entered, 'kind' | 'counts'>): number {
  if (kind !== 'workbook') return 0
  const open = (counts.missing ?? 0) + (counts.stale ?? 0) + (counts.conflicting ?? 0)
  return Math.round(MINUTES_FOR_A_WORKBOOK + open * MINUTES_FOR_AN_ANSWER)
}
