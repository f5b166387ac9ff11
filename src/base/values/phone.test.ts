import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefused } from '#base/values/parsed.ts'
import { parsePhone, parsePhones } from '#base/values/phone.ts'

function numbers(text: string, areaCode?: string): string[] | string {
  const parsed = parsePhones(text, areaCode)
  return isRefused(parsed) ? parsed.refused : parsed.value.map((phone) => phone.number)
}

test('mobile numbers in every dress', () => {
  for (const text of [
    '13800001111',
    '138 0000 1111',
    '138-0000-1111',
    '+86 13800001111',
    '+86-138-0000-1111',
    '0086 13800001111',
    '8613800001111',
    '013800001111',
    '１３８００００１１１１',
    "'13800001111",
    '13800001111.0',
    '手机:13800001111',
    '电话 13800001111',
  ]) {
    assert.deepEqual(numbers(text), ['13800001111'], text)
  }
  assert.deepEqual(parsePhone({ text: '1.38E+10', number: 13800001111 }), { value: { kind: 'mobile', number: '13800001111' } })
})

test('landlines with area code and extension', () => {
  for (const text of ['0535-2261234', '05352261234', '(0535)2261234', '（0535）226 1234', '0535 2261234', '+86 535 2261234'])
    assert.deepEqual(numbers(text), ['0535-2261234'], text)
  for (const text of ['0535-2261234-801', '0535-2261234转801', '0535-2261234 分机801', '0535-2261234 ext.801'])
    assert.deepEqual(numbers(text), ['0535-2261234-801'], text)
  assert.deepEqual(numbers('010-62345678'), ['010-62345678'])
  assert.deepEqual(numbers('01062345678'), ['010-62345678'])
  assert.equal(numbers('2261234'), 'phone.no-area-code')
  assert.deepEqual(numbers('2261234', '0535'), ['0535-2261234'])
  assert.equal(numbers('010-6234567'), 'phone.length')
})

test('several in one cell', () => {
  const both = ['13800001111', '13900002222']
  for (const text of [
    '13800001111、13900002222',
    '13800001111，13900002222',
    '13800001111/13900002222',
    '13800001111 13900002222',
    '13800001111\n13900002222',
    '138 0000 1111 139 0000 2222',
    '13800001111；13900002222',
    '1380000111113900002222',
  ]) {
    assert.deepEqual(numbers(text), both, text)
  }
  assert.deepEqual(numbers('13800001111/0535-2261234'), ['13800001111', '0535-2261234'])
  assert.deepEqual(parsePhones('13800001111(妻)、13900002222'), {
    value: [
      { kind: 'mobile', number: '13800001111', note: '妻' },
      { kind: 'mobile', number: '13900002222' },
    ],
  })
  const one = parsePhone('13800001111、13900002222')
  assert.ok(isRefused(one) && one.refused === 'phone.several')
})

test('services and numbers abroad', () => {
  assert.deepEqual(numbers('400-800-1234'), ['4008001234'])
  assert.deepEqual(numbers('12345'), ['12345'])
  assert.deepEqual(numbers('+852 9123 4567'), ['+85291234567'])
})

test('refuses junk with a reason', () => {
  assert.equal(numbers('11010519491231002'), 'phone.not-a-phone')
  assert.equal(numbers('12345678901234567'), 'phone.not-a-phone')
  assert.equal(numbers('1380000111'), 'phone.mobile-length')
  assert.equal(numbers('138000011112'), 'phone.mobile-length')
  assert.equal(numbers('12800001111'), 'phone.mobile-length')
  assert.equal(numbers('138****1111'), 'phone.masked')
  assert.equal(numbers('1.38E+10'), 'phone.scientific')
  assert.equal(numbers('无'), 'value.none')
  assert.equal(numbers('问她女儿'), 'phone.unreadable')
  assert.equal(numbers('13800001111、1390000'), 'phone.length')
})

test('reading a normal form again changes nothing, and nothing makes it throw', () => {
  fc.assert(
    fc.property(fc.constantFrom('13', '15', '18', '19'), fc.integer({ min: 0, max: 999999999 }), (start, rest) => {
      const number = start + String(rest).padStart(9, '0')
      assert.deepEqual(numbers(number), [number])
      assert.deepEqual(numbers(`${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`), [number])
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-()+ 、/转abc张') }), (text) => {
      const read = numbers(text)
      if (typeof read !== 'string') assert.deepEqual(numbers(read.join('、')), read)
    }),
    { numRuns: 500 },
  )
})
