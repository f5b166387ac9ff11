/** When looks are withheld, and when that is over by itself. Pure. */
import { Problem } from '#base/problem.ts'
import { addYears } from '#base/values/day.ts'
import type { Closing } from './contract.ts'

/** So long a closing holds before somebody else has looked at it. */
export const REVIEW_DAYS = 3
const DAY_MS = 86_400_000

export type ClosingRow = {
  at: string
  until: string
  kept: boolean | null
  ended: string | null
}

export function stateOf({ at, until, kept, ended }: ClosingRow, now: Date, today: string): Closing['state'] {
  if (ended) return 'ended'
  if (kept === false) return 'refused'
  if (until < today) return 'over'
  if (kept) return 'in-force'
  return now.getTime() - new Date(at).getTime() < REVIEW_DAYS * DAY_MS ? 'unreviewed' : 'lapsed'
}

/** Ends within a year, after today; its period is not turned round. @throws Problem mandate.term with the field at fault */
export function judgeClosing({ from, to, until }: { from: string; to?: string | undefined; until: string }, today: string): void {
  const field = until < today || until > addYears(today, 1) ? '/until' : to !== undefined && to < from ? '/to' : undefined
  if (field)
    throw new Problem('input.invalid', { count: 1 }, [{ path: field, say: field === '/until' ? 'closing.until' : 'closing.turned' }])
}
