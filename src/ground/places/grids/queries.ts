/** SQL of grids: what each holds, its team, and moving doors between them. */
import type { Tx } from '#kernel/action/context.ts'

export async function insertGrids(sql: Tx, street: number, rows: { id: string; region: number; name: string }[]): Promise<void> {
  await sql`
    insert into grid (street_id, id, region_no, name)
    select ${street}, id, region, name from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, region bigint, name text)`
}

export type NewMember = {
  id: string
  grid: string
  role: string
  name: string
  doors: string[] | null
  from: string
  to?: string | null
  login?: string | null
  /** Sealed under the street's key. */
  phone?: string | null
}

export async function insertMembers(sql: Tx, street: number, rows: NewMember[]): Promise<void> {
  await sql`
    insert into grid_member (street_id, grid_id, id, role, name, login_id, phone, doors, from_day, to_day)
    select ${street}, grid, id, role, name, login, phone, doors, "from", "to"
    from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, grid uuid, role text, name text, login uuid, phone text, doors uuid[], "from" date, "to" date)`
}

export type GridRow = { id: string; region: number; name: string; rev: number; doors: number; premises: number }

export async function listGrids(sql: Tx, street: number, community: number): Promise<GridRow[]> {
  return sql<GridRow[]>`
    select g.id, g.region_no as region, g.name, g.rev,
      (select count(*)::int from dwelling d where d.street_id = g.street_id and d.region_no = g.region_no and d.closed_on is null) as doors,
      (select count(*)::int from premises p where p.street_id = g.street_id and p.region_no = g.region_no) as premises
    from grid g where g.street_id = ${street} and g.region_no between ${community * 1000} and ${community * 1000 + 999} and g.closed_on is null
    order by g.region_no`
}

export async function listGridNames(sql: Tx, street: number): Promise<{ region: number; name: string }[]> {
  return sql<{ region: number; name: string }[]>`
    select region_no as region, name from grid where street_id = ${street} and closed_on is null order by region_no limit 5000`
}

/** Held until the transaction ends: what is put into a grid and its closing never cross. */
export async function lockGrid(sql: Tx, street: number, id: string): Promise<Omit<GridRow, 'doors' | 'premises'> | undefined> {
  const [row] = await sql<Omit<GridRow, 'doors' | 'premises'>[]>`
    select id, region_no as region, name, rev from grid where street_id = ${street} and id = ${id} and closed_on is null for update`
  return row
}

export async function findGrid(sql: Tx, street: number, id: string): Promise<GridRow | undefined> {
  const [row] = await sql<GridRow[]>`
    select g.id, g.region_no as region, g.name, g.rev,
      (select count(*)::int from dwelling d where d.street_id = g.street_id and d.region_no = g.region_no and d.closed_on is null) as doors,
      (select count(*)::int from premises p where p.street_id = g.street_id and p.region_no = g.region_no) as premises
    from grid g where g.street_id = ${street} and g.id = ${id} and g.closed_on is null`
  return row
}

/** Grids that hold doors of an estate, by how many. */
export async function listGridsOfEstate(sql: Tx, street: number, estate: string): Promise<{ id: string; name: string; doors: number }[]> {
  return sql<{ id: string; name: string; doors: number }[]>`
    select g.id, g.name, count(*)::int as doors from dwelling d join grid g on g.street_id = d.street_id and g.region_no = d.region_no and g.closed_on is null
    where d.street_id = ${street} and d.estate_id = ${estate} and d.closed_on is null group by g.id, g.name, g.region_no order by g.region_no`
}

/** The number is taken as long as the grid or any door or premises bears it. */
export async function listTakenNumbers(sql: Tx, street: number, community: number): Promise<number[]> {
  const [lo, hi] = [community * 1000, community * 1000 + 999]
  const rows = await sql<{ number: number }[]>`
    select (region_no % 1000)::int as number from grid where street_id = ${street} and region_no between ${lo} and ${hi}
    union select (region_no % 1000)::int from dwelling where street_id = ${street} and region_no between ${lo} and ${hi}
    union select (region_no % 1000)::int from premises where street_id = ${street} and region_no between ${lo} and ${hi}`
  return rows.map((row) => row.number)
}

export type MemberRow = {
  grid: string
  id: string
  role: string
  name: string
  login: string | null
  phone: string | null
  doors: string[] | null
  from: string
  to: string | null
}

/** Who is in the teams today, or will be: a member whose last day is over is history. */
export async function listMembers(sql: Tx, street: number, grids: string[], today: string): Promise<MemberRow[]> {
  return sql<MemberRow[]>`
    select grid_id as grid, id, role, name, login_id as login, phone, doors, from_day as "from", to_day as "to" from grid_member
    where street_id = ${street} and grid_id = any(${grids}::uuid[]) and (to_day is null or to_day >= ${today})
    order by array_position(array['grid-worker', 'police', 'city-management', 'medic', 'stairwell-head'], role), from_day, name`
}

export async function findMember(sql: Tx, street: number, grid: string, id: string): Promise<MemberRow | undefined> {
  const [row] = await sql<MemberRow[]>`
    select grid_id as grid, id, role, name, login_id as login, phone, doors, from_day as "from", to_day as "to" from grid_member
    where street_id = ${street} and grid_id = ${grid} and id = ${id} for update`
  return row
}

export async function updateMember(
  sql: Tx,
  street: number,
  row: { id: string; phone: string | null; from: string; to: string | null },
): Promise<void> {
  await sql`
    update grid_member set phone = ${row.phone}, from_day = ${row.from}, to_day = ${row.to} where street_id = ${street} and id = ${row.id}`
}

/** Doors and premises in no grid that stands, and doors with two stairwell heads. */
export async function countUnassigned(
  sql: Tx,
  street: number,
  community: number,
  today: string,
): Promise<{ doors: number; premises: number; twoHeads: number }> {
  const [lo, hi] = [community * 1000, community * 1000 + 999]
  const [row] = await sql<{ doors: number; premises: number; twoHeads: number }[]>`
    with standing as (select region_no from grid where street_id = ${street} and region_no between ${lo} and ${hi} and closed_on is null)
    select
      (select count(*)::int from dwelling d where d.street_id = ${street} and d.region_no between ${lo} and ${hi} and d.closed_on is null
        and d.region_no not in (select region_no from standing)) as doors,
      (select count(*)::int from premises p where p.street_id = ${street} and p.region_no between ${lo} and ${hi}
        and p.region_no not in (select region_no from standing)) as premises,
      (select count(*)::int from (
        select 1 from grid g join grid_member m on m.street_id = g.street_id and m.grid_id = g.id and m.role = 'stairwell-head'
          and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today})
        cross join lateral unnest(m.doors) as door
        where g.street_id = ${street} and g.region_no between ${lo} and ${hi} and g.closed_on is null group by door having count(*) > 1) two) as "twoHeads"`
  return row!
}

export type StairRow = {
  estate: string | null
  building: string | null
  unit: string | null
  name: string
  doors: number
  inside: number
  other: number
}

/** All doors of the community by stair: unit of a building, or the houses of an estate; `inside` the grid, or in another one that stands. */
export async function listStairs(sql: Tx, street: number, region: number): Promise<StairRow[]> {
  const [lo, hi] = [Math.floor(region / 1000) * 1000, Math.floor(region / 1000) * 1000 + 999]
  return sql<StairRow[]>`
    select d.estate_id as estate, d.building_id as building, case when d.building_id is null then null else d.unit end as unit,
      concat(e.name, b.name, case when d.building_id is not null and d.unit is not null then d.unit || '单元' end) as name,
      count(*)::int as doors, count(*) filter (where d.region_no = ${region})::int as inside,
      count(*) filter (where d.region_no <> ${region} and exists (
        select 1 from grid g where g.street_id = d.street_id and g.region_no = d.region_no and g.closed_on is null))::int as other
    from dwelling d left join estate e on e.street_id = d.street_id and e.id = d.estate_id
      left join building b on b.street_id = d.street_id and b.id = d.building_id
    where d.street_id = ${street} and d.region_no between ${lo} and ${hi} and d.closed_on is null
    group by 1, 2, 3, 4, e.sort, b.sort order by e.sort nulls last, b.sort nulls last, min(d.sort)`
}

export async function listStairDoors(
  sql: Tx,
  street: number,
  region: number,
  stairs: { estate: string | null; building: string | null; unit: string | null }[],
): Promise<{ id: string; label: string; grid: number }[]> {
  const [lo, hi] = [Math.floor(region / 1000) * 1000, Math.floor(region / 1000) * 1000 + 999]
  return sql<{ id: string; label: string; grid: number }[]>`
    select d.id, d.label, (d.region_no % 1000)::int as grid from dwelling d
    join jsonb_to_recordset(${sql.json(stairs)}) as r(estate uuid, building uuid, unit text)
      on d.estate_id is not distinct from r.estate and d.building_id is not distinct from r.building
      and (d.building_id is null or d.unit is not distinct from r.unit)
    where d.street_id = ${street} and d.region_no between ${lo} and ${hi} and d.closed_on is null order by d.sort, d.id`
}

export async function listVenues(
  sql: Tx,
  street: number,
  community: number,
): Promise<{ id: string; name: string; address: string; grid: number }[]> {
  return sql<{ id: string; name: string; address: string; grid: number }[]>`
    select id, name, address, (region_no % 1000)::int as grid from premises
    where street_id = ${street} and region_no between ${community * 1000} and ${community * 1000 + 999} order by sort, id limit 5000`
}

/** Doors and premises of one community get a number, and so do the facts of the places themselves. Returns the doors among them. */
export async function movePlaces(sql: Tx, street: number, ids: string[], region: number): Promise<{ doors: string[]; premises: number }> {
  const [lo, hi] = [Math.floor(region / 1000) * 1000, Math.floor(region / 1000) * 1000 + 999]
  const doors = await sql<{ id: string }[]>`
    update dwelling set region_no = ${region}
    where street_id = ${street} and id = any(${ids}::uuid[]) and region_no between ${lo} and ${hi} and region_no <> ${region} returning id`
  const venues = await sql<{ id: string }[]>`
    update premises set region_no = ${region}
    where street_id = ${street} and id = any(${ids}::uuid[]) and region_no between ${lo} and ${hi} and region_no <> ${region} returning id`
  const moved = [...doors, ...venues].map((row) => row.id)
  await sql`update subject set region_no = ${region} where street_id = ${street} and id = any(${moved}::uuid[])`
  await sql`update subject_s set region_no = ${region} where street_id = ${street} and id = any(${moved}::uuid[])`
  return { doors: doors.map((row) => row.id), premises: venues.length }
}

export async function renameGrid(sql: Tx, street: number, id: string, name: string): Promise<void> {
  await sql`update grid set name = ${name}, rev = rev + 1 where street_id = ${street} and id = ${id}`
}

/** The team ends with its grid. */
export async function closeGrid(sql: Tx, street: number, id: string, today: string): Promise<void> {
  await sql`update grid set closed_on = ${today}, rev = rev + 1 where street_id = ${street} and id = ${id}`
  await sql`
    update grid_member set to_day = ${today} where street_id = ${street} and grid_id = ${id} and (to_day is null or to_day > ${today})`
}
