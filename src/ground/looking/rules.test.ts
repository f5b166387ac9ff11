import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approvalState, isChild, isOpen, reviewState } from './rules.ts'

const at = (text: string) => new Date(text)
const noon = at('2026-11-22T12:00:00Z')

test('an opening is over at its second, and when it is closed', () => {
  const term = { expiresAt: at('2026-11-22T12:00:01Z'), closedAt: null }
  assert.ok(isOpen(term, noon) && !isOpen(term, at('2026-11-22T12:00:01Z')))
  assert.ok(!isOpen({ ...term, closedAt: at('2026-11-22T11:00:00Z') }, noon))
})

test('a child is a child to the eve of the day she is fourteen; whose birth nobody knows is none', () => {
  assert.deepEqual(
    ['2029-02-28', '2029-03-01'].map((today) => isChild('2015-03-01', today, 14)),
    [true, false],
  )
  assert.deepEqual([isChild(undefined, '2026-01-01', 14), isChild('2015', '2026-01-01', 14)], [false, false])
})

test('a review is overdue on the day after the last for it', () => {
  const waiting = { reviewedAt: null, reviewBy: '2026-11-25' }
  assert.deepEqual([reviewState(waiting, '2026-11-25'), reviewState(waiting, '2026-11-26')], ['waiting', 'overdue'])
  assert.equal(reviewState({ ...waiting, reviewedAt: '2026-11-24' }, '2027-01-01'), 'reviewed')
})

test('an approval waits, is refused, holds to its second, is over', () => {
  assert.equal(approvalState({ granted: null, until: null }, noon), 'waiting')
  assert.equal(approvalState({ granted: false, until: null }, noon), 'refused')
  assert.equal(approvalState({ granted: true, until: at('2026-11-22T12:00:01Z') }, noon), 'in-force')
  assert.equal(approvalState({ granted: true, until: noon }, noon), 'over')
})
