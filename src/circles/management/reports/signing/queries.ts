/** SQL of parts and signatures. */
import type { Tx } from '#kernel/action/context.ts'
import type { CellCounts, Span } from '../contract.ts'
import type { Part } from '../work.ts'

export async function insertParts(
  sql: Tx,
  street: number,
  row: { delivery: string; request: string },
  parts: ({ region: number } & Part)[],
): Promise<void> {
  await sql`
    insert into delivery_part (street_id, delivery_id, region_no, request_id, subjects, counts)
    select ${street}, ${row.delivery}, region * 1000, ${row.request}, subjects, counts
    from jsonb_to_recordset(${sql.json(parts as never)}) as p(region bigint, subjects int, counts jsonb)`
}

/** Communities in which there is a door. */
export async function listLived(sql: Tx, street: number, { lo, hi }: { lo: number; hi: number }): Promise<number[]> {
  const rows = await sql<{ community: number }[]>`
    select distinct region_no / 1000 as community from dwelling where street_id = ${street} and region_no between ${lo} and ${hi} order by 1`
  return rows.map(({ community }) => community)
}

export type SignedPart = {
  delivery: string
  region: number
  subjects: number
  counts: CellCounts
  title: string | null
  at: string | null
}

/** Parts of the latest delivery, as far as the post sees. Ids of deliveries sort by time. */
export async function listSignedParts(sql: Tx, street: number, request: string): Promise<SignedPart[]> {
  return sql<SignedPart[]>`
    select p.delivery_id as delivery, p.region_no / 1000 as region, p.subjects, p.counts, s.title, s.at
    from delivery_part p left join sign_off s on s.street_id = p.street_id and s.delivery_id = p.delivery_id and s.region_no = p.region_no and not s.whole
    where p.street_id = ${street} and p.request_id = ${request} and p.delivery_id = (
      select delivery_id from delivery_part where street_id = ${street} and request_id = ${request} order by delivery_id desc limit 1)
    order by p.region_no`
}

export async function insertSignOffs(
  sql: Tx,
  street: number,
  row: { request: string; delivery: string; title: string; login: string; post: string; at: Date },
  parts: { id: string; region: number; whole: boolean; unsigned: string[] }[],
): Promise<void> {
  await sql`
    insert into sign_off (street_id, id, region_no, request_id, delivery_id, whole, unsigned, title, login_id, post_id, at)
    select ${street}, id, region, ${row.request}, ${row.delivery}, whole, unsigned, ${row.title}, ${row.login}, ${row.post}, ${row.at}
    from jsonb_to_recordset(${sql.json(parts as never)}) as p(id uuid, region bigint, whole boolean, unsigned text[]) on conflict do nothing`
}

/** The street's word over the whole of one delivery. */
export async function findWhole(
  sql: Tx,
  street: number,
  delivery: string,
): Promise<{ title: string; at: string; unsigned: string[] } | undefined> {
  const [row] = await sql<{ title: string; at: string; unsigned: string[] }[]>`
    select title, at, unsigned from sign_off where street_id = ${street} and delivery_id = ${delivery} and whole`
  return row
}

export type ReturnedRow = {
  file: string
  name: string
  media: string
  bytes: number
  sha256: string
  counts: CellCounts
  spans: Span[]
  subjects: number
  asOf: string
  unsigned: string[]
  signedBy: string
  signedAt: string
  recallOn: string
}

/** All that travels with a delivery that was signed for. */
export async function findReturned(sql: Tx, street: number, delivery: string): Promise<ReturnedRow | undefined> {
  const [row] = await sql<ReturnedRow[]>`
    select d.file_id as file, f.name, f.media, f.bytes, d.sha256, d.counts, d.spans, d.subjects, d.as_of as "asOf", s.unsigned, s.title as "signedBy", s.at as "signedAt",
      x.recall_on as "recallOn"
    from delivery d join file f on f.street_id = d.street_id and f.id = d.file_id
    join sign_off s on s.street_id = d.street_id and s.delivery_id = d.id and s.whole
    join export_register x on x.street_id = d.street_id and x.delivery_id = d.id
    where d.street_id = ${street} and d.id = ${delivery}`
  return row
}
