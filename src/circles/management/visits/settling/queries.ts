/** SQL of what has to be looked at again: contradictions from the field, and items that wait. */
import type { Tx } from '#kernel/action/context.ts'

export type ConflictRow = {
  id: string
  region: number
  dwelling: string
  label: string
  subject: string
  name: string | null
  element: string
  heard: string
  other: string | null
  stands: 'heard' | 'other'
  at: string
  login: string
  walker: string
}

/** Not settled yet: of one login, or of everybody in reach. */
export async function listConflicts(sql: Tx, street: number, login: string | undefined): Promise<ConflictRow[]> {
  return sql<ConflictRow[]>`
    select c.id, c.region_no as region, c.dwelling_id as dwelling, d.label, c.subject_id as subject, s.values->>(s.kind || '.name') as name, c.element, c.heard_id as heard,
      c.other_id as other, c.stands, c.at, c.login_id as login, coalesce(l.shown_name, '') as walker
    from visit_conflict c join dwelling d on d.street_id = c.street_id and d.id = c.dwelling_id
    left join subject s on s.street_id = c.street_id and s.id = c.subject_id
    left join login l on l.id = c.login_id
    where c.street_id = ${street} and c.settled_at is null ${login ? sql`and c.login_id = ${login}` : sql``}
    order by c.at, c.id limit 500`
}

/** By element, since not everybody may know of each. */
export async function countConflicts(sql: Tx, street: number, login: string | undefined): Promise<{ element: string; count: number }[]> {
  return sql<{ element: string; count: number }[]>`
    select c.element, count(*)::int as count from visit_conflict c
    where c.street_id = ${street} and c.settled_at is null ${login ? sql`and c.login_id = ${login}` : sql``} group by c.element`
}

export type HeldConflict = Pick<ConflictRow, 'id' | 'region' | 'subject' | 'element' | 'heard' | 'other' | 'login'>

export async function lockConflict(sql: Tx, street: number, id: string): Promise<HeldConflict | undefined> {
  const [row] = await sql<HeldConflict[]>`
    select id, region_no as region, subject_id as subject, element, heard_id as heard, other_id as other, login_id as login from visit_conflict
    where street_id = ${street} and id = ${id} and settled_at is null for update`
  return row
}

/** With it all others about the same: one decision is enough. */
export async function settleConflicts(
  sql: Tx,
  street: number,
  { id, subject, element }: HeldConflict,
  how: { side: string; at: Date; by: string },
): Promise<void> {
  await sql`
    update visit_conflict set settled_at = ${how.at}, settled_by = ${how.by}, side = case when id = ${id} then ${how.side} else 'other' end
    where street_id = ${street} and subject_id = ${subject} and element = ${element} and settled_at is null`
}

export type WaitingRow = {
  id: string
  region: number
  kind: string
  why: string
  dwelling: string
  label: string
  subject: string | null
  name: string | null
  body: string
  at: string
  login: string
  post: string
  walker: string
}

const waitingColumns = (sql: Tx) => sql`
  i.id, i.region_no as region, i.kind, coalesce(i.why, '') as why, i.dwelling_id as dwelling, coalesce(d.label, '') as label, i.subject_id as subject,
  s.values->>(s.kind || '.name') as name, i.body, i.at, coalesce(p.login_id, i.login_id) as login, i.post_id as post, coalesce(l.shown_name, '') as walker
  from visit_item i left join dwelling d on d.street_id = i.street_id and d.id = i.dwelling_id
  left join subject s on s.street_id = i.street_id and s.id = i.subject_id
  left join post p on p.street_id = i.street_id and p.id = i.post_id
  left join login l on l.id = case when p.login_id is null then i.login_id else p.login_id end`

/** In reach of this post only: whoever sent an item finds it, but decides nothing about it. */
export async function listWaiting(sql: Tx, street: number, range: { lo: number; hi: number }): Promise<WaitingRow[]> {
  return sql<WaitingRow[]>`
    select ${waitingColumns(sql)} where i.street_id = ${street} and i.became = 'quarantined' and i.settled_at is null and i.region_no between ${range.lo} and ${range.hi}
    order by i.said_at, i.at, i.id limit 500`
}

export async function countWaiting(sql: Tx, street: number, range: { lo: number; hi: number }): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from visit_item i
    where i.street_id = ${street} and i.became = 'quarantined' and i.settled_at is null and i.region_no between ${range.lo} and ${range.hi}`
  return row!.count
}

export async function findWaiting(sql: Tx, street: number, range: { lo: number; hi: number }, id: string): Promise<WaitingRow | undefined> {
  await sql`select 1 from visit_item where street_id = ${street} and id = ${id} for update`
  const [row] = await sql<WaitingRow[]>`
    select ${waitingColumns(sql)} where i.street_id = ${street} and i.id = ${id} and i.became = 'quarantined' and i.settled_at is null
      and i.region_no between ${range.lo} and ${range.hi}`
  return row
}

/** Its words go: what was used is said, what was not is not kept of anybody. */
export async function settleItem(sql: Tx, street: number, id: string, how: { used: boolean; at: Date; by: string }): Promise<void> {
  await sql`
    update visit_item set settled_at = ${how.at}, settled_by = ${how.by}, used = ${how.used}, body = null where street_id = ${street} and id = ${id}`
}
