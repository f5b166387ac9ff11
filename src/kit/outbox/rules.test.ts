import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../refusal.ts'
import {
  BATCH_BYTES,
  backOff,
  isGuessable,
  isStale,
  judgeCapture,
  judgeFailure,
  MOST_TRIES,
  matchAnswers,
  nextBatch,
  stampOf,
  waitAfter,
} from './rules.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-22T02:00:00Z')

test('three slips of the thumb cost nothing, each further wrong PIN waits longer, and the tenth is the last', () => {
  assert.deepEqual([1, 2, 3].map(waitAfter), [0, 0, 0])
  for (let tries = 4; tries < MOST_TRIES; tries++) assert.ok(waitAfter(tries) > waitAfter(tries - 1), String(tries))
  assert.equal(MOST_TRIES, 10)
  assert.equal(waitAfter(MOST_TRIES + 5), 3600)
})

test('a PIN that is guessed first is not taken, an ordinary one is', () => {
  for (const pin of ['000000', '123456', '654321', '456789', '121212', '808080', '147147']) assert.equal(isGuessable(pin), true, pin)
  for (const pin of ['135790', '604117', '112233', '198706']) assert.equal(isGuessable(pin), false, pin)
  // A hundred thousand to one against ten tries is what the length promises; the list takes little of it.
  const refused = Array.from({ length: 1_000_000 }, (_, n) => String(n).padStart(6, '0')).filter(isGuessable).length
  assert.ok(refused < 1200, String(refused))
})

test('three days after the last contact what is kept is stale, also by a clock that was set back', () => {
  assert.equal(isStale(NOW, NOW + 71 * HOUR), false)
  assert.equal(isStale(NOW, NOW + 73 * HOUR), true)
  assert.equal(isStale(NOW, NOW - HOUR), false)
  assert.equal(isStale(NOW, NOW - 25 * HOUR), true)
})

test('a capture says when it was by the house, however wrong the phone, as long as its clock was left alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400 * 24, max: 400 * 24 }), fc.integer({ min: 0, max: 7 * 24 * 60 }), (wrongHours, ageMinutes) => {
      const phone = (house: number) => house + wrongHours * HOUR
      const clock = { behind: -wrongHours * HOUR, latest: phone(NOW) }
      const captured = NOW + 60_000
      const item = stampOf(clock, phone(captured))
      assert.equal(item.capturedAt, new Date(captured).toISOString())
      const arrives = captured + ageMinutes * 60_000
      assert.deepEqual(judgeCapture(item, phone(arrives), new Date(arrives)), { at: new Date(captured), doubtful: false })
    }),
  )
})

test('a clock that was changed between capture and sending is doubted, and nothing is captured in the future', () => {
  const clock = { behind: 0, latest: NOW }
  const back = stampOf(clock, NOW - 2 * HOUR)
  assert.equal(back.doubtful, true)
  const item = stampOf(clock, NOW + HOUR)
  // Set three hours ahead after the capture: what it believed and what its age says part.
  const judged = judgeCapture(item, NOW + 5 * HOUR, new Date(NOW + 2 * HOUR))
  assert.equal(judged.doubtful, true)
  fc.assert(
    fc.property(
      fc.integer({ min: -99 * HOUR, max: 99 * HOUR }),
      fc.integer({ min: -99 * HOUR, max: 99 * HOUR }),
      (atCapture, atSending) => {
        const moved = stampOf(clock, NOW + atCapture)
        assert.ok(judgeCapture(moved, NOW + atSending, new Date(NOW + HOUR)).at.getTime() <= NOW + HOUR)
      },
    ),
  )
})

test('a batch keeps the order, stays below its size, and is never empty while something waits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: BATCH_BYTES * 2 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 40 }),
      (sizes, most) => {
        const waiting = sizes.map((size, n) => ({ size, n }))
        const batch = nextBatch(waiting, most)
        assert.deepEqual(batch, waiting.slice(0, batch.length))
        assert.ok(batch.length >= 1 && batch.length <= Math.max(1, most))
        assert.ok(batch.length === 1 || batch.reduce((sum, { size }) => sum + size, 0) <= BATCH_BYTES)
      },
    ),
  )
})

test('a refusal of the whole request waits, asks for a sign-in, or finds the one at fault; it never lets go of what was said', () => {
  const refuse = (code: string, status: number, details = {}) => new Refusal(code as 'internal', status, { details })
  assert.deepEqual(judgeFailure(refuse('way.unreachable', 0), 20), { next: 'wait' })
  assert.deepEqual(judgeFailure(refuse('house.busy', 503), 20), { next: 'wait' })
  assert.deepEqual(judgeFailure(refuse('internal', 500), 1), { next: 'wait' })
  assert.deepEqual(judgeFailure(refuse('rate.limited', 429, { seconds: 7 }), 20), { next: 'wait', seconds: 7 })
  assert.deepEqual(judgeFailure(refuse('access.sign-in-needed', 401), 1), { next: 'sign-in' })
  assert.deepEqual(judgeFailure(refuse('access.forbidden', 403), 1), { next: 'sign-in' })
  assert.deepEqual(judgeFailure(refuse('input.too-large', 413), 2), { next: 'fewer' })
  assert.deepEqual(judgeFailure(refuse('input.invalid', 400), 1), { next: 'return' })
})

test('the next try comes later each time, within five minutes and a part by chance', () => {
  assert.ok(backOff(1, 0.5) < backOff(3, 0.5) && backOff(3, 0.5) < backOff(6, 0.5))
  for (const chance of [0, 0.5, 1]) assert.ok(backOff(40, chance) <= 375 && backOff(40, chance) >= 225)
})

test('only what was sent is answered', () => {
  const found = matchAnswers(
    [{ id: 'a' }, { id: 'b' }],
    [
      { id: 'b', outcome: 'accepted' },
      { id: 'c', outcome: 'accepted' },
    ],
  )
  assert.deepEqual([...found.keys()], ['b'])
})
