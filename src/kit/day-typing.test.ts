import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, isDay, parseTypedDay, weeksOf } from './day-typing.ts'

const today = '2026-11-22'

test('the ways people type a day', () => {
  for (const typed of [
    '19900307',
    '1990.3.7',
    '1990-3-7',
    '1990-03-07',
    '1990/3/7',
    '1990年3月7日',
    '1990 3 7',
    '１９９０．３．７',
    ' 1990年03月07 ',
  ]) {
    assert.equal(parseTypedDay(typed, today), '1990-03-07', typed)
  }
  assert.equal(parseTypedDay('3.7', today), '2026-03-07')
  assert.equal(parseTypedDay('12月1日', today), '2026-12-01')
  assert.equal(parseTypedDay('昨天', today), '2026-11-21')
  assert.equal(parseTypedDay('Tomorrow', today), '2026-11-23')
  assert.equal(parseTypedDay('+10', today), '2026-12-02')
})

test('what is no day of the calendar is no day', () => {
  for (const typed of ['', '1990', '199003', '1990.2.29', '19901301', '1990.3.32', '不详', '90.3.7.1', '17991231', '1990.3']) {
    assert.equal(parseTypedDay(typed, today), undefined, typed)
  }
  assert.equal(parseTypedDay('2000.2.29', today), '2000-02-29')
})

const day = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1850-01-01', days))

test('every day is read back from each of its spellings', () => {
  fc.assert(
    fc.property(day, (civil) => {
      const [year, month, date] = civil.split('-').map(Number)
      assert.equal(parseTypedDay(civil.replace(/-/g, ''), today), civil)
      assert.equal(parseTypedDay(`${year}.${month}.${date}`, today), civil)
      assert.equal(parseTypedDay(`${year}年${month}月${date}日`, today), civil)
      assert.equal(isDay(civil), true)
    }),
  )
})

test('a month shows whole weeks from Monday and holds each of its days once', () => {
  fc.assert(
    fc.property(day, (civil) => {
      const month = civil.slice(0, 7)
      const weeks = weeksOf(month)
      assert.ok(weeks.every((week) => week.length === 7 && new Date(week[0]!).getUTCDay() === 1))
      const inside = weeks.flat().filter((shown) => shown.startsWith(month))
      assert.equal(new Set(inside).size, inside.length)
      assert.ok(inside.includes(civil))
    }),
  )
  assert.equal(weeksOf('2027-02').length, 4)
})

test('another month keeps the day or takes the last', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2026-03-15', -12), '2025-03-15')
})
