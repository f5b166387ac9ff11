/** SQL of places: regions, estates, buildings, doors, premises, grids and their teams. */
import type { Sql } from 'postgres'
import type { Tx } from '#kernel/action/context.ts'

export type RegionRow = { code: string; name: string; level: string; parent: string | null }

/** Names of the divisions around one street and in it, by code without its trailing zeros: 2, 4, 6, 9 and 12 digits. */
export async function listRegionNames(sql: Tx, street: number): Promise<Map<string, string>> {
  const own = String(street)
  const stems = [own.slice(0, 2), own.slice(0, 4), own.slice(0, 6), own]
  const codes = stems.map((stem) => stem.padEnd(12, '0'))
  const rows = await sql<{ code: string; name: string }[]>`
    select code, name from region where to_day is null and (code = any(${codes}) or parent = ${codes[3]!})`
  const names = new Map(rows.map(({ code, name }) => [stems[codes.indexOf(code)] ?? code, name]))
  // The offices of a county or city share its division: 370683000 is called as 370683 is.
  const shared = stems.find((stem) => stem.padEnd(9, '0') === own && names.has(stem))
  return shared === undefined ? names : names.set(own, names.get(shared)!)
}

/** Bring divisions in, as the owner; a changed name ends the old row and begins a new one. Returns how many rows are new or changed. */
export async function upsertRegions(sql: Sql, rows: RegionRow[], day: string): Promise<number> {
  const given = sql.json(rows as never)
  await sql`
    update region r set to_day = ${day} from jsonb_to_recordset(${given}) as n(code text, name text)
    where r.code = n.code and r.to_day is null and r.name <> n.name`
  const inserted = await sql`
    insert into region (code, name, level, parent, from_day)
    select n.code, n.name, n.level, n.parent, case when exists (select 1 from region e where e.code = n.code) then ${day}::date else '1900-01-01'::date end
    from jsonb_to_recordset(${given}) as n(code text, name text, level text, parent text)
    where not exists (select 1 from region r where r.code = n.code and r.to_day is null)
    on conflict do nothing returning 1`
  return inserted.length
}

export type EstateRow = { id: string; region: number; kind: string; name: string; key: string; sort: string }
export type BuildingRow = { id: string; region: number; estate: string; name: string; key: string; sort: string }
export type DwellingRow = {
  id: string
  region: number
  estate: string | null
  building: string | null
  unit: string | null
  floor: number | null
  door: string
  label: string
  key: string
  sort: string
  ref: string | null
}
export type PremisesRow = { id: string; region: number; estate: string | null; kind: string; name: string; address: string; sort: string }

export async function insertEstates(sql: Tx, street: number, rows: EstateRow[]): Promise<void> {
  await sql`
    insert into estate (street_id, id, region_no, kind, name, key, sort)
    select ${street}, id, region, kind, name, key, sort from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, region bigint, kind text, name text, key text, sort text)`
}

export async function insertBuildings(sql: Tx, street: number, rows: BuildingRow[]): Promise<void> {
  await sql`
    insert into building (street_id, id, region_no, estate_id, name, key, sort)
    select ${street}, id, region, estate, name, key, sort from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, region bigint, estate uuid, name text, key text, sort text)`
}

export async function insertDwellings(sql: Tx, street: number, rows: DwellingRow[]): Promise<void> {
  await sql`
    insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort, ref)
    select ${street}, id, region, estate, building, unit, floor, door, label, key, sort, ref
    from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, region bigint, estate uuid, building uuid, unit text, floor int, door text, label text, key text, sort text, ref uuid)`
}

export async function insertPremises(sql: Tx, street: number, rows: PremisesRow[]): Promise<void> {
  await sql`
    insert into premises (street_id, id, region_no, estate_id, kind, name, address, sort)
    select ${street}, id, region, estate, kind, name, address, sort
    from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, region bigint, estate uuid, kind text, name text, address text, sort text)`
}

export type CommunityRow = { region: number; estates: number; doors: number; people: number; premises: number; grids: number }

/** What each community of the post's area holds, counted; also those of the official list that hold nothing yet. */
export async function listCommunities(sql: Tx, street: number, range: { lo: number; hi: number }): Promise<CommunityRow[]> {
  return sql<CommunityRow[]>`
    with counted as (
      select region_no / 1000 as region, kind, count(*)::int as count from subject
      where street_id = ${street} and region_no between ${range.lo} and ${range.hi} and merged_into is null and gone_on is null group by 1, 2
    ), named as (
      select code::bigint as region from region
      where parent = ${`${street}000`} and level = 'community' and to_day is null
        and code::bigint between ${Math.floor(range.lo / 1000)} and ${Math.floor(range.hi / 1000)}
    )
    select c.region::bigint as region,
      (select count(*)::int from estate e where e.street_id = ${street} and e.region_no / 1000 = c.region) as estates,
      coalesce(sum(c.count) filter (where c.kind = 'dwelling'), 0)::int as doors,
      coalesce(sum(c.count) filter (where c.kind = 'person'), 0)::int as people,
      coalesce(sum(c.count) filter (where c.kind = 'premises'), 0)::int as premises,
      (select count(*)::int from grid g where g.street_id = ${street} and g.region_no / 1000 = c.region and g.closed_on is null) as grids
    from (select region, kind, count from counted union all select region, null, 0 from named) c group by c.region order by c.region`
}

export type EstateListRow = { id: string; region: number; kind: string; name: string; buildings: number; doors: number; people: number }

export async function listEstates(sql: Tx, street: number, community: number): Promise<EstateListRow[]> {
  return sql<EstateListRow[]>`
    select e.id, e.region_no as region, e.kind, e.name,
      (select count(*)::int from building b where b.street_id = e.street_id and b.estate_id = e.id) as buildings,
      (select count(*)::int from dwelling d where d.street_id = e.street_id and d.estate_id = e.id and d.closed_on is null) as doors,
      (select count(distinct t.person_id)::int from dwelling d join tie t on t.street_id = d.street_id and t.dwelling_id = d.id
        where d.street_id = e.street_id and d.estate_id = e.id and t.kind = 'person.residence' and t.to_day is null) as people
    from estate e where e.street_id = ${street} and e.region_no / 1000 = ${community} order by e.sort, e.id`
}

export async function findEstate(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ id: string; region: number; kind: string; name: string } | undefined> {
  const [row] = await sql<{ id: string; region: number; kind: string; name: string }[]>`
    select id, region_no as region, kind, name from estate where street_id = ${street} and id = ${id}`
  return row
}

export type EstateCounts = {
  doors: number
  lived: number
  people: number
  registered: number
  owners: number
  tenants: number
  elders: number
  children: number
  conflicts: number
}

/** An estate in numbers. Bounds are birth dates. */
export async function countEstate(
  sql: Tx,
  street: number,
  estate: string,
  bounds: { elderBorn: string; childBorn: string },
): Promise<EstateCounts> {
  const [row] = await sql<EstateCounts[]>`
    select count(distinct d.id)::int as doors,
      count(distinct d.id) filter (where t.kind = 'person.residence')::int as lived,
      count(distinct t.person_id) filter (where t.kind = 'person.residence')::int as people,
      count(distinct t.person_id) filter (where t.kind = 'person.registration')::int as registered,
      count(distinct t.person_id) filter (where t.kind = 'person.ownership')::int as owners,
      count(distinct t.person_id) filter (where t.kind = 'person.tenancy')::int as tenants,
      count(distinct t.person_id) filter (where t.kind = 'person.residence' and p.values->>'person.birth-date' <= ${bounds.elderBorn})::int as elders,
      count(distinct t.person_id) filter (where t.kind = 'person.residence' and p.values->>'person.birth-date' > ${bounds.childBorn})::int as children,
      count(distinct t.person_id) filter (where p.conflicts > 0)::int as conflicts
    from dwelling d
    left join (tie t join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null)
      on t.street_id = d.street_id and t.dwelling_id = d.id and t.to_day is null
    where d.street_id = ${street} and d.estate_id = ${estate} and d.closed_on is null`
  return row!
}

export async function listPremises(
  sql: Tx,
  street: number,
  filter: { community?: number; kind?: string; estate?: string; after?: { sort: string; id: string } },
  limit: number,
): Promise<PremisesRow[]> {
  return sql<PremisesRow[]>`
    select id, region_no as region, estate_id as estate, kind, name, address, sort from premises
    where street_id = ${street}
      ${filter.community ? sql`and region_no between ${filter.community * 1000} and ${filter.community * 1000 + 999}` : sql``}
      ${filter.kind ? sql`and kind = ${filter.kind}` : sql``}
      ${filter.estate ? sql`and estate_id = ${filter.estate}` : sql``}
      ${filter.after ? sql`and (sort, id) > (${filter.after.sort}, ${filter.after.id}::uuid)` : sql``}
    order by sort, id limit ${limit}`
}

export async function findPremises(sql: Tx, street: number, id: string): Promise<PremisesRow | undefined> {
  const [row] = await sql<PremisesRow[]>`
    select id, region_no as region, estate_id as estate, kind, name, address, sort from premises where street_id = ${street} and id = ${id}`
  return row
}
