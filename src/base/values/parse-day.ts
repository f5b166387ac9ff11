import { chineseDigits, chineseInteger } from '#base/values/chinese-number.ts'
import { type Day, dayFromSerial, isCivil } from '#base/values/day.ts'
import { isDitto, isNoAnswer, normaliseText } from '#base/values/normalise.ts'
import { accept, type Given, givenNumber, givenText, type Parsed, refuse, type Say } from '#base/values/parsed.ts'

/** `text` is YYYY-MM-DD, YYYY-MM or YYYY by `precision`; `time` HH:MM[:SS] when the cell gave one that is not midnight. */
export type DayReading = { text: string; precision: 'day' | 'month' | 'year'; time?: string }

/**
 * What is known of the day asked for. A birth cannot be after `latest` = today, and that alone decides 90.3.7.
 * Without `latest`, days up to twenty years ahead are thought possible (ends of contracts, permits and terms).
 */
export type DayContext = { today: Day; latest?: Day; earliest?: Day; date1904?: boolean }

type Outcome = Parsed<DayReading> | undefined

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads a day, month or year as people and programs write them. What can be read two ways is refused (`day.ambiguous`), never guessed;
 * what cannot exist (1990-02-30) is refused as `day.absent`.
 */
export function parseDay(given: Given, context: DayContext): Parsed<DayReading> {
  const text = plainText(givenText(given))
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  if (isNoAnswer(text)) return refuse('value.none')
  const number = givenNumber(given)
  if (number !== undefined && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return readNumber(number, context)
  return (
    refuseSpecial(text) ??
    readWithTime(text, context) ??
    readChinese(text, context) ??
    readParts(text, context) ??
    readDigits(text, context) ??
    readEnglish(text, context) ??
    refuse('day.unreadable')
  )
}

/** Without the weekday, a closing full stop or Excel's mark of text, none of which say anything about the day. */
function plainText(text: string): string {
  return normaliseText(text)
    .replace(/^['’‘]/, '')
    .replace(/\s*\(?(星期|周|礼拜)[一二三四五六日天]\)?/, '')
    .replace(/[.。;,]+$/, '')
}

function refuseSpecial(text: string): Outcome {
  if (/农历|阴历|正月|腊月|冬月|闰.?月|初[一二三四五六七八九十]/.test(text)) return refuse('day.lunar')
  if (/^(至今|今|现在|目前|长期|永久|无期限|长期有效|终身|9999\D?12\D?31)$/.test(text)) return refuse('day.open-ended')
  if (/^\d{4}.*?\s*[-~～—–至到]+\s*(今|现在|长期|永久|\d{4}(?!\d).*|\d{8})$/.test(text)) return refuse('day.range')
  return undefined
}

/** Day-times: a civil day, then a clock. Times in another zone are refused, for they may mean another day here. */
function readWithTime(text: string, context: DayContext): Outcome {
  const match =
    /^(.*?\d日?)(?:T| )?\s*((?:上午|下午|晚上|AM|PM)?\s*(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})(?:\.\d+)?)?[秒分]?\s*(AM|PM)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    )
  if (!match) return undefined
  const [, dayText = '', clock = '', hours = '', minutes = '0', seconds = '0', , zone] = match
  if (zone && !/^\+08:?00$/.test(zone)) return refuse('day.time-zone')
  const day = readChinese(dayText, context) ?? readParts(dayText, context) ?? readDigits(dayText, context) ?? readEnglish(dayText, context)
  if (!day || 'refused' in day || day.value.precision !== 'day') return day && 'refused' in day ? day : undefined
  const afternoon = /下午|晚上|PM/i.test(clock) && Number(hours) < 12
  const hour = /上午|AM/i.test(clock) && Number(hours) === 12 ? 0 : Number(hours) + (afternoon ? 12 : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return refuse('day.time-absent')
  const time = [hour, Number(minutes), ...(Number(seconds) > 0 ? [Number(seconds)] : [])]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  return accept(time === '00:00' ? day.value : { ...day.value, time }, day.warnings)
}

/** 1990年3月7日, 一九九〇年三月七日, 民国79年3月7日, 90年3月; 3月7日 alone lacks its year. */
function readChinese(text: string, context: DayContext): Outcome {
  const compact = text.replace(/ /g, '')
  if (/^[\d一二三四五六七八九十廿卅]+月([\d一二三四五六七八九十廿卅]+[日号]?)?$/.test(compact)) return refuse('day.no-year')
  const match = /^(公元|民国)?([^年月日号]{1,4})年(?:([^年月日号]{1,3})月(?:份)?(?:([^年月日号]{1,3})[日号]?)?)?(?:生|出生)?$/.exec(compact)
  if (!match) return undefined
  const [, era, yearText = '', monthText, dayText] = match
  const year = era === '民国' ? readSmall(yearText)?.toString() : readYear(yearText)
  if (year === undefined) return undefined
  const month = monthText === undefined ? undefined : readSmall(monthText)
  const day = dayText === undefined ? undefined : readSmall(dayText)
  if ((monthText !== undefined && month === undefined) || (dayText !== undefined && day === undefined)) return undefined
  if (era === '民国') return civil(Number(year) + 1911, month, day, context, [])
  return withYear(year, month, day, context)
}

function readYear(text: string): string | undefined {
  if (/^\d{2}$|^\d{4}$/.test(text)) return text
  const row = chineseDigits(text)
  return row !== undefined && (row.length === 2 || row.length === 4) ? row : undefined
}

function readSmall(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : chineseInteger(text)
}

/** 1990-3-7, 1990/3/7, 1990.3.7, 2020-7, 90.3.7, and the orders of other countries (3/17/1990, 17.3.1990) where only one is possible. */
function readParts(text: string, context: DayContext): Outcome {
  const parts = text.replace(/[。，,]/g, '.').split(/\s*[-/.\\–—_]\s*|\s+/)
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined
  const [first = '', second = '', third] = parts
  if (first.length === 4) return civil(Number(first), Number(second), third === undefined ? undefined : Number(third), context, [])
  if (third === undefined) return second.length === 4 ? civil(Number(second), Number(first), undefined, context, []) : refuse('day.no-year')
  if (third.length === 4) return otherOrder(Number(third), Number(first), Number(second), context)
  return readTwoDigitYear(first, second, third, context)
}

/** Three short numbers in the order of any country; only one order may be possible. */
function readTwoDigitYear(first: string, second: string, third: string, context: DayContext): Outcome {
  const orders: [year: string, month: string, day: string][] = [
    [first, second, third],
    [third, first, second],
    [third, second, first],
  ]
  const readings = orders.map(([year, month, day]) =>
    year.length === 2 ? withYear(year, Number(month), Number(day), context) : refuse('day.absent'),
  )
  const found = new Map(readings.flatMap((reading) => ('refused' in reading ? [] : [[reading.value.text, reading] as const])))
  const open = readings.some((reading) => 'refused' in reading && reading.refused === 'day.ambiguous')
  const [only] = found.values()
  if (found.size > 1 || open) return refuse('day.ambiguous')
  return only ?? refuse('day.absent')
}

function otherOrder(year: number, first: number, second: number, context: DayContext): Outcome {
  const monthFirst = isCivil(year, first, second)
  const dayFirst = isCivil(year, second, first)
  if (monthFirst && dayFirst && first !== second) return refuse('day.ambiguous')
  return monthFirst ? civil(year, first, second, context, []) : civil(year, second, first, context, [])
}

/** 19900307, 199003, 1990, 900307. Six digits that are both a month of a year and a day of a two-digit year are refused. */
function readDigits(text: string, context: DayContext): Outcome {
  const digits = chineseDigits(text) ?? text
  if (!/^\d+$/.test(digits)) return undefined
  const pair = (at: number) => Number(digits.slice(at, at + 2))
  if (digits.length === 4) return civil(Number(digits), undefined, undefined, context, [])
  if (digits.length === 8) return civil(Number(digits.slice(0, 4)), pair(4), pair(6), context, [])
  if (digits.length === 14) return civil(Number(digits.slice(0, 4)), pair(4), pair(6), context, [])
  if (digits.length === 5) return readNumber(Number(digits), context)
  if (digits.length !== 6) return refuse('day.unreadable')
  const asMonth = civil(Number(digits.slice(0, 4)), pair(4), undefined, context, [])
  const asDay = withYear(digits.slice(0, 2), pair(2), pair(4), context)
  if ('refused' in asMonth) return asDay
  const dayPossible = !('refused' in asDay) || asDay.refused === 'day.ambiguous'
  return dayPossible ? refuse('day.ambiguous') : asMonth
}

/** Mar 7 1990, 7-Mar-90, March 7, 1990, Mar-90. */
function readEnglish(text: string, context: DayContext): Outcome {
  const words = text
    .toLowerCase()
    .split(/[\s,./-]+/)
    .filter((word) => word !== '')
  const monthAt = words.findIndex((word) => monthNames.some((name) => word.startsWith(name) && /^[a-z]+$/.test(word)))
  if (monthAt < 0 || words.length < 2 || words.length > 3) return undefined
  const month = monthNames.findIndex((name) => words[monthAt]?.startsWith(name)) + 1
  const numbers = words.filter((_, at) => at !== monthAt).map((word) => word.replace(/(st|nd|rd|th)$/, ''))
  if (!numbers.every((word) => /^\d{1,4}$/.test(word))) return undefined
  const year = numbers[numbers.length - 1] ?? ''
  const day = numbers.length === 2 ? Number(numbers[0]) : undefined
  if (year.length === 4) return civil(Number(year), month, day, context, [])
  return year.length === 2 ? withYear(year, month, day, context) : refuse('day.ambiguous')
}

/** A stored number without a date style: 19900307, 199003, 1990, or an Excel serial. 2020.1 may be January or October. */
function readNumber(number: number, context: DayContext): Parsed<DayReading> {
  if (!Number.isInteger(number)) {
    const [year = '', month = ''] = String(number).split('.')
    if (/^(19|20)\d{2}$/.test(year) && /^(1[12]|[1-9])$/.test(month)) {
      return month === '1' ? refuse('day.ambiguous') : civil(Number(year), Number(month), undefined, context, [])
    }
  } else if (number >= 1000 && number <= 9999) {
    return number >= 1850 && number <= 2200 ? civil(number, undefined, undefined, context, []) : refuse('day.unreadable')
  } else if (number >= 100000) return readDigits(String(number), context) ?? refuse('day.unreadable')
  const found = number >= 10000 && number < 100000 ? dayFromSerial(number, context.date1904) : undefined
  if (!found) return refuse('day.unreadable')
  return accept({ text: found.day, precision: 'day', ...(found.time ? { time: found.time } : {}) }, [{ say: 'day.from-serial' }])
}

/** A year of two digits stands for the one century that is possible; two possible centuries are refused. */
function withYear(year: string, month: number | undefined, day: number | undefined, context: DayContext): Parsed<DayReading> {
  if (year.length === 4) return civil(Number(year), month, day, context, [])
  const latest = context.latest ?? `${Number(context.today.slice(0, 4)) + 20}${context.today.slice(4)}`
  const earliest = context.earliest ?? `${Number(context.today.slice(0, 4)) - 110}${context.today.slice(4)}`
  const readings = [1900, 2000].map((century) => civil(century + Number(year), month, day, context, [{ say: 'day.two-digit-year' }]))
  const possible = readings.filter(
    (reading) => !('refused' in reading) && reading.value.text <= latest && reading.value.text >= earliest.slice(0, 4),
  )
  if (possible.length > 1) return refuse('day.ambiguous')
  return possible[0] ?? readings.find((reading) => 'refused' in reading) ?? refuse('day.ambiguous')
}

/** Registers write 00 for a month or day nobody knew: what is known is kept. */
function civil(year: number, month: number | undefined, day: number | undefined, context: DayContext, warnings: Say[]): Parsed<DayReading> {
  if (year < 1800 || year > 2200) return refuse('day.year')
  const unknownMonth = month === 0 && (day === 0 || day === undefined)
  const knownDay = day === 0 ? undefined : day
  const partial = unknownMonth || day === 0 ? [{ say: 'day.partial' }] : []
  if (month === undefined || unknownMonth) return finished({ text: String(year), precision: 'year' }, context, [...warnings, ...partial])
  const monthText = `${year}-${String(month).padStart(2, '0')}`
  if (!isCivil(year, month, knownDay ?? 1)) return refuse('day.absent')
  if (knownDay === undefined) return finished({ text: monthText, precision: 'month' }, context, [...warnings, ...partial])
  return finished({ text: `${monthText}-${String(knownDay).padStart(2, '0')}`, precision: 'day' }, context, warnings)
}

function finished(reading: DayReading, context: DayContext, warnings: Say[]): Parsed<DayReading> {
  const late = context.latest !== undefined && reading.text > context.latest ? [{ say: 'day.too-late' }] : []
  const early =
    context.earliest !== undefined && reading.text < context.earliest.slice(0, reading.text.length) ? [{ say: 'day.too-early' }] : []
  return accept(reading, [...warnings, ...late, ...early])
}
