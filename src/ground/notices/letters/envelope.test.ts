/** Vectors worked out by hand from the measures of GB/T 1416-2003 and DIN 680:2008, and every position of the sheet tried. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressBox, type Box, blankBox, envelopes, FOLDED, safeBox, sightBox } from './envelope.ts'

const [dl, zl] = envelopes as [(typeof envelopes)[number], (typeof envelopes)[number]]

test('through a DL window 76.5 × 36.5 mm are always seen, through a ZL window 66.5 × 26.5', () => {
  assert.deepEqual(safeBox(dl), { left: 21, right: 97.5, top: 52.5, bottom: 89 })
  assert.deepEqual(safeBox(zl), { left: 21, right: 87.5, top: 62.5, bottom: 89 })
  assert.deepEqual(addressBox(), { left: 21, right: 87.5, top: 62.5, bottom: 89 })
})

test('what may be seen reaches to the left edge and the fold, and 111 mm to the right', () => {
  assert.deepEqual(sightBox(dl), { left: 7.5, right: 111, top: 44, bottom: 97.5 })
  assert.deepEqual(blankBox(), { left: 0, right: 111, top: 44, bottom: 105 })
})

const inside = (outer: Box, inner: Box) =>
  outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom

test('wherever the sheet slides and however the envelope was cut within its tolerances: the whole address is seen, and nothing beside the blank', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  const error = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...envelopes), part, part, error, error, error, error, (envelope, across, along, wide, high, aside, up) => {
      const [width, height] = [envelope.width + wide * 1.5, envelope.height + high * 1.5]
      const [x, fromFoot] = [across * (width - FOLDED.width), along * (height - FOLDED.height)]
      const { window } = envelope
      const seen: Box = {
        left: Math.max(0, window.left + aside - x),
        right: window.left + aside + window.width - x,
        top: FOLDED.height - (window.foot + up + window.height - fromFoot),
        bottom: Math.min(FOLDED.height, FOLDED.height - (window.foot + up - fromFoot)),
      }
      assert.ok(inside(seen, addressBox()))
      assert.ok(inside(blankBox(), seen))
    }),
  )
})
