import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { placeSheet } from './floating.ts'

const view = { width: 1366, height: 768 }

test('below where there is room, above at the foot of the window, inside at its edge', () => {
  assert.deepEqual(placeSheet({ left: 100, top: 100, width: 80, height: 32 }, { width: 240, height: 200 }, view), {
    left: 100,
    top: 136,
    side: 'below',
    maxHeight: 624,
  })
  assert.equal(placeSheet({ left: 100, top: 700, width: 80, height: 32 }, { width: 240, height: 200 }, view).side, 'above')
  assert.equal(placeSheet({ left: 1300, top: 100, width: 40, height: 32 }, { width: 240, height: 200 }, view).left, 1366 - 240 - 8)
  assert.equal(placeSheet({ left: 600, top: 100, width: 100, height: 32 }, { width: 240, height: 200 }, view, 'end').left, 460)
})

test('a sheet never leaves the window sideways and never covers its anchor', () => {
  const anchor = fc.record({
    left: fc.integer({ min: 0, max: 1300 }),
    top: fc.integer({ min: 0, max: 700 }),
    width: fc.integer({ min: 10, max: 300 }),
    height: fc.integer({ min: 10, max: 60 }),
  })
  const sheet = fc.record({ width: fc.integer({ min: 50, max: 600 }), height: fc.integer({ min: 20, max: 2000 }) })
  fc.assert(
    fc.property(anchor, sheet, (box, size) => {
      const placed = placeSheet(box, size, view)
      assert.ok(placed.left >= 8 && placed.left + size.width <= view.width - 8)
      const height = Math.min(size.height, placed.maxHeight)
      assert.ok(placed.side === 'below' ? placed.top >= box.top + box.height : placed.top + height <= box.top)
    }),
  )
})
