/**
 * A day as people type it: 19900307, 1990.3.7, 1990-3-7, 1990/3/7, 1990年3月7日, ３月７日, 3.7, today, 昨天, +3. Civil days are strings `YYYY-MM-DD`;
 * nothing here knows a zone or a clock.
 */

/** The civil day typed, or undefined where it is none. A month and day alone are taken in the year of `today`. */
export function parseTypedDay(typed: string, today: string): string | undefined {
  const text = typed.normalize('NFKC').trim()
  const solid = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (solid) return dayFrom(solid[1]!, solid[2]!, solid[3]!)
  const full = /^(\d{4})\s*[-./年\s]\s*(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*日?$/.exec(text)
  if (full) return dayFrom(full[1]!, full[2]!, full[3]!)
  const partial = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text)
  if (partial) return dayFrom(today.slice(0, 4), partial[1]!, partial[2]!)
  return parseRelative(text.toLowerCase(), today)
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

function parseRelative(text: string, today: string): string | undefined {
  const named = relativeDays[text]
  if (named !== undefined) return addDays(today, named)
  const counted = /^([+-])(\d{1,4})$/.exec(text)
  return counted ? addDays(today, Number(`${counted[1]}${counted[2]}`)) : undefined
}

function dayFrom(year: string, month: string, day: string): string | undefined {
  const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(civil) ? civil : undefined
}

/** Whether it is a day of the calendar, from 1800 on. */
export function isDay(civil: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(civil) || civil < '1800') return false
  const date = new Date(`${civil}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(civil)
}

export function addDays(civil: string, days: number): string {
  const date = new Date(`${civil}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The same day of another month; the last day where that month is shorter. */
export function addMonths(civil: string, months: number): string {
  const date = new Date(`${civil.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  const month = date.toISOString().slice(0, 7)
  const last = daysIn(month)
  return `${month}-${String(Math.min(Number(civil.slice(8)), last)).padStart(2, '0')}`
}

export function daysIn(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
}

/** The weeks a calendar shows for a month `YYYY-MM`, Monday first, with the neighbouring days that fill them. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const count = Math.ceil((weekday + daysIn(month)) / 7)
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day - weekday)))
}
