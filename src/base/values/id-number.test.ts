import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/values/day.ts'
import { idCheckCharacter, idFrom15, isIdNumber, parseIdNumber } from '#base/values/id-number.ts'
import { isRefused } from '#base/values/parsed.ts'

const today = '2026-11-22'

function read(text: string, number?: number) {
  return parseIdNumber(number === undefined ? text : { text, number }, today)
}
function refusal(text: string, number?: number): string {
  const parsed = read(text, number)
  return isRefused(parsed) ? parsed.refused : 'accepted'
}
function warnings(text: string): string[] {
  const parsed = read(text)
  return isRefused(parsed) ? [parsed.refused] : (parsed.warnings ?? []).map((warning) => warning.say)
}

/** GB 11643-1999, annex: 11010519491231002X and 440524188001010014 are the standard's own examples; the rest is synthetic. */
test('reads the valid numbers of the standard', () => {
  assert.deepEqual(read('11010519491231002X'), {
    value: { number: '11010519491231002X', area: '110105', birth: '1949-12-31', sex: 'female', from15: false },
  })
  assert.deepEqual(warnings('440524188001010014'), ['id-number.age-over-130'])
  assert.equal(refusal('110101199003070003'), 'accepted')
  assert.equal(refusal('110101200002290077'), 'accepted')
})

test('refuses each broken number with its own reason', () => {
  assert.equal(refusal('110105194912310021'), 'id-number.check')
  assert.equal(refusal('110101190002290070'), 'id-number.birth-absent')
  assert.equal(refusal('110101202413010075'), 'id-number.birth-absent')
  assert.deepEqual(read('11010519491231002'), { refused: 'id-number.length', with: { length: 17 } })
  assert.deepEqual(read('11O105194912310021'), { refused: 'id-number.letter-for-digit', with: { position: 3, letter: 'O' } })
  assert.equal(refusal('1101051949123100AB'), 'id-number.character')
  assert.equal(refusal('X10105194912310021'), 'id-number.character')
  assert.equal(refusal('110105********002X'), 'id-number.masked')
  assert.equal(refusal(''), 'value.empty')
  assert.equal(refusal('无'), 'value.none')
  assert.equal(refusal('同上'), 'value.ditto')
})

test('accepts the ways people write a good number', () => {
  for (const text of [
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    ' 110105 19491231 002X ',
    "'11010519491231002X",
    '110105-19491231-002X',
    '身份证号:11010519491231002X',
    '11010519491231002Х',
    '\ufeff11010519491231002X\u200b',
  ]) {
    const parsed = read(text)
    assert.ok(!isRefused(parsed), text)
    assert.equal(parsed.value.number, '11010519491231002X')
  }
})

test('converts the 15-digit form, and knows the hundred-year-olds of 1984', () => {
  assert.equal(idFrom15('110105491231002'), '11010519491231002X')
  assert.deepEqual(warnings('110105491231002'), ['id-number.from-15'])
  assert.deepEqual(read('110105491231002', 110105491231002), read('110105491231002'))
  assert.equal(idFrom15('110105801231997').slice(6, 10), '1880')
  assert.equal(refusal('110105491331002'), 'id-number.birth-absent')
})

test('tells digits lost in Excel from a typing error', () => {
  assert.equal(refusal('110105194912310000', 110105194912310020), 'id-number.lost-digits')
  assert.equal(refusal('110105194912310000'), 'id-number.lost-digits')
  assert.equal(refusal('1.10105194912310E+17'), 'id-number.scientific')
  assert.equal(refusal('1.10105E+17', 1.1010519491231e17), 'id-number.lost-digits')
})

test('warns of births that have not happened and of areas that never were', () => {
  const future = `110101${'20270101'}001`
  assert.deepEqual(warnings(future + idCheckCharacter(future)), ['id-number.birth-future'])
  const nowhere = '99010519491231002'.replace(/^99/, '16')
  assert.deepEqual(warnings(nowhere + idCheckCharacter(nowhere)), ['id-number.area-unknown'])
  const parsed = parseIdNumber('11010519491231002X', today, (area) => area !== '110105')
  assert.ok(!isRefused(parsed) && parsed.warnings?.[0]?.say === 'id-number.area-unknown')
})

const numbers = fc
  .record({
    area: fc.constantFrom('110105', '370683', '440524', '650102'),
    offset: fc.integer({ min: -40000, max: 20000 }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, offset, order }) => {
    const first17 = area + addDays('1970-01-01', offset).replace(/-/g, '') + String(order).padStart(3, '0')
    return first17 + idCheckCharacter(first17)
  })

test('every number with a right check is read back, and one wrong digit or two swapped neighbours never pass', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, step) => {
      const parsed = read(number.toLowerCase())
      assert.ok(!isRefused(parsed) && parsed.value.number === number)
      assert.ok(isIdNumber(number))
      const digit = (Number(number[at]) + step) % 10
      assert.ok(!isIdNumber(number.slice(0, at) + digit + number.slice(at + 1)))
      const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
      assert.ok(swapped === number || !isIdNumber(swapped))
    }),
    { numRuns: 300 },
  )
})

test('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)),
    { numRuns: 300 },
  )
})
