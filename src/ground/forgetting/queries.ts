/** SQL of erasing and of what is past its time. Reads and deletions run as `linli_erase`; the order itself is the application's row. */
import type { TransactionSql } from 'postgres'
import type { Tx } from '#kernel/action/context.ts'
import type { Ground } from './contract.ts'

type Sql = TransactionSql

/** The person, records merged into her, and households at her doors of whom nobody else is left. */
export async function listWhole(sql: Sql, street: number, person: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with recursive her as (
      select id from subject where street_id = ${street} and id = ${person} and kind = 'person'
      union select s.id from subject s join her on s.merged_into = her.id where s.street_id = ${street}
    ), doors as (
      select t.dwelling_id from tie t join her on her.id = t.person_id
      where t.street_id = ${street} and t.kind in ('person.residence', 'person.registration')
    )
    select id from her
    union select h.id from household h join doors d on d.dwelling_id = h.dwelling_id
    where h.street_id = ${street} and not exists (
      select 1 from tie o where o.street_id = h.street_id and o.dwelling_id = h.dwelling_id and o.kind in ('person.residence', 'person.registration')
        and o.person_id not in (select id from her))`
  return rows.map(({ id }) => id)
}

/** How she stands to doors of the street today. */
export async function listRelations(sql: Sql, street: number, subjects: string[], today: string): Promise<string[]> {
  const rows = await sql<{ kind: string }[]>`
    select distinct kind from tie
    where street_id = ${street} and person_id = any(${subjects}::uuid[]) and (to_day is null or to_day > ${today})
      and (from_day is null or from_day <= ${today})`
  return rows.map(({ kind }) => kind)
}

export async function holdsPost(sql: Tx, street: number, subjects: string[], today: string): Promise<boolean> {
  const [row] = await sql<{ holds: boolean }[]>`
    select exists (select 1 from post where street_id = ${street} and person_id = any(${subjects}::uuid[]) and ended_at is null
      and (to_day is null or to_day >= ${today})) as holds`
  return row?.holds ?? false
}

export type Said = { statement: string; subject: string; kind: string; twin: boolean; body: Record<string, unknown> }

export async function listSaid(sql: Sql, street: number, subjects: string[]): Promise<Said[]> {
  return sql<Said[]>`
    select s.id as statement, s.subject_id as subject, p.kind, false as twin, s.body
    from statement s join subject p on p.street_id = s.street_id and p.id = s.subject_id
    where s.street_id = ${street} and s.subject_id = any(${subjects}::uuid[])
    union all
    select s.id, s.subject_id, p.kind, true, s.body from statement_s s join subject p on p.street_id = s.street_id and p.id = s.subject_id
    where s.street_id = ${street} and s.subject_id = any(${subjects}::uuid[])`
}

/** Doors she was ever tied to, their households, and everybody tied to them, without herself. */
export async function listNearby(sql: Sql, street: number, subjects: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with doors as (select distinct dwelling_id as id from tie where street_id = ${street} and person_id = any(${subjects}::uuid[]))
    select id from (
      select id from doors
      union select h.id from household h join doors d on d.id = h.dwelling_id where h.street_id = ${street}
      union select t.person_id from tie t join doors d on d.id = t.dwelling_id where t.street_id = ${street}
    ) near where id <> all(${subjects}::uuid[])`
  return rows.map(({ id }) => id)
}

export type Mention = { statement: string; subject: string; twin: boolean; elements: string[] }

/** A saying that loses words can no longer be told to be the same as another by its fingerprint. */
export async function takeOut(sql: Sql, street: number, mentions: Mention[]): Promise<void> {
  await sql`
    update statement s set body = s.body - array(select jsonb_array_elements_text(m.elements)), digest = null
    from jsonb_to_recordset(${sql.json(mentions)}) as m(statement uuid, twin boolean, elements jsonb)
    where s.street_id = ${street} and s.id = m.statement and not m.twin`
  await sql`
    update statement_s s set body = s.body - array(select jsonb_array_elements_text(m.elements))
    from jsonb_to_recordset(${sql.json(mentions)}) as m(statement uuid, twin boolean, elements jsonb)
    where s.street_id = ${street} and s.id = m.statement and m.twin`
}

export type ErasureRow = {
  id: string
  subjects: string[]
  state: 'ordered' | 'done'
  counts: Record<string, number>
  files: string[] | null
  refold: string[] | null
}

export async function insertErasure(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    subjects: string[]
    ground: Ground
    reason: string
    counts: Record<string, number>
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into erasure (street_id, id, region_no, subjects, ground, reason, state, counts, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.subjects}, ${row.ground}, ${row.reason}, 'ordered', ${sql.json(row.counts)}, ${row.login}, ${row.post}, ${row.at})`
}

export async function findErasure(sql: Tx, street: number, id: string): Promise<ErasureRow | undefined> {
  const [row] = await sql<ErasureRow[]>`
    select id, subjects, state, counts, files, refold from erasure where street_id = ${street} and id = ${id} for update`
  return row
}

export async function keepJob(sql: Tx, street: number, id: string, job: string): Promise<void> {
  await sql`update erasure set job_id = ${job} where street_id = ${street} and id = ${id}`
}

export async function keepFound(sql: Tx, street: number, id: string, files: string[], refold: string[]): Promise<void> {
  await sql`
    update erasure set files = ${files}::uuid[], refold = ${refold}::uuid[] where street_id = ${street} and id = ${id} and files is null`
}

export async function endErasure(sql: Tx, street: number, id: string, counts: Record<string, number>, at: Date): Promise<void> {
  await sql`
    update erasure set state = 'done', counts = ${sql.json(counts)}, done_at = ${at} where street_id = ${street} and id = ${id}`
}

export type ListedErasure = {
  id: string
  at: string
  who: string
  title: string
  ground: Ground
  reason: string
  state: 'ordered' | 'done'
  counts: Record<string, number>
}

export async function listErasureRows(sql: Tx, street: number, limit: number): Promise<ListedErasure[]> {
  return sql<ListedErasure[]>`
    select e.id, e.at, coalesce(l.shown_name, '') as who, coalesce(p.title, '') as title, e.ground, e.reason, e.state, e.counts from erasure e
    left join login l on l.id = e.login_id left join post p on p.street_id = e.street_id and p.id = e.post_id
    where e.street_id = ${street} order by e.at desc limit ${limit}`
}

export async function listStoredFiles(sql: Sql, street: number): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`select id, name from file where street_id = ${street} and purged_at is null order by id`
}

/** Files that go, and files that bear one of these names, are called by their kind alone. */
export async function takeNames(sql: Sql, street: number, files: readonly string[], names: readonly string[]): Promise<void> {
  await sql`
    update file set name = regexp_replace(name, '^.*?(\\.[A-Za-z0-9]{1,5})?$', '…\\1') where street_id = ${street} and (id = any(${[...files]}::uuid[])
      or exists (select 1 from unnest(${[...names]}::text[]) as n where position(n in upper(name)) > 0))`
}

export async function markPurged(sql: Sql | Tx, street: number, files: string[], at: Date): Promise<void> {
  await sql`update file set purged_at = ${at} where street_id = ${street} and id = any(${files}::uuid[]) and purged_at is null`
}

/** Parties of whom nothing was left that anybody said, since before a day: what was said and taken back is still there. */
export async function listGoneBefore(sql: Sql, street: number, day: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from subject where street_id = ${street} and kind in ('person', 'household', 'organisation') and gone_on < ${day}`
  return rows.map(({ id }) => id)
}

/** Everybody who was erased: what came back by whatever road goes again. */
export async function listErased(sql: Sql, street: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct unnest(subjects) as id from erasure where street_id = ${street} and state = 'done'`
  return rows.map(({ id }) => id)
}

/** Brought before a moment, and held by nothing. */
export async function listUnheld(sql: Sql, street: number, held: string[], before: Date): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from file where street_id = ${street} and purged_at is null and at < ${before} and id <> all(${held}::uuid[])`
  return rows.map(({ id }) => id)
}

/** Of ids found in the folder, those with a row, and whether it says that the bytes are gone. */
export async function listFileRows(sql: Sql, street: number, ids: string[]): Promise<{ id: string; purged: boolean }[]> {
  return sql<{ id: string; purged: boolean }[]>`
    select id, purged_at is not null as purged from file where street_id = ${street} and id = any(${ids}::uuid[])`
}
