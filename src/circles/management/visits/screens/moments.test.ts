import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateOf, laterOf, times } from './moments.ts'

/** Sunday 22 November 2026 in the street. */
const at = (clock: string, day = '2026-11-22') => new Date(`${day}T${clock}:00+08:00`)
const later = (when: Parameters<typeof laterOf>[0], now: Date) => laterOf(when, now).toISOString()

test('this evening is tomorrow evening once it is past, tomorrow is always the next day by the clock of the street', () => {
  assert.equal(later('evening', at('10:00')), '2026-11-22T11:00:00.000Z')
  assert.equal(later('evening', at('19:00')), '2026-11-23T11:00:00.000Z')
  // Past midnight in the street, still the day before in UTC.
  assert.equal(later('evening', at('00:30', '2026-11-23')), '2026-11-23T11:00:00.000Z')
  assert.equal(later('tomorrow', at('23:50')), '2026-11-23T11:00:00.000Z')
})

test('the weekend is the next Saturday, also on a Saturday', () => {
  assert.equal(later('weekend', at('10:00')), '2026-11-28T02:00:00.000Z')
  assert.equal(later('weekend', at('09:00', '2026-11-27')), '2026-11-28T02:00:00.000Z')
  assert.equal(later('weekend', at('09:00', '2026-11-28')), '2026-12-05T02:00:00.000Z')
})

test('a moment from paper is one only with day and time', () => {
  assert.equal(dateOf({ day: '2026-11-22', time: '18:30' })?.toISOString(), '2026-11-22T10:30:00.000Z')
  assert.equal(dateOf({ day: '', time: '18:30' }), undefined)
  assert.equal(dateOf({ day: '2026-11-22', time: '' }), undefined)
  assert.deepEqual([times[0], times.at(-1)], ['06:00', '22:30'])
})
