import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, ageOn } from '#base/values/day.ts'
import { loadCatalogue } from '#catalogue/load.ts'
import * as rules from './rules.ts'

test('under 14 the guardian acts, from her 14th birthday she does (PIPL 31): 13 years and 364 days, and one more', () => {
  assert.equal(rules.actsForHerself('2012-11-23', '2026-11-22'), false)
  assert.equal(rules.actsForHerself('2012-11-23', '2026-11-23'), true)
  assert.equal(rules.actsForHerself('2012-02-29', '2026-02-28'), false)
  assert.equal(rules.actsForHerself('2012-02-29', '2026-03-01'), true)
  assert.equal(rules.actsForHerself(undefined, '2026-11-22'), true)
})

test('the last day of a guardian is the eve of the 18th birthday, for every birth date', () => {
  assert.equal(rules.lastDayOfGuardian('2010-11-23'), '2028-11-22')
  assert.equal(rules.lastDayOfGuardian('2008-02-29'), '2026-02-28')
  assert.equal(rules.lastDayOfGuardian('2012-02-29'), '2030-02-28')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9000 }), (days) => {
      const birth = addDays('2004-01-01', days)
      const last = rules.lastDayOfGuardian(birth)
      assert.deepEqual([ageOn(birth, last), ageOn(birth, addDays(last, 1))], [17, 18])
    }),
  )
})

const helper = { kind: 'helper' as const, from: '2026-11-01', to: '2026-11-22', ended: false }

test('a mandate holds on its first and last day, and not on the day before and after', () => {
  assert.deepEqual(
    ['2026-10-31', '2026-11-01', '2026-11-22', '2026-11-23'].map((day) => rules.stateOf(helper, day)),
    ['to-come', 'in-force', 'in-force', 'over'],
  )
  assert.equal(rules.stateOf({ ...helper, ended: true }, '2026-11-10'), 'ended')
  assert.equal(rules.stateOf({ ...helper, principalDied: true }, '2026-11-10'), 'over')
})

test('a guardian’s ends on the 18th birthday, whatever day was written down', () => {
  const guardian = { kind: 'guardian' as const, from: '2026-01-01', to: '2099-12-31', ended: false, principalBirth: '2008-11-23' }
  assert.equal(rules.stateOf(guardian, '2026-11-22'), 'in-force')
  assert.equal(rules.stateOf(guardian, '2026-11-23'), 'over')
  assert.equal(rules.stateOf({ ...guardian, principalBirth: undefined }, '2026-11-22'), 'over', 'of nobody whose age is not known')
})

test('a term begins today or later and lasts a year at most', () => {
  const judge = (from: string, to: string) => () => rules.judgeTerm({ from, to }, '2026-11-22')
  assert.doesNotThrow(judge('2026-11-22', '2026-11-22'))
  assert.doesNotThrow(judge('2026-11-22', '2027-11-22'))
  assert.doesNotThrow(judge('2028-02-29', '2029-02-28'))
  for (const [from, to] of [
    ['2026-11-21', '2026-12-01'],
    ['2026-11-22', '2027-11-23'],
    ['2026-11-22', '2026-11-21'],
    ['2028-02-29', '2029-03-01'],
  ] as const)
    assert.throws(judge(from, to), { code: 'mandate.term' }, `${from} ${to}`)
})

const lady = { id: 'lady', name: '王秀英', birth: '1949-12-31', died: false }
const girl = { id: 'girl', name: '钱朵', birth: '2015-06-01', died: false }
const held = (principal: rules.Known, more: Partial<rules.Held> = {}): rules.Held => ({
  ...helper,
  principal,
  principalBirth: principal.birth,
  principalDied: principal.died,
  scope: ['answer'],
  ...more,
})

test('a telephone acts for herself, for the child in her care and for who chose her; the nearest way counts', () => {
  const guardian = held(girl, { kind: 'guardian', scope: [...rules.allScopes], to: '2033-05-31' })
  const persons = rules.personsOf([lady], [held(lady), held(girl, { scope: ['see'] }), guardian], '2026-11-10')
  assert.deepEqual(
    persons.map(({ id, as, scope, until }) => [id, as, scope.length, until]),
    [
      ['lady', 'self', 4, undefined],
      ['girl', 'guardian', 4, '2033-05-31'],
    ],
  )
})

test('what two mandates give is joined; what is over, to come, or of somebody dead gives nothing', () => {
  const other = { ...lady, id: 'other' }
  const both = rules.personsOf([], [held(other), held(other, { scope: ['see'] })], '2026-11-10')
  assert.deepEqual(both[0]?.scope, ['answer', 'see'])
  assert.deepEqual(rules.personsOf([], [held(other)], '2026-11-23'), [])
  assert.deepEqual(rules.personsOf([], [held(other)], '2026-10-31'), [])
  assert.deepEqual(rules.personsOf([{ ...lady, died: true }], [held({ ...other, died: true })], '2026-11-10'), [])
  assert.deepEqual(rules.personsOf([girl], [], '2026-11-10'), [], 'a child of eleven does not sign in for herself')
  assert.equal(rules.personsOf([girl], [], '2029-06-01')[0]?.as, 'self')
})

test('nobody says her identity number or her doors on a telephone; a helper neither her telephone nor what is protected', () => {
  const { elements } = loadCatalogue()
  const may = (as: 'self' | 'guardian' | 'helper', id: string) => rules.maySay(as, elements.get(id)!)
  for (const as of ['self', 'guardian', 'helper'] as const) {
    for (const id of ['person.id-number', 'person.document-number', 'person.residence', 'person.ownership'])
      assert.equal(may(as, id), false, id)
    assert.equal(may(as, 'person.employer'), true)
  }
  assert.deepEqual([may('self', 'person.phone'), may('helper', 'person.phone')], [true, false])
  for (const element of elements.values()) {
    if (element.sensitivity === 'forbidden') assert.equal(rules.maySay('self', element), false, element.id)
    if (element.sensitivity === 'sensitive') assert.equal(rules.maySay('helper', element), false, element.id)
  }
})
