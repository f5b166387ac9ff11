import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readListKey } from './listbox.ts'

const press = (key: string, more: { isComposing?: boolean; keyCode?: number; altKey?: boolean } = {}) => ({
  key,
  isComposing: false,
  keyCode: 0,
  altKey: false,
  ...more,
})

test('arrows go round, and open a closed list', () => {
  assert.deepEqual(readListKey(press('ArrowDown'), 3, -1, true), { kind: 'light', at: 0 })
  assert.deepEqual(readListKey(press('ArrowDown'), 3, 2, true), { kind: 'light', at: 0 })
  assert.deepEqual(readListKey(press('ArrowUp'), 3, 0, true), { kind: 'light', at: 2 })
  assert.deepEqual(readListKey(press('ArrowUp'), 3, -1, true), { kind: 'light', at: 2 })
  assert.deepEqual(readListKey(press('ArrowDown'), 3, -1, false), { kind: 'open' })
  assert.deepEqual(readListKey(press('ArrowDown'), 0, -1, true), { kind: 'light', at: -1 })
})

test('Enter chooses only what is lit, never in the middle of an input method', () => {
  assert.deepEqual(readListKey(press('Enter'), 3, 1, true), { kind: 'pick' })
  assert.deepEqual(readListKey(press('Enter'), 3, -1, true), { kind: 'type' })
  assert.deepEqual(readListKey(press('Enter', { isComposing: true }), 3, 1, true), { kind: 'type' })
  assert.deepEqual(readListKey(press('Enter', { keyCode: 229 }), 3, 1, true), { kind: 'type' })
})

test('Escape closes an open list and is left to the dialog otherwise', () => {
  assert.deepEqual(readListKey(press('Escape'), 3, 1, true), { kind: 'close' })
  assert.deepEqual(readListKey(press('Escape'), 3, 1, false), { kind: 'type' })
})
