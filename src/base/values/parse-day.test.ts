import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayFromSerial, serialFromDay } from '#base/values/day.ts'
import { type DayContext, parseDay } from '#base/values/parse-day.ts'
import { isRefused } from '#base/values/parsed.ts'

const today = '2026-11-22'

function read(text: string, context: Partial<DayContext> = {}): string {
  const parsed = parseDay(text, { today, ...context })
  return isRefused(parsed) ? parsed.refused : parsed.value.text + (parsed.value.time ? ` ${parsed.value.time}` : '')
}
function readNumber(number: number): string {
  const parsed = parseDay({ text: String(number), number }, { today })
  return isRefused(parsed) ? parsed.refused : parsed.value.text
}

test('one day in many dresses', () => {
  for (const text of [
    '1990-03-07',
    '1990/3/7',
    '1990.3.7',
    '19900307',
    '1990年3月7日',
    '1990年03月07日',
    '1990 年 3 月 7 日',
    '一九九〇年三月七日',
    '一九九○年三月七日',
    '１９９０－３－７',
    '1990—3—7',
    'Mar 7 1990',
    '7 Mar 1990',
    'March 7, 1990',
    '7-Mar-1990',
    '1990-03-07 00:00:00',
    '1990-03-07T00:00',
    '民国79年3月7日',
    "'1990-03-07",
    '1990年3月7号',
    '1990,3,7',
  ]) {
    assert.equal(read(text), '1990-03-07', text)
  }
  assert.equal(read('二〇二〇年十二月三十一日'), '2020-12-31')
  assert.equal(read('二〇二〇年十月廿一日'), '2020-10-21')
})

test('what stands beside the day does no harm', () => {
  assert.equal(read('2020-07-01 星期三'), '2020-07-01')
  assert.equal(read('2020.7.1.'), '2020-07-01')
  assert.equal(read('民国三十八年十月一日'), '1949-10-01')
  assert.equal(read('44927'), '2023-01-01')
})

test('months and years keep their precision', () => {
  for (const text of [
    '2020年7月',
    '2020-7',
    '2020/07',
    '2020.7',
    '202007',
    '7/2020',
    'Jul 2020',
    '二〇二〇年七月',
    '2020年7月份',
    '2020-07-00',
    '20200700',
  ]) {
    assert.deepEqual([read(text), text], ['2020-07', text])
  }
  for (const text of ['1990', '1990年', '一九九〇年', '1990-00-00', '19900000']) assert.equal(read(text), '1990', text)
})

test('day-times', () => {
  assert.equal(read('1990-03-07 14:05'), '1990-03-07 14:05')
  assert.equal(read('1990/3/7 2:05:09 PM'), '1990-03-07 14:05:09')
  assert.equal(read('1990年3月7日 下午2时5分'), '1990-03-07 14:05')
  assert.equal(read('1990-03-07T14:05:00+08:00'), '1990-03-07 14:05')
  assert.equal(read('1990-03-06T16:00:00Z'), 'day.time-zone')
})

test('two-digit years are read only where one century is possible', () => {
  assert.equal(read('90.3.7'), '1990-03-07')
  assert.equal(read('90.3.7', { latest: today }), '1990-03-07')
  assert.equal(read('900307'), '1990-03-07')
  assert.equal(read('05.3.7', { latest: today, earliest: '1896-11-22' }), 'day.ambiguous')
  assert.equal(read('05.3.7', { latest: today, earliest: '1950-01-01' }), '2005-03-07')
  assert.equal(read('20.3.7'), 'day.ambiguous')
  assert.equal(read('7-Mar-90'), '1990-03-07')
})

test('what can be read two ways is refused', () => {
  assert.equal(read('3/7/1990'), 'day.ambiguous')
  assert.equal(read('3/17/1990'), '1990-03-17')
  assert.equal(read('17.3.1990'), '1990-03-17')
  assert.equal(read('3/3/1990'), '1990-03-03')
  assert.equal(read('12/25/90'), '1990-12-25')
  assert.equal(read('05/03/07'), 'day.ambiguous')
  assert.equal(read('200107'), 'day.ambiguous')
  assert.equal(read('199003'), '1990-03')
  assert.equal(readNumber(2020.1), 'day.ambiguous')
  assert.equal(readNumber(2020.7), '2020-07')
})

test('refusals say what is wrong', () => {
  assert.equal(read('1990-02-30'), 'day.absent')
  assert.equal(read('19001301'), 'day.absent')
  assert.equal(read('1900-02-29'), 'day.absent')
  assert.equal(read('3月7日'), 'day.no-year')
  assert.equal(read('农历三月初七'), 'day.lunar')
  assert.equal(read('长期'), 'day.open-ended')
  assert.equal(read('2020.7-2021.6'), 'day.range')
  assert.equal(read('2020年7月至今'), 'day.range')
  assert.equal(read('20200701-20210630'), 'day.range')
  assert.equal(read('9999-12-31'), 'day.open-ended')
  assert.equal(read('2020-7-1 24:00'), 'day.time-absent')
  assert.equal(read('去年'), 'day.unreadable')
  assert.equal(read('1090-03-07'), 'day.year')
  assert.equal(read('不详'), 'value.none')
})

/** Excel keeps Lotus 1-2-3's 29 February 1900 (serial 60); workbooks from old Macs count from 1904. */
test('serials of both systems', () => {
  assert.equal(dayFromSerial(1)?.day, '1900-01-01')
  assert.equal(dayFromSerial(59)?.day, '1900-02-28')
  assert.equal(dayFromSerial(60), undefined)
  assert.equal(dayFromSerial(61)?.day, '1900-03-01')
  assert.equal(dayFromSerial(32939)?.day, '1990-03-07')
  assert.equal(dayFromSerial(31477, true)?.day, '1990-03-07')
  assert.deepEqual(dayFromSerial(32939.5), { day: '1990-03-07', time: '12:00' })
  assert.equal(readNumber(32939), '1990-03-07')
  assert.equal(readNumber(19900307), '1990-03-07')
  assert.equal(readNumber(1990), '1990')
  assert.equal(readNumber(60), 'day.unreadable')
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 70000 }), fc.boolean(), (serial, date1904) => {
      const found = dayFromSerial(serial, date1904)
      assert.equal(serialFromDay(found?.day ?? '', date1904), serial)
    }),
  )
})

test('every day is read back from every unambiguous form', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25000, max: 40000 }), (offset) => {
      const day = addDays('1970-01-01', offset)
      const [year, month, date] = day.split('-').map(Number)
      for (const text of [
        day,
        `${year}/${month}/${date}`,
        `${year}年${month}月${date}日`,
        day.replace(/-/g, ''),
        `${year}.${month}.${date}`,
      ])
        assert.equal(read(text), day, text)
    }),
  )
})

test('a reading is a real day and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-/.年月日 一三十〇:上午MarT') }), (text) => {
      const parsed = parseDay(text, { today })
      if (!isRefused(parsed)) assert.match(parsed.value.text, /^\d{4}(-\d{2}){0,2}$/)
    }),
    { numRuns: 1000 },
  )
})
