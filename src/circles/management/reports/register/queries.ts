/** SQL of what left: the export register, and what was handed to its asker. */
import { isDue } from '#ground/purposes/leaving/queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { AnyWay } from './contract.ts'

export async function insertExport(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    delivery: string | null
    /** Of what was made of a demand's returns. */
    demand?: string
    recipient: string
    basis: string | null
    mark: string
    subjects: number
    elements: string[]
    recallOn: string
    sha256: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into export_register (street_id, id, region_no, delivery_id, recipient, basis, mark, subjects, elements, recall_on, sha256, login_id, post_id, at, demand_id)
    values (${row.street}, ${row.id}, ${row.region}, ${row.delivery}, ${row.recipient}, ${row.basis}, ${row.mark}, ${row.subjects}, ${row.elements}, ${row.recallOn},
      ${row.sha256}, ${row.login}, ${row.post}, ${row.at}, ${row.demand ?? null})`
}

export type ExportRow = {
  id: string
  at: string
  who: string
  recipient: string
  basis: string | null
  mark: string
  subjects: number
  elements: string[]
  recallOn: string
  sha256: string
  request: string | null
  demand: string | null
  handedOn: string | null
  way: AnyWay | null
}

export async function countExportsDue(sql: Tx, street: number, today: string): Promise<number> {
  const [row] = await sql<
    { due: number }[]
  >`select count(*)::int as due from export_register x where x.street_id = ${street} and ${isDue(sql, today)}`
  return row!.due
}

/** What is due first, however much left since. */
export async function listExports(sql: Tx, street: number, today: string): Promise<ExportRow[]> {
  return sql<ExportRow[]>`
    select x.id, x.at, coalesce(l.shown_name, '') as who, x.recipient, x.basis, x.mark, x.subjects, x.elements, x.recall_on as "recallOn", x.sha256, d.request_id as request, x.demand_id as demand, h.handed_on as "handedOn", h.way
    from export_register x left join login l on l.id = x.login_id left join delivery d on d.street_id = x.street_id and d.id = x.delivery_id
      left join handover h on h.street_id = x.street_id and h.delivery_id = x.delivery_id and h.taken_back_at is null
    where x.street_id = ${street} order by (${isDue(sql, today)}) desc, x.at desc limit 500`
}

export async function findExportRegion(sql: Tx, street: number, id: string): Promise<number | undefined> {
  const [row] = await sql<{ region: number }[]>`select region_no as region from export_register where street_id = ${street} and id = ${id}`
  return row?.region
}

export type DeliveredRow = { id: string; request: string; region: number; asker: string; asOf: string; from: number | null }

/** The delivery, its request held against another who says or takes back at the same time. */
export async function lockDelivery(sql: Tx, street: number, id: string): Promise<DeliveredRow | undefined> {
  const [row] = await sql<DeliveredRow[]>`
    select d.id, r.id as request, d.region_no as region, r.asker, d.as_of as "asOf", r.demand_from as "from"
    from delivery d join request r on r.street_id = d.street_id and r.id = d.request_id
    where d.street_id = ${street} and d.id = ${id} for update of r`
  return row
}

export async function findStandingHandover(
  sql: Tx,
  street: number,
  delivery: string,
): Promise<{ id: string; on: string; way: AnyWay } | undefined> {
  const [row] = await sql<{ id: string; on: string; way: AnyWay }[]>`
    select id, handed_on as on, way from handover where street_id = ${street} and delivery_id = ${delivery} and taken_back_at is null`
  return row
}

export async function insertHandover(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    request: string
    delivery: string
    recipient: string
    on: string
    way: AnyWay
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into handover (street_id, id, region_no, request_id, delivery_id, recipient, handed_on, way, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.request}, ${row.delivery}, ${row.recipient}, ${row.on}, ${row.way}, ${row.login}, ${row.post}, ${row.at})`
}

export async function findHandover(sql: Tx, street: number, id: string): Promise<{ delivery: string } | undefined> {
  const [row] = await sql<{ delivery: string }[]>`select delivery_id as delivery from handover where street_id = ${street} and id = ${id}`
  return row
}

/** False when it was taken back already. */
export async function endHandover(sql: Tx, street: number, id: string, post: string, at: Date): Promise<boolean> {
  const ended = await sql`
    update handover set taken_back_by = ${post}, taken_back_at = ${at} where street_id = ${street} and id = ${id} and taken_back_at is null returning 1`
  return ended.length > 0
}

/** Handed over, as long as that was said of it since it was last filled; who fills it anew has something to hand over again. */
export async function updateHandedOver(sql: Tx, street: number, request: string): Promise<void> {
  await sql`
    update request r set state = case when exists (
      select from handover h where h.street_id = r.street_id and h.request_id = r.id and h.taken_back_at is null
        and h.at >= (select max(d.at) from delivery d where d.street_id = r.street_id and d.request_id = r.id)) then 'delivered' else 'filled' end
    where r.street_id = ${street} and r.id = ${request}`
}
