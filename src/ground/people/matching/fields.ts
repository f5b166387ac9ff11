import { daysBetween, isDay } from '#base/values/day.ts'
import { idFrom15, isIdNumber } from '#base/values/id-number.ts'
import type { BirthLevel, IdLevel, PhoneLevel } from './contract.ts'

/** True when the texts differ in exactly one place, or in two neighbouring places whose characters are swapped. */
export function isOneSlip(first: string, second: string): boolean {
  if (first.length !== second.length) return false
  const unlike: number[] = []
  for (let at = 0; at < first.length; at++) {
    if (first.charCodeAt(at) !== second.charCodeAt(at)) unlike.push(at)
    if (unlike.length > 2) return false
  }
  const [one = 0, two] = unlike
  if (unlike.length === 1) return true
  return two === one + 1 && first.charAt(one) === second.charAt(two) && first.charAt(two) === second.charAt(one)
}

/** A digit left out or typed twice. */
function isOneDigitMore(first: string, second: string): boolean {
  const [longer, shorter] = first.length > second.length ? [first, second] : [second, first]
  if (longer.length !== shorter.length + 1) return false
  let at = 0
  while (at < shorter.length && longer.charCodeAt(at) === shorter.charCodeAt(at)) at++
  return longer.slice(at + 1) === shorter.slice(at)
}

/** Births of any precision. `lunar`: 15 to 55 days apart, as when one side wrote the day of the old calendar. */
export function compareBirths(first: string, second: string): BirthLevel {
  if (first === second) return first.length === 10 ? 'same' : 'partial'
  if (first.length < 10 || second.length < 10) {
    const length = Math.min(first.length, second.length)
    return first.slice(0, length) === second.slice(0, length) ? 'partial' : 'different'
  }
  const sameYear = first.slice(0, 4) === second.slice(0, 4)
  if (sameYear && first.slice(5, 7) === second.slice(8) && first.slice(8) === second.slice(5, 7)) return 'swapped'
  if (isOneSlip(digitsOf(first), digitsOf(second))) return 'digit'
  if (first.slice(0, 7) === second.slice(0, 7)) return 'month'
  if (Math.abs(Number(first.slice(0, 4)) - Number(second.slice(0, 4))) > 1) return 'different'
  const apart = isDay(first) && isDay(second) ? Math.abs(daysBetween(first, second)) : 0
  if (apart >= 15 && apart <= 55) return 'lunar'
  return sameYear ? 'year' : 'different'
}

function digitsOf(day: string): string {
  return day.slice(0, 4) + day.slice(5, 7) + day.slice(8)
}

/** Citizen numbers in 18 characters. Two valid numbers that differ are two people, however near (twins get neighbouring order codes). */
export function compareIds(first: string, second: string): IdLevel {
  const [one, two] = [full(first), full(second)]
  if (one === two) return 'same'
  const bothValid = isIdNumber(one) && isIdNumber(two)
  const slip = isOneSlip(one, two) || isOneDigitMore(one, two)
  if (!bothValid) return slip ? 'slip' : 'unclear'
  return one.slice(0, 14) === two.slice(0, 14) ? 'near' : 'different'
}

function full(number: string): string {
  return /^\d{15}$/.test(number) ? idFrom15(number) : number
}

export function comparePhones(first: readonly string[], second: readonly string[]): PhoneLevel {
  if (first.some((phone) => second.includes(phone))) return 'same'
  const slip = first.some((one) =>
    second.some((two) => one.length >= 7 && (isOneSlip(one, two) || (one.length >= 10 && isOneDigitMore(one, two)))),
  )
  return slip ? 'slip' : 'different'
}
