import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doorSought } from './door-sought.ts'

test('a door said shortly is searched by its parts, and only the very door fits', () => {
  const short = doorSought('3号楼501')
  assert.equal(short?.words, '3号楼 501室')
  assert.equal(short?.fits('阳光花园3号楼2单元501室'), true)
  assert.equal(short?.fits('阳光花园13号楼2单元501室'), false)
  assert.equal(short?.fits('阳光花园3号楼2单元1501室'), false)
})

test('dashes stand for building, unit and door', () => {
  const dashed = doorSought('阳光花园3-1-102')
  assert.equal(dashed?.words, '阳光花园 3号楼 1单元 102室')
  assert.equal(dashed?.fits('阳光花园3号楼1单元102室'), true)
  assert.equal(dashed?.fits('阳光花园3号楼2单元102室'), false)
  assert.equal(dashed?.fits('文泉小区3号楼1单元102室'), false)
})

test('a stair is sought by building and unit', () => assert.equal(doorSought('3号楼2单元')?.fits('阳光花园3号楼2单元501室'), true))

test('names, telephones, estates and village houses are no such doors', () => {
  for (const typed of ['王秀英', '5678', '阳光花园', '3号楼', '后杨村3组12号', 'wxy']) assert.equal(doorSought(typed), undefined, typed)
})
