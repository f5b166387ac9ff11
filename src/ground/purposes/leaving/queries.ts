/** SQL of what left beside filled workbooks, and of what came back. */
import type { Tx } from '#kernel/action/context.ts'
import type { How, Kind } from './contract.ts'

export async function insertLeaving(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    kind: Kind
    what: string
    mark: string
    subjects: number
    elements: string[]
    recallOn: string | null
    sha256: string | null
    file: string | null
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into leaving (street_id, id, region_no, kind, what, mark, subjects, elements, recall_on, sha256, file_id, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.kind}, ${row.what}, ${row.mark}, ${row.subjects}, ${row.elements}, ${row.recallOn}, ${row.sha256},
      ${row.file}, ${row.login}, ${row.post}, ${row.at})`
}

export type LeavingRow = {
  id: string
  at: string
  kind: Kind
  what: string
  who: string
  mark: string
  subjects: number
  elements: string[]
  recallOn: string | null
  sha256: string | null
}

/** Its day to come back is past, and nobody said that it did; of a row `x` of whatever keeps files that left. */
export function isDue(sql: Tx, today: string) {
  return sql`coalesce(x.recall_on < ${today}, false) and not exists (select 1 from recall r where r.street_id = x.street_id and r.export_id = x.id)`
}

export async function countLeavingDue(sql: Tx, street: number, today: string): Promise<number> {
  const [row] = await sql<
    { due: number }[]
  >`select count(*)::int as due from leaving x where x.street_id = ${street} and ${isDue(sql, today)}`
  return row!.due
}

/** What is due first, however much left since. Whoever took her own along is not named: it is her right, and nobody's to watch. */
export async function listLeavingRows(sql: Tx, street: number, today: string, limit: number): Promise<LeavingRow[]> {
  return sql<LeavingRow[]>`
    select x.id, x.at, x.kind, x.what, case when x.kind = 'own' then '' else coalesce(l.shown_name, '') end as who, x.mark, x.subjects, x.elements,
      x.recall_on as "recallOn", x.sha256
    from leaving x left join login l on l.id = x.login_id where x.street_id = ${street}
    order by (${isDue(sql, today)}) desc, x.at desc limit ${limit}`
}

export async function findLeavingRegion(sql: Tx, street: number, id: string): Promise<number | undefined> {
  const [row] = await sql<
    { region: number }[]
  >`select region_no as region from leaving where street_id = ${street} and id = ${id} and recall_on is not null`
  return row?.region
}

export async function insertRecall(
  sql: Tx,
  row: { street: number; export: string; region: number; how: How; login: string; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into recall (street_id, export_id, region_no, how, login_id, post_id, at)
    values (${row.street}, ${row.export}, ${row.region}, ${row.how}, ${row.login}, ${row.post}, ${row.at}) on conflict do nothing`
}

export type RecallRow = { export: string; how: How; at: string; who: string }

export async function listRecalls(sql: Tx, street: number, ids: string[]): Promise<Map<string, RecallRow>> {
  const rows = await sql<RecallRow[]>`
    select r.export_id as export, r.how, r.at, coalesce(l.shown_name, '') as who from recall r left join login l on l.id = r.login_id
    where r.street_id = ${street} and r.export_id = any(${ids}::uuid[])`
  return new Map(rows.map((row) => [row.export, row]))
}
