import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rangeOf, readTableKey, toClipboard } from './table-keys.ts'

const press = (key: string, more: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

test('arrows move by cell, the head is above the first row, shift extends over rows', () => {
  const at = { row: 0, column: 2 }
  assert.deepEqual(readTableKey(press('ArrowUp'), at, 10, 4, 5), { kind: 'move', to: { row: -1, column: 2 }, extend: false })
  assert.deepEqual(readTableKey(press('ArrowDown', { shiftKey: true }), at, 10, 4, 5), {
    kind: 'move',
    to: { row: 1, column: 2 },
    extend: true,
  })
  assert.deepEqual(readTableKey(press('End', { ctrlKey: true }), at, 10, 4, 5), { kind: 'move', to: { row: 9, column: 3 }, extend: false })
  assert.deepEqual(readTableKey(press('ArrowLeft', { shiftKey: true }), at, 10, 4, 5), {
    kind: 'move',
    to: { row: 0, column: 1 },
    extend: false,
  })
})

test('Enter opens, Space selects; not in the head; other keys are left alone', () => {
  assert.deepEqual(readTableKey(press('Enter'), { row: 3, column: 0 }, 10, 4, 5), { kind: 'open' })
  assert.deepEqual(readTableKey(press(' '), { row: 3, column: 0 }, 10, 4, 5), { kind: 'select' })
  assert.equal(readTableKey(press('Enter'), { row: -1, column: 0 }, 10, 4, 5), undefined)
  assert.deepEqual(readTableKey(press('c', { metaKey: true }), { row: 3, column: 0 }, 10, 4, 5), { kind: 'copy' })
  assert.equal(readTableKey(press('x'), { row: 3, column: 0 }, 10, 4, 5), undefined)
  assert.equal(readTableKey(press('ArrowLeft', { altKey: true }), { row: 3, column: 0 }, 10, 4, 5), undefined)
})

test('no key ever leaves the table', () => {
  const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End')
  fc.assert(
    fc.property(key, fc.boolean(), fc.nat(50), fc.nat(9), fc.integer({ min: 51, max: 5000 }), (pressed, ctrlKey, row, column, rows) => {
      const read = readTableKey(press(pressed, { ctrlKey }), { row, column }, rows, 10, 20)
      assert.ok(read?.kind === 'move')
      assert.ok(read.to.row >= -1 && read.to.row < rows && read.to.column >= 0 && read.to.column < 10)
    }),
  )
})

test('ranges run both ways; pasted cells stay cells', () => {
  assert.deepEqual(rangeOf(4, 2), [2, 3, 4])
  assert.equal(
    toClipboard([
      ['王建国', '3号楼\n501'],
      ['a\tb', ''],
    ]),
    '王建国\t3号楼 501\na b\t',
  )
})
