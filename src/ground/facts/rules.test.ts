import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Element } from './contract.ts'
import { readState, writeState } from './meta.ts'
import { foldSayings } from './rules.ts'
import type { Saying } from './saying.ts'

const element = (id: string, more: Partial<Element> = {}): Element => ({
  id,
  kind: 'person',
  label: { zh: id, en: id },
  type: 'text',
  synonyms: [],
  sensitivity: 'ordinary',
  merge: 'latest',
  group: 'identity',
  ...more,
})
const elements = new Map(
  [
    element('person.employer', { shelfLifeDays: 365 }),
    element('person.name', { merge: 'confirm' }),
    element('person.skills', { type: 'codes', merge: 'set' }),
    element('person.residence', { type: 'tie', merge: 'latest' }),
    element('person.id-number', { type: 'id-number', merge: 'confirm' }),
    element('person.birth-date', { type: 'day', inferred: { rule: 'birth-date-of-id', from: ['person.id-number'] } }),
  ].map((one) => [one.id, one]),
)
let count = 0
const say = (source: string, asOf: string, body: Saying['body'], saidOn = '2026-11-22', decides = false): Saying => {
  count += 1
  return { id: `s${count}`, source, asOf, saidOn, body, decides }
}
const knownOf = (sayings: Saying[], id: string) => foldSayings(elements, sayings).state.get(id)

test('the same source on a later day is a change, not a conflict', () => {
  const known = knownOf(
    [say('register', '2026-10-01', { 'person.employer': 'A' }), say('register', '2026-11-01', { 'person.employer': 'B' })],
    'person.employer',
  )
  assert.equal(known?.value, 'B')
  assert.deepEqual(known?.rivals, [])
})

test('another source over a fresh value is a conflict, over a stale value a change', () => {
  const fresh = knownOf(
    [say('register', '2026-10-01', { 'person.employer': 'A' }), say('self', '2026-11-01', { 'person.employer': 'B' })],
    'person.employer',
  )
  assert.equal(fresh?.value, 'A')
  assert.equal(fresh?.rivals[0]?.value, 'B')
  const stale = knownOf(
    [say('register', '2024-10-01', { 'person.employer': 'A' }), say('self', '2026-11-01', { 'person.employer': 'B' })],
    'person.employer',
  )
  assert.equal(stale?.value, 'B')
})

test('on equal dates what was seen at the door stands before hearsay', () => {
  const known = knownOf(
    [say('self', '2026-11-01', { 'person.employer': 'A' }), say('seen', '2026-11-01', { 'person.employer': 'B' })],
    'person.employer',
  )
  assert.equal(known?.value, 'B')
})

test('identity is never changed without a human, and a decision settles it', () => {
  const sayings = [say('register', '2026-10-01', { 'person.name': '王建国' }), say('register', '2026-11-01', { 'person.name': '王健国' })]
  assert.equal(knownOf(sayings, 'person.name')?.rivals.length, 1)
  const decided = knownOf([...sayings, say('seen', '2026-11-02', { 'person.name': '王健国' }, '2026-11-22', true)], 'person.name')
  assert.equal(decided?.value, '王健国')
  assert.deepEqual(decided?.rivals, [])
})

test('a new home closes the one before on the day the new one began', () => {
  const { ties } = foldSayings(elements, [
    say('register', '2025-01-01', { 'person.residence': { dwelling: 'd1', from: '2020-05-01' } }),
    say('register', '2026-11-01', { 'person.residence': { dwelling: 'd2', from: '2026-09-15' } }),
  ])
  assert.deepEqual(
    ties.map(({ dwelling, from, to }) => ({ dwelling, from, to })),
    [
      { dwelling: 'd1', from: '2020-05-01', to: '2026-09-15' },
      { dwelling: 'd2', from: '2026-09-15', to: undefined },
    ],
  )
})

test('a birth date is worked out from the identity number until somebody says one', () => {
  const known = knownOf([say('register', '2026-10-01', { 'person.id-number': '11010519491231002X' })], 'person.birth-date')
  assert.equal(known?.value, '1949-12-31')
  const said = knownOf(
    [
      say('register', '2026-10-01', { 'person.id-number': '11010519491231002X' }),
      say('self', '2026-10-02', { 'person.birth-date': '1949-12-30' }),
    ],
    'person.birth-date',
  )
  assert.equal(said?.value, '1949-12-30')
})

const sayings = fc.array(
  fc.record({
    source: fc.constantFrom('register', 'self', 'seen', 'department:civil'),
    asOf: fc.constantFrom('2025-01-01', '2026-06-01', '2026-10-01', '2026-11-01'),
    employer: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: null }),
    skills: fc.subarray(['x', 'y', 'z']),
    decides: fc.boolean(),
  }),
  { maxLength: 8 },
)

test('what is stored reads back as the same state, whatever was said', () => {
  fc.assert(
    fc.property(sayings, (list) => {
      const { state } = foldSayings(
        elements,
        list.map((one) =>
          say(one.source, one.asOf, { 'person.employer': one.employer, 'person.skills': one.skills }, '2026-11-22', one.decides),
        ),
      )
      const stored = writeState(state)
      assert.deepEqual(readState(stored.values, stored.meta), state)
    }),
  )
})

test('saying the same twice raises no conflict and changes no value', () => {
  fc.assert(
    fc.property(sayings, (list) => {
      const made = list.map((one) =>
        say(one.source, one.asOf, { 'person.employer': one.employer, 'person.skills': one.skills }, '2026-11-22', true),
      )
      const once = foldSayings(elements, made).state
      const last = made.at(-1)
      if (!last) return
      const twice = foldSayings(elements, [...made, { ...last, id: 'again', decides: false }]).state
      for (const [id, known] of once) assert.deepEqual(twice.get(id)?.value, known.value)
      for (const known of twice.values()) assert.deepEqual(known.rivals, [])
    }),
  )
})
