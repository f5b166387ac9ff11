/** SQL of purposes: their versions. */
import type { Tx } from '#kernel/action/context.ts'
import type { Purpose } from './contract.ts'

const NO_STREET = 0

export type PurposeRow = { id: string; version: number; origin: 'shipped' | 'street'; body: Purpose; at: string; retired: boolean }

/** The newest version of each purpose that the street sees, its own before the shipped one; retired ones are marked. */
export async function listPurposeRows(sql: Tx, street: number): Promise<PurposeRow[]> {
  const rows = await sql<(PurposeRow & { place: number })[]>`
    select distinct on (id) id, version, origin, body, at, place, retired_at is not null as retired
    from definition where street_id in (${NO_STREET}, ${street}) and kind = 'purpose'
    order by id, street_id desc, version desc`
  return rows.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)).map(({ place: _place, ...row }) => row)
}

/** Every version of one purpose, the newest first: the street's own before the shipped ones. */
export async function listPurposeVersions(sql: Tx, street: number, id: string): Promise<PurposeRow[]> {
  return sql<PurposeRow[]>`
    select id, version, origin, body, at, retired_at is not null as retired from definition
    where street_id in (${NO_STREET}, ${street}) and kind = 'purpose' and id = ${id} order by street_id desc, version desc`
}
