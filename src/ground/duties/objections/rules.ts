/** Who answers an objection, by when, and what is to be said of it today. Pure; runs in the browser too. */
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from '#base/calendar/working-days.ts'
import type { Objection, ObjectionState } from './contract.ts'

/** 370683001 belongs to the county 370683000, the city 370600000, the province 370000000. */
function ownersOf(street: number): number[] {
  return [1_000, 100_000, 10_000_000].map((size) => Math.floor(street / size) * size).filter((owner) => owner !== street)
}

/** The lowest jurisdiction above both; `undefined` for two of different provinces, and where one is above the other it is that one. */
export function ownerOfBoth(one: number, other: number): number | undefined {
  const above = (street: number) => [street, ...ownersOf(street)]
  return [...above(one)].find((owner) => owner !== one && above(other).includes(owner))
}

export function isOwnerOf(owner: number, street: number): boolean {
  return ownersOf(street).includes(owner)
}

/** The day after it came is the first that counts. */
export function dueOf(raisedOn: string, workdays: number, calendar: WorkingCalendar): string {
  return addWorkingDays(raisedOn, workdays, calendar)
}

type Standing = Pick<Objection, 'answer' | 'withdrawnOn' | 'dueOn'>

/** Silence is what the day says, not what somebody did: it is neither consent nor refusal, and an answer may still come. */
export function stateOf({ answer, withdrawnOn, dueOn }: Standing, today: string): ObjectionState {
  if (withdrawnOn !== null) return 'withdrawn'
  if (answer !== null) return 'answered'
  return today > dueOn ? 'silent' : 'open'
}

export function workdaysLeft(dueOn: string, today: string, calendar: WorkingCalendar): number {
  return workingDaysBetween(today, dueOn, calendar)
}

export function mayAnswer(objection: Pick<Objection, 'side' | 'answer' | 'withdrawnOn'>): boolean {
  return objection.side === 'received' && objection.answer === null && objection.withdrawnOn === null
}

export function mayWithdraw(objection: Pick<Objection, 'side' | 'answer' | 'withdrawnOn'>): boolean {
  return objection.side === 'raised' && objection.answer === null && objection.withdrawnOn === null
}
