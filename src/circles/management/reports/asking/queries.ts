/** SQL of asking for what a delivery lacks: its gaps with what stands around each subject. */
import type { SubjectKind } from '#ground/facts/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Gap } from '../queries.ts'

export async function findRequestOf(sql: Tx, street: number, delivery: string): Promise<string | undefined> {
  const [row] = await sql<
    { request: string }[]
  >`select request_id as request from delivery where street_id = ${street} and id = ${delivery}`
  return row?.request
}

export type GapAround = Gap & {
  kind: SubjectKind
  household: string | null
  building: string | null
  estate: string | null
}

/** Everything a delivery could not say, of subjects that are still here. */
export async function listGapsAround(sql: Tx, street: number, delivery: string): Promise<GapAround[]> {
  return sql<GapAround[]>`
    select g.subject_id as subject, s.kind, g.region_no as region, g.dwelling_id as dwelling, g.missing, g.stale, g.conflicting,
      h.id as household, d.building_id as building, d.estate_id as estate
    from delivery_gap g join subject s on s.street_id = g.street_id and s.id = g.subject_id and s.merged_into is null and s.gone_on is null
    left join dwelling d on d.street_id = g.street_id and d.id = g.dwelling_id
    left join household h on h.street_id = g.street_id and h.dwelling_id = g.dwelling_id and h.to_day is null
    where g.street_id = ${street} and g.delivery_id = ${delivery} order by g.subject_id`
}
