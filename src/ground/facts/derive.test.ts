import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { idCheckCharacter } from '#base/values/id-number.ts'
import type { Element } from './contract.ts'
import {
  ageBand,
  ageOn,
  birthDateOfIdNumber,
  type DeriveInput,
  derive,
  deriveRules,
  joinAddress,
  regionPath,
  sexOfIdNumber,
} from './derive.ts'
import { countNames } from './derive-counts.ts'

const today = '2026-11-22'

function element(rule: string, from: string[], how: 'derived' | 'inferred' = 'derived'): Element {
  return {
    id: 'person.derived',
    kind: 'person',
    label: { zh: '甲', en: 'A' },
    type: 'text',
    synonyms: [],
    sensitivity: 'ordinary',
    merge: 'latest',
    group: 'identity',
    [how]: { rule, from },
  }
}

function work(rule: string, values: DeriveInput['values'], more: Partial<DeriveInput> = {}) {
  return derive(element(rule, Object.keys(values)), { values, today, ...more })
}

test('the birth date and sex of a citizen number are read only from numbers that pass their check', () => {
  // GB 11643 and vectors computed from its rule; the persons are invented.
  assert.equal(birthDateOfIdNumber('11010519491231002X'), '1949-12-31')
  assert.equal(sexOfIdNumber('11010519491231002X'), '2')
  assert.equal(birthDateOfIdNumber('110101200002290077'), '2000-02-29')
  assert.equal(sexOfIdNumber('110101200002290077'), '1')
  assert.equal(birthDateOfIdNumber('110105491231002'), '1949-12-31', '15 digits')
  assert.equal(sexOfIdNumber('110105491231002'), '2')
  for (const wrong of ['110105194912310021', '110101190002290070', '110101202413010075', '1101051949123100', '', '姓名']) {
    assert.equal(birthDateOfIdNumber(wrong), undefined, wrong)
    assert.equal(sexOfIdNumber(wrong), undefined, wrong)
  }
})

test('any citizen number gives back the day and the sex it was made from', () => {
  const day = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-01-01T00:00:00Z'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 995 }), (date, order) => {
      const birth = date.toISOString().slice(0, 10)
      const first17 = `110105${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`
      const number = first17 + idCheckCharacter(first17)
      assert.equal(birthDateOfIdNumber(number), birth)
      assert.equal(sexOfIdNumber(number), order % 2 === 1 ? '1' : '2')
    }),
  )
})

test('age counts full years, and a birth that has not come has none', () => {
  assert.equal(ageOn('1966-11-22', today), 60)
  assert.equal(ageOn('1966-11-23', today), 59)
  assert.equal(ageOn('2008-02-29', '2026-02-28'), 17)
  assert.equal(ageOn('2008-02-29', '2026-03-01'), 18)
  assert.equal(ageOn('2026-11-23', today), undefined)
  assert.equal(work('age', { 'person.birth-date': '1946-01-01' }), 80)
  assert.equal(work('age', {}), undefined)
  assert.equal(work('over-60', { 'person.birth-date': '1966-11-23' }), false)
  assert.equal(work('over-80', { 'person.birth-date': '1946-11-22' }), true)
  assert.equal(work('under-18', { 'person.birth-date': '2027-01-01' }), undefined)
  assert.equal(work('aged-6-15', { 'person.birth-date': '2010-11-23' }), true)
  assert.equal(work('aged-6-15', { 'person.birth-date': '2010-11-22' }), false, 'sixteen today')
})

test('every age falls into exactly one band, older ages into later bands', () => {
  assert.deepEqual([0, 2, 3, 5, 6, 13, 14, 16, 18, 59, 60, 64, 65, 79, 80, 99, 100, 121].map(ageBand), [
    '0-2',
    '0-2',
    '3-5',
    '3-5',
    '6-13',
    '6-13',
    '14-15',
    '16-17',
    '18-34',
    '45-59',
    '60-64',
    '60-64',
    '65-69',
    '70-79',
    '80-89',
    '90-99',
    '100+',
    '100+',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 130 }), (age) => {
      const band = ageBand(age)
      const [from, to] = band === '100+' ? [100, 200] : band.split('-').map(Number)
      assert.ok(age >= from! && age <= to!, `${age} in ${band}`)
    }),
  )
})

test('an address is written from its parts with the counting words that are missing', () => {
  const parts = (texts: Record<string, string>) => joinAddress(Object.entries(texts).map(([part, text]) => ({ part, text })))
  assert.equal(parts({ estate: '和平里小区', building: '3', unit: '2', room: '501' }), '和平里小区3幢2单元501室')
  assert.equal(parts({ road: '建设路', number: '18号', building: '3号楼', room: 'B-12' }), '建设路18号3号楼B-12室')
  assert.equal(parts({ road: '建设路18号', number: '18号', room: '501' }), '建设路18号501室', 'said once')
  assert.equal(
    work('address-of-parts', { 'person.residence-road': '建设路', 'person.residence-house-number': '18', 'person.residence-room': '501' }),
    '建设路18号501室',
  )
  assert.equal(work('address-of-parts', { 'dwelling.building': '3', 'dwelling.room': '501' }), '3幢501室')
  assert.equal(work('address-of-parts', { 'dwelling.room': '501' }), undefined, 'one part is no address')
})

const names: Record<string, string> = {
  '11': '北京市',
  '1101': '北京市',
  '110105': '朝阳区',
  '110105001': '甲街道',
  '110105001002': '乙社区',
  '110105001002003': '第三网格',
}
const place = { regionNo: '110105001002003', regionName: (code: string) => names[code] }

test('region names come from the code, and a level that repeats the one above it is left out', () => {
  assert.deepEqual(regionPath(place.regionNo, place.regionName), ['北京市', '朝阳区', '甲街道', '乙社区'])
  assert.deepEqual(
    regionPath('110105', () => undefined),
    [],
  )
  assert.equal(work('region-county', {}, place), '朝阳区')
  assert.equal(work('region-grid', {}, place), '第三网格')
  assert.equal(work('region-community', {}, { ...place, regionNo: '110105' }), undefined)
  assert.equal(work('region-town', {}), undefined)
})

test('a residence says something only while it is held', () => {
  const lived = { dwelling: 'd1', from: '2020-01-01', to: '2025-01-01' }
  const lives = { dwelling: 'd1', from: '2020-01-01' }
  assert.equal(work('has-tie', { 'person.residence': lives }), true)
  assert.equal(work('has-tie', { 'person.residence': lived }), false)
  assert.equal(work('has-tie', { 'person.residence': { dwelling: 'd1', from: '2027-01-01' } }), false, 'moves in later')
  assert.equal(work('has-tie', {}), undefined)
  assert.equal(work('tie-from', { 'person.residence': lives }), '2020-01-01')
  assert.equal(work('tie-to', { 'person.residence': lives }), undefined)
  assert.equal(work('region-town', { 'person.residence': lives }, place), '甲街道')
  assert.equal(work('region-town', { 'person.residence': lived }, place), undefined)
})

test('yes-or-no elements follow from codes, numbers and the presence of a value, and stay unsaid without them', () => {
  assert.equal(work('on-minimum-living', { 'person.relief-kinds': ['minimum-living', 'old-age'] }), true)
  assert.equal(work('on-minimum-living', { 'person.relief-kinds': [] }), false)
  assert.equal(work('on-minimum-living', {}), undefined)
  assert.equal(work('is-party-member', { 'person.political-status': '02' }), true)
  assert.equal(work('is-party-member', { 'person.political-status': '13' }), false)
  assert.equal(work('is-positive', { 'household.dog-count': 0 }), false)
  assert.equal(work('is-positive', { 'household.dog-count': 2 }), true)
  assert.equal(work('is-positive', {}), undefined)
  assert.equal(work('has-value', { 'person.disability-certificate': 'x' }), true)
  assert.equal(work('has-value', {}), undefined, 'no number known does not say there is none')
  assert.equal(work('first-known', { a: '', b: '某厂' }), '某厂')
})

test('what only the caller can count is handed through, and income is shared by the members', () => {
  assert.equal(work('count-members', {}, { counts: { members: 3 } }), 3)
  assert.equal(work('count-members', {}), undefined)
  assert.equal(work('count-members', {}, { counts: { members: 0 } }), 0)
  assert.equal(work('income-per-head', { 'household.annual-income': 10000 }, { counts: { members: 3 } }), 3333.33)
  assert.equal(work('income-per-head', { 'household.annual-income': 10000 }, { counts: { members: 0 } }), undefined)
  assert.equal(new Set(countNames).size, countNames.length)
  for (const name of countNames) assert.ok(`count-${name}` in deriveRules)
})

test('no derivation throws or answers when nothing is known', () => {
  for (const [name, rule] of Object.entries(deriveRules)) assert.equal(rule(['person.any'], { values: {}, today }), undefined, name)
})

test('an element without a rule has no derived value, and a rule that does not exist is our fault', () => {
  const { derived: _, ...plain } = element('age', [])
  assert.equal(derive(plain, { values: {}, today }), undefined)
  assert.throws(() => derive(element('no-such-rule', []), { values: {}, today }), /no-such-rule/)
  assert.equal(
    derive(element('month-of-day', ['person.birth-date'], 'inferred'), { values: { 'person.birth-date': '1966-11-22' }, today }),
    '1966-11',
  )
})
