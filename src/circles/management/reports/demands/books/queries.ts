/** SQL of what is made of returns. */
import type { Tx } from '#kernel/action/context.ts'
import type { Span } from '../../contract.ts'
import type { Book } from './contract.ts'

export type Source = { id: string; street: number; file: string; spans: Span[]; subjects: number; recallOn: string }

/** The latest return of each street whose bytes are there, in the order of streets. */
export async function listSources(sql: Tx, street: number, demand: string): Promise<Source[]> {
  return sql<Source[]>`
    select distinct on (r.target) r.id, r.target as street, r.file_id as file, r.spans, r.subjects, r.recall_on as "recallOn"
    from demand_return r join file f on f.street_id = r.street_id and f.id = r.file_id
    where r.street_id = ${street} and r.demand_id = ${demand} and f.purged_at is null order by r.target, r.at desc, r.id desc`
}

export async function insertBook(
  sql: Tx,
  row: Pick<Book, 'id' | 'kind' | 'file' | 'subjects' | 'lacking' | 'recallOn'> & {
    street: number
    region: number
    demand: string
    sha256: string
    returns: string[]
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into demand_book (street_id, id, region_no, demand_id, kind, file_id, sha256, returns, lacking, subjects, recall_on, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.demand}, ${row.kind}, ${row.file}, ${row.sha256}, ${row.returns}, ${row.lacking}, ${row.subjects}, ${row.recallOn},
      ${row.login}, ${row.post}, ${row.at})`
}

export async function listBooks(sql: Tx, street: number, demand: string): Promise<Book[]> {
  return sql<Book[]>`
    select b.id, b.kind, b.file_id as file, f.purged_at is not null as purged, b.at, coalesce(l.shown_name, '') as who, b.subjects, cardinality(b.returns) as returns, b.lacking, b.recall_on as "recallOn"
    from demand_book b join file f on f.street_id = b.street_id and f.id = b.file_id left join login l on l.id = b.login_id
    where b.street_id = ${street} and b.demand_id = ${demand} order by b.at desc, b.id desc limit 50`
}

/** What a making that was cut off at its very end had already recorded. */
export async function findBook(sql: Tx, street: number, id: string): Promise<{ file: string; name: string } | undefined> {
  const [row] = await sql<{ file: string; name: string }[]>`
    select b.file_id as file, f.name from demand_book b join file f on f.street_id = b.street_id and f.id = b.file_id
    where b.street_id = ${street} and b.id = ${id}`
  return row
}

/** What divisions are called: streets by nine digits, communities by twelve. */
export async function listNames(sql: Tx, codes: readonly number[]): Promise<Map<number, string>> {
  const full = codes.map((code) => String(code).padEnd(12, '0'))
  const rows = await sql<{ code: string; name: string }[]>`select code, name from region where code = any(${full}) and to_day is null`
  const names = new Map(rows.map(({ code, name }) => [code, name]))
  return new Map(
    codes.flatMap((code) => {
      const name = names.get(String(code).padEnd(12, '0'))
      return name === undefined ? [] : [[code, name] as const]
    }),
  )
}
