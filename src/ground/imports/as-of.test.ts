import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAsOf, findAsOfOnSheet } from './as-of.ts'

const today = '2026-11-30'

test('a day written on the lines around a table goes before the month in its title', () => {
  const day = (title: string, ...lines: string[]) => findAsOfOnSheet(title, lines, today)
  assert.equal(day('居民登记表（2026年10月）', '填报单位：甲社区', '填报时间：2026年10月25日'), '2026-10-25')
  assert.equal(day('居民登记表', '制表日期：2026.11.20'), '2026-11-20')
  assert.equal(day('居民登记表', '填表人：甲　日期：２０２６－１１－０５'), '2026-11-05')
  assert.equal(day('居民登记表（截至2026年9月30日）', '填表日期：2026年11月1日'), '2026-09-30')
  assert.equal(day('居民登记表', '数据截止2026年8月31日'), '2026-08-31')
  assert.equal(day('居民登记表（2026年10月）', '填表日期：    年   月   日'), '2026-10-31')
})

test('the day of a document that is cited, or one to come, is not the day of the roster', () => {
  assert.equal(findAsOfOnSheet('居民登记表', ['依据：某民〔2025〕3号（2025年3月1日印发）'], today), undefined)
  assert.equal(findAsOfOnSheet('居民登记表', ['报送截止时间：2026年12月10日'], today), undefined)
  assert.equal(findAsOf('花名册2026年12月', today), undefined)
  assert.equal(findAsOf('花名册20261105', today), '2026-11-05')
})
