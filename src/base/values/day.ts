/**
 * Civil days: strings YYYY-MM-DD in the Gregorian calendar, without time or zone. Months are YYYY-MM, years YYYY.
 * No `Date` is used: its local zone moved China's days in 1986–1991 (summer time) and moves them on every misconfigured office PC.
 */
export type Day = string

export type DayParts = { year: number; month: number; day: number }

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const monthPattern = /^(\d{4})-(\d{2})$/

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** True when such a day exists. */
export function isCivil(year: number, month: number, day: number): boolean {
  return Number.isInteger(year) && year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function isDay(text: string): boolean {
  const match = dayPattern.exec(text)
  return match !== null && isCivil(Number(match[1]), Number(match[2]), Number(match[3]))
}

export function isMonth(text: string): boolean {
  const match = monthPattern.exec(text)
  return match !== null && isCivil(Number(match[1]), Number(match[2]), 1)
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

export function dayOf(year: number, month: number, day: number): Day {
  if (!isCivil(year, month, day)) throw new Error(`no such day: ${year}-${month}-${day}`)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

export function partsOf(day: Day): DayParts {
  if (!isDay(day)) throw new Error('not a civil day')
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

/** Days since 1970-01-01, by counting years from March (leap days fall at the end). */
export function dayNumber(day: Day): number {
  const { year, month, day: date } = partsOf(day)
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export function dayFromNumber(number: number): Day {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return dayOf(year, month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day of another month; the month's last day where it has no such day (民法典 202: periods by months end on that day). */
export function addMonths(day: Day, months: number): Day {
  const parts = partsOf(day)
  const count = parts.year * 12 + parts.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return dayOf(year, month, Math.min(parts.day, daysInMonth(year, month)))
}

export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12)
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const offset = (((dayNumber(day) + 3) % 7) + 7) % 7
  return (offset + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

/** Full years of age (周岁), completed on the birthday; who was born on 29 February completes them on 1 March of common years. */
export function ageOn(birth: Day, day: Day): number {
  const born = partsOf(birth)
  const then = partsOf(day)
  const before = then.month < born.month || (then.month === born.month && then.day < born.day)
  return then.year - born.year - (before ? 1 : 0)
}

/** Serial of the 1900 system for a civil day; Excel counts a 29 February 1900 that never was (serial 60), so days from 1 March 1900 on are one higher. */
export function serialFromDay(day: Day, date1904 = false): number {
  if (date1904) return dayNumber(day) - dayNumber('1904-01-01')
  const days = daysBetween('1899-12-31', day)
  return days >= 60 ? days + 1 : days
}

/** The civil day (and time, when the serial has a fraction) of an Excel serial; undefined for serial 60 of the 1900 system and for what Excel cannot show. */
export function dayFromSerial(serial: number, date1904 = false): { day: Day; time?: string } | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2958466) return undefined
  const seconds = Math.round(serial * 86400)
  const whole = Math.floor(seconds / 86400)
  if (!date1904 && (whole === 60 || whole === 0)) return undefined
  const start = date1904 ? '1904-01-01' : whole > 60 ? '1899-12-30' : '1899-12-31'
  const left = seconds - whole * 86400
  const day = addDays(start, whole)
  return left === 0 ? { day } : { day, time: timeOf(left) }
}

function timeOf(seconds: number): string {
  const clock = `${padded(Math.floor(seconds / 3600), 2)}:${padded(Math.floor(seconds / 60) % 60, 2)}`
  return seconds % 60 === 0 ? clock : `${clock}:${padded(seconds % 60, 2)}`
}
