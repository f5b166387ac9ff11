/** SQL of contacts at doors: the small row of matters, and the door of whom each is about. */
import type { Tx } from '#kernel/action/context.ts'

export type Reach = {
  /** Regions of the doors. */
  lo: number
  hi: number
  /** Due by then. */
  until: Date
  doors?: readonly string[]
}

export type DueRow = {
  id: string
  type: string
  origin: 'shipped' | 'street'
  version: number
  dwelling: string
  region: number
  person: string | null
  due: string
}

/**
 * Of a person the door she lives at, else is registered at; of a household its own. A department's are its own to see to (`partiesAt`), except for the post that was asked to. Row policies leave
 * out what this post does not see.
 */
const dueAtDoors = (sql: Tx, street: number, post: string, { lo, hi, until, doors }: Reach) => sql`
  matter m
  left join dwelling own on own.street_id = m.street_id and own.id = m.subject_id
  left join household h on h.street_id = m.street_id and h.id = m.subject_id
  left join lateral (
    select t.person_id, t.dwelling_id from tie t
    where t.street_id = m.street_id and t.person_id = m.subject_id and t.to_day is null and t.kind in ('person.residence', 'person.registration')
    order by t.kind = 'person.residence' desc, t.from_day desc nulls last limit 1) home on true
  join dwelling d on d.street_id = m.street_id and d.id = case when own.id is not null then own.id when h.dwelling_id is not null then h.dwelling_id else home.dwelling_id end and d.closed_on is null
  where m.street_id = ${street} and m.in_touch and m.stand = 'in-hand' and not m.sealed and not m.paused and m.contact_by <= ${until}
    and (m.lead not like 'unit:%' or m.holder_post = ${post})
    and d.region_no between ${lo} and ${hi} ${doors ? sql`and d.id = any(${doors as string[]}::uuid[])` : sql``}`

export async function listDueRows(sql: Tx, street: number, post: string, reach: Reach): Promise<DueRow[]> {
  return sql<DueRow[]>`
    select m.id, m.type_id as type, m.type_origin as origin, m.type_version as version, d.id as dwelling, d.region_no as region, home.person_id as person,
      m.contact_by as due
    from ${dueAtDoors(sql, street, post, reach)} order by m.contact_by, m.id`
}

export type DueDoor = { dwelling: string; label: string; region: number; contacts: number; due: string }

/** How many are due at each door. */
export async function sumDueDoors(sql: Tx, street: number, post: string, reach: Reach): Promise<DueDoor[]> {
  return sql<DueDoor[]>`
    with w as (
      select d.id, count(*)::int as contacts, min(m.contact_by) as due from ${dueAtDoors(sql, street, post, reach)} group by d.id)
    select d.id as dwelling, d.label, d.region_no as region, w.contacts, w.due
    from w join dwelling d on d.street_id = ${street} and d.id = w.id order by d.region_no, d.sort, d.id`
}
