/** SQL of the desk: its communities, what waits in them, who has it. */
import type { Tx } from '#kernel/action/context.ts'
import type { OpenRequest, UnsignedPart } from './rules.ts'

export type AreaRow = { id: string; post: string; region: number; title: string; who: string; signsSince: string | null }

/** Communities that are named to a desk: of one post, or all that the asking post sees. */
export async function listAreas(sql: Tx, street: number, post: string | null): Promise<AreaRow[]> {
  return sql<AreaRow[]>`
    select a.id, a.post_id as post, a.region_no as region, coalesce(p.title, '') as title, coalesce(l.shown_name, '') as who, a.signs_since as "signsSince"
    from desk_area a left join post p on p.street_id = a.street_id and p.id = a.post_id left join login l on l.id = p.login_id
    where a.street_id = ${street} and a.ended_at is null and (${post}::uuid is null or a.post_id = ${post}) order by a.region_no, a.given_at`
}

export type DeskPost = { post: string; title: string; who: string }

/** Posts over the whole street in the role of the desk, in force. */
export async function listDeskPosts(sql: Tx, street: number, today: string): Promise<DeskPost[]> {
  return sql<DeskPost[]>`
    select p.id as post, p.title, coalesce(l.shown_name, '') as who from post p left join login l on l.id = p.login_id
    where p.street_id = ${street} and p.role = 'affairs' and p.ended_at is null and p.from_day <= ${today} and coalesce(p.to_day >= ${today}, true)
      and p.region_hi - p.region_lo > 999999 - 1000 order by p.title, p.id`
}

export async function listCommunities(sql: Tx, street: number): Promise<{ community: number; name: string }[]> {
  return sql<{ community: number; name: string }[]>`
    select code::bigint as community, name from region where parent = ${`${street}000`} and level = 'community' and to_day is null order by code`
}

export async function insertArea(
  sql: Tx,
  street: number,
  row: { id: string; post: string; region: number; by: string; at: Date },
): Promise<void> {
  await sql`
    insert into desk_area (street_id, id, region_no, post_id, given_at, given_by)
    values (${street}, ${row.id}, ${row.region}, ${row.post}, ${row.at}, ${row.by})`
}

export async function findArea(sql: Tx, street: number, id: string): Promise<{ region: number } | undefined> {
  const [row] = await sql<{ region: number }[]>`
    select region_no as region from desk_area where street_id = ${street} and id = ${id} and ended_at is null for update`
  return row
}

export async function endArea(sql: Tx, street: number, id: string, by: string, at: Date): Promise<void> {
  await sql`update desk_area set ended_at = ${at}, ended_by = ${by} where street_id = ${street} and id = ${id} and ended_at is null`
}

export async function updateSigns(sql: Tx, street: number, id: string, by: string, since: Date | null): Promise<void> {
  await sql`update desk_area set signs_since = ${since}, signs_by = ${by} where street_id = ${street} and id = ${id} and ended_at is null`
}

/** What is not over in these communities, and what the whole street is asked. */
export async function listOpen(sql: Tx, street: number, regions: readonly number[]): Promise<OpenRequest[]> {
  return sql<OpenRequest[]>`
    select id, kind, title, asker, due_on as "on", every, until_on as until, minutes, state, counts, planned, form_valid_to as "validTo", region_no as region,
      demand_from is not null as demand
    from request where street_id = ${street} and region_no = any(${[...regions, street * 1_000_000]}::bigint[])
      and state in ('reading', 'received', 'filling', 'filled') order by due_on nulls last, id limit 1000`
}

/** Parts of the latest deliveries of what an office asked that nobody signed for. */
export async function listUnsigned(sql: Tx, street: number, regions: readonly number[]): Promise<UnsignedPart[]> {
  return sql<UnsignedPart[]>`
    select p.request_id as request, p.region_no as region, p.delivery_id as delivery from delivery_part p
    join request r on r.street_id = p.street_id and r.id = p.request_id
    left join sign_off s on s.street_id = p.street_id and s.delivery_id = p.delivery_id and s.region_no = p.region_no and not s.whole
    where p.street_id = ${street} and p.region_no = any(${[...regions]}::bigint[]) and r.state = 'filled' and s.id is null
      and p.delivery_id = (select delivery_id from delivery_part d where d.street_id = p.street_id and d.request_id = p.request_id order by delivery_id desc limit 1)
    order by p.request_id, p.region_no limit 2000`
}

export type OpenObjection = { id: string; title: string; asker: string; on: string }

export async function listOpenObjections(sql: Tx, street: number): Promise<OpenObjection[]> {
  return sql<OpenObjection[]>`
    select id, about_title as title, asker, due_on as "on" from objection
    where street_id = ${street} and side = 'raised' and answer is null and withdrawn_on is null order by due_on, id limit 200`
}

export type HoldRow = { id: string; thing: string; region: number; post: string; title: string; who: string; since: string }

export async function listHolds(sql: Tx, street: number): Promise<HoldRow[]> {
  return sql<HoldRow[]>`
    select h.id, h.thing_id as thing, h.region_no as region, h.post_id as post, h.title, coalesce(l.shown_name, '') as who, h.taken_at as since
    from desk_hold h left join login l on l.id = h.login_id where h.street_id = ${street} and h.ended_at is null limit 5000`
}

export async function insertHold(
  sql: Tx,
  street: number,
  row: { id: string; thing: string; region: number; post: string; login: string; title: string; minutes: number; at: Date },
): Promise<void> {
  await sql`
    insert into desk_hold (street_id, id, region_no, thing_id, post_id, login_id, title, minutes, taken_at)
    values (${street}, ${row.id}, ${row.region}, ${row.thing}, ${row.post}, ${row.login}, ${row.title}, ${row.minutes}, ${row.at})`
}

/** Whoever has it now has it no longer. */
export async function endHold(
  sql: Tx,
  street: number,
  thing: string,
  region: number,
  end: { done: boolean; by: string; at: Date },
): Promise<void> {
  await sql`
    update desk_hold set ended_at = ${end.at}, ended_by = ${end.by}, done = ${end.done}
    where street_id = ${street} and thing_id = ${thing} and region_no = ${region} and ended_at is null`
}

export async function lockHold(sql: Tx, street: number, id: string): Promise<{ thing: string; region: number; post: string } | undefined> {
  const [row] = await sql<{ thing: string; region: number; post: string }[]>`
    select thing_id as thing, region_no as region, post_id as post from desk_hold
    where street_id = ${street} and id = ${id} and ended_at is null for update`
  return row
}

/** Minutes of what a desk has done, by community, since two moments. */
export async function sumMinutes(
  sql: Tx,
  street: number,
  since: { month: Date; year: Date },
): Promise<{ region: number; month: number; year: number }[]> {
  return sql<{ region: number; month: number; year: number }[]>`
    select region_no as region, coalesce(sum(minutes) filter (where ended_at >= ${since.month}), 0)::int as month, sum(minutes)::int as year
    from desk_hold where street_id = ${street} and done and ended_at >= ${since.year} group by 1`
}

export async function findHold(
  sql: Tx,
  street: number,
  thing: string,
  region: number,
): Promise<{ who: string; title: string } | undefined> {
  const [row] = await sql<{ who: string; title: string }[]>`
    select coalesce(l.shown_name, '') as who, h.title from desk_hold h left join login l on l.id = h.login_id
    where h.street_id = ${street} and h.thing_id = ${thing} and h.region_no = ${region} and h.ended_at is null`
  return row
}
