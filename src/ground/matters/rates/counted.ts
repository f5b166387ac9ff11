/** The one row of a matter as what rates speak of. Pure. */
import type { Value } from '#base/condition.ts'
import type { Counted } from './reckon.ts'

export type CountedRow = {
  category: string
  channel: string
  stand: string
  outcome: string | null
  lead: string
  responded_at: string | null
  response_by: string | null
  response_late: boolean
  answered_at: string | null
  resolve_by: string | null
  resolve_late: boolean
  dispatched: boolean
  solved: number
  unsolved: number
  satisfied: number
  rated: number
  reopened: number
  returned: number
}

/** What is not known yet (a term that still runs, a reporter who said nothing) is left out, and so is not counted as no. */
export function countedOf(row: CountedRow, now: Date): Counted {
  const known = new Map<string, Value>([
    ['category', row.category],
    ['channel', row.channel],
    ['stand', row.stand],
    ['lead', row.lead],
    ['answered', row.answered_at !== null],
    ['dispatched', row.dispatched],
    ['reopened', row.reopened],
    ['returned', row.returned],
  ])
  if (row.outcome !== null) known.set('outcome', row.outcome)
  const responded = onTime(row.responded_at, row.response_by, row.response_late, now)
  if (responded !== undefined) known.set('responded-on-time', responded)
  const resolved = onTime(row.answered_at, row.resolve_by, row.resolve_late, now)
  if (resolved !== undefined) known.set('on-time', resolved)
  if (row.solved + row.unsolved > 0) known.set('solved', row.unsolved === 0)
  if (row.rated > 0) known.set('satisfied', row.satisfied === row.rated ? 'yes' : row.satisfied > 0 ? 'partly' : 'no')
  return known
}

function onTime(done: string | null, by: string | null, late: boolean, now: Date): boolean | undefined {
  if (late || (by !== null && new Date(by) < now)) return false
  return done === null ? undefined : true
}
