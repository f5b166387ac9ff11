/** SQL of inspections and of what was found for their items. */
import type { Tx } from '#kernel/action/context.ts'
import type { Item, Kind } from './contract.ts'

export type InspectionRow = { id: string; region: number; title: string; inspector: string; items: Item[]; at: string }

export async function insertInspection(
  sql: Tx,
  street: number,
  row: { id: string; region: number; title: string; inspector: string; items: readonly Item[]; login: string; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into inspection (street_id, id, region_no, title, inspector, items, login_id, post_id, at)
    values (${street}, ${row.id}, ${row.region}, ${row.title}, ${row.inspector}, ${sql.json(row.items as never)}, ${row.login}, ${row.post}, ${row.at})`
}

export async function findInspection(sql: Tx, street: number, id: string): Promise<InspectionRow | undefined> {
  const [row] = await sql<InspectionRow[]>`
    select id, region_no as region, title, inspector, items, at from inspection where street_id = ${street} and id = ${id}`
  return row
}

export type InspectionLine = { id: string; title: string; inspector: string; at: string; items: number; filled: number }

export async function listInspectionRows(sql: Tx, street: number, limit: number): Promise<InspectionLine[]> {
  return sql<InspectionLine[]>`
    select i.id, i.title, i.inspector, i.at, jsonb_array_length(i.items) as items,
      (select count(distinct p.item)::int from inspection_piece p where p.street_id = ${street} and p.inspection_id = i.id) as filled
    from inspection i where i.street_id = ${street} order by i.at desc, i.id limit ${limit}`
}

export type PieceRow = { item: number; kind: Kind; ref: string }

export async function listPieceRows(sql: Tx, street: number, inspection: string): Promise<PieceRow[]> {
  return sql<PieceRow[]>`
    select item, kind, ref_id as ref from inspection_piece where street_id = ${street} and inspection_id = ${inspection} order by item, at, ref_id`
}

export async function insertPiece(
  sql: Tx,
  street: number,
  row: PieceRow & { inspection: string; region: number; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into inspection_piece (street_id, inspection_id, region_no, item, kind, ref_id, post_id, at)
    values (${street}, ${row.inspection}, ${row.region}, ${row.item}, ${row.kind}, ${row.ref}, ${row.post}, ${row.at}) on conflict do nothing`
}

export async function deletePiece(sql: Tx, street: number, inspection: string, { item, kind, ref }: PieceRow): Promise<void> {
  await sql`
    delete from inspection_piece where street_id = ${street} and inspection_id = ${inspection} and item = ${item} and kind = ${kind} and ref_id = ${ref}`
}

export async function deleteInspection(sql: Tx, street: number, id: string): Promise<void> {
  await sql`delete from inspection_piece where street_id = ${street} and inspection_id = ${id}`
  await sql`delete from inspection where street_id = ${street} and id = ${id}`
}
