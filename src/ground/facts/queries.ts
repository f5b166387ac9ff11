/** SQL of the fact store. Everything set-based: one statement for a thousand subjects as for one. */
import type { Tx } from '#kernel/action/context.ts'
import type { FactValue, SubjectKind } from './contract.ts'
import type { Meta } from './meta.ts'
import type { Saying, TiePeriod } from './saying.ts'

export type SubjectRow = {
  id: string
  kind: SubjectKind
  region_no: number
  rev: number
  values: Record<string, FactValue>
  meta: Meta
  merged_into: string | null
}
export type TwinRow = { id: string; values: Record<string, FactValue>; meta: Meta }
/** `words` is the statement that holds what was said: its own, or for a confirmation the one it repeats. */
export type StatementRow = Saying & { subject: string; region: number; ref: string | null; withdraws: string | null; words: string }

/** `meta` of the subject aliased `s`: what was repeated word for word is as fresh as the last time. */
export function freshMeta(sql: Tx) {
  return sql`coalesce((
    select jsonb_set(s.meta, '{at}', (
      select jsonb_agg(case when said->>0 = s.meta#>>'{at,0,0}' then jsonb_set(said, '{2}', to_jsonb(max(c.as_of)::text)) else said end order by place)
      from jsonb_array_elements(s.meta->'at') with ordinality as at(said, place)))
    from confirmation c
    where c.street_id = s.street_id and c.statement_id = (s.meta #>> '{at,0,0}')::uuid and c.withdrawn_at is null
    having max(c.as_of) > (s.meta #>> '{at,0,2}')::date), s.meta)`
}

/** One of these ids. A single one is compared as such: then the server keeps the plan, otherwise it would plan each time anew. */
function among(sql: Tx, ids: string[]) {
  return ids.length === 1 ? sql`= ${ids[0]!}` : sql`= any(${ids}::uuid[])`
}

export async function findSubjects(sql: Tx, street: number, ids: string[]): Promise<SubjectRow[]> {
  return sql<SubjectRow[]>`
    select s.id, s.kind, s.region_no, s.rev, s.values, ${freshMeta(sql)} as meta, s.merged_into from subject s
    where s.street_id = ${street} and s.id ${among(sql, ids)}`
}

/** In a fixed order, so that two writers never wait for each other crosswise. */
export async function lockSubjects(sql: Tx, street: number, ids: string[]): Promise<SubjectRow[]> {
  return sql<SubjectRow[]>`
    select s.id, s.kind, s.region_no, s.rev, s.values, ${freshMeta(sql)} as meta, s.merged_into from subject s
    where s.street_id = ${street} and s.id ${among(sql, ids)} order by s.id for update`
}

export async function findTwins(sql: Tx, street: number, ids: string[]): Promise<TwinRow[]> {
  return sql<TwinRow[]>`select id, values, meta from subject_s where street_id = ${street} and id ${among(sql, ids)}`
}

export async function findTies(sql: Tx, street: number, persons: string[]): Promise<(TiePeriod & { person: string })[]> {
  const rows = await sql<{ person: string; kind: string; dwelling: string; from: string | null; to: string | null; statement: string }[]>`
    select person_id as person, kind, dwelling_id as dwelling, from_day as "from", to_day as "to", statement_id as statement
    from tie where street_id = ${street} and person_id ${among(sql, persons)} order by from_day nulls first`
  return rows.map(({ from, to, ...tie }) => ({ ...tie, ...(from ? { from } : {}), ...(to ? { to } : {}) }))
}

/** Which subject holds each token, seen or not: identifiers are unique in a street. */
export async function findHolders(
  sql: Tx,
  street: number,
  tokens: string[],
): Promise<{ kind: string; token: string; subject_id: string }[]> {
  return sql<{ kind: string; token: string; subject_id: string }[]>`
    select kind, token, subject_id from identifier where street_id = ${street} and token = any(${tokens})`
}

export async function findRegions(sql: Tx, street: number, ids: string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; region_no: number }[]>`
    select id, region_no from subject where street_id = ${street} and id ${among(sql, ids)}`
  return new Map(rows.map((row) => [row.id, row.region_no]))
}

export type NewStatement = {
  id: string
  subject: string
  region: number
  source: string
  asOf: string
  saidAt: Date
  post: string
  ref: string | null
  decides: boolean
  withdraws: string | null
  body: Record<string, FactValue | null>
}

export async function insertStatements(sql: Tx, street: number, rows: NewStatement[]): Promise<void> {
  await sql`
    insert into statement (street_id, id, subject_id, region_no, source, as_of, said_at, post_id, ref, decides, withdraws, body)
    select ${street}, id, subject, region, source, "asOf", "saidAt", post, ref, decides, withdraws, body
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, subject uuid, region bigint, source text, "asOf" date, "saidAt" timestamptz,
      post uuid, ref uuid, decides boolean, withdraws uuid, body jsonb)`
}

export async function insertTwinStatements(
  sql: Tx,
  street: number,
  rows: { id: string; subject: string; region: number; body: unknown }[],
): Promise<void> {
  await sql`
    insert into statement_s (street_id, id, subject_id, region_no, body)
    select ${street}, id, subject, region, body from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, subject uuid, region bigint, body jsonb)`
}

export type SubjectWrite = {
  id: string
  kind: SubjectKind
  region: number
  rev: number
  values: Record<string, FactValue>
  meta: Meta
  conflicts: number
  sort: string
  /** null leaves the search columns as they are. */
  search: string[] | null
  /** The day on which nothing was left that anybody said. */
  gone: string | null
}

/**
 * Estates, buildings and doors are found and put in order by their address, whatever is said of them beside it; a door that is no longer stays so.
 * A party is in the order of its name, and of nothing once that is gone.
 */
export async function upsertSubjects(sql: Tx, street: number, rows: SubjectWrite[]): Promise<void> {
  await sql`
    insert into subject (street_id, id, kind, region_no, rev, values, meta, conflicts, sort, search, gone_on)
    select ${street}, id, kind, region, rev, values, meta, conflicts, sort, array_to_tsvector(search), gone
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, kind text, region bigint, rev int, values jsonb, meta jsonb, conflicts int, sort text,
      search text[], gone date)
    on conflict (street_id, id) do update set region_no = excluded.region_no, rev = excluded.rev, values = excluded.values, meta = excluded.meta,
      conflicts = excluded.conflicts, sort = case when excluded.search is not null and subject.kind in ('person', 'household', 'organisation') then excluded.sort
        else coalesce(nullif(excluded.sort, ''), subject.sort) end,
      gone_on = case when subject.kind = 'dwelling' then subject.gone_on else excluded.gone_on end,
      search = case when excluded.search is null then subject.search when subject.kind in ('estate', 'building', 'dwelling') then coalesce(subject.search, ''::tsvector) || excluded.search else excluded.search end`
}

export async function upsertTwins(
  sql: Tx,
  street: number,
  rows: { id: string; region: number; values: unknown; meta: Meta; conflicts: number }[],
): Promise<void> {
  await sql`
    insert into subject_s (street_id, id, region_no, values, meta, conflicts)
    select ${street}, id, region, values, meta, conflicts
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, region bigint, values jsonb, meta jsonb, conflicts int)
    on conflict (street_id, id) do update set region_no = excluded.region_no, values = excluded.values, meta = excluded.meta, conflicts = excluded.conflicts`
}

export async function replaceTies(
  sql: Tx,
  street: number,
  persons: string[],
  rows: (TiePeriod & { person: string; region: number })[],
): Promise<void> {
  await Promise.all([
    sql`delete from tie where street_id = ${street} and person_id = any(${persons}::uuid[])`,
    sql`
      insert into tie (street_id, person_id, kind, dwelling_id, region_no, from_day, to_day, statement_id)
      select ${street}, person, kind, dwelling, region, "from", "to", statement
      from jsonb_to_recordset(${sql.json(rows as never)}) as r(person uuid, kind text, dwelling uuid, region bigint, "from" date, "to" date, statement uuid)`,
  ])
}

/** Make the given tokens the subjects' own; a token another subject holds stays with that one and is returned. */
export async function replaceIdentifiers(
  sql: Tx,
  street: number,
  subjects: string[],
  rows: { subject: string; kind: string; token: string }[],
): Promise<void> {
  await Promise.all([
    sql`delete from identifier where street_id = ${street} and subject_id = any(${subjects}::uuid[])`,
    sql`
      insert into identifier (street_id, kind, token, subject_id)
      select ${street}, kind, token, subject from jsonb_to_recordset(${sql.json(rows as never)}) as r(subject uuid, kind text, token text)
      on conflict (street_id, kind, token) do nothing`,
  ])
}

/** All sayings about subjects in the order they were made, withdrawals among them; sensitive parts joined where this post may see them. */
export async function listStatements(sql: Tx, street: number, subjects: string[]): Promise<StatementRow[]> {
  return sql<StatementRow[]>`
    select s.id, s.subject_id as subject, s.source, s.as_of as "asOf", (s.said_at at time zone 'Asia/Shanghai')::date::text as "saidOn", s.decides, s.ref, s.withdraws,
      s.region_no as region, s.id as words, s.body || coalesce(t.body, '{}'::jsonb) as body, s.said_at
    from statement s left join statement_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and s.subject_id = any(${subjects}::uuid[])
    union all
    select c.id, s.subject_id, s.source, c.as_of, (c.said_at at time zone 'Asia/Shanghai')::date::text, false, c.ref, null,
      c.region_no, s.id, s.body || coalesce(t.body, '{}'::jsonb), c.said_at
    from statement s join confirmation c on c.street_id = s.street_id and c.statement_id = s.id
      left join statement_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and s.subject_id = any(${subjects}::uuid[]) and c.withdrawn_at is null
    order by said_at, id`
}

export async function listStatementsByRef(
  sql: Tx,
  street: number,
  ref: string,
): Promise<{ id: string; subject: string; region: number; asOf: string; source: string }[]> {
  return sql<{ id: string; subject: string; region: number; asOf: string; source: string }[]>`
    select id, subject_id as subject, region_no as region, as_of as "asOf", source from statement
    where street_id = ${street} and ref = ${ref} and withdraws is null order by subject_id`
}

/** Statements by their own ids or by what they came with, sealed as they are kept; what this post may not open is left out of them. */
export async function findStatements(
  sql: Tx,
  street: number,
  ids: string[],
): Promise<
  { id: string; ref: string | null; subject: string; source: string; asOf: string; at: string; body: Record<string, FactValue | null> }[]
> {
  return sql<
    { id: string; ref: string | null; subject: string; source: string; asOf: string; at: string; body: Record<string, FactValue | null> }[]
  >`
    select s.id, s.ref, s.subject_id as subject, s.source, s.as_of as "asOf", s.said_at as at, s.body || coalesce(t.body, '{}'::jsonb) as body
    from statement s left join statement_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and (s.id = any(${ids}::uuid[]) or s.ref = any(${ids}::uuid[])) order by s.said_at, s.id`
}
