/** SQL of restrictions in force. */
import type { Tx } from '#kernel/action/context.ts'

export type RestrictionRow = {
  id: string
  number: string
  type: string
  origin: 'shipped' | 'street'
  version: number
  category: string
  where: string | null
  began: string
  until: string
  body: { answers?: Record<string, unknown> }
  words: { answers?: Record<string, unknown> }
}

/** Whose day is over restricts nobody, whether the house has closed it yet or not. What hangs on this place, on what is part of it, and on what it is part of. Acts are read of those that were found under their own policy. */
export async function listAt(sql: Tx, street: number, place: string, today: string, limit: number): Promise<RestrictionRow[]> {
  const found = await sql<Omit<RestrictionRow, 'body' | 'words'>[]>`
    with part as (
      select ${place}::uuid as id
      union select b.id from building b where b.street_id = ${street} and b.estate_id = ${place}
      union select b.estate_id from building b where b.street_id = ${street} and b.id = ${place}
      union select unnest(array[d.building_id, d.estate_id]) from dwelling d where d.street_id = ${street} and d.id = ${place})
    select m.id, m.number, m.type_id as type, m.type_origin as origin, m.type_version as version, m.category, m.opened_at as began, m.ends_on as until,
      coalesce(e.name || b.name, own.name, d.label) as "where"
    from part join matter m on m.street_id = ${street} and m.subject_id = part.id and m.restricts and m.ends_on >= ${today} and m.stand <> 'closed'
      and not m.sealed
    left join building b on b.street_id = m.street_id and b.id = m.subject_id
    left join estate e on e.street_id = m.street_id and e.id = b.estate_id
    left join estate own on own.street_id = m.street_id and own.id = m.subject_id
    left join dwelling d on d.street_id = m.street_id and d.id = m.subject_id
    order by m.ends_on, m.id limit ${limit}`
  const ids = found.map(({ id }) => id)
  await sql`select app_open_matters(${ids}::uuid[])`
  const acts = await sql<Pick<RestrictionRow, 'id' | 'body' | 'words'>[]>`
    select matter_id as id, body, words from act where street_id = ${street} and matter_id = any(${ids}::uuid[]) and seq = 1`
  const actOf = new Map(acts.map((act) => [act.id, act]))
  return found.map((row) => ({ ...row, body: actOf.get(row.id)?.body ?? {}, words: actOf.get(row.id)?.words ?? {} }))
}

/** Of a resident: told by the owner, which says itself what it tells. */
export async function listOwn(sql: Tx, persons: string[], doors: string[], today: string): Promise<RestrictionRow[]> {
  return sql<RestrictionRow[]>`select * from app_own_restrictions(${persons}::uuid[], ${doors}::uuid[], ${today}::date)`
}
