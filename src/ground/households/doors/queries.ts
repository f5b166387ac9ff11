/** SQL of doors that change with people behind them. */
import type { Tx } from '#kernel/action/context.ts'

export type HeldDoor = {
  id: string
  region: number
  estate: string | null
  estateName: string | null
  building: string | null
  label: string
  floor: number | null
  key: string
  rev: number
  closedOn: string | null
}

/** Doors locked by their subjects, in a fixed order. */
export async function lockDoors(sql: Tx, street: number, ids: string[]): Promise<HeldDoor[]> {
  return sql<HeldDoor[]>`
    select d.id, d.region_no as region, d.estate_id as estate, e.name as "estateName", d.building_id as building, d.label, d.floor, d.key, s.rev,
      d.closed_on as "closedOn"
    from dwelling d join subject s on s.street_id = d.street_id and s.id = d.id
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    where d.street_id = ${street} and d.id = any(${ids}::uuid[]) order by d.id for update of s`
}

export type OpenTie = { person: string; kind: string; dwelling: string }

/** Relations that run at these doors. */
export async function listOpenTies(sql: Tx, street: number, doors: string[]): Promise<OpenTie[]> {
  return sql<OpenTie[]>`
    select t.person_id as person, t.kind, t.dwelling_id as dwelling from tie t
    join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null
    where t.street_id = ${street} and t.dwelling_id = any(${doors}::uuid[]) and t.to_day is null order by t.person_id, t.kind`
}

/** Doors among these where somebody lives or rents. */
export async function countLivedIn(sql: Tx, street: number, doors: string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct t.dwelling_id)::int as count from tie t
    join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null
    where t.street_id = ${street} and t.dwelling_id = any(${doors}::uuid[]) and t.to_day is null and t.kind in ('person.residence', 'person.tenancy')`
  return row!.count
}

/** Closed doors are found by no search and counted nowhere; what was said of them stays. */
export async function closeDoors(
  sql: Tx,
  street: number,
  doors: string[],
  closing: { on: string; why: string; into: string | null },
): Promise<void> {
  await sql`
    update dwelling set closed_on = ${closing.on}, closed_why = ${closing.why}, joined_into = ${closing.into}
    where street_id = ${street} and id = any(${doors}::uuid[])`
  await sql`
    update subject set gone_on = ${closing.on}, rev = rev + 1 where street_id = ${street} and id = any(${doors}::uuid[])`
  await sql`
    update household set to_day = ${closing.on} where street_id = ${street} and dwelling_id = any(${doors}::uuid[]) and to_day is null`
}

/** The household that ended with the door begins again with it. */
export async function reopenDoor(sql: Tx, street: number, id: string, closedOn: string): Promise<void> {
  await sql`
    update dwelling set closed_on = null, closed_why = null, joined_into = null where street_id = ${street} and id = ${id}`
  await sql`update subject set gone_on = null, rev = rev + 1 where street_id = ${street} and id = ${id}`
  await sql`
    update household h set to_day = null where h.street_id = ${street} and h.dwelling_id = ${id} and h.to_day = ${closedOn}
      and not exists (select 1 from household o where o.street_id = h.street_id and o.dwelling_id = h.dwelling_id and o.to_day is null)`
}

export async function hasHousehold(sql: Tx, street: number, doors: string[]): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select 1 from household where street_id = ${street} and dwelling_id = any(${doors}::uuid[])) as found`
  return row!.found
}

/**
 * Whoever belongs to these doors takes their number: the people (where they live, else are registered, own or rent), what is protected of them,
 * their relations, and the households. Statements keep the number they were said under (DESIGN §3).
 */
export async function followDoors(sql: Tx, street: number, doors: string[]): Promise<void> {
  if (doors.length === 0) return
  const moved = await sql<{ person: string; region: number }[]>`
    update subject s set region_no = home.region_no from (
      select distinct on (t.person_id) t.person_id, d.region_no from tie t join dwelling d on d.street_id = t.street_id and d.id = t.dwelling_id
      where t.street_id = ${street} and t.to_day is null
        and t.person_id in (select person_id from tie where street_id = ${street} and dwelling_id = any(${doors}::uuid[]) and to_day is null)
      order by t.person_id, array_position(array['person.residence', 'person.registration', 'person.ownership', 'person.tenancy'], t.kind),
        t.from_day desc nulls last
    ) home
    where s.street_id = ${street} and s.id = home.person_id and s.region_no <> home.region_no returning s.id as person, s.region_no as region`
  const given = sql.json(moved)
  await sql`
    update subject_s s set region_no = r.region from jsonb_to_recordset(${given}) as r(person uuid, region bigint)
    where s.street_id = ${street} and s.id = r.person`
  await sql`
    update tie t set region_no = r.region from jsonb_to_recordset(${given}) as r(person uuid, region bigint)
    where t.street_id = ${street} and t.person_id = r.person`
  const households = await sql<{ id: string; region: number }[]>`
    update household h set region_no = d.region_no from dwelling d
    where h.street_id = ${street} and h.dwelling_id = any(${doors}::uuid[]) and d.street_id = h.street_id and d.id = h.dwelling_id
    returning h.id, h.region_no as region`
  await sql`
    update subject s set region_no = r.region from jsonb_to_recordset(${sql.json(households)}) as r(id uuid, region bigint)
    where s.street_id = ${street} and s.id = r.id`
  await sql`
    update subject_s s set region_no = r.region from jsonb_to_recordset(${sql.json(households)}) as r(id uuid, region bigint)
    where s.street_id = ${street} and s.id = r.id`
}
