import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysBetween, groupOf, groupRequests, isLate, type RequestLine, weeksAhead } from './agenda.ts'

// A Sunday: the week that began on Monday the 16th ends today.
const today = '2026-11-22'

function line(id: string, state: string, dueOn: string | null, at = '2026-11-20T01:00:00.000Z'): RequestLine {
  return { id, title: id, asker: '民政办', dueOn, state, basis: null, at, counts: {}, from: null, handedOn: null }
}

test('a week runs from Monday to Sunday', () => {
  assert.equal(groupOf({ state: 'received', dueOn: '2026-11-22' }, today), 'this-week')
  assert.equal(groupOf({ state: 'received', dueOn: '2026-11-23' }, today), 'next-week')
  assert.equal(groupOf({ state: 'received', dueOn: '2026-11-30' }, today), 'later')
  assert.equal(groupOf({ state: 'filling', dueOn: '2026-11-21' }, today), 'late')
})

test('what is filled waits apart to be handed over, and is late past its day; what was handed over never is', () => {
  const [filled, delivered] = ['filled', 'delivered'].map((state) => ({ state, dueOn: '2026-01-01' }))
  assert.deepEqual([groupOf(filled!, today), groupOf(delivered!, today)], ['filled', 'done'])
  assert.deepEqual([isLate(filled!, today), isLate(delivered!, today)], [true, false])
  assert.deepEqual([isLate({ state: 'filled', dueOn: null }, today), isLate({ state: 'filled', dueOn: today }, today)], [false, false])
})

test('the most urgent group stands first, and empty groups are left out', () => {
  const groups = groupRequests(
    [
      line('later', 'received', '2027-01-01'),
      line('none', 'received', null),
      line('late2', 'received', '2026-11-20'),
      line('late1', 'received', '2026-11-01'),
    ],
    today,
  )
  assert.deepEqual(
    groups.map(({ group, requests }) => [group, requests.map(({ id }) => id)]),
    [
      ['late', ['late1', 'late2']],
      ['later', ['later']],
      ['no-day', ['none']],
    ],
  )
})

test('the finished stand latest first', () => {
  const old = line('old', 'delivered', '2026-11-20', '2026-11-01T00:00:00.000Z')
  const [done] = groupRequests([old, line('new', 'delivered', '2026-11-01', '2026-11-21T00:00:00.000Z')], today)
  assert.deepEqual(
    done?.requests.map(({ id }) => id),
    ['new', 'old'],
  )
})

test('weeks ahead are whole and count open and done apart', () => {
  const weeks = weeksAhead(
    [line('a', 'received', '2026-11-24'), line('b', 'delivered', '2026-11-24'), line('c', 'filled', '2026-11-25')],
    today,
  )
  assert.equal(weeks.length, 5)
  assert.equal(weeks[0]?.[0]?.day, '2026-11-16')
  assert.deepEqual(weeks[1]?.[1], { day: '2026-11-24', open: 1, done: 1 })
  assert.deepEqual(weeks[1]?.[2], { day: '2026-11-25', open: 1, done: 0 })
  assert.ok(weeks.every((week) => week.length === 7))
})

test('days between cross the end of a month', () => {
  assert.equal(daysBetween('2026-11-22', '2026-12-01'), 9)
  assert.equal(daysBetween('2026-11-22', '2026-11-20'), -2)
})
