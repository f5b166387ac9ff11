import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsPersonalNumber } from './personal.ts'

test('citizen and mobile numbers are found however they are written; other numbers are not', () => {
  for (const text of ['他的号 138 0000-1111', '１３８００００１１１１', '证号11010519491231002x。', '110105194912310021'])
    assert.ok(holdsPersonalNumber(text), text)
  for (const text of ['民政办〔2026〕7号', '0535-2261234', '3号楼2单元501', '12345', '2026-11-22 10:30', '91350100M000100Y43'])
    assert.ok(!holdsPersonalNumber(text), text)
})
