/**
 * Serial days of spreadsheets ⇄ civil days. A serial counts days; its fraction is the time of day. Workbooks count from 1900 (and
 * believe, with Lotus, in a 29 February 1900 as day 60) or, from old Macintosh versions, from 1904.
 */

const secondsOfDay = 86_400
const lastSerial = 2_958_465 // 9999-12-31 counted from 1900
const days1904 = 1462

export type CivilTime = { day: string; seconds: number }

/** The civil day (`YYYY-MM-DD`; empty when the serial is only a time) and the second of the day. `undefined` when the serial is no date. */
export function findCivilTime(serial: number, from1904: boolean): CivilTime | undefined {
  const shifted = from1904 ? serial + days1904 : serial
  if (!(serial >= 0) || shifted >= lastSerial + 1) return undefined
  let days = Math.floor(shifted)
  let seconds = Math.round((shifted - days) * secondsOfDay)
  if (seconds === secondsOfDay) [days, seconds] = [days + 1, 0]
  if (days === 0 && !from1904) return { day: '', seconds }
  if (days === 60) return { day: '1900-02-29', seconds }
  return { day: civilDay(days < 60 ? days + 1 : days), seconds }
}

/** `HH:MM` of a second of the day. */
export function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** The serial of a civil day `YYYY-MM-DD` or day-time `YYYY-MM-DD HH:MM`; `undefined` when it is not one, or before the epoch. */
export function findSerial(day: string, from1904: boolean): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(day)
  if (!match) return undefined
  const [year, month, date, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const milliseconds = Date.UTC(year, month - 1, date)
  if (new Date(milliseconds).toISOString().slice(0, 10) !== day.slice(0, 10) || hours > 23 || minutes > 59 || seconds > 59) return undefined
  const days = Math.round(milliseconds / (secondsOfDay * 1000)) + 25_569
  const serial = from1904 ? days - days1904 : days < 61 ? days - 1 : days
  return serial < (from1904 ? 0 : 1) ? undefined : serial + (hours * 3600 + minutes * 60 + seconds) / secondsOfDay
}

/** Days counted so that 1900-01-01 is 2: the proleptic count without the Lotus day. Howard Hinnant's days-to-civil. */
function civilDay(count: number): string {
  const shifted = count - 25_569 + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
