import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { makeCalendar, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { addDays } from '#base/values/day.ts'
import { type PlainCalendar, slowDueOf } from '../../../../test/matters/slow-clock.ts'
import { dueOf, isSettled, leftOf, type Pause, type Term } from './terms.ts'

/** Around the National Day of 2026: Friday to Sunday free for the Mid-Autumn, seven days from the first of October, two make-up days. */
const autumn = {
  free: ['2026-09-25', ...Array.from({ length: 7 }, (_, at) => addDays('2026-10-01', at))],
  work: ['2026-09-20', '2026-10-10'],
}
const calendar = makeCalendar(
  [{ from: '2026-01-01', to: '2026-12-31', ...autumn }],
  [{ since: '01-01', morning: ['09:00', '12:00'], afternoon: ['13:30', '17:30'] }],
)
const at = (local: string) => new Date(`${local}:00+08:00`)
const due = (since: string, term: Term, pauses: Pause[] = []) => dueOf({ since: at(since), term, pauses }, calendar)
const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) })

describe('terms', () => {
  test('eight working hours from Thursday four o’clock skip the night, the Mid-Autumn Friday and the weekend', () => {
    assert.deepEqual(due('2026-09-24T16:00', { workingHours: 8 }), at('2026-09-28T17:00'))
  })

  test('workdays end when offices close, the day they begin is not counted, the make-up Saturday is (民法典 201, 203)', () => {
    assert.deepEqual(due('2026-09-30T08:00', { workdays: 1 }), at('2026-10-08T17:30'))
    assert.deepEqual(due('2026-10-08T10:00', { workdays: 2 }), at('2026-10-10T17:30'))
    assert.deepEqual(due('2026-10-08T23:59', { workdays: 3 }), at('2026-10-12T17:30'))
  })

  test('days that end in a feast end on the first workday after it', () => {
    assert.deepEqual(due('2026-09-28T09:00', { days: 7 }), at('2026-10-08T17:30'))
    assert.deepEqual(due('2026-10-05T09:00', { days: 7 }), at('2026-10-12T17:30'))
  })

  test('two hours for a danger run through the night', () => {
    assert.deepEqual(due('2026-10-01T23:30', { hours: 2 }), at('2026-10-02T01:30'))
    assert.deepEqual(due('2026-10-01T23:30', { minutes: 30 }), at('2026-10-02T00:00'))
  })

  test('a pause gives back just what it took; while it lasts there is no end', () => {
    const paused = [pause('2026-09-28T10:00', '2026-09-28T16:00')]
    assert.deepEqual(due('2026-09-28T09:00', { workingHours: 2 }, paused), at('2026-09-28T17:00'))
    assert.equal(due('2026-09-28T09:00', { workingHours: 2 }, [pause('2026-09-28T10:00', null)]), null)
    assert.deepEqual(due('2026-09-28T09:00', { workingHours: 1 }, [pause('2026-09-28T10:00', null)]), at('2026-09-28T10:00'))
  })

  test('a day on which it was paused when offices closed is not counted, one on which it was resumed before is', () => {
    const paused = [pause('2026-10-08T11:00', '2026-10-09T11:00')]
    assert.deepEqual(due('2026-09-30T09:00', { workdays: 1 }, paused), at('2026-10-09T17:30'))
    assert.equal(due('2026-09-30T09:00', { workdays: 2 }, [pause('2026-10-08T11:00', null)]), null)
    assert.deepEqual(due('2026-09-30T09:00', { workdays: 1 }, [pause('2026-10-08T18:00', null)]), at('2026-10-08T17:30'))
  })

  test('what is left is told in the unit of the term, and is negative afterwards', () => {
    const run = { since: at('2026-09-28T09:00'), term: { workingHours: 4 }, pauses: [] }
    assert.equal(leftOf(run, at('2026-09-28T10:30'), calendar), 2.5)
    assert.equal(leftOf(run, at('2026-09-29T09:30'), calendar), -3.5)
    assert.equal(leftOf({ since: at('2026-09-30T09:00'), term: { workdays: 2 }, pauses: [] }, at('2026-10-08T18:00'), calendar), 1)
  })

  test('an end in a year no notice has spoken for may still move', () => {
    assert.equal(isSettled(at('2026-12-31T17:30'), calendar), true)
    assert.equal(isSettled(at('2027-01-04T17:30'), calendar), false)
  })
})

describe('against a walk through every minute', () => {
  const days = Array.from({ length: 40 }, (_, at) => addDays('2026-09-14', at))
  const someDays = fc.uniqueArray(fc.constantFrom(...days), { maxLength: 12 })
  const calendars = fc.record({
    free: someDays,
    work: someDays,
    half: fc.array(fc.tuple(fc.constantFrom(...days), fc.boolean()), { maxLength: 3 }),
  })
  const terms = fc.oneof(
    fc.integer({ min: 1, max: 60 }).map((workingHours): Term => ({ workingHours })),
    fc.integer({ min: 1, max: 12 }).map((workdays): Term => ({ workdays })),
    fc.integer({ min: 1, max: 20 }).map((number): Term => ({ days: number })),
    fc.integer({ min: 1, max: 72 }).map((hours): Term => ({ hours })),
    fc.integer({ min: 1, max: 3000 }).map((minutes): Term => ({ minutes })),
  )
  /** Minutes from the start: ends of pauses in order, the last one perhaps open. */
  const pauses = fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 15_000 }), { maxLength: 6 }), fc.boolean())

  test('the clock ends at the same minute, whatever the calendar, the term and the pauses', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 0, max: 15 * 1440 }), terms, pauses, (drawn, start, term, [edges, open]) => {
        const since = new Date(at('2026-09-14T00:00').getTime() + start * 60_000)
        const { fast, plain } = bothCalendars(drawn)
        const stops = readPauses(since, edges, open)
        assert.deepEqual(dueOf({ since, term, pauses: stops }, fast), slowDueOf(since, term, stops, plain))
      }),
      { numRuns: 150 },
    )
  })

  test('the longer term never ends earlier, and one more pause never lets it end earlier', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        (drawn, hours, from, length) => {
          const { fast } = bothCalendars(drawn)
          const since = at('2026-09-15T10:00')
          const run = (workingHours: number, stops: Pause[]) => dueOf({ since, term: { workingHours }, pauses: stops }, fast)!.getTime()
          const stop = readPauses(since, [from, from + length], false)
          assert.ok(run(hours + 1, stop) >= run(hours, stop))
          assert.ok(run(hours, stop) >= run(hours, []))
        },
      ),
      { numRuns: 200 },
    )
  })
})

function readPauses(since: Date, edges: number[], open: boolean): Pause[] {
  const moments = [...edges].sort((a, b) => a - b).map((minute) => new Date(since.getTime() + minute * 60_000))
  const found: Pause[] = []
  for (let index = 0; index + 1 < moments.length; index += 2) found.push({ from: moments[index]!, to: moments[index + 1]! })
  if (open && moments.length % 2 === 1) found.push({ from: moments.at(-1)!, to: null })
  return found
}

function bothCalendars(drawn: { free: string[]; work: string[]; half: [string, boolean][] }): {
  fast: WorkingCalendar
  plain: PlainCalendar
} {
  const free = drawn.free.filter((day) => !drawn.work.includes(day))
  const half = new Map(drawn.half.map(([day, morning]) => [day, morning ? ('morning' as const) : ('afternoon' as const)]))
  const plan = { from: '2026-01-01', to: '2026-12-31', free, work: drawn.work, half: Object.fromEntries(half) }
  return {
    fast: makeCalendar([plan], [{ since: '01-01', morning: ['09:00', '12:00'], afternoon: ['13:30', '17:30'] }]),
    plain: { free: new Set(free), work: new Set(drawn.work), half, morning: [540, 720], afternoon: [810, 1050] },
  }
}
