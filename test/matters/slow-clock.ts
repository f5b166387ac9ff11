/**
 * The same terms by walking through time minute by minute, without any arithmetic of days: written independently, for tests to hold the clock against.
 * It knows the calendar only by asking about a day and reading the office hours off the page.
 */
import type { Pause, Term } from '#ground/matters/clock/terms.ts'

export type PlainCalendar = {
  /** Days that are not what their weekday says. */
  free: ReadonlySet<string>
  work: ReadonlySet<string>
  half: ReadonlyMap<string, 'morning' | 'afternoon'>
  /** Minutes of the day. */
  morning: readonly [number, number]
  afternoon: readonly [number, number]
}

const MINUTE_MS = 60_000
const LONGEST_WALK = 120 * 1440

type Local = { day: string; minute: number; weekend: boolean }

function localOf(moment: number): Local {
  const there = new Date(moment + 8 * 60 * MINUTE_MS)
  return {
    day: there.toISOString().slice(0, 10),
    minute: there.getUTCHours() * 60 + there.getUTCMinutes(),
    weekend: there.getUTCDay() === 0 || there.getUTCDay() === 6,
  }
}

function worksOn({ day, weekend }: Local, calendar: PlainCalendar): boolean {
  if (calendar.half.has(day) || calendar.work.has(day)) return true
  return !weekend && !calendar.free.has(day)
}

function isOpen(local: Local, calendar: PlainCalendar): boolean {
  if (!worksOn(local, calendar)) return false
  const half = calendar.half.get(local.day)
  const inside = ([from, to]: readonly [number, number]) => from <= local.minute && local.minute < to
  return (half !== 'afternoon' && inside(calendar.morning)) || (half !== 'morning' && inside(calendar.afternoon))
}

/** The minute that begins at `moment` lies inside a pause. */
function isMinutePaused(pauses: readonly Pause[], moment: number): boolean {
  return pauses.some(({ from, to }) => from.getTime() <= moment && (to === null || moment < to.getTime()))
}

export function slowDueOf(since: Date, term: Term, pauses: readonly Pause[], calendar: PlainCalendar): Date | null {
  const day = 'workdays' in term || 'days' in term
  return day ? slowDays(since, term, pauses, calendar) : slowMinutes(since, term, pauses, calendar)
}

function slowMinutes(since: Date, term: Term, pauses: readonly Pause[], calendar: PlainCalendar): Date | null {
  let left = 'minutes' in term ? term.minutes : 60 * ('hours' in term ? term.hours : (term as { workingHours: number }).workingHours)
  for (let at = since.getTime(), walked = 0; walked < LONGEST_WALK; at += MINUTE_MS, walked += 1) {
    if (isMinutePaused(pauses, at)) continue
    if (!('workingHours' in term) || isOpen(localOf(at), calendar)) left -= 1
    if (left === 0) return new Date(at + MINUTE_MS)
  }
  return null
}

/** A day is counted when its last minute of work (of a free day its last minute) was not paused. */
function slowDays(since: Date, term: Term, pauses: readonly Pause[], calendar: PlainCalendar): Date | null {
  const wanted = 'workdays' in term ? term.workdays : (term as { days: number }).days
  const first = localOf(since.getTime()).day
  let counted = 0
  for (let at = since.getTime(), walked = 0; walked < LONGEST_WALK; at += MINUTE_MS, walked += 1) {
    const local = localOf(at)
    if (local.day === first || !isLastMinute(local, calendar) || isMinutePaused(pauses, at)) continue
    const works = worksOn(local, calendar)
    if (works || 'days' in term) counted += 1
    if (counted >= wanted && works) return new Date(at + MINUTE_MS)
  }
  return null
}

function isLastMinute(local: Local, calendar: PlainCalendar): boolean {
  if (!worksOn(local, calendar)) return local.minute === 1439
  const closes = calendar.half.get(local.day) === 'morning' ? calendar.morning[1] : calendar.afternoon[1]
  return local.minute === closes - 1
}
