/** SQL of rates over an area. */
import type { Tx } from '#kernel/action/context.ts'
import type { Party } from '../life/acts.ts'
import type { CountedRow } from './counted.ts'

export type CountedIn = { lo: number; hi: number; parties: readonly Party[]; from: Date; to: Date }

/** Matters opened in a stretch of time, of an area or, where the post has none, of its parties; sealed ones are counted nowhere. */
export async function listCountedIn(
  sql: Tx,
  street: number,
  { lo, hi, parties, from, to }: CountedIn,
  limit: number,
): Promise<CountedRow[]> {
  const where = hi === 0 ? sql`parties && ${[...parties]}::text[]` : sql`region_no between ${lo} and ${hi}`
  return sql<CountedRow[]>`
    select category, channel, stand, outcome, lead, responded_at, response_by, response_late, answered_at, resolve_by, resolve_late, dispatched,
      solved, unsolved, satisfied, rated, reopened, returned
    from matter where street_id = ${street} and ${where} and opened_at >= ${from} and opened_at < ${to} and not sealed
    order by opened_at desc limit ${limit}`
}
