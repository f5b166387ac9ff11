/** The day a roster speaks of, from what is written on it. */
import { isDay } from '#base/values/day.ts'
import { normaliseText } from '#base/values/normalise.ts'

const wholeDay = /(20\d{2})\s*(?:年|[-./_])\s*(\d{1,2})\s*(?:月|[-./_])\s*(\d{1,2})\s*日?(?!\d)/
const compactDay = /(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/
const month = /(20\d{2})\s*(?:年|[-./_])\s*(\d{1,2})\s*月?(?!\d|[-./_]\d)/
const compactMonth = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?!\d)/

/** A day written in the text, or the last day of a month written in it; never after today. Undefined when there is none. */
export function findAsOf(text: string, today: string): string | undefined {
  return findDay(text, today) ?? findMonthEnd(text, today)
}

/** What is written on a sheet, the surest first: a day in its title, a day on the lines around it (填表日期：…), a month in its title. */
export function findAsOfOnSheet(title: string, lines: readonly string[], today: string): string | undefined {
  const dated = lines.filter((line) => speaksOfDay.test(normaliseText(line)))
  const days = [title, ...dated].map((text) => findDay(text, today))
  return days.find((day) => day !== undefined) ?? findMonthEnd(title, today) ?? findMonthEnd(dated.join(' '), today)
}

/** 填表日期, 制表时间, 截至, 统计时点: what a day beside a table is the day of. Others are those of a document that is cited, or of a phone call. */
const speaksOfDay =
  /(?:填[表报写]|制表|统计|登记|上报|报送|更新|采集|摸[底排]|截[至止])[^:]{0,6}(?:日期|时间|时点)|(?:^|\s)(?:日期|时间)\s*:|截[至止]/

function findDay(text: string, today: string): string | undefined {
  const plain = normaliseText(text)
  for (const pattern of [wholeDay, compactDay]) {
    const found = pattern.exec(plain)
    const day = found ? dayText(found[1], found[2], found[3]) : ''
    if (isDay(day) && day <= today) return day
  }
  return undefined
}

function findMonthEnd(text: string, today: string): string | undefined {
  const plain = normaliseText(text)
  for (const pattern of [month, compactMonth]) {
    const found = pattern.exec(plain)
    const last = found ? lastDayOf(Number(found[1]), Number(found[2])) : undefined
    if (last && last.slice(0, 7) <= today.slice(0, 7)) return last < today ? last : today
  }
  return undefined
}

function dayText(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function lastDayOf(year: number, month: number): string | undefined {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : undefined
}
