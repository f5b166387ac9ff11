/** When an opening is in force, when it is to be reviewed, and who may not review it. Pure; a moment or a day goes in. */
import { addWorkingDays, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { ageOn, isDay } from '#base/values/day.ts'

export type Term = { expiresAt: Date; closedAt: Date | null }

/** To the second, without anything that runs (law-security.md L4). */
export function isOpen({ expiresAt, closedAt }: Term, now: Date): boolean {
  return closedAt === null && now.getTime() < expiresAt.getTime()
}

export function reviewDueOn(today: string, workdays: number, calendar: WorkingCalendar): string {
  return addWorkingDays(today, workdays, calendar)
}

export type Reviewed = { reviewedAt: string | null; reviewBy: string }

export function reviewState({ reviewedAt, reviewBy }: Reviewed, today: string): 'reviewed' | 'waiting' | 'overdue' {
  if (reviewedAt !== null) return 'reviewed'
  return reviewBy < today ? 'overdue' : 'waiting'
}

/** Whose birth date nobody knows is taken for grown up: nothing else could be said of her age. */
export function isChild(birth: unknown, today: string, under: number): boolean {
  return typeof birth === 'string' && isDay(birth) && ageOn(birth, today) < under
}

export type ApprovalTerm = { granted: boolean | null; until: Date | null }

export function approvalState({ granted, until }: ApprovalTerm, now: Date): 'waiting' | 'refused' | 'in-force' | 'over' {
  if (granted === null) return 'waiting'
  if (!granted || !until) return 'refused'
  return now.getTime() < until.getTime() ? 'in-force' : 'over'
}
