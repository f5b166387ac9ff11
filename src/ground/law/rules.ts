/** Which rule holds on a day, what a local one may say, and the working days that follow from the notices. */
import { type DayPlan, makeCalendar, type OfficeHours, type WorkingCalendar } from '#base/calendar/working-days.ts'
import type { FieldProblem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import type { HeldRule, Rule } from './contract.ts'

/** Every version that can hold, a street's own first and the newest before the older. */
export type Law = readonly HeldRule[]

/** The street's own before the shipped one; of several texts the one that began last, of several versions the last word. */
export function findRule(law: Law, rule: string, day: string): HeldRule | undefined {
  const holding = law.filter((one) => one.rule === rule && one.from <= day && day <= (one.to ?? day))
  const own = holding.filter((one) => one.origin === 'street')
  const from = own.length > 0 ? own : holding
  return from.reduce<HeldRule | undefined>((best, one) => (best && !isLater(one, best) ? best : one), undefined)
}

function isLater(one: HeldRule, other: HeldRule): boolean {
  return one.id === other.id ? one.version > other.version : one.from > other.from
}

/** A rule the code cannot do without: its absence is a fault of ours. */
export function getRule(law: Law, rule: string, day: string): HeldRule {
  const found = findRule(law, rule, day)
  if (!found) throw new Error(`no rule ${rule} holds on ${day}`)
  return found
}

export function numberIn({ id, parameters }: Rule, name: string): number {
  const value = parameters[name]
  if (typeof value !== 'number') throw new Error(`${id} has no number ${name}`)
  return value
}

/** One row for each id: the street's newest, or the shipped one. What the list of rules shows. */
export function newestOf(law: Law): HeldRule[] {
  return law.filter((one, at) => law.findIndex((other) => other.id === one.id) === at)
}

/** Working days by the notices and half days there are, office hours by the rule of the day. */
export function calendarOf(law: Law, day: string): WorkingCalendar {
  const plans = newestOf(law)
    .filter(({ rule }) => rule === 'working-days')
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(planOf)
  return makeCalendar(plans, getRule(law, 'office-hours', day).parameters.hours as OfficeHours[])
}

function planOf({ from, to, parameters }: HeldRule): DayPlan {
  const { free, work, half } = parameters as Pick<DayPlan, 'free' | 'work' | 'half'>
  return { from, to: to ?? from, free, work, ...(half ? { half } : {}) }
}

/** The last day a notice speaks for without a gap from `today` on; one that only knows the feasts by law does not count. */
export function coveredTo(law: Law, today: string): string | undefined {
  const told = newestOf(law).filter(({ rule, status }) => rule === 'working-days' && status === 'C')
  let last: string | undefined
  for (const { from, to } of told.sort((a, b) => (a.from < b.from ? -1 : 1)))
    if (from <= (last ?? today) || isNextDay(last, from)) last = to && to > (last ?? '') ? to : last
  return last !== undefined && last >= today ? last : undefined
}

function isNextDay(day: string | undefined, next: string): boolean {
  return day?.endsWith('-12-31') === true && next === `${Number(day.slice(0, 4)) + 1}-01-01`
}

type Fault = FieldProblem

/** What is wrong with the parameters a street wrote; rules whose parameters nobody may write have no entry. */
const shapes = new Map<string, (parameters: Record<string, unknown>) => Fault[]>([
  ['objection-answer', ({ days }) => (isCount(days, 60) ? [] : [{ path: '/parameters/days', say: 'rule.days-wrong', with: { most: 60 } }])],
  ['office-hours', ({ hours }) => (isHours(hours) ? [] : [{ path: '/parameters/hours', say: 'rule.hours-wrong' }])],
  [
    'working-days',
    ({ free, work, half }) => (areDays(free) && areDays(work) && isHalf(half) ? [] : [{ path: '/parameters', say: 'rule.days-not-days' }]),
  ],
])

export function ruleFaults(rule: string, parameters: Record<string, unknown>): Fault[] {
  return shapes.get(rule)?.(parameters) ?? [{ path: '/id', say: 'rule.not-local' }]
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
}

function areDays(value: unknown): boolean {
  return Array.isArray(value) && value.length <= 200 && value.every((one) => typeof one === 'string' && isDay(one))
}

function isHalf(value: unknown): boolean {
  if (value === undefined) return true
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [['', '']]
  return entries.length <= 30 && entries.every(([day = '', part]) => isDay(day) && (part === 'morning' || part === 'afternoon'))
}

function isHours(value: unknown): boolean {
  const list = Array.isArray(value) ? (value as OfficeHours[]) : []
  if (list.length < 1 || list.length > 4 || !list.every(isOfficeHours)) return false
  try {
    makeCalendar([], list)
    return true
  } catch {
    // Clock times that do not follow one another: the only thing left that it can object to.
    return false
  }
}

function isOfficeHours(one: OfficeHours): boolean {
  const clocks = [one?.morning, one?.afternoon]
  return (
    /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(String(one?.since)) &&
    clocks.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((clock) => typeof clock === 'string'))
  )
}
