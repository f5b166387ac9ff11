/** SQL of announcements. */
import type { Tx } from '#kernel/action/context.ts'

export type AreaRow = { kind: 'community' | 'grid' | 'estate' | 'building'; ref: string | null; lo: number; hi: number }

/** The ranges of estates, buildings and grids this post sees; what is not found is left out. */
export async function findPlaces(
  sql: Tx,
  street: number,
  { ids, grids }: { ids: string[]; grids: number[] },
): Promise<{ id: string | null; kind: string; region: number }[]> {
  return sql<{ id: string | null; kind: string; region: number }[]>`
    select id, 'estate' as kind, region_no as region from estate where street_id = ${street} and id = any(${ids}::uuid[])
    union all select id, 'building', region_no from building where street_id = ${street} and id = any(${ids}::uuid[])
    union all select null, 'grid', region_no from grid where street_id = ${street} and region_no = any(${grids}::bigint[]) and closed_on is null`
}

export type NewAnnouncement = {
  street: number
  id: string
  title: string
  body: string
  from: string
  until: string
  post: string
  at: Date
  areas: AreaRow[]
}

export async function insertAnnouncement(sql: Tx, row: NewAnnouncement): Promise<void> {
  const [lo, hi] = [Math.min(...row.areas.map((area) => area.lo)), Math.max(...row.areas.map((area) => area.hi))]
  await sql`
    insert into announcement (street_id, id, region_lo, region_hi, title, body, from_day, until_day, rev, by_post, at)
    values (${row.street}, ${row.id}, ${lo}, ${hi}, ${row.title}, ${row.body}, ${row.from}, ${row.until}, 1, ${row.post}, ${row.at})`
  await sql`
    insert into announcement_area (street_id, announcement_id, place, kind, ref_id, region_lo, region_hi)
    select ${row.street}, ${row.id}, r.place, r.kind, r.ref, r.lo, r.hi
    from jsonb_to_recordset(${sql.json(row.areas.map((area, at) => ({ ...area, place: at + 1 })))}) as r(place int, kind text, ref uuid, lo bigint, hi bigint)`
}

export type AnnouncementRow = {
  id: string
  title: string
  body: string
  from: string
  until: string
  by: string
  at: string
  rev: number
  lo: number
  hi: number
  taken: boolean
  takenWhy: string | null
}

const columns = (sql: Tx) => sql`
  a.id, a.title, a.body, a.from_day as "from", a.until_day as until, coalesce(p.title, '') as by, a.at, a.rev, a.region_lo as lo, a.region_hi as hi,
  a.taken_at is not null as taken, a.taken_why as "takenWhy"`

/** Those whose areas this post's touches, the latest to end first. */
export async function listRows(sql: Tx, street: number, limit: number): Promise<AnnouncementRow[]> {
  return sql<AnnouncementRow[]>`
    select ${columns(sql)} from announcement a left join post p on p.street_id = a.street_id and p.id = a.by_post
    where a.street_id = ${street} and exists (
      select 1 from announcement_area r where r.street_id = a.street_id and r.announcement_id = a.id)
    order by a.until_day desc, a.at desc limit ${limit}`
}

export async function findRow(sql: Tx, street: number, id: string): Promise<AnnouncementRow | undefined> {
  const [row] = await sql<AnnouncementRow[]>`
    select ${columns(sql)} from announcement a left join post p on p.street_id = a.street_id and p.id = a.by_post
    where a.street_id = ${street} and a.id = ${id} and exists (
      select 1 from announcement_area r where r.street_id = a.street_id and r.announcement_id = a.id)`
  return row
}

/** Held for a change; only where this post answers for the whole of it. */
export async function lockRow(sql: Tx, street: number, id: string): Promise<{ rev: number; from: string; taken: boolean } | undefined> {
  const [row] = await sql<{ rev: number; from: string; taken: boolean }[]>`
    select rev, from_day as "from", taken_at is not null as taken from announcement where street_id = ${street} and id = ${id} for update`
  return row
}

export async function changeRow(
  sql: Tx,
  street: number,
  row: { id: string; title: string; body: string; until: string; rev: number },
): Promise<void> {
  await sql`
    update announcement set title = ${row.title}, body = ${row.body}, until_day = ${row.until}, rev = ${row.rev}
    where street_id = ${street} and id = ${row.id}`
}

export async function takeRowDown(
  sql: Tx,
  street: number,
  row: { id: string; why: string; rev: number; post: string; at: Date },
): Promise<void> {
  await sql`
    update announcement set taken_at = ${row.at}, taken_by = ${row.post}, taken_why = ${row.why}, rev = ${row.rev}
    where street_id = ${street} and id = ${row.id}`
}

export type AreaName = { announcement: string; kind: AreaRow['kind']; lo: number; name: string | null }

/** Names of estates, buildings and grids; communities are named by the divisions. */
export async function listAreaNames(sql: Tx, street: number, announcements: string[]): Promise<AreaName[]> {
  return sql<AreaName[]>`
    select r.announcement_id as announcement, r.kind, r.region_lo as lo,
      case r.kind when 'estate' then e.name when 'building' then concat(be.name, b.name) when 'grid' then g.name end as name
    from announcement_area r
    left join estate e on e.street_id = r.street_id and e.id = r.ref_id
    left join building b on b.street_id = r.street_id and b.id = r.ref_id
    left join estate be on be.street_id = b.street_id and be.id = b.estate_id
    left join grid g on g.street_id = r.street_id and g.region_no = r.region_lo and r.kind = 'grid' and g.closed_on is null
    where r.street_id = ${street} and r.announcement_id = any(${announcements}::uuid[]) order by r.announcement_id, r.place`
}

/** A door `d` lies in an area `r`. */
const within = (sql: Tx) => sql`
  d.street_id = r.street_id and d.closed_on is null and d.region_no between r.region_lo and r.region_hi
  and (r.kind in ('community', 'grid') or (r.kind = 'estate' and d.estate_id = r.ref_id) or (r.kind = 'building' and d.building_id = r.ref_id))`

export async function countDoors(sql: Tx, street: number, announcement: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct d.id)::int as count from announcement_area r join dwelling d on ${within(sql)}
    where r.street_id = ${street} and r.announcement_id = ${announcement}`
  return row!.count
}

/** In walking order; `place` is the grid, then the building or lane. */
export async function listDoors(
  sql: Tx,
  street: number,
  announcement: string,
  limit: number,
): Promise<{ id: string; place: string; label: string }[]> {
  return sql<{ id: string; place: string; label: string }[]>`
    select d.id, concat_ws(' ', g.name, concat(e.name, b.name, case when b.id is not null and d.unit is not null then d.unit || '单元' end)) as place, d.label
    from dwelling d
    left join grid g on g.street_id = d.street_id and g.region_no = d.region_no and g.closed_on is null
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    left join building b on b.street_id = d.street_id and b.id = d.building_id
    where d.street_id = ${street} and exists (
      select 1 from announcement_area r where r.street_id = ${street} and r.announcement_id = ${announcement} and ${within(sql)})
    order by d.region_no, e.sort nulls last, b.sort nulls last, d.sort, d.id limit ${limit}`
}
