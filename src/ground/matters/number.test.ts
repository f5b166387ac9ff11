import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { numberOf, readNumber, SPACE } from './number.ts'

const drawn = fc.integer({ min: 0, max: SPACE - 1 })

test('no two draws of a year share a number', () => {
  fc.assert(fc.property(drawn, drawn, (one, other) => one === other || numberOf(2026, one) !== numberOf(2026, other)))
})

test('a number is read back as it may be typed; one wrong digit, or two neighbours exchanged, is noticed', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (lot, at, by) => {
      const number = numberOf(2026, lot)
      const digits = number.replaceAll('-', '')
      assert.equal(readNumber(` ${digits.slice(0, 5)} ${digits.slice(5)}`), number)
      const wrong = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1)
      assert.equal(readNumber(wrong), undefined)
      const [a, b] = [digits[at], digits[at + 1]]
      if (b !== undefined && a !== b) assert.equal(readNumber(digits.slice(0, at) + b + a + digits.slice(at + 2)), undefined)
    }),
  )
  assert.equal(readNumber('２６—７６５４３２１—1'.normalize()) !== undefined, readNumber('26-7654321-1') !== undefined)
  for (const given of ['', '26', 'abcdefghij', '26-7654321']) assert.equal(readNumber(given), undefined)
})
