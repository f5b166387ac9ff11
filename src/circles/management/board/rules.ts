/** What may be told to everybody, and when. Pure. */
import { SMALLEST_SHOWN } from '#base/small-numbers.ts'
import { addDays, addMonths } from '#base/values/day.ts'

/** Of what was answered on the last day of a month the answer's reader has so long to say how it was. */
export const DAYS_UNTIL_TOLD = 10
/** As far back as months are told at all. */
const MOST_MONTHS = 12

/** Months that may be told by now, the oldest first, from the one in which the first matter was opened on. */
export function monthsToTell(first: string, today: string): string[] {
  const last = addMonths(`${addDays(today, -DAYS_UNTIL_TOLD).slice(0, 7)}-01`, -1).slice(0, 7)
  const months: string[] = []
  for (let back = MOST_MONTHS - 1; back >= 0; back -= 1) {
    const month = addMonths(`${last}-01`, -back).slice(0, 7)
    if (month >= first.slice(0, 7)) months.push(month)
  }
  return months
}

/** Half of them took no longer. Of few nothing is told: it would be one of them. */
export function medianHours(minutes: readonly number[]): number | null {
  if (minutes.length < SMALLEST_SHOWN) return null
  const ordered = [...minutes].sort((a, b) => a - b)
  const middle = ordered.length / 2
  const median = Number.isInteger(middle) ? (ordered[middle - 1]! + ordered[middle]!) / 2 : ordered[Math.floor(middle)]!
  return Math.max(1, Math.round(median / 60))
}
