import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Given, keyOf } from '#ground/asks/screens/given.ts'
import type { RoundDoor } from '../contract.ts'
import { bodiesOf, outcomeOf, overlay } from './capture.ts'

const question = (element: string, state: 'missing' | 'stale' = 'missing') => ({
  element,
  state,
  rivals: [],
  requests: [0],
  until: null,
  optional: true,
})
const door: RoundDoor = {
  dwelling: 'd',
  label: '501',
  place: 1,
  open: true,
  last: null,
  parties: [
    {
      subject: 'a',
      kind: 'person',
      name: '李娜',
      relation: 'residence',
      age: 74,
      known: [{ element: 'person.phone', value: '138****2222', masked: true, source: 'register', asOf: '2025-01-01', base: 's1' }],
      questions: [question('person.phone', 'stale'), question('person.employer'), question('person.is-veteran')],
    },
    { subject: 'b', kind: 'household', name: '', relation: null, age: null, known: [], questions: [question('household.pets')] },
  ],
}
const types = new Map([['person.is-veteran', 'boolean']])
const givens = (...list: [string, string, Given][]) => new Map(list.map(([subject, element, given]) => [keyOf(subject, element), given]))

test('what was said becomes an item for each subject, what was declined another, and the knock is last', () => {
  const given = givens(
    ['a', 'person.phone', 'still'],
    ['a', 'person.employer', 'declined'],
    ['a', 'person.is-veteran', { text: 'false' }],
    ['b', 'household.pets', 'none'],
  )
  assert.equal(outcomeOf(door, given), 'done')
  assert.deepEqual(bodiesOf('r', door, given, types, { outcome: 'done' }), [
    {
      round: 'r',
      dwelling: 'd',
      kind: 'answer',
      subject: 'a',
      answers: [
        { element: 'person.phone', baseStatement: 's1', still: true },
        { element: 'person.is-veteran', value: false },
      ],
    },
    { round: 'r', dwelling: 'd', kind: 'refusal', subject: 'a', elements: ['person.employer'] },
    { round: 'r', dwelling: 'd', kind: 'answer', subject: 'b', answers: [{ element: 'household.pets', value: null }] },
    { round: 'r', dwelling: 'd', kind: 'visit', outcome: 'done' },
  ])
})

test('an empty field says nothing, and then the door is done in part only', () => {
  const given = givens(['a', 'person.employer', { text: '' }], ['b', 'household.pets', { text: ['cat'] }])
  assert.equal(outcomeOf(door, given), 'partly')
  assert.deepEqual(
    bodiesOf('r', door, given, types, { outcome: 'partly' }).map(({ kind }) => kind),
    ['answer', 'visit'],
  )
})

test('a door that was said to is asked no more, and what is said next builds on it', () => {
  const [answer, visit] = bodiesOf('r', door, givens(['a', 'person.phone', { text: '13900000000' }]), types, { outcome: 'partly' })
  const after = overlay(door, [
    { id: 'i1', at: '2026-11-22T01:00:00Z', body: answer! },
    { id: 'i2', at: '2026-11-22T01:01:00Z', body: visit! },
  ])
  assert.deepEqual([after.open, after.last?.outcome], [true, 'partly'])
  assert.deepEqual(
    after.parties[0]!.questions.map(({ element }) => element),
    ['person.employer', 'person.is-veteran'],
  )
  assert.deepEqual(
    after.parties[0]!.known.map(({ base, value, masked }) => [base, value, masked]),
    [['i1', '13900000000', false]],
  )
  const closed = overlay(after, [
    { id: 'i3', at: '2026-11-22T02:00:00Z', body: { round: 'r', dwelling: 'd', kind: 'visit', outcome: 'refused' } },
  ])
  assert.equal(closed.open, false)
})
