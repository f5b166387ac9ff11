import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterOptions } from './filter.ts'
import { initialsOf } from './initials.ts'

test('initials of names and places', () => {
  assert.equal(initialsOf('王建国'), 'wjg')
  assert.equal(initialsOf('李桂兰'), 'lgl')
  assert.equal(initialsOf('欧阳明'), 'oym')
  assert.equal(initialsOf('3号楼 B 座'), '3hlbz')
  assert.equal(initialsOf('安全 撒 他 哇 马'), 'aqstwm')
  assert.equal(initialsOf('·，！'), '')
})

const tenures = [
  { value: '1', label: '自有产权', keys: ['10'] },
  { value: '2', label: '租赁' },
  { value: '3', label: '借住' },
  { value: '4', label: '公租房' },
]

test('label, initials, code and full-width typing all narrow', () => {
  assert.deepEqual(
    filterOptions(tenures, '租').map((option) => option.value),
    ['2', '4'],
  )
  assert.deepEqual(
    filterOptions(tenures, 'gzf').map((option) => option.value),
    ['4'],
  )
  assert.deepEqual(
    filterOptions(tenures, '１０').map((option) => option.value),
    ['1'],
  )
  assert.deepEqual(filterOptions(tenures, '没有'), [])
})

test('nothing typed shows the head of the list, in its own order', () => {
  assert.deepEqual(
    filterOptions(tenures, ' ', 2).map((option) => option.value),
    ['1', '2'],
  )
})
