/** What may be told to everybody, and when. Pure. */
import { SMALLEST_SHOWN } from '#base/small-numbers.ts'
import { addDays, addMonths } from '#base/values/day.ts'
import { normaliseText } from '#base/values/normalise.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'

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

/** A door: unit and number, or three numbers with dashes. A building alone is no door. */
const door = /\d+\s*(?:室|户(?!外))|单元\s*\d{2,}|单元[东西南北中]户|\d+-\d+-\d{2,}|\d+#\d+/
/** Written as doors of three numbers are. */
const date = /20\d\d-\d{1,2}-\d{1,2}/g
/** So many characters in a row are not said twice by chance. */
const SAME_WORDS = 12

export type PrivateWords = 'board.holds-number' | 'board.holds-door' | 'board.holds-name' | 'board.holds-words'

/** What in a text is not for everybody: numbers and doors of people, names of those who reported, their words as they wrote them. */
export function findPrivate(text: string, names: readonly string[], said: readonly string[]): PrivateWords | undefined {
  const plain = bare(text)
  if (holdsPersonalNumber(text)) return 'board.holds-number'
  if (door.test(normaliseText(text).replace(date, ' '))) return 'board.holds-door'
  if (names.some((name) => name.length > 1 && plain.includes(bare(name)))) return 'board.holds-name'
  if (said.some((words) => sharesRun(plain, bare(words)))) return 'board.holds-words'
  return undefined
}

function bare(text: string): string {
  return normaliseText(text).replace(/[\s\p{P}]/gu, '')
}

function sharesRun(text: string, other: string): boolean {
  const runs = new Set<string>()
  for (let at = 0; at + SAME_WORDS <= other.length; at += 1) runs.add(other.slice(at, at + SAME_WORDS))
  for (let at = 0; at + SAME_WORDS <= text.length; at += 1) if (runs.has(text.slice(at, at + SAME_WORDS))) return true
  return false
}
