import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, weekday } from '#base/values/day.ts'
import { isOutside, readTypedDay, weeksOf } from './day-typing.ts'

const today = '2026-11-22'
const read = (typed: string) => {
  const found = readTypedDay(typed, today)
  return 'day' in found ? found.day : undefined
}

test('the ways people type a day', () => {
  for (const typed of [
    '19900307',
    '1990.3.7',
    '1990-3-7',
    '1990-03-07',
    '1990/3/7',
    '1990年3月7日',
    '１９９０．３．７',
    ' 1990年03月07 ',
  ]) {
    assert.equal(read(typed), '1990-03-07', typed)
  }
  assert.equal(read('3.7'), '2026-03-07')
  assert.equal(read('12月1日'), '2026-12-01')
  assert.equal(read('昨天'), '2026-11-21')
  assert.equal(read('Tomorrow'), '2026-11-23')
  assert.equal(read('+10'), '2026-12-02')
})

test('what is no day says why', () => {
  assert.deepEqual(readTypedDay('1990.2.30', today), { refused: 'day.absent' })
  assert.deepEqual(readTypedDay('1990.3', today), { refused: 'day.month-only' })
  assert.deepEqual(readTypedDay('1990', today), { refused: 'day.unreadable' })
  for (const typed of ['', '19901301', '13.45', '90.3.7.1']) assert.equal(read(typed), undefined, typed)
})

const day = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1850-01-01', days))

test('every day is read back from each of its spellings', () => {
  fc.assert(
    fc.property(day, (civil) => {
      const [year, month, date] = civil.split('-').map(Number)
      assert.equal(read(civil.replace(/-/g, '')), civil)
      assert.equal(read(`${year}.${month}.${date}`), civil)
      assert.equal(read(`${year}年${month}月${date}日`), civil)
    }),
  )
})

test('a month shows whole weeks from Monday and holds each of its days once', () => {
  fc.assert(
    fc.property(day, (civil) => {
      const month = civil.slice(0, 7)
      const weeks = weeksOf(month)
      assert.ok(weeks.every((week) => week.length === 7 && weekday(week[0]!) === 1))
      const inside = weeks.flat().filter((shown) => shown.startsWith(month))
      assert.equal(new Set(inside).size, inside.length)
      assert.ok(inside.includes(civil))
    }),
  )
  assert.equal(weeksOf('2027-02').length, 4)
})

test('bounds include their own day', () => {
  assert.equal(isOutside('2026-11-22', '2026-11-22', '2026-11-22'), false)
  assert.equal(isOutside('2026-11-23', undefined, '2026-11-22'), true)
  assert.equal(isOutside('2026-11-23', '2026-12-01', undefined), true)
})
