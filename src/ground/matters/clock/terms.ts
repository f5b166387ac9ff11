/**
 * Terms and their ends: so much time from a moment on, in office time, workdays, days or plain time, less what was paused. Reckoned anew from acts
 * and calendar each time it is asked for; no counter is kept that could drift.
 */
import {
  addWorkingMinutes,
  dayOfMoment,
  endOfDay,
  isCovered,
  isWorkday,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#base/calendar/working-days.ts'
import { addDays, type Day } from '#base/values/day.ts'

/**
 * `workingHours` (工作时) run in office hours only, `hours` and `minutes` at night too. Of `workdays` and `days` the day a term begins is not counted,
 * and the last one ends when offices close on it (民法典 201, 203); `days` that end on a free day end on the next workday.
 */
export type Term = { workingHours: number } | { workdays: number } | { days: number } | { hours: number } | { minutes: number }
export type TermUnit = 'workingHours' | 'workdays' | 'days' | 'hours' | 'minutes'

/** From a moment on, up to another one; `to` null while it lasts. Pauses of one clock follow one another. */
export type Pause = { from: Date; to: Date | null }
export type Run = { since: Date; term: Term; pauses: readonly Pause[] }

const MINUTE_MS = 60_000
/** No term of a community reaches over more days, pauses and feasts included. */
const FARTHEST_DAYS = 4000

export function unitOf(term: Term): { unit: TermUnit; count: number } {
  const [unit, count] = Object.entries(term)[0] as [TermUnit, number]
  return { unit, count }
}

/** When the term is over; `null` while it is paused and was not over before. */
export function dueOf({ since, term, pauses }: Run, calendar: WorkingCalendar): Date | null {
  const { unit, count } = unitOf(term)
  if (unit === 'workdays' || unit === 'days') return endOfDays(since, count, unit, pauses, calendar)
  const minutes = unit === 'minutes' ? count : count * 60
  const reckon = unit === 'workingHours' ? office(calendar) : plain
  return endOfMinutes(since, minutes, pauses, reckon)
}

/** What is left at a moment, in the unit of the term: hours with a part, or whole days. Negative once it is over. */
export function leftOf(run: Run, now: Date, calendar: WorkingCalendar): number {
  const { unit, count } = unitOf(run.term)
  if (unit === 'workdays' || unit === 'days') return leftDays(run, count, unit, now, calendar)
  const reckon = unit === 'workingHours' ? office(calendar) : plain
  const run_ = segments(run.since, run.pauses, now).reduce((sum, [from, to]) => sum + reckon.between(from, to), 0)
  const perUnit = unit === 'minutes' ? 1 : 60
  return Math.round(((count * perUnit - run_) / perUnit) * 100) / 100
}

/** A day no notice has spoken for yet: the term may still move. */
export function isSettled(due: Date, calendar: WorkingCalendar): boolean {
  return isCovered(dayOfMoment(new Date(due.getTime() - 1)), calendar)
}

type Reckoning = { between: (from: Date, to: Date) => number; add: (from: Date, minutes: number) => Date }

const plain: Reckoning = {
  between: (from, to) => (to.getTime() - from.getTime()) / MINUTE_MS,
  add: (from, minutes) => new Date(from.getTime() + minutes * MINUTE_MS),
}

function office(calendar: WorkingCalendar): Reckoning {
  return {
    between: (from, to) => workingMinutesBetween(from, to, calendar),
    add: (from, minutes) => addWorkingMinutes(from, minutes, calendar),
  }
}

/** Stretches that are not paused, up to `until`; the last one may be open. */
function segments(since: Date, pauses: readonly Pause[], until: Date): [Date, Date][] {
  const found: [Date, Date][] = []
  let from = since
  for (const pause of pauses) {
    if (pause.from >= until) break
    if (pause.from > from) found.push([from, pause.from])
    if (pause.to === null || pause.to >= until) return found
    if (pause.to > from) from = pause.to
  }
  if (until > from) found.push([from, until])
  return found
}

function endOfMinutes(since: Date, minutes: number, pauses: readonly Pause[], { between, add }: Reckoning): Date | null {
  let left = minutes
  let from = since
  for (const pause of pauses) {
    if (pause.from > from) {
      const ran = between(from, pause.from)
      if (ran >= left) return add(from, left)
      left -= ran
    }
    if (pause.to === null) return null
    if (pause.to > from) from = pause.to
  }
  return add(from, left)
}

function endOfDays(
  since: Date,
  count: number,
  unit: 'workdays' | 'days',
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): Date | null {
  let counted = 0
  for (const { day, close, works } of daysAfter(since, calendar)) {
    if (isPausedAt(pauses, close)) {
      if (pauses.at(-1)?.to === null && close > pauses.at(-1)!.from) return null
      continue
    }
    if (unit === 'days' || works) counted += 1
    if (counted >= count && works) return close
    if (counted > count + FARTHEST_DAYS) throw new Error(`a calendar without workdays after ${day}`)
  }
  throw new Error('a term without end')
}

function leftDays({ since, pauses }: Run, count: number, unit: 'workdays' | 'days', now: Date, calendar: WorkingCalendar): number {
  let counted = 0
  for (const { close, works } of daysAfter(since, calendar)) {
    if (close > now) break
    if (!isPausedAt(pauses, close) && (unit === 'days' || works)) counted += 1
  }
  return count - counted
}

/** Days after the one of a moment, each with the moment it counts at: when offices close on it, or midnight where they are not open. */
function* daysAfter(since: Date, calendar: WorkingCalendar): Generator<{ day: Day; close: Date; works: boolean }> {
  let day = dayOfMoment(since)
  for (let far = 0; far < FARTHEST_DAYS; far += 1) {
    day = addDays(day, 1)
    const works = isWorkday(day, calendar)
    yield { day, close: works ? closingOf(day, calendar) : endOfDay(day), works }
  }
}

/** When offices close on a workday. */
export function closingOf(day: Day, calendar: WorkingCalendar): Date {
  const [start, end] = [endOfDay(addDays(day, -1)), endOfDay(day)]
  return addWorkingMinutes(start, workingMinutesBetween(start, end, calendar), calendar)
}

/** The moment a pause ends belongs to what follows; the moment it begins is still running. */
function isPausedAt(pauses: readonly Pause[], moment: Date): boolean {
  return pauses.some(({ from, to }) => from < moment && (to === null || moment <= to))
}
