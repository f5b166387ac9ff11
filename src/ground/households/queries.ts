/** SQL of doors and their people. */

import type { FactValue } from '#ground/facts/contract.ts'
import type { Meta } from '#ground/facts/meta.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { DoorCounts } from './rules.ts'

export type DoorRow = { id: string; building_id: string | null; unit: string | null; floor: number | null; door: string; label: string }

/** The doors of an estate with what is counted about each, in walking order. Bounds are birth dates: born before → elder, after → child. */
export async function listWallDoors(
  sql: Tx,
  street: number,
  estate: string,
  bounds: { elderBorn: string; childBorn: string },
): Promise<(DoorRow & DoorCounts)[]> {
  return sql<(DoorRow & DoorCounts)[]>`
    select d.id, d.building_id, d.unit, d.floor, d.door, d.label,
      count(*) filter (where t.kind = 'person.residence')::int as people,
      count(*) filter (where t.kind = 'person.ownership')::int as owners,
      count(*) filter (where t.kind = 'person.ownership' and exists (
        select 1 from tie o where o.street_id = t.street_id and o.person_id = t.person_id and o.dwelling_id = t.dwelling_id
          and o.kind = 'person.residence' and o.to_day is null))::int as "ownersLiving",
      count(*) filter (where t.kind = 'person.tenancy')::int as tenants,
      count(*) filter (where t.kind = 'person.residence' and p.values->>'person.birth-date' <= ${bounds.elderBorn})::int as elders,
      count(*) filter (where t.kind = 'person.residence' and p.values->>'person.birth-date' > ${bounds.childBorn})::int as children,
      coalesce(sum(p.conflicts) filter (where t.kind = 'person.residence'), 0)::int as conflicts,
      min((select max(said->>2) from jsonb_array_elements(p.meta->'at') as said)) filter (where t.kind = 'person.residence') as "heardOn"
    from dwelling d
    left join (tie t join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null)
      on t.street_id = d.street_id and t.dwelling_id = d.id and t.to_day is null
    where d.street_id = ${street} and d.estate_id = ${estate} and d.closed_on is null
    group by d.id, d.building_id, d.unit, d.floor, d.door, d.label, d.sort
    order by d.sort, d.id`
}

export async function findEstate(sql: Tx, street: number, id: string): Promise<{ id: string; name: string; kind: string } | undefined> {
  const [row] = await sql<
    { id: string; name: string; kind: string }[]
  >`select id, name, kind from estate where street_id = ${street} and id = ${id}`
  return row
}

export async function listBuildings(sql: Tx, street: number, estate: string): Promise<{ id: string; name: string }[]> {
  return sql<
    { id: string; name: string }[]
  >`select id, name from building where street_id = ${street} and estate_id = ${estate} order by sort, id`
}

export type DoorBones = {
  id: string
  label: string
  region_no: number
  estate_id: string | null
  estate: string | null
  grid: string | null
  grid_id: string | null
  closed_on: string | null
  closed_why: string | null
  joined_into: string | null
}

export async function findDoor(sql: Tx, street: number, id: string): Promise<DoorBones | undefined> {
  const [row] = await sql<DoorBones[]>`
    select d.id, d.label, d.region_no, d.estate_id, e.name as estate, g.name as grid, g.id as grid_id,
      d.closed_on, d.closed_why, d.joined_into from dwelling d
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    left join grid g on g.street_id = d.street_id and g.region_no = d.region_no and g.closed_on is null
    where d.street_id = ${street} and d.id = ${id}`
  return row
}

export type DoorTie = { person_id: string; kind: string; from_day: string | null; to_day: string | null }

/** Everybody ever tied to a door; people who were merged away or taken back are left out. */
export async function listDoorTies(sql: Tx, street: number, dwelling: string): Promise<DoorTie[]> {
  return sql<DoorTie[]>`
    select t.person_id, t.kind, t.from_day, t.to_day from tie t
    join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null
    where t.street_id = ${street} and t.dwelling_id = ${dwelling}
    order by t.to_day nulls first, t.from_day nulls first, p.sort, t.person_id`
}

export async function listPersonTies(
  sql: Tx,
  street: number,
  person: string,
): Promise<{ kind: string; dwelling: string; label: string; from: string | null; to: string | null }[]> {
  return sql<{ kind: string; dwelling: string; label: string; from: string | null; to: string | null }[]>`
    select t.kind, t.dwelling_id as dwelling, coalesce(d.label, '') as label, t.from_day as "from", t.to_day as "to" from tie t
    left join dwelling d on d.street_id = t.street_id and d.id = t.dwelling_id
    where t.street_id = ${street} and t.person_id = ${person} order by t.to_day nulls first, t.kind, t.from_day`
}

export async function findHousehold(sql: Tx, street: number, dwelling: string): Promise<string | undefined> {
  const [row] = await sql<
    { id: string }[]
  >`select id from household where street_id = ${street} and dwelling_id = ${dwelling} and to_day is null`
  return row?.id
}

export async function insertHousehold(
  sql: Tx,
  row: { street: number; id: string; region: number; dwelling: string; from: string },
): Promise<void> {
  await sql`
    insert into household (street_id, id, region_no, dwelling_id, from_day) values (${row.street}, ${row.id}, ${row.region}, ${row.dwelling}, ${row.from})
    on conflict (street_id, dwelling_id) where to_day is null do nothing`
}

/** Of these ids the households, with their doors. */
export async function listHouseholdDoors(sql: Tx, street: number, ids: string[]): Promise<{ id: string; door: string; region: number }[]> {
  return sql<{ id: string; door: string; region: number }[]>`
    select id, dwelling_id as door, region_no as region from household where street_id = ${street} and id = any(${ids}::uuid[]) and to_day is null`
}

/** Households of doors that have none; those that were begun meanwhile are told as they stand. */
export async function beginHouseholds(
  sql: Tx,
  street: number,
  rows: { id: string; dwelling: string; region: number }[],
  from: string,
): Promise<{ id: string; dwelling: string }[]> {
  await sql`
    insert into household (street_id, id, region_no, dwelling_id, from_day)
    select ${street}, id, region, dwelling, ${from} from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, dwelling uuid, region bigint)
    on conflict (street_id, dwelling_id) where to_day is null do nothing`
  return sql<{ id: string; dwelling: string }[]>`
    select id, dwelling_id as dwelling from household
    where street_id = ${street} and dwelling_id = any(${rows.map(({ dwelling }) => dwelling)}::uuid[]) and to_day is null`
}

export type FoundRow = {
  id: string
  kind: string
  values: Record<string, FactValue>
  meta: Meta
  dwelling: string | null
  label: string | null
}

/** Subjects whose search columns match, with the door a person lives at. (A `coalesce` would not count as leakproof and keep the join off its index.) */
export async function searchSubjects(sql: Tx, street: number, query: string, kinds: string[], limit: number): Promise<FoundRow[]> {
  return sql<FoundRow[]>`
    select s.id, s.kind, s.values, s.meta, home.dwelling_id as dwelling, coalesce(d.label, e.name) as label
    from app_find_subjects(${query}::tsquery, ${kinds}, ${limit}) found
    join subject s on s.street_id = ${street} and s.id = found.id
    left join lateral (
      select dwelling_id from tie t where t.street_id = ${street} and t.person_id = s.id and t.to_day is null
      order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], t.kind) limit 1
    ) home on true
    left join dwelling d on d.street_id = ${street} and d.id = case when home.dwelling_id is null then s.id else home.dwelling_id end
    left join estate e on e.street_id = ${street} and e.id = s.id
    order by found.kind, found.sort, d.sort, found.id`
}

export async function listMerges(
  sql: Tx,
  street: number,
  person: string,
): Promise<{ merge: string; gone: string; at: string; name: string | null }[]> {
  return sql<{ merge: string; gone: string; at: string; name: string | null }[]>`
    select m.id as merge, m.gone_id as gone, m.at, s.values->>'person.name' as name from merge m
    left join subject s on s.street_id = m.street_id and s.id = m.gone_id
    where m.street_id = ${street} and m.kept_id = ${person} and m.undone_at is null order by m.at desc`
}

export async function findGridOf(sql: Tx, street: number, region: number): Promise<{ id: string; name: string } | undefined> {
  const [row] = await sql<
    { id: string; name: string }[]
  >`select id, name from grid where street_id = ${street} and region_no = ${region} and closed_on is null`
  return row
}
