import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openKeys } from '../keys/keys.ts'
import { accountOf, keyOfDevice } from './device.ts'

const keys = openKeys(Buffer.alloc(32, 7))
const [hers, his] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']

test('a phone gets the same key each time, another phone, another login and another house get others', () => {
  const key = keyOfDevice(keys, hers, 'phone-1')
  assert.equal(Buffer.from(key, 'base64url').length, 32)
  assert.equal(keyOfDevice(keys, hers, 'phone-1'), key)
  const others = [
    keyOfDevice(keys, hers, 'phone-2'),
    keyOfDevice(keys, his, 'phone-1'),
    keyOfDevice(openKeys(Buffer.alloc(32, 8)), hers, 'phone-1'),
  ]
  assert.equal(new Set([key, ...others]).size, 4)
})

test('an account is hers on every phone and tells nothing', () => {
  assert.equal(accountOf(keys, hers), accountOf(keys, hers))
  assert.notEqual(accountOf(keys, hers), accountOf(keys, his))
  assert.equal(accountOf(keys, hers).includes(hers.slice(0, 8)), false)
})
