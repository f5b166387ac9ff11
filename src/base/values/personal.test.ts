import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coverNumbers, holdsPersonalNumber, uncoverNumbers } from './personal.ts'

test('citizen and mobile numbers are found however they are written; other numbers are not', () => {
  for (const text of ['他的号 138 0000-1111', '１３８００００１１１１', '证号11010519491231002x。', '110105194912310021'])
    assert.ok(holdsPersonalNumber(text), text)
  for (const text of ['民政办〔2026〕7号', '0535-2261234', '3号楼2单元501', '12345', '2026-11-22 10:30', '91350100M000100Y43'])
    assert.ok(!holdsPersonalNumber(text), text)
})

test('of a number in a text the first and last figures are left, whatever stands between them; it comes back as it was written', () => {
  const id = '11010519491231002X'
  for (const [text, shown] of [
    ['打我电话13812345678谢谢', '打我电话138****5678谢谢'],
    ['138 1234 5678，或者139-8765-4321', '138****5678，或者139****4321'],
    ['１３８１２３４５６７８', '138****5678'],
    ['+86 13812345678', '138****5678'],
    ['3号楼501 13812345678 13987654321 2026', '3号楼501 138****5678 139****4321 2026'],
    [`身份证${id}`, '身份证110***********002X'],
    ['110105 19491231 002x', '110***********002X'],
    [`${id}，13812345678`, '110***********002X，138****5678'],
  ] as const) {
    const covered = coverNumbers(text)
    assert.equal(covered.text, shown)
    assert.equal(uncoverNumbers(covered), text)
    assert.deepEqual(coverNumbers(covered.text), { text: covered.text, numbers: [] }, 'nothing is covered twice')
  }
})

test('what is no number of a person stays: landlines, orders, sums, a citizen number that is none', () => {
  for (const text of [
    '0535-2261234',
    '工单2026112300017000123',
    '110105194912310021',
    '12345',
    '3号楼2单元501',
    '138****5678',
    '1381234567890',
    '2026-11-22 10:30',
  ])
    assert.deepEqual(coverNumbers(text), { text, numbers: [] })
})

test('stars that somebody wrote herself stay hers, beside numbers that are covered', () => {
  const text = '不是138****0000，是13812345678，也不是110***********002X'
  const covered = coverNumbers(text)
  assert.equal(covered.text, '不是138****0000，是138****5678，也不是110***********002X')
  assert.equal(uncoverNumbers(covered), text)
})

test('whatever is written around it and however often, no number is left and every text comes back', () => {
  const around = fc.stringMatching(/^[一-龥，。 a-z]{0,6}$/)
  const mobile = fc.integer({ min: 0, max: 999_999_999 }).map((n) => `1${3 + (n % 7)}${String(n).padStart(9, '0')}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(around, mobile, fc.constantFrom('，', '电话', '/', '、')), { maxLength: 6 }), (parts) => {
      const text = parts.map((part) => part.join('')).join('')
      const covered = coverNumbers(text)
      for (const [, number] of parts) assert.ok(!covered.text.includes(number))
      assert.equal(uncoverNumbers(covered), text)
    }),
  )
})
