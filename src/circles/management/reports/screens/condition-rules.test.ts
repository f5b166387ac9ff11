import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWhole, opsFor, readValue, startCondition } from './condition-rules.ts'

test('ages are compared, codes chosen, yes-or-no asked', () => {
  assert.equal(opsFor({ type: 'integer' })[0], '>=')
  assert.equal(opsFor({ type: 'code' })[0], 'in')
  assert.deepEqual(opsFor({ type: 'boolean' }), ['='])
})

test('a yes-or-no condition is whole as soon as it is chosen, an age waits for its number', () => {
  assert.ok(isWhole(startCondition({ id: 'person.is-veteran', type: 'boolean' })))
  assert.ok(!isWhole(startCondition({ id: 'person.age', type: 'integer' })))
  assert.ok(!isWhole(startCondition({ id: 'person.education', type: 'code' })))
})

test('a number is a number and nothing else', () => {
  assert.equal(readValue({ type: 'integer' }, ' 60 '), 60)
  assert.equal(readValue({ type: 'integer' }, '六十'), '')
  assert.equal(readValue({ type: 'text' }, ' 六十 '), '六十')
})
