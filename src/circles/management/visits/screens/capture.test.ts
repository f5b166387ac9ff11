import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Given, keyOf } from '#ground/asks/screens/given.ts'
import type { RoundDoor } from '../contract.ts'
import { bodiesOf, outcomeOf, overlay } from './capture.ts'
import { dueAt, isLeft } from './due.ts'

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

const due = [
  { matter: 'm1', person: 'a', name: '李娜', due: '2026-11-23T02:00:00.000Z', questions: [] },
  { matter: 'm2', person: null, name: '', due: '2026-11-25T02:00:00.000Z', questions: [] },
]

test('a touch is an item of its own before the knock; who was due and not reached leaves the door to be gone to again', () => {
  const reachings = new Map([['m1', { outcome: 'reached' as const, answers: { need: ['meals'] } }]])
  const touch = { due: [due[0]!], reachings }
  assert.deepEqual(
    bodiesOf('r', door, new Map(), types, { outcome: 'done' }, touch).map(({ kind, subject, contact }) => [kind, subject, contact]),
    [
      ['contact', 'a', { matter: 'm1', due: due[0]!.due, outcome: 'reached', answers: { need: ['meals'] } }],
      ['visit', undefined, undefined],
    ],
  )
  const empty = { ...door, parties: [] }
  assert.equal(outcomeOf(empty, new Map(), touch), 'done')
  for (const outcome of ['not-reached', 'later'] as const)
    assert.equal(outcomeOf(empty, new Map(), { due: [due[0]!], reachings: new Map([['m1', { outcome }]]) }), 'partly')
  assert.equal(outcomeOf(empty, new Map(), { due: [due[0]!], reachings: new Map() }), 'partly', 'nor was who nobody tried')
})

test('nobody at home is nobody reached, in the same touch; a time to come back is one that was asked for; somebody who refuses to be asked says nothing of it', () => {
  const said = (outcome: 'nobody-home' | 'come-back' | 'no-adult' | 'refused') =>
    bodiesOf('r', door, new Map(), types, { outcome, comeBackAt: '2026-11-24T11:00:00.000Z' }, { due, reachings: new Map() }).flatMap(
      ({ contact }) => contact?.outcome ?? [],
    )
  assert.deepEqual(said('nobody-home'), ['not-reached', 'not-reached'])
  assert.deepEqual(said('come-back'), ['later', 'later'])
  assert.deepEqual([said('no-adult'), said('refused')], [[], []])
})

test('a door that was done is left again on the day somebody there is due, until she is reached; where they refused it is not', () => {
  const done: RoundDoor = { ...door, open: false, parties: [], contacts: due }
  assert.deepEqual(['2026-11-22', '2026-11-23', '2026-11-25'].map((today) => dueAt(done, today).length), [0, 1, 2]) // biome-ignore format: one call
  assert.deepEqual(['2026-11-22', '2026-11-23'].map((today) => isLeft(done, today)), [false, true]) // biome-ignore format: one call
  const at = { round: 'r', dwelling: 'd' }
  const touched = (outcome: 'reached' | 'not-reached') =>
    overlay(done, [
      { id: 'i', at: '2026-11-23T03:00:00.000Z', body: { ...at, kind: 'contact', contact: { matter: 'm1', due: due[0]!.due, outcome } } },
    ])
  assert.equal(isLeft(touched('reached'), '2026-11-23'), false)
  assert.equal(isLeft(touched('not-reached'), '2026-11-23'), true)
  const refused = overlay(done, [{ id: 'i', at: '2026-11-23T03:00:00.000Z', body: { ...at, kind: 'visit', outcome: 'refused' } }])
  assert.equal(isLeft(refused, '2026-11-25'), false)
})
