import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, ageOn, dayFromNumber, dayNumber, daysBetween, isDay, isMonth, weekday } from '#base/values/day.ts'

test('known days', () => {
  assert.equal(dayNumber('1970-01-01'), 0)
  assert.equal(dayNumber('2000-03-01'), 11017)
  assert.equal(weekday('2026-11-22'), 7)
  assert.equal(weekday('1900-01-01'), 1)
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  assert.equal(addMonths('2024-01-31', 1), '2024-02-29')
  assert.equal(addMonths('2024-03-31', -13), '2023-02-28')
  assert.ok(!isDay('1900-02-29') && isDay('2000-02-29') && !isDay('2000-2-9') && isMonth('2000-02') && !isMonth('2000-13'))
})

/** PIPL art. 28, 31: the guardian's consent is asked until the fourteenth birthday. */
test('ages are completed on the birthday', () => {
  assert.equal(ageOn('2012-11-23', '2026-11-22'), 13)
  assert.equal(ageOn('2012-11-22', '2026-11-22'), 14)
  assert.equal(ageOn('2004-02-29', '2025-02-28'), 20)
  assert.equal(ageOn('2004-02-29', '2025-03-01'), 21)
})

test('days and numbers agree with the proleptic calendar of the engine', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700000, max: 2900000 }), fc.integer({ min: -5000, max: 5000 }), (number, step) => {
      const day = dayFromNumber(number)
      assert.equal(dayNumber(day), number)
      assert.equal(day, new Date(number * 86400000).toISOString().slice(0, 10))
      assert.equal(weekday(day) % 7, new Date(number * 86400000).getUTCDay())
      if (number + step > -700000 && number + step < 2900000) assert.equal(daysBetween(day, addDays(day, step)), step)
    }),
  )
})
