import { makeCalendar, type OfficeHours, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { isDay } from '#base/values/day.ts'
import { shippedRules } from '#catalogue/rules.ts'
import { calendarOf, type Law } from '#ground/law/rules.ts'
import { dueOf, isSettled, type Term } from '#ground/matters/clock/terms.ts'
import { type Command, type CommandOptions, requiredOption, textOption, UsageFailure } from './command.ts'

const units = ['hours', 'workdays', 'days', 'minutes'] as const
const ZONE = '+08:00'

export const clockDue: Command = {
  name: 'clock due',
  brief: 'when a term is over, in working time with free days, make-up days and office hours',
  help: `linli clock due --start 2026-09-24T16:00 --hours 8 [--calendar cn] [--unit-hours 09:00-12:00,13:30-17:30] [--json]

Reckons with the shipped notices on free days; nothing is stored. Times are China Standard Time. Prints all that was taken for granted.

  --start        the moment the term begins
  --hours        working hours (工作时); or --workdays (工作日), --days, --minutes (of the clock, at night too)
  --calendar     cn (public holidays and make-up workdays) or week (Monday to Friday); cn unless given
  --unit-hours   when this unit works, morning and afternoon; the shipped office hours unless given`,
  needs: 0,
  options: {
    start: { type: 'string' },
    hours: { type: 'string' },
    workdays: { type: 'string' },
    days: { type: 'string' },
    minutes: { type: 'string' },
    calendar: { type: 'string' },
    'unit-hours': { type: 'string' },
  },
  async run(_, options) {
    const start = readMoment(requiredOption(options, 'start'))
    const term = readTerm(options)
    const name = textOption(options, 'calendar') ?? 'cn'
    const { calendar, hours } = calendarFor(name, textOption(options, 'unit-hours'), localOf(start).slice(0, 10))
    const due = dueOf({ since: start, term, pauses: [] }, calendar)
    if (!due) throw new Error('a term without pauses has no end')
    const data = { due: localOf(due), start: localOf(start), term, calendar: name, unitHours: hours, settled: isSettled(due, calendar) }
    const open = data.settled ? '' : '\n  这一年的放假通知还没有录入，期限可能变动。No notice speaks for that day yet; it may move.'
    return { data, text: `${data.due}\n  ${name} ${hours} ${JSON.stringify(term)}${open}` }
  },
}

function readMoment(given: string): Date {
  const [, day = '', clock = ''] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\+08:00)?$/.exec(given) ?? []
  const moment = new Date(`${day}T${clock}${ZONE}`)
  if (!isDay(day) || Number.isNaN(moment.getTime())) throw new UsageFailure(`--start 2026-09-24T16:00: ${given}`)
  return moment
}

function readTerm(options: CommandOptions): Term {
  const given = units.flatMap((unit) => (textOption(options, unit) === undefined ? [] : [unit]))
  const [unit] = given
  const count = unit === undefined ? Number.NaN : Number(options[unit])
  const isWhole = unit === 'hours' ? Number.isInteger(count * 60) : Number.isInteger(count)
  if (given.length !== 1 || unit === undefined || !isWhole || count <= 0 || count > 10_000)
    throw new UsageFailure('--hours 8 | --workdays 5 | --days 7 | --minutes 30')
  return unit === 'hours' ? { workingHours: count } : ({ [unit]: count } as Term)
}

function calendarFor(name: string, unitHours: string | undefined, day: string): { calendar: WorkingCalendar; hours: string } {
  if (name !== 'cn' && name !== 'week') throw new UsageFailure('--calendar cn | week')
  const law: Law = shippedRules.map((rule) => ({ ...rule, version: 1, origin: 'shipped' as const }))
  const shipped = calendarOf(law, day)
  const own = unitHours === undefined ? undefined : readHours(unitHours)
  const hours = own ? makeCalendar([], own).hours : shipped.hours
  const calendar = name === 'cn' ? { ...shipped, hours } : { days: new Map(), spans: [{ from: '0001-01-01', to: '9999-12-31' }], hours }
  const [{ morning, afternoon } = { morning: [0, 0], afternoon: [0, 0] }] = hours
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return { calendar, hours: [morning, afternoon].map(([from, to]) => `${clock(from)}-${clock(to)}`).join(',') }
}

/** @throws UsageFailure where they do not follow one another */
function readHours(given: string): OfficeHours[] {
  const [, a, b, c, d] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2}),(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(given.replace(/\s/g, '')) ?? []
  const hours: OfficeHours[] = [{ since: '01-01', morning: [a ?? '', b ?? ''], afternoon: [c ?? '', d ?? ''] }]
  try {
    makeCalendar([], hours)
  } catch {
    throw new UsageFailure(`--unit-hours 09:00-12:00,13:30-17:30: ${given}`)
  }
  return hours
}

function localOf(moment: Date): string {
  const text = new Date(moment.getTime() + 8 * 3_600_000).toISOString()
  return `${text.slice(0, text.slice(17, 19) === '00' ? 16 : 19)}${ZONE}`
}
