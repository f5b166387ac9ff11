import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, dayFromNumber, dayNumber, weekday } from '../values/day.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  type DayPlan,
  dayOfMoment,
  endOfDay,
  isCovered,
  isWorkday,
  makeCalendar,
  type OfficeHours,
  workingDaysBetween,
  workingMinutesBetween,
} from './working-days.ts'

/** 国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04): around New Year, the Spring Festival and the National Day. */
const span = (from: Day, count: number) => Array.from({ length: count }, (_, at) => addDays(from, at))
const year2026: DayPlan = {
  from: '2026-01-01',
  to: '2026-12-31',
  free: [...span('2026-01-01', 3), ...span('2026-02-15', 9), ...span('2026-10-01', 7)],
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
}
const hours: OfficeHours[] = [{ since: '01-01', morning: ['08:30', '12:00'], afternoon: ['13:30', '17:30'] }]
const summer: OfficeHours[] = [
  { since: '06-01', morning: ['08:30', '12:00'], afternoon: ['14:00', '18:00'] },
  { since: '10-01', morning: ['08:30', '12:00'], afternoon: ['13:30', '17:30'] },
]
const calendar = makeCalendar([year2026], hours)
const at = (local: string) => new Date(`${local}+08:00`)

test('make-up workdays are workdays, free weekdays are none', () => {
  assert.equal(isWorkday('2026-02-14', calendar), true, 'a Saturday that is worked')
  assert.equal(isWorkday('2026-02-16', calendar), false, 'a Monday that is free')
  assert.equal(isWorkday('2026-02-24', calendar), true)
  assert.equal(isWorkday('2026-02-21', calendar), false)
})

test('five workdays over the Spring Festival of 2026: the Saturday before counts, the nine free days do not', () => {
  // Asked on Thursday 12 February: Fri 13, Sat 14 (make-up), Tue 24, Wed 25, Thu 26.
  assert.equal(addWorkingDays('2026-02-12', 5, calendar), '2026-02-26')
  // A plain week would say the 19th, in the middle of the feast.
  assert.equal(addWorkingDays('2026-02-12', 5, makeCalendar([], hours)), '2026-02-19')
  assert.equal(workingDaysBetween('2026-02-12', '2026-02-26', calendar), 5)
})

test('the day a term begins is not counted; a term of no days that falls on a free day ends on the next workday', () => {
  assert.equal(addWorkingDays('2026-10-01', 1, calendar), '2026-10-08')
  assert.equal(addWorkingDays('2026-10-01', 0, calendar), '2026-10-08')
  assert.equal(addWorkingDays('2026-10-10', 0, calendar), '2026-10-10')
  assert.equal(addWorkingDays('2026-10-08', -1, calendar), '2026-09-30')
  assert.equal(addWorkingDays('2026-10-12', -1, calendar), '2026-10-10')
})

test('a year without notice is read as the plain week, and says that it is', () => {
  assert.equal(isCovered('2026-12-31', calendar), true)
  assert.equal(isCovered('2027-01-01', calendar), false)
  assert.equal(isWorkday('2027-01-01', calendar), true)
})

test('working hours skip nights, noon, feasts; a make-up Saturday is worked', () => {
  assert.equal(workingMinutesBetween(at('2026-02-13T17:00:00'), at('2026-02-14T09:00:00'), calendar), 60)
  assert.equal(workingMinutesBetween(at('2026-02-14T17:00:00'), at('2026-02-24T09:00:00'), calendar), 60)
  assert.equal(workingMinutesBetween(at('2026-02-24T11:30:00'), at('2026-02-24T14:00:00'), calendar), 60)
  assert.equal(workingMinutesBetween(at('2026-02-24T14:00:00'), at('2026-02-24T11:30:00'), calendar), -60)
  // 4 工作时 for a complaint that comes on the last afternoon before the feast.
  assert.deepEqual(addWorkingMinutes(at('2026-02-14T16:30:00'), 240, calendar), at('2026-02-24T11:30:00'))
  assert.deepEqual(addWorkingMinutes(at('2026-02-14T20:00:00'), 0, calendar), at('2026-02-24T08:30:00'))
})

test('a half day is worked in part, and is still a workday for a term', () => {
  const half = makeCalendar(
    [year2026, { from: '2026-12-24', to: '2026-12-24', free: [], work: [], half: { '2026-12-24': 'morning' } }],
    hours,
  )
  assert.equal(isWorkday('2026-12-24', half), true)
  assert.equal(workingMinutesBetween(at('2026-12-24T00:00:00'), at('2026-12-25T00:00:00'), half), 210)
  assert.equal(workingMinutesBetween(at('2026-12-23T00:00:00'), at('2026-12-24T00:00:00'), half), 450)
})

test('summer hours hold from their day on, and the year begins with those the last one ended with', () => {
  const two = makeCalendar([], summer)
  assert.equal(workingMinutesBetween(at('2026-06-01T12:30:00'), at('2026-06-01T14:30:00'), two), 30)
  assert.equal(workingMinutesBetween(at('2026-05-29T12:30:00'), at('2026-05-29T14:30:00'), two), 60)
  assert.equal(workingMinutesBetween(at('2026-01-05T12:30:00'), at('2026-01-05T14:30:00'), two), 60)
})

test('a calendar that cannot be is refused when it is made, or when it never ends', () => {
  const wrong = (morning: [string, string], afternoon: [string, string]) => () => makeCalendar([], [{ since: '01-01', morning, afternoon }])
  assert.throws(wrong(['12:00', '08:00'], ['13:00', '17:00']), /do not follow/)
  assert.throws(wrong(['08:00', '12:60'], ['13:00', '17:00']), /clock/)
  const never = makeCalendar([{ from: '2026-01-01', to: '2028-12-31', free: span('2026-01-01', 1000), work: [] }], hours)
  assert.throws(() => addWorkingDays('2026-01-01', 1, never), /without workdays/)
  assert.throws(() => addWorkingMinutes(at('2026-01-01T09:00:00'), 1, never), /without workdays/)
})

test('a civil day ends at midnight in China, wherever the machine stands', () => {
  assert.equal(dayOfMoment(new Date('2026-11-22T15:59:59Z')), '2026-11-22')
  assert.equal(dayOfMoment(new Date('2026-11-22T16:00:00Z')), '2026-11-23')
  assert.deepEqual(endOfDay('2026-11-22'), new Date('2026-11-22T16:00:00Z'))
})

/** The slow way: every day asked by itself, every minute counted one by one. */
const slow = {
  isWorkday: (day: Day, plan: DayPlan) => !plan.free.includes(day) && (weekday(day) <= 5 || plan.work.includes(day)),
  add(day: Day, count: number, plan: DayPlan): Day {
    const days = Array.from({ length: 200 }, (_, far) => dayFromNumber(dayNumber(day) + (far + 1) * Math.sign(count)))
    return days.filter((one) => slow.isWorkday(one, plan))[Math.abs(count) - 1]!
  },
  minutes(from: Date, to: Date, plan: DayPlan): number {
    let count = 0
    for (let moment = from.getTime(); moment < to.getTime(); moment += 60_000) {
      const local = new Date(moment + 8 * 3_600_000).toISOString()
      const clock = local.slice(11, 16)
      const open = (clock >= '08:30' && clock < '12:00') || (clock >= '13:30' && clock < '17:30')
      if (open && slow.isWorkday(local.slice(0, 10), plan)) count += 1
    }
    return count
  },
}

const first = dayNumber('2026-01-01')
const days = fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 40 })
const plans = fc.tuple(days, days).map(
  ([free, work]): DayPlan => ({
    from: '2026-01-01',
    to: '2026-12-31',
    free: free.filter((one) => !work.includes(one)).map((one) => dayFromNumber(first + one)),
    work: work.map((one) => dayFromNumber(first + one)),
  }),
)

test('whatever is free and made up, days are added and counted as the slow way does it', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 0, max: 120 }), fc.integer({ min: -30, max: 30 }), (plan, from, count) => {
      const made = makeCalendar([plan], hours)
      const day = dayFromNumber(first + from)
      if (count === 0) return assert.ok(isWorkday(addWorkingDays(day, 0, made), made))
      const end = addWorkingDays(day, count, made)
      assert.equal(end, slow.add(day, count, plan))
      // Backwards from a free day the day itself is not among those gone over.
      if (count > 0 || isWorkday(day, made)) assert.equal(workingDaysBetween(day, end, made), count)
    }),
  )
})

test('whatever is free and made up, minutes are counted as the slow way does it, and adding them gives them back', () => {
  const moment = fc.integer({ min: 0, max: 20 * 1440 }).map((minute) => new Date(Date.parse('2026-01-01T00:00:00+08:00') + minute * 60_000))
  fc.assert(
    fc.property(plans, moment, moment, (plan, one, other) => {
      const made = makeCalendar([plan], hours)
      const [from, to] = one < other ? [one, other] : [other, one]
      const minutes = workingMinutesBetween(from, to, made)
      assert.equal(minutes, slow.minutes(from, to, plan))
      const end = addWorkingMinutes(from, minutes, made)
      if (minutes > 0) assert.ok(end <= to)
      assert.equal(workingMinutesBetween(from, end, made), minutes)
    }),
    { numRuns: 60 },
  )
})
