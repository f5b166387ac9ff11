import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digitsOf } from './code-input.tsx'

test('a code is found in what was typed, pasted with spaces, or pasted as the whole message', () => {
  assert.equal(digitsOf('12 34', 6), '1234')
  assert.equal(digitsOf('123 456', 6), '123456')
  assert.equal(digitsOf('１２３４５６', 6), '123456')
  assert.equal(digitsOf('【邻里】您的验证码是 604117，5 分钟内有效。', 6), '604117')
  assert.equal(digitsOf('2026 年：604117', 6), '604117')
  assert.equal(digitsOf('1234567', 6), '123456')
})
