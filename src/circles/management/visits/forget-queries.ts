/** What came from the field about somebody goes with her. Rounds that are long over go whole; what nobody decided about stays until somebody does. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

const KEPT_DAYS = 730

export const visitForgets: Forgets = {
  module: 'circles/management/visits',
  erase: async (sql, street, subjects) => {
    const items = await sql`delete from visit_item where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    const conflicts =
      await sql`delete from visit_conflict where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { 'visit-item': items.length, 'visit-conflict': conflicts.length }, files: [] }
  },
  expire: async (sql, street, { now }) => {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
    const day = before.toISOString().slice(0, 10)
    const items = await sql`
      delete from visit_item where street_id = ${street} and said_at < ${before} and (became <> 'quarantined' or settled_at is not null) returning 1`
    await sql`delete from visit_conflict where street_id = ${street} and settled_at < ${before}`
    const visits = await sql`delete from visit where street_id = ${street} and at < ${before} returning 1`
    await sql`delete from round_door d using round r where d.street_id = ${street} and r.street_id = ${street} and r.id = d.round_id and r.to_day < ${day}`
    await sql`delete from round_walker w using round r where w.street_id = ${street} and r.street_id = ${street} and r.id = w.round_id and r.to_day < ${day}`
    const rounds = await sql`delete from round where street_id = ${street} and to_day < ${day} returning 1`
    return { rows: { 'visit-item': items.length, visit: visits.length, round: rounds.length }, files: [] }
  },
}
