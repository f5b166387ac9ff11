import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scrollFor, windowOf } from './windowing.ts'

const setting = fc.record({
  count: fc.integer({ min: 0, max: 200_000 }),
  rowHeight: fc.integer({ min: 20, max: 60 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  viewHeight: fc.integer({ min: 0, max: 2000 }),
})

test('every row in view exists, and the heights always add up to the whole table', () => {
  fc.assert(
    fc.property(setting, ({ count, rowHeight, share, viewHeight }) => {
      const whole = count * rowHeight
      const scrollTop = Math.max(0, whole - viewHeight) * share
      const shown = windowOf(count, rowHeight, scrollTop, viewHeight)
      assert.equal(shown.before + (shown.end - shown.first) * rowHeight + shown.after, whole)
      assert.ok(shown.first * rowHeight <= scrollTop)
      assert.ok(shown.end === count || shown.end * rowHeight >= scrollTop + viewHeight)
      assert.ok(shown.end - shown.first <= Math.ceil(viewHeight / rowHeight) + 26)
    }),
  )
})

test('a table that shrank under a deep scroll still shows its last rows', () => {
  const shown = windowOf(10, 32, 50_000, 400)
  assert.equal(shown.end, 10)
  assert.ok(shown.first < 10)
})

test('scrolling moves only as far as needed', () => {
  assert.equal(scrollFor(5, 32, 0, 320), 0)
  assert.equal(scrollFor(10, 32, 0, 320), 32)
  assert.equal(scrollFor(2, 32, 320, 320), 64)
})
