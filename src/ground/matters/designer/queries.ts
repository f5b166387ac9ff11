/** SQL of drafts, versions and the rows that indicators are counted over. */
import type { Form } from '#ground/forms/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { CountedRow } from '../rates/counted.ts'
import type { MatterType } from '../types/type.ts'

const NO_STREET = 0

export type Draft = {
  id: string
  type: string
  begun: string | null
  body: MatterType
  forms: Form[]
  from: string | null
  rev: number
  at: string
}

export async function listDrafts(sql: Tx, street: number): Promise<Draft[]> {
  return sql<Draft[]>`
    select id, type_id as type, from_edition as begun, body, forms, from_day as "from", rev, at from type_draft
    where street_id = ${street} order by at desc, id limit 200`
}

export async function findDraft(sql: Tx, street: number, id: string): Promise<Draft | undefined> {
  const [row] = await sql<Draft[]>`
    select id, type_id as type, from_edition as begun, body, forms, from_day as "from", rev, at from type_draft
    where street_id = ${street} and id = ${id}`
  return row
}

/** Held until the transaction ends. */
export async function lockDraft(sql: Tx, street: number, id: string): Promise<Draft | undefined> {
  const [row] = await sql<Draft[]>`
    select id, type_id as type, from_edition as begun, body, forms, from_day as "from", rev, at from type_draft
    where street_id = ${street} and id = ${id} for update`
  return row
}

export async function findDraftOf(sql: Tx, street: number, type: string): Promise<{ id: string; rev: number } | undefined> {
  const [row] = await sql<{ id: string; rev: number }[]>`select id, rev from type_draft where street_id = ${street} and type_id = ${type}`
  return row
}

export async function insertDraft(
  sql: Tx,
  street: number,
  draft: { id: string; begun: string | null; body: MatterType; forms: Form[]; at: Date; post: string },
): Promise<void> {
  await sql`
    insert into type_draft (street_id, id, type_id, from_edition, body, forms, rev, at, post_id)
    values (${street}, ${draft.id}, ${draft.body.id}, ${draft.begun}, ${sql.json(draft.body as never)}, ${sql.json(draft.forms as never)}, 1, ${draft.at}, ${draft.post})`
}

/** What is changed waits for no day any more. */
export async function updateDraft(sql: Tx, street: number, id: string, body: MatterType, at: Date, post: string): Promise<void> {
  await sql`
    update type_draft set body = ${sql.json(body as never)}, from_day = null, rev = rev + 1, at = ${at}, post_id = ${post}
    where street_id = ${street} and id = ${id}`
}

export async function planDraft(sql: Tx, street: number, id: string, body: MatterType, from: string | null): Promise<void> {
  await sql`
    update type_draft set body = ${sql.json(body as never)}, from_day = ${from}, rev = rev + 1 where street_id = ${street} and id = ${id}`
}

export async function deleteDraft(sql: Tx, street: number, id: string): Promise<void> {
  await sql`delete from type_draft where street_id = ${street} and id = ${id}`
}

export async function listDue(sql: Tx, street: number, today: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from type_draft where street_id = ${street} and from_day <= ${today} order by from_day, id limit 50`
  return rows.map(({ id }) => id)
}

export type Version = { version: number; origin: 'shipped' | 'street'; at: string; retired: boolean; body: MatterType }

/** Every version, the newest first: the street's own before the shipped ones. */
export async function listTypeVersions(sql: Tx, street: number, id: string): Promise<Version[]> {
  return sql<Version[]>`
    select version, origin, at, retired_at is not null as retired, body from definition
    where street_id in (${NO_STREET}, ${street}) and kind = 'matter' and id = ${id} order by street_id desc, version desc limit 50`
}

/** Matters of a type opened since, as the one row of each says; sealed ones are counted nowhere. */
export async function listCounted(sql: Tx, street: number, type: string, since: Date, limit: number): Promise<CountedRow[]> {
  return sql<CountedRow[]>`
    select category, channel, stand, outcome, lead, responded_at, response_by, response_late, answered_at, resolve_by, resolve_late, dispatched,
      solved, unsolved, satisfied, rated, reopened, returned
    from matter where street_id = ${street} and type_id = ${type} and opened_at >= ${since} and not sealed
    order by opened_at desc limit ${limit}`
}

/** Up to so many that are not closed. */
export async function countRunning(sql: Tx, street: number, type: string, most: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from (
      select 1 from matter where street_id = ${street} and type_id = ${type} and stand <> 'closed' and not sealed limit ${most}) one`
  return row!.n
}
