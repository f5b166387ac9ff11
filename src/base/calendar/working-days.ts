/**
 * Working days and working time. The week is moved each year by the notice of the State Council: free days, and make-up workdays (调休上班) on
 * Saturdays and Sundays; a place may add half days. Which days those are is data, handed in; a year nobody has told yet is read as the plain
 * week, and `isCovered` says so. Time is China Standard Time, eight hours before UTC, all year.
 */
import { addDays, type Day, dayFromNumber, dayNumber, weekday } from '../values/day.ts'

export type Half = 'morning' | 'afternoon'

/** What one notice or decision says. `half`: only that part of the day is worked. */
export type DayPlan = {
  /** First and last day it speaks for. */
  from: Day
  to: Day
  free: readonly Day[]
  work: readonly Day[]
  half?: Readonly<Record<Day, Half>>
}

/** Office hours from this month and day of each year on; clock times `HH:MM`. Places with summer hours have two. */
export type OfficeHours = { since: string; morning: readonly [string, string]; afternoon: readonly [string, string] }

export type WorkingCalendar = {
  /** Only the days that are not what their weekday says. */
  days: ReadonlyMap<Day, 'free' | 'work' | Half>
  spans: readonly { from: Day; to: Day }[]
  hours: readonly { since: string; morning: Span; afternoon: Span }[]
}

/** Minutes of the day, the end not included. */
type Span = readonly [from: number, to: number]

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const ZONE_MS = 8 * 3_600_000
/** Longer than any run of free days; beyond, the calendar itself is wrong. */
const LONGEST_REST = 400

/** Later plans stand over earlier ones, so that a street's own half day stands over the notice. */
export function makeCalendar(plans: readonly DayPlan[], hours: readonly OfficeHours[]): WorkingCalendar {
  const days = new Map<Day, 'free' | 'work' | Half>()
  for (const { free, work, half } of plans) {
    for (const day of free) days.set(day, 'free')
    for (const day of work) days.set(day, 'work')
    for (const [day, part] of Object.entries(half ?? {})) days.set(day, part)
  }
  const spans = plans.map(({ from, to }) => ({ from, to }))
  const read = [...hours].sort((a, b) => (a.since < b.since ? -1 : 1))
  return { days, spans, hours: read.map(({ since, ...parts }) => ({ since, ...readSpans(parts) })) }
}

function readSpans({ morning, afternoon }: Omit<OfficeHours, 'since'>): { morning: Span; afternoon: Span } {
  const [opens, noon] = morning.map(minuteOf) as [number, number]
  const [again, closes] = afternoon.map(minuteOf) as [number, number]
  if (!(opens < noon && noon <= again && again < closes && closes <= 1440)) throw new Error('office hours that do not follow one another')
  return { morning: [opens, noon], afternoon: [again, closes] }
}

function minuteOf(clock: string): number {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(clock) ?? []
  if (hours === undefined || Number(minutes) > 59) throw new Error('not a clock time')
  return Number(hours) * 60 + Number(minutes)
}

/** Whether a notice speaks for this day; otherwise what is reckoned over it holds only until one comes. */
export function isCovered(day: Day, { spans }: WorkingCalendar): boolean {
  return spans.some(({ from, to }) => from <= day && day <= to)
}

/** A half day is a workday too: a term that ends on it ends on it. */
export function isWorkday(day: Day, { days }: WorkingCalendar): boolean {
  const told = days.get(day)
  return told === undefined ? weekday(day) <= 5 : told !== 'free'
}

/**
 * The end of a term in workdays: the day it begins is not counted (民法典 201). With 0 the day itself, or the next workday where it is none
 * (民法典 203); with a negative number so many workdays before.
 */
export function addWorkingDays(day: Day, count: number, calendar: WorkingCalendar): Day {
  if (count === 0) return isWorkday(day, calendar) ? day : nextWorkday(day, 1, calendar)
  let at = day
  for (let left = Math.abs(count); left > 0; left -= 1) at = nextWorkday(at, count < 0 ? -1 : 1, calendar)
  return at
}

function nextWorkday(day: Day, step: 1 | -1, calendar: WorkingCalendar): Day {
  for (let far = 1; far <= LONGEST_REST; far += 1) {
    const at = addDays(day, step * far)
    if (isWorkday(at, calendar)) return at
  }
  throw new Error('a calendar without workdays')
}

/** Workdays after `from` up to and with `to`; negative where `to` is earlier. `addWorkingDays(from, n)` is n of them away. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkday(at, calendar)) count += 1
  return count
}

/** Minutes of office time from one moment to a later one; parts of a minute count. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to < from) return -workingMinutesBetween(to, from, calendar)
  const [start, end] = [from.getTime() + ZONE_MS, to.getTime() + ZONE_MS]
  let worked = 0
  for (let number = Math.floor(start / DAY_MS); number <= Math.floor(end / DAY_MS); number += 1)
    for (const [opens, closes] of spansOf(dayFromNumber(number), calendar)) {
      const [first, last] = [number * DAY_MS + opens * MINUTE_MS, number * DAY_MS + closes * MINUTE_MS]
      worked += Math.max(0, Math.min(end, last) - Math.max(start, first))
    }
  return worked / MINUTE_MS
}

/** The moment at which so many minutes of office time (工作时 × 60) are over. */
export function addWorkingMinutes(from: Date, minutes: number, calendar: WorkingCalendar): Date {
  if (minutes < 0) throw new Error('time does not run backwards')
  const start = from.getTime() + ZONE_MS
  let left = minutes * MINUTE_MS
  let rest = 0
  for (let number = Math.floor(start / DAY_MS); rest <= LONGEST_REST; number += 1) {
    rest += 1
    for (const [opens, closes] of spansOf(dayFromNumber(number), calendar)) {
      const first = Math.max(start, number * DAY_MS + opens * MINUTE_MS)
      const open = number * DAY_MS + closes * MINUTE_MS - first
      if (open <= 0) continue
      if (left <= open) return new Date(first + left - ZONE_MS)
      left -= open
      rest = 0
    }
  }
  throw new Error('a calendar without workdays')
}

/** The civil day of a moment. */
export function dayOfMoment(moment: Date): Day {
  return dayFromNumber(Math.floor((moment.getTime() + ZONE_MS) / DAY_MS))
}

/** The moment a civil day is over: the last day of a term counts until midnight (民法典 203). */
export function endOfDay(day: Day): Date {
  return new Date((dayNumber(day) + 1) * DAY_MS - ZONE_MS)
}

function spansOf(day: Day, calendar: WorkingCalendar): readonly Span[] {
  if (!isWorkday(day, calendar)) return []
  const told = calendar.days.get(day)
  const hours = hoursOn(day, calendar)
  if (told === 'morning' || told === 'afternoon') return [hours[told]]
  return [hours.morning, hours.afternoon]
}

/** The hours last begun; before the first of the year, those the old year ended with. */
function hoursOn(day: Day, { hours }: WorkingCalendar): { morning: Span; afternoon: Span } {
  const begun = hours.filter(({ since }) => since <= day.slice(5))
  const found = begun.at(-1) ?? hours.at(-1)
  if (!found) throw new Error('a calendar without office hours')
  return found
}
