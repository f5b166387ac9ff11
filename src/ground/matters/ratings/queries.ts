/** SQL of the units' ratings: counts of a period, by area. */
import type { Tx } from '#kernel/action/context.ts'
import type { CallCounts, LeadCounts } from './rules.ts'

export type Period = { begun: Date; until: Date; now: Date }

export async function countCalls(sql: Tx, { begun, until, now }: Period): Promise<CallCounts[]> {
  return sql<CallCounts[]>`
    select party, called, sent_back, in_time, late, absent, without_power, did, did_not from app_rate_units(${begun}, ${until}, ${now})`
}

/** Matters that units lead. One that was merged is counted with the one it went into. */
export async function countLeads(
  sql: Tx,
  street: number,
  { lo, hi }: { lo: number; hi: number },
  { begun, until, now }: Period,
): Promise<LeadCounts[]> {
  return sql<LeadCounts[]>`
    select lead as party, count(*)::int as led,
      count(*) filter (where answered_at is not null and not resolve_late)::int as answered,
      count(*) filter (where answered_at is not null or resolve_late or resolve_by < ${now})::int as past,
      coalesce(sum(solved), 0)::int as solved, coalesce(sum(solved + unsolved), 0)::int as said
    from matter
    where street_id = ${street} and region_no between ${lo} and ${hi} and opened_at >= ${begun} and opened_at < ${until}
      and not sealed and lead like 'unit:%' and outcome is distinct from 'merged' and outcome is distinct from 'refused'
    group by lead`
}
