import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatYuan, parseFen, parseNumber } from '#base/values/amount.ts'
import { chineseInteger } from '#base/values/chinese-number.ts'
import { isRefused } from '#base/values/parsed.ts'

function read(text: string, context = {}): number | string {
  const parsed = parseNumber(text, context)
  return isRefused(parsed) ? parsed.refused : parsed.value
}
function fen(text: string, number?: number): number | string {
  const parsed = parseFen(number === undefined ? text : { text, number })
  return isRefused(parsed) ? parsed.refused : parsed.value
}

test('numbers as people write them', () => {
  const vectors: [string, number][] = [
    ['1234.5', 1234.5],
    ['1,234.50', 1234.5],
    ['１２３４', 1234],
    ['￥1,234', 1234],
    ['1.2万', 12000],
    ['3亿', 300000000],
    ['1.2万元', 12000],
    ['56㎡', 56],
    ['56.3 平方米', 56.3],
    ['80%', 80],
    ['-5', -5],
    ['(1,234)', -1234],
    ['负3', -3],
    ['三百二十', 320],
    ['三百二', 320],
    ['一万零五', 10005],
    ['5千克', 5],
    ['3w', 30000],
    ['1e3', 1000],
    ['0.07', 0.07],
    ['3 人', 3],
    ['两百', 200],
    ['三点五', 3.5],
    ['.5', 0.5],
    ['007', 7],
    ['2千', 2000],
    ['12万亿', 12e12],
  ]
  for (const [text, value] of vectors) assert.deepEqual([text, read(text)], [text, value])
  assert.equal(read('80㎡（含公摊）'), 80)
  assert.equal(read('120平'), 120)
  assert.equal(read('12 卡', { units: ['卡'] }), 12)
  assert.equal(read('56㎡', { units: ['m2', '平方米'] }), 56)
  assert.equal(read('2亩', { units: ['m2', '平方米'] }), 'number.other-unit')
})

test('what is not one number is refused with its reason', () => {
  const vectors: [string, string][] = [
    ['1,5', 'number.separators'],
    ['1.234,56', 'number.separators'],
    ['12,34', 'number.separators'],
    ['100-200', 'number.range'],
    ['>5', 'number.bound'],
    ['5以上', 'number.bound'],
    ['约100', 'number.approximate'],
    ['100左右', 'number.approximate'],
    ['很多', 'number.unreadable'],
    ['', 'value.empty'],
    ['/', 'value.none'],
    ['同上', 'value.ditto'],
    ['1-', 'number.unreadable'],
  ]
  for (const [text, reason] of vectors) assert.deepEqual([text, read(text)], [text, reason])
  assert.equal(read('1.5', { integer: true }), 'number.not-whole')
  assert.equal(read('200', { maximum: 150 }), 'number.too-large')
  assert.equal(read('-1', { minimum: 0 }), 'number.too-small')
})

test('money in fen, exactly', () => {
  assert.equal(fen('12.34'), 1234)
  assert.equal(fen('1.1'), 110)
  assert.equal(fen('1.2万元'), 1200000)
  assert.equal(fen('￥1,234.5'), 123450)
  assert.equal(fen('0.005'), 'amount.below-fen')
  assert.equal(fen('壹万贰仟叁佰元整'), 1230000)
  assert.equal(fen('人民币壹仟贰佰叁拾肆元伍角陆分'), 123456)
  assert.equal(fen('伍角'), 50)
  assert.equal(fen('12元5角'), 1250)
  assert.equal(fen('3.5亩'), 'number.other-unit')
  assert.equal(fen('0.30000000000000004', 0.1 + 0.2), 30)
  assert.equal(fen('0.005', 0.005), 'amount.below-fen')
  assert.equal(fen('99999999999999999'), 'number.too-large')
  assert.equal(formatYuan(-123456789), '-1,234,567.89')
  assert.equal(formatYuan(5), '0.05')
})

test('fen survive printing and reading', () => {
  fc.assert(fc.property(fc.integer({ min: -1e13, max: 1e13 }), (amount) => assert.equal(fen(formatYuan(amount)), amount)))
})

test('Chinese numerals', () => {
  const vectors: [string, number | undefined][] = [
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['廿五', 25],
    ['一百零五', 105],
    ['一百一十', 110],
    ['一千零一十', 1010],
    ['二百五', 250],
    ['一万二', 12000],
    ['一万零二', 10002],
    ['三亿五千万', 350000000],
    ['一九九〇', 1990],
    ['百', undefined],
    ['十百', undefined],
    ['一二百', undefined],
    ['万', undefined],
    ['', undefined],
    ['张', undefined],
  ]
  for (const [text, value] of vectors) assert.deepEqual([text, chineseInteger(text)], [text, value])
})

test('nothing throws', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789.,万亿千百十一二零元角分%()-约 ') }),
      (text) => void [read(text), fen(text)],
    ),
    { numRuns: 1000 },
  )
})
