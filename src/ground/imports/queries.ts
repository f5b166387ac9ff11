/** SQL of imports and of what their headings taught. Staged rows have their own in `staging-queries.ts`, writing in `writing-queries.ts`. */
import type { Learned } from '#ground/workbooks/understand/map-columns.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { CommunityName, Surroundings } from './communities.ts'
import type { Plan } from './plan.ts'
import type { Counts, ImportState } from './shapes.ts'

export type ImportRow = {
  id: string
  region_no: number
  file_id: string
  file_name: string
  state: ImportState
  plan: Plan
  source: string
  as_of: string
  counts: Counts
  rounds: number
  job_id: string | null
  login_id: string
  post_id: string
  by_title: string
  at: string
  applied_at: string | null
  undone_at: string | null
}

const columns = (sql: Tx) => sql`
  id, region_no, file_id, file_name, state, plan, source, as_of, counts, rounds, job_id, login_id, post_id, by_title, at, applied_at, undone_at`

export type NewImport = {
  street: number
  id: string
  region: number
  file: string
  fileName: string
  state: ImportState
  plan: Plan
  source: string
  asOf: string
  login: string
  post: string
  title: string
  at: Date
}

export async function insertImport(sql: Tx, row: NewImport): Promise<void> {
  await sql`
    insert into import (street_id, id, region_no, file_id, file_name, state, plan, source, as_of, login_id, post_id, by_title, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.file}, ${row.fileName}, ${row.state}, ${sql.json(row.plan as never)}, ${row.source}, ${row.asOf},
      ${row.login}, ${row.post}, ${row.title}, ${row.at})`
}

export async function findImport(sql: Tx, street: number, id: string): Promise<ImportRow | undefined> {
  const [row] = await sql<ImportRow[]>`select ${columns(sql)} from import where street_id = ${street} and id = ${id}`
  return row
}

/** Held until the transaction ends: steps of one import take turns. */
export async function lockImport(sql: Tx, street: number, id: string): Promise<ImportRow | undefined> {
  const [row] = await sql<ImportRow[]>`select ${columns(sql)} from import where street_id = ${street} and id = ${id} for update`
  return row
}

/** Newest first; `before` is the id of the last one of the page before. */
export async function listImportRows(sql: Tx, street: number, before: string | undefined, limit: number): Promise<ImportRow[]> {
  return sql<ImportRow[]>`
    select ${columns(sql)} from import
    where street_id = ${street} ${before ? sql`and (at, id) < (select at, id from import where street_id = ${street} and id = ${before})` : sql``}
    order by at desc, id desc limit ${limit}`
}

export type ImportChange = {
  state?: ImportState
  plan?: Plan
  source?: string
  asOf?: string
  region?: number
  counts?: Counts
  rounds?: number
  job?: string | null
  appliedAt?: Date
  undone?: { at: Date; by: string }
}

export async function changeImport(sql: Tx, street: number, id: string, change: ImportChange): Promise<void> {
  await sql`
    update import set
      state = coalesce(${change.state ?? null}, state),
      plan = coalesce(${change.plan ? sql.json(change.plan as never) : null}, plan),
      source = coalesce(${change.source ?? null}, source),
      as_of = coalesce(${change.asOf ?? null}::date, as_of),
      region_no = coalesce(${change.region ?? null}::bigint, region_no),
      counts = coalesce(${change.counts ? sql.json(change.counts) : null}, counts),
      rounds = coalesce(${change.rounds ?? null}::int, rounds),
      job_id = ${change.job === undefined ? sql`job_id` : change.job},
      applied_at = coalesce(applied_at, ${change.appliedAt ?? null}::timestamptz),
      undone_at = coalesce(${change.undone?.at ?? null}::timestamptz, undone_at),
      undone_by = coalesce(${change.undone?.by ?? null}::uuid, undone_by)
    where street_id = ${street} and id = ${id}`
}

/** Names of the street's communities with the days they were in use, newest names first. */
export async function listCommunityNames(sql: Tx, street: number): Promise<CommunityName[]> {
  return sql<CommunityName[]>`
    select code, name, to_day as "toDay" from region
    where level = 'community' and parent = ${`${street}000`} order by code, from_day desc`
}

/** Names of the divisions above the street and of the street itself, with the endings people leave out. */
async function listDivisionNames(sql: Tx, street: number): Promise<string[]> {
  const code = String(street)
  const above = [code.slice(0, 2), code.slice(0, 4), code.slice(0, 6), code].map((stem) => stem.padEnd(12, '0'))
  const rows = await sql<{ name: string }[]>`select distinct name from region where code = any(${above})`
  return rows.map((row) => row.name)
}

/** What stands around the street in its county, to know a community of another street when one is named. */
export async function listSurroundings(sql: Tx, street: number): Promise<Surroundings> {
  const county = String(street).slice(0, 6)
  const rows = await sql<{ name: string; level: string }[]>`
    select distinct name, level from region
    where level in ('street', 'community') and code like ${`${county}%`} and not code like ${`${street}%`}`
  const named = (level: string) => rows.filter((row) => row.level === level).map(({ name }) => name)
  return { divisions: await listDivisionNames(sql, street), towns: named('street'), communities: named('community') }
}

/** What headings meant when the people of this street confirmed them, by the key of their path. */
export async function listLearned(sql: Tx, street: number): Promise<Learned> {
  const rows = await sql<{ heading: string; element: string | null }[]>`
    select heading, element from learned_heading where street_id = ${street}`
  return new Map(rows.map((row) => [row.heading, row.element]))
}

/** The last confirmation counts. */
export async function learnHeadings(
  sql: Tx,
  street: number,
  headings: { heading: string; element: string | null }[],
  at: Date,
): Promise<void> {
  await sql`
    insert into learned_heading as l (street_id, heading, element, times, at)
    select ${street}, heading, element, 1, ${at} from jsonb_to_recordset(${sql.json(headings)}) as h(heading text, element text)
    on conflict (street_id, heading) do update set element = excluded.element, at = excluded.at,
      times = case when l.element is not distinct from excluded.element then l.times + 1 else 1 end`
}
