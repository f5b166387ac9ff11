/** SQL of changing places that stand. Every place is a subject too: its rev is the version, its search entries find it. */
import type { Tx } from '#kernel/action/context.ts'

export type Held = { id: string; region: number; kind: string; name: string; rev: number }

/** An estate or building, locked by its subject. `estate` is the name of the estate it stands in. */
export async function lockEstate(sql: Tx, street: number, id: string): Promise<Held | undefined> {
  const [row] = await sql<Held[]>`
    select e.id, e.region_no as region, e.kind, e.name, s.rev from estate e join subject s on s.street_id = e.street_id and s.id = e.id
    where e.street_id = ${street} and e.id = ${id} for update of s`
  return row
}

export type HeldBuilding = { id: string; region: number; name: string; rev: number; estate: string; estateName: string }

export async function lockBuilding(sql: Tx, street: number, id: string): Promise<HeldBuilding | undefined> {
  const [row] = await sql<HeldBuilding[]>`
    select b.id, b.region_no as region, b.name, s.rev, b.estate_id as estate, e.name as "estateName" from building b
    join estate e on e.street_id = b.street_id and e.id = b.estate_id
    join subject s on s.street_id = b.street_id and s.id = b.id
    where b.street_id = ${street} and b.id = ${id} for update of s`
  return row
}

export type HeldDoor = {
  id: string
  region: number
  label: string
  floor: number | null
  rev: number
  estateName: string | null
  closed: boolean
}

export async function lockDoor(sql: Tx, street: number, id: string): Promise<HeldDoor | undefined> {
  const [row] = await sql<HeldDoor[]>`
    select d.id, d.region_no as region, d.label, d.floor, s.rev, e.name as "estateName", d.closed_on is not null as closed from dwelling d
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    join subject s on s.street_id = d.street_id and s.id = d.id
    where d.street_id = ${street} and d.id = ${id} for update of s`
  return row
}

/** Doors of an estate or of one of its buildings with their addresses, also those that are no longer, their subjects locked. */
export async function lockDoorsOf(
  sql: Tx,
  street: number,
  of: { estate?: string; building?: string },
): Promise<{ id: string; label: string; floor: number | null }[]> {
  return sql<{ id: string; label: string; floor: number | null }[]>`
    select d.id, d.label, d.floor from dwelling d join subject s on s.street_id = d.street_id and s.id = d.id
    where d.street_id = ${street} ${of.estate ? sql`and d.estate_id = ${of.estate}` : sql`and d.building_id = ${of.building!}`}
    order by d.id for update of s`
}

export async function findRev(sql: Tx, street: number, id: string): Promise<number | undefined> {
  const [row] = await sql<{ rev: number }[]>`select rev from subject where street_id = ${street} and id = ${id}`
  return row?.rev
}

export async function updateEstate(
  sql: Tx,
  street: number,
  row: { id: string; kind: string; name: string; key: string; sort: string },
): Promise<void> {
  await sql`
    update estate set kind = ${row.kind}, name = ${row.name}, key = ${row.key}, sort = ${row.sort} where street_id = ${street} and id = ${row.id}`
}

export async function updateBuilding(sql: Tx, street: number, row: { id: string; name: string; key: string; sort: string }): Promise<void> {
  await sql`update building set name = ${row.name}, key = ${row.key}, sort = ${row.sort} where street_id = ${street} and id = ${row.id}`
}

export type Bones = {
  id: string
  unit: string | null
  floor: number | null
  door: string
  label: string
  key: string
  sort: string
  search: string[]
}

/** New addresses for doors that stand. The name they had before still finds them. */
export async function updateDoors(sql: Tx, street: number, rows: Bones[]): Promise<void> {
  const given = sql.json(rows)
  await sql`
    update dwelling d set unit = r.unit, floor = r.floor, door = r.door, label = r.label, key = r.key, sort = r.sort
    from jsonb_to_recordset(${given}) as r(id uuid, unit text, floor int, door text, label text, key text, sort text)
    where d.street_id = ${street} and d.id = r.id`
  await sql`
    update subject s set rev = s.rev + 1, sort = r.sort, search = coalesce(s.search, ''::tsvector) || array_to_tsvector(r.search)
    from jsonb_to_recordset(${given}) as r(id uuid, sort text, search text[]) where s.street_id = ${street} and s.id = r.id`
}

/** An estate or building found by its new name too. */
export async function touchSubject(sql: Tx, street: number, id: string, sort: string, search: string[]): Promise<void> {
  await sql`
    update subject set rev = rev + 1, sort = ${sort}, search = coalesce(search, ''::tsvector) || array_to_tsvector(${search}::text[])
    where street_id = ${street} and id = ${id}`
}

/** Which of these addresses a door holds already in the community. */
export async function listStandingKeys(sql: Tx, street: number, community: number, keys: string[]): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`
    select key from dwelling where street_id = ${street} and region_no / 1000 = ${community} and closed_on is null and key = any(${keys})`
  return rows.map((row) => row.key)
}

export type EditDoor = {
  id: string
  building: string | null
  unit: string | null
  floor: number | null
  door: string
  label: string
  grid: number
  rev: number
  closedOn: string | null
}

export async function listDoors(sql: Tx, street: number, estate: string): Promise<EditDoor[]> {
  return sql<EditDoor[]>`
    select d.id, d.building_id as building, d.unit, d.floor, d.door, d.label, (d.region_no % 1000)::int as grid, s.rev, d.closed_on as "closedOn"
    from dwelling d join subject s on s.street_id = d.street_id and s.id = d.id
    where d.street_id = ${street} and d.estate_id = ${estate} order by d.sort, d.id limit 20000`
}

export async function listBuildings(sql: Tx, street: number, estate: string): Promise<{ id: string; name: string; rev: number }[]> {
  return sql<{ id: string; name: string; rev: number }[]>`
    select b.id, b.name, coalesce(s.rev, 0) as rev from building b left join subject s on s.street_id = b.street_id and s.id = b.id
    where b.street_id = ${street} and b.estate_id = ${estate} order by b.sort, b.id`
}

export async function listScattered(
  sql: Tx,
  street: number,
  community: number,
): Promise<{ id: string; label: string; grid: number; rev: number }[]> {
  return sql<{ id: string; label: string; grid: number; rev: number }[]>`
    select d.id, d.label, (d.region_no % 1000)::int as grid, s.rev from dwelling d join subject s on s.street_id = d.street_id and s.id = d.id
    where d.street_id = ${street} and d.region_no between ${community * 1000} and ${community * 1000 + 999} and d.estate_id is null and d.closed_on is null
    order by d.sort, d.id limit 5000`
}

export async function countScattered(sql: Tx, street: number, community: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from dwelling
    where street_id = ${street} and region_no between ${community * 1000} and ${community * 1000 + 999} and estate_id is null and closed_on is null`
  return row!.count
}

export type PlaceKind = 'estate' | 'building' | 'dwelling'

/** What is drawn under this id, and whether anything hangs on it: people now or before, a fact of a door, premises. */
export async function findUse(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ kind: PlaceKind; doors: string[]; used: boolean } | undefined> {
  const [place] = await sql<{ kind: PlaceKind }[]>`
    select kind from subject where street_id = ${street} and id = ${id} and kind in ('estate', 'building', 'dwelling') and gone_on is null for update`
  if (!place) return undefined
  const doors = await sql<{ id: string; used: boolean }[]>`
    select d.id, (s.values <> '{}' or d.closed_on is not null
      or exists (select 1 from tie t where t.street_id = d.street_id and t.dwelling_id = d.id)
      or exists (select 1 from statement w where w.street_id = d.street_id and w.subject_id = d.id)) as used
    from dwelling d join subject s on s.street_id = d.street_id and s.id = d.id
    where d.street_id = ${street} and (d.id = ${id} or d.building_id = ${id} or d.estate_id = ${id})`
  const [venue] = await sql<{ used: boolean }[]>`
    select exists (select 1 from premises where street_id = ${street} and estate_id = ${id}) as used`
  return { kind: place.kind, doors: doors.map((door) => door.id), used: venue!.used || doors.some((door) => door.used) }
}

/** Doors first, then what held them; their subjects stay as gone, so that a log that names them leads somewhere. */
export async function deletePlaces(sql: Tx, street: number, id: string, doors: string[], today: string): Promise<void> {
  await sql`delete from dwelling where street_id = ${street} and id = any(${doors}::uuid[])`
  const buildings = await sql<{ id: string }[]>`
    delete from building where street_id = ${street} and (id = ${id} or estate_id = ${id}) returning id`
  await sql`delete from estate where street_id = ${street} and id = ${id}`
  const gone = [id, ...doors, ...buildings.map((building) => building.id)]
  await sql`
    update subject set gone_on = ${today}, search = null, rev = rev + 1 where street_id = ${street} and id = any(${gone}::uuid[])`
}
