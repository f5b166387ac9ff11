import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setHouseClock, streetDay, streetToday } from './today.ts'

test('a day of the street begins eight hours before that of Greenwich', () => {
  assert.equal(streetDay(new Date('2026-11-21T15:59:59Z')), '2026-11-21')
  assert.equal(streetDay(new Date('2026-11-21T16:00:00Z')), '2026-11-22')
})

test('a computer whose clock is years wrong shows the day of the house', (t) => {
  t.after(() => setHouseClock(new Date().toISOString()))
  setHouseClock('2031-03-01T04:00:00Z')
  assert.equal(streetToday(), '2031-03-01')
  setHouseClock('2019-12-31T18:00:00Z')
  assert.equal(streetToday(), '2020-01-01')
})
