import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefused } from '#base/values/parsed.ts'
import type { Element, ElementType } from './contract.ts'
import { type GivenCell, parseValue } from './parse.ts'

const nations: Record<string, string> = { '01': '01', 汉族: '01', 汉: '01', '03': '03', 回族: '03', 无: '00' }
const findCode = (list: string, text: string) => (list === 'nation' ? nations[text] : undefined)
const context = { today: '2026-11-22', areaCode: '0535' }

function element(type: ElementType, more: Partial<Element> = {}): Element {
  return {
    id: `person.${type}`,
    kind: 'person',
    label: { zh: type, en: type },
    type,
    synonyms: [],
    sensitivity: 'ordinary',
    merge: 'latest',
    group: 'identity',
    ...more,
  }
}
function read(type: ElementType, cell: string | GivenCell, more: Partial<Element> = {}): unknown {
  const parsed = parseValue(element(type, more), typeof cell === 'string' ? { kind: 'text', text: cell } : cell, findCode, context)
  return isRefused(parsed) ? { refused: parsed.refused } : parsed.value
}

test('each type takes its stored shape', () => {
  assert.equal(read('text', ' 朝南，\u00a0二层 '), '朝南， 二层')
  assert.equal(read('name', '张 三'), '张三')
  assert.equal(read('name', '张三(户主)'), '张三')
  assert.equal(read('id-number', '11010519491231002x'), '11010519491231002X')
  assert.equal(read('phone', '2261234'), '0535-2261234')
  assert.deepEqual(read('phone', '13800001111、13900002222', { merge: 'set' }), ['13800001111', '13900002222'])
  assert.equal(read('phone', '13800001111、13900002222'), '13800001111')
  assert.equal(read('uscc', '51110105mj0000018d'), '51110105MJ0000018D')
  assert.equal(read('code', '汉族', { codes: 'nation' }), '01')
  assert.equal(read('code', '01-汉族', { codes: 'nation' }), '01')
  assert.equal(read('code', '汉族（01）', { codes: 'nation' }), '01')
  assert.equal(read('code', '无', { codes: 'nation' }), '00')
  assert.deepEqual(read('codes', '汉族、回族', { codes: 'nation' }), ['01', '03'])
  assert.equal(read('day', '1990年3月7日'), '1990-03-07')
  assert.equal(read('month', '1990年3月7日'), '1990-03')
  assert.equal(read('year', { kind: 'number', text: '1990', number: 1990 }), '1990')
  assert.equal(read('day', { kind: 'date', text: '1990-03-07', number: 32939 }), '1990-03-07')
  assert.equal(read('integer', '3 人'), 3)
  assert.equal(read('decimal', '56.30㎡', { unit: 'm2' }), 56.3)
  assert.equal(read('boolean', '√'), true)
  assert.equal(read('boolean', '无'), false)
  assert.equal(read('address', '幸福路 1 号\n2 单元'), '幸福路 1 号 2 单元')
  assert.equal(read('region', '370683'), '370683000000')
  assert.equal(read('region', '山东省 烟台市'), '山东省 烟台市')
})

test('refusals carry their reason', () => {
  const vectors: [ElementType, string | GivenCell, string][] = [
    ['text', '', 'value.empty'],
    ['text', '/', 'value.none'],
    ['name', '张三、李四', 'name.several'],
    ['name', '张三1号', 'name.character'],
    ['day', '1990年3月', 'day.month-only'],
    ['month', '1990', 'day.year-only'],
    ['code', '火星族', 'value.not-in-list'],
    ['codes', '汉族、火星族', 'value.not-in-list'],
    ['integer', '1.5', 'number.not-whole'],
    ['tie', '3号楼', 'value.tie'],
    ['text', { kind: 'error', text: '#REF!' }, 'value.error-cell'],
    ['day', '同上', 'value.ditto'],
    ['id-number', { kind: 'number', text: '110105194912310000', number: 1.1010519491231e17 }, 'id-number.lost-digits'],
  ]
  for (const [type, cell, refused] of vectors)
    assert.deepEqual([type, cell, read(type, cell, { codes: 'nation' })], [type, cell, { refused }])
  assert.deepEqual(read('day', '25.3.7', { id: 'person.birth-date' }), { refused: 'day.ambiguous' })
})

test('a stored text value read again stays what it is', () => {
  const types: ElementType[] = ['text', 'name', 'id-number', 'phone', 'uscc', 'day', 'month', 'year', 'address', 'region']
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.string({ unit: fc.constantFrom(...'0123456789-./年月日 张三·X，（）a') }), (type, text) => {
      const once = read(type, text)
      if (typeof once === 'string') assert.equal(read(type, once), once)
    }),
    { numRuns: 2000 },
  )
})
