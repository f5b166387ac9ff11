/**
 * A day as people type it: all that workbooks know (19900307, 1990.3.7, 1990年3月7日 …) and what only fingers say: 3.7 for this year, today, 昨天, +3.
 */
import { addDays, type Day, dayNumber, daysInMonth, isCivil, weekday } from '#base/values/day.ts'
import { parseDay } from '#base/values/parse-day.ts'
import { isRefused } from '#base/values/parsed.ts'

/** A day, or the text key of why it is none. */
export type TypedDay = { day: Day } | { refused: string }

export function readTypedDay(typed: string, today: Day): TypedDay {
  const text = typed.normalize('NFKC').trim()
  const quick = readRelative(text.toLowerCase(), today) ?? readInThisYear(text, today)
  if (quick) return { day: quick }
  const read = parseDay(text, { today })
  if (isRefused(read)) return { refused: read.refused }
  if (read.value.precision === 'year') return { refused: 'day.unreadable' }
  return read.value.precision === 'month' ? { refused: 'day.month-only' } : { day: read.value.text }
}

const relativeDays: Record<string, number> = {
  今天: 0,
  today: 0,
  明天: 1,
  tomorrow: 1,
  后天: 2,
  昨天: -1,
  yesterday: -1,
  前天: -2,
}

function readRelative(text: string, today: Day): Day | undefined {
  const named = relativeDays[text]
  if (named !== undefined) return addDays(today, named)
  const counted = /^([+-])(\d{1,4})$/.exec(text)
  return counted ? addDays(today, Number(`${counted[1]}${counted[2]}`)) : undefined
}

function readInThisYear(text: string, today: Day): Day | undefined {
  const parts = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$/.exec(text)
  if (!parts || !isCivil(Number(today.slice(0, 4)), Number(parts[1]), Number(parts[2]))) return undefined
  return `${today.slice(0, 4)}-${parts[1]!.padStart(2, '0')}-${parts[2]!.padStart(2, '0')}`
}

/** The weeks a calendar shows for a month `YYYY-MM`, Monday first, with the neighbouring days that fill them. */
export function weeksOf(month: string): Day[][] {
  const first = `${month}-01`
  const before = weekday(first) - 1
  const count = Math.ceil((before + daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))) / 7)
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day - before)))
}

/** Whether one day lies outside of two others, where given. */
export function isOutside(day: Day, earliest: Day | undefined, latest: Day | undefined): boolean {
  return (earliest !== undefined && dayNumber(day) < dayNumber(earliest)) || (latest !== undefined && dayNumber(day) > dayNumber(latest))
}
