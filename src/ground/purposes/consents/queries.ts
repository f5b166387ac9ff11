/** SQL of consents. Words on a record that was merged into another are words of the one that stays. */
import type { TransactionSql } from 'postgres'
import type { Tx } from '#kernel/action/context.ts'
import type { Tombstone, Withdrawn } from '#kernel/backup/tombstones.ts'
import type { AsWhom, ConsentWay } from './contract.ts'

export type ConsentRow = {
  id: string
  subject: string
  purpose: string
  edition: string
  elements: string[]
  given: boolean
  as: AsWhom
  way: ConsentWay
  who: string
  at: string
}

/** These records and those that were merged into one of them: each with the one that stands for it. */
function recordsOf(sql: Tx | TransactionSql, street: number, subjects: readonly string[]) {
  const ids = [...subjects]
  return sql`
    select id, coalesce(merged_into, id) as kept from subject where street_id = ${street} and id = any(${ids}::uuid[])
    union all
    select id, merged_into from subject where street_id = ${street} and merged_into is not null and merged_into = any(${ids}::uuid[])`
}

/** Every word of one person, the newest first. */
export async function listWords(sql: Tx, street: number, subject: string): Promise<ConsentRow[]> {
  return sql<ConsentRow[]>`
    select c.id, c.subject_id as subject, c.purpose_id as purpose, c.edition, c.elements, c.given, c.as_whom as "as", c.way, c.at,
      case when c.way = 'own-page' then '' else coalesce(l.shown_name, '') end as who
    from consent c left join login l on l.id = c.login_id
    where c.street_id = ${street} and c.subject_id in (select id from (${recordsOf(sql, street, [subject])}) r)
    order by c.at desc, c.id desc limit 500`
}

/**
 * Who speaks for these subjects: of a person her records; of a household or a dwelling everybody who lives there. What is said of a home stands on the consent of those who live in
 * it: one who takes hers back stops it, unless another who lives there gave hers.
 */
function speakers(sql: Tx | TransactionSql, street: number, subjects: readonly string[]) {
  const ids = [...subjects]
  const records = (at: ReturnType<Tx>) => sql`
    select s.id, t.person_id as person, ${at} as kept from tie t
    join subject s on s.street_id = t.street_id and (s.id = t.person_id or s.merged_into = t.person_id)`
  return sql`
    select id, kept as person, kept from (${recordsOf(sql, street, subjects)}) r
    union all
    ${records(sql`h.id`)} join household h on h.street_id = t.street_id and h.dwelling_id = t.dwelling_id
    where t.street_id = ${street} and h.id = any(${ids}::uuid[]) and h.to_day is null and t.kind = 'person.residence' and t.to_day is null
    union all
    ${records(sql`t.dwelling_id`)}
    where t.street_id = ${street} and t.dwelling_id = any(${ids}::uuid[]) and t.kind = 'person.residence' and t.to_day is null`
}

/** Homes of these persons: the households and dwellings they live in. */
export async function listHomes(sql: Tx | TransactionSql, street: number, persons: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct home.id from tie t
    left join household h on h.street_id = t.street_id and h.dwelling_id = t.dwelling_id and h.to_day is null
    cross join lateral (values (h.id), (t.dwelling_id)) as home(id)
    where t.street_id = ${street} and t.person_id = any(${[...persons]}::uuid[]) and t.kind = 'person.residence' and t.to_day is null and home.id is not null`
  return rows.map(({ id }) => id)
}

export type Newest = { subject: string; purpose: string; given: boolean; elements: string[] }

/** The newest word of each who speaks for them, on each purpose. */
export async function listNewest(sql: Tx | TransactionSql, street: number, subjects: readonly string[]): Promise<Newest[]> {
  return sql<Newest[]>`
    select distinct on (r.kept, r.person, c.purpose_id) r.kept as subject, c.purpose_id as purpose, c.given, c.elements
    from (${speakers(sql, street, subjects)}) r join consent c on c.street_id = ${street} and c.subject_id = r.id
    order by r.kept, r.person, c.purpose_id, c.at desc, c.id desc`
}

/** Who ever took back anything. */
export async function listWithdrawing(sql: Tx | TransactionSql, street: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct coalesce(s.merged_into, s.id) as id from consent c join subject s on s.street_id = c.street_id and s.id = c.subject_id
    where c.street_id = ${street} and not c.given`
  return rows.map(({ id }) => id)
}

export type NewWord = Omit<ConsentRow, 'who' | 'at'> & { login: string; post: string; at: Date }

export async function insertWords(sql: Tx, street: number, rows: NewWord[]): Promise<void> {
  await sql`
    insert into consent (street_id, id, subject_id, purpose_id, edition, elements, given, as_whom, way, login_id, post_id, at)
    select ${street}, id, subject, purpose, edition, elements, given, "as", way, login, post, at
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, subject uuid, purpose text, edition text, elements text[], given boolean, "as" text, way text,
      login uuid, post uuid, at timestamptz)`
}

/** Takes these elements out of everything that was said of these subjects and of records merged into them; who is under a hold keeps them as evidence. */
export async function takeOut(sql: TransactionSql, street: number, subjects: string[], elements: string[], today: string): Promise<number> {
  const twins = await sql`
    update statement_s set body = body - ${elements}::text[]
    where street_id = ${street} and subject_id in (${notHeld(sql, street, subjects, today)}) and body ?| ${elements}::text[] returning 1`
  const plain = await sql`
    update statement set body = body - ${elements}::text[], digest = null
    where street_id = ${street} and subject_id in (${notHeld(sql, street, subjects, today)}) and body ?| ${elements}::text[] returning 1`
  return twins.length + plain.length
}

function notHeld(sql: TransactionSql, street: number, subjects: string[], today: string) {
  return sql`
    select r.id from (${recordsOf(sql, street, subjects)}) r where not exists (
      select 1 from hold h where h.street_id = ${street} and h.subject_id in (r.id, r.kept) and h.ended_at is null and h.until_day >= ${today})`
}

/** Of these subjects and records merged into them, those of whom one of these elements is still known, though it may not be. */
export async function listStillKnown(sql: TransactionSql, street: number, subjects: string[], elements: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select s.id from subject s left join subject_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and s.id in (select id from (${recordsOf(sql, street, subjects)}) r) and (s.values ?| ${elements}::text[] or t.values ?| ${elements}::text[])`
  return rows.map(({ id }) => id)
}

/** Withdrawals that a restored backup does not know, as they stand beside the database. Of who is no longer there, none. */
export async function insertWithdrawn(sql: Tx, street: number, stones: readonly Tombstone[]): Promise<string[]> {
  const rows = await sql<{ subject: string }[]>`
    insert into consent (street_id, id, subject_id, purpose_id, edition, elements, given, as_whom, way, login_id, post_id, at)
    select ${street}, (w->>'id')::uuid, r.subject, w->>'purpose', w->>'edition', '{}', false, w->>'as', w->>'way', (w->>'login')::uuid, (w->>'post')::uuid, r.at
    from jsonb_to_recordset(${sql.json(stones as never)}) as r(subject uuid, at timestamptz, withdrawn jsonb) cross join lateral (select r.withdrawn as w) v
    where exists (select 1 from subject s where s.street_id = ${street} and s.id = r.subject)
    on conflict do nothing returning subject_id as subject`
  return rows.map(({ subject }) => subject)
}

/** Newest withdrawals of these subjects, to be kept beside the database. */
export async function listWithdrawals(sql: TransactionSql, street: number, subjects: readonly string[]): Promise<Tombstone[]> {
  const rows = await sql<(Withdrawn & { subject: string; at: string })[]>`
    select id, subject_id as subject, purpose_id as purpose, edition, as_whom as "as", way, login_id as login, post_id as post, at from consent
    where street_id = ${street} and subject_id = any(${[...subjects]}::uuid[]) and not given`
  return rows.map(({ subject, at, ...withdrawn }) => ({ street, subject, at: new Date(at).toISOString(), withdrawn }))
}
