import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readShortcut, type ShortcutState } from './shortcut-keys.ts'

const list = ['?', '/', 'g p', 'ctrl+k'].map((keys) => ({ keys, say: keys, run: () => undefined }))
const fresh: ShortcutState = { begun: undefined, at: 0 }
const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
})
const calm = { now: 100, typing: false, single: true }

test('single keys, pairs in time, and keys with control', () => {
  assert.equal(readShortcut(press('?'), list, fresh, calm).run?.keys, '?')
  const begun = readShortcut(press('g'), list, fresh, calm)
  assert.equal(begun.run, undefined)
  assert.equal(readShortcut(press('P'), list, begun.state, { ...calm, now: 900 }).run?.keys, 'g p')
  assert.equal(readShortcut(press('p'), list, begun.state, { ...calm, now: 5000 }).run, undefined)
  assert.equal(readShortcut(press('k', { metaKey: true }), list, fresh, calm).run?.keys, 'ctrl+k')
})

test('nothing fires while somebody types, except with control; nor where single keys are off', () => {
  assert.equal(readShortcut(press('/'), list, fresh, { ...calm, typing: true }).run, undefined)
  assert.equal(readShortcut(press('k', { ctrlKey: true }), list, fresh, { ...calm, typing: true }).run?.keys, 'ctrl+k')
  assert.equal(readShortcut(press('?'), list, fresh, { ...calm, single: false }).run, undefined)
  assert.equal(readShortcut(press('?', { isComposing: true }), list, fresh, calm).run, undefined)
})
