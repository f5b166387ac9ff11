import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedRules } from '#catalogue/rules.ts'
import type { Law } from '#ground/law/rules.ts'
import type { DutyItem, DutyList, Level } from '../contract.ts'
import { type DispatchTo, judgeDispatch } from './dispatch.ts'

const law: Law = shippedRules.map((rule) => ({ ...rule, version: 1, origin: 'shipped' }))
const TODAY = '2026-11-22'
const LEAD = '市公安局'

function item(level: Level, list: DutyList): DutyItem {
  return {
    ...{
      id: '00000000-0000-7000-8000-000000000001',
      rev: 1,
      level,
      list,
      number: '',
      category: '',
      subcategory: '',
      title: '犬只管理',
      lead: LEAD,
    },
    ...{
      partners: ['市农业农村局'],
      tasks: '',
      basis: '',
      edition: null,
      source: { document: '', day: null, file: null },
      from: '2025-07-01',
      to: null,
      ended: null,
    },
  }
}

/** Each list of a street × part × to whom. */
const cases: [DutyList, DispatchTo['part'], DispatchTo['level'], string][] = [
  ['basic', 'lead', 'street', 'may listed'],
  ['basic', 'helper', 'street', 'may listed'],
  ['basic', 'lead', 'community', 'admit-first street-duty'],
  ['basic', 'helper', 'community', 'admit-first street-duty'],
  ['basic', 'lead', 'department', 'note street-owns'],
  ['basic', 'helper', 'department', 'may listed'],
  ['assisting', 'lead', 'street', 'never department-leads'],
  ['assisting', 'helper', 'street', 'may named-parts'],
  ['assisting', 'lead', 'community', 'admit-first street-duty'],
  ['assisting', 'helper', 'community', 'admit-first street-duty'],
  ['assisting', 'lead', 'department', 'may listed'],
  ['assisting', 'helper', 'department', 'may listed'],
  ['withdrawn', 'lead', 'street', 'never withdrawn'],
  ['withdrawn', 'helper', 'street', 'never withdrawn'],
  ['withdrawn', 'lead', 'community', 'never withdrawn'],
  ['withdrawn', 'helper', 'community', 'never withdrawn'],
  ['withdrawn', 'lead', 'department', 'may listed'],
  ['withdrawn', 'helper', 'department', 'may listed'],
]

for (const [list, part, level, expected] of cases)
  test(`${list}: ${level} as ${part} → ${expected}`, () => {
    const { verdict, reason, rule } = judgeDispatch(item('street', list), { part, level }, law, TODAY)
    assert.equal(`${verdict} ${reason}`, expected)
    if (verdict === 'never' || verdict === 'admit-first') assert.ok(rule)
  })

test('to a department that neither leads nor stands beside: it may, and whose it is is told', () => {
  const to = (unit: string, part: DispatchTo['part'] = 'lead') =>
    judgeDispatch(item('street', 'assisting'), { level: 'department', part, unit }, law, TODAY).reason
  assert.equal(to('莱州市公安局'), 'listed')
  assert.equal(to('市民政局'), 'other-lead')
  assert.equal(to('市农业农村局'), 'other-lead')
  assert.equal(to('市农业农村局', 'helper'), 'listed')
})

test('a community’s own lists: helping is led by the street, its own affairs are nobody’s to send, what it was freed of never comes', () => {
  const community = (list: DutyList, to: DispatchTo) => judgeDispatch(item('community', list), to, law, TODAY).verdict
  assert.equal(community('assisting', { level: 'street', part: 'lead' }), 'may')
  assert.equal(community('assisting', { level: 'community', part: 'helper' }), 'may')
  assert.equal(community('assisting', { level: 'community', part: 'lead' }), 'never')
  assert.equal(community('self', { level: 'community', part: 'lead' }), 'note')
  assert.equal(community('withdrawn', { level: 'community', part: 'helper' }), 'never')
})

test('a rule that is not confirmed, or does not hold yet, forbids nothing', () => {
  const unsure: Law = law.map((rule) => ({ ...rule, status: 'M' }))
  const to: DispatchTo = { level: 'street', part: 'lead' }
  assert.equal(judgeDispatch(item('street', 'withdrawn'), to, unsure, TODAY).verdict, 'note')
  assert.equal(judgeDispatch(item('street', 'withdrawn'), to, law, '2024-07-20').verdict, 'note')
})
