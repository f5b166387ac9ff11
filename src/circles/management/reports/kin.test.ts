import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Kin, relationTo } from './kin.ts'

const kin = (relation: string, sex?: string, birth?: string): Kin => ({ relation, sex, birth })
const head = kin('02', '1', '1960-01-01')

test('what a member is to the head is what the register says', () => {
  assert.equal(relationTo(head, kin('22', '1'), head), '22')
  assert.equal(relationTo(head, kin('93', '1'), head), '93')
})

test('what the head and the others are to a spouse, a child, a parent or an in-law follows where it is certain', () => {
  const wife = kin('12', '2', '1962-01-01')
  const son = kin('22', '1', '1990-05-01')
  const daughter = kin('32', '2', '1993-05-01')
  assert.equal(relationTo(wife, head, head), '11')
  assert.equal(relationTo(wife, daughter, head), '32')
  assert.equal(relationTo(son, wife, head), '52')
  assert.equal(relationTo(son, head, head), '51')
  assert.equal(relationTo(son, daughter, head), '77')
  assert.equal(relationTo(daughter, son, head), '71')
  assert.equal(relationTo(wife, kin('52', '2'), head), '54')
  assert.equal(relationTo(kin('51', '1'), son, head), '41')
  assert.equal(relationTo(kin('38', '2'), head, head), '53')
})

test('what does not follow is not said: twins, no sex, a nephew, the mother of a stepchild', () => {
  const twin = kin('22', '1', '1990-05-01')
  assert.equal(relationTo(twin, kin('32', '2', '1990-05-01'), head), undefined)
  assert.equal(relationTo(kin('51', '1'), kin('02'), kin('02')), undefined)
  assert.equal(relationTo(kin('12', '2'), kin('93', '1'), head), undefined)
  assert.equal(relationTo(kin('27', '1'), kin('12', '2'), head), undefined)
  assert.equal(relationTo(twin, kin('51', '1'), undefined), undefined)
})
