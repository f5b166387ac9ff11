import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstSerial, numberOf, readNumber } from './number.ts'

const serial = fc.integer({ min: 1, max: 9_999_999 })

test('no two serials of a year share a number, in the open series or the sealed one', () => {
  fc.assert(fc.property(serial, serial, (one, other) => one === other || numberOf(2026, one) !== numberOf(2026, other)))
  const seen = new Set(Array.from({ length: 50_000 }, (_, at) => numberOf(2026, firstSerial('open') + at)))
  for (let at = 0; at < 5000; at += 1) seen.add(numberOf(2026, firstSerial('sealed') + at))
  assert.equal(seen.size, 55_000)
})

test('a number is read back as it may be typed; one wrong digit, or two neighbours exchanged, is noticed', () => {
  fc.assert(
    fc.property(serial, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (drawn, at, by) => {
      const number = numberOf(2026, drawn)
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

test('numbers that follow one another do not look it, and a sealed one looks like any other', () => {
  const near = Array.from({ length: 20 }, (_, at) => Number(numberOf(2026, 100 + at).slice(3, 10)))
  assert.ok(near.every((value, at) => at === 0 || Math.abs(value - near[at - 1]!) > 1000))
  assert.match(numberOf(2026, firstSerial('sealed')), /^26-\d{7}-\d$/)
})
