import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lendAll } from './lacking.ts'

type Lent = {
  at: (index: number) => unknown
  findLast: (wanted: (value: number) => boolean) => unknown
  hasOwn: (owner: object, key: string) => boolean
}
const array = {} as Lent
const object = {} as Lent
lendAll(array, {}, object)

test('what is lent does what the language does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 8 }), fc.integer({ min: -10, max: 10 }), (list, index) => {
      assert.equal(array.at.call(list, index), list.at(index))
      assert.equal(
        array.findLast.call(list, (value) => value > index),
        list.findLast((value) => value > index),
      )
    }),
  )
  assert.equal(array.at.call('邻里' as unknown as Lent, -1), '里')
  assert.equal(object.hasOwn({ a: 1 }, 'a'), true)
  assert.equal(object.hasOwn({}, 'toString'), false)
})

test('a browser that has them keeps its own', () => {
  const own = { at: () => 'own' }
  lendAll(own, {}, {})
  assert.equal(own.at(), 'own')
})

test('hasOwn stands on its own feet where the language has none', () => {
  const own = Object.hasOwn
  Reflect.deleteProperty(Object, 'hasOwn')
  try {
    lendAll({}, {}, Object)
    assert.notEqual(Object.hasOwn, own)
    assert.deepEqual([Object.hasOwn({ a: undefined }, 'a'), Object.hasOwn({}, 'toString')], [true, false])
  } finally {
    Object.defineProperty(Object, 'hasOwn', { value: own, writable: true, configurable: true })
  }
})
