/** SQL of rounds: who walks which doors from when to when, and how far she is. */
import type { Tx } from '#kernel/action/context.ts'
import type { Outcome } from './outbox/contract.ts'

export type NewRound = {
  id: string
  lo: number
  hi: number
  title: string
  from: string
  to: string
  post: string
  login: string
  by: string
  at: Date
}

export async function insertRound(sql: Tx, street: number, row: NewRound): Promise<void> {
  await sql`
    insert into round (street_id, id, lo, hi, title, from_day, to_day, post_id, login_id, by_post, at)
    values (${street}, ${row.id}, ${row.lo}, ${row.hi}, ${row.title}, ${row.from}, ${row.to}, ${row.post}, ${row.login}, ${row.by}, ${row.at})`
  await insertWalker(sql, street, row)
}

export async function insertWalker(sql: Tx, street: number, row: Pick<NewRound, 'id' | 'post' | 'login' | 'at'>): Promise<void> {
  await sql`
    insert into round_walker (street_id, round_id, from_at, post_id, login_id) values (${street}, ${row.id}, ${row.at}, ${row.post}, ${row.login})
    on conflict (street_id, round_id, from_at) do update set post_id = excluded.post_id, login_id = excluded.login_id`
}

/** In the order given. Doors that are open in another round, or no longer doors, are left out. Returns how many were taken. */
export async function insertDoors(sql: Tx, street: number, round: string, doors: string[]): Promise<number> {
  const taken = await sql`
    insert into round_door (street_id, round_id, dwelling_id, region_no, place)
    select ${street}, ${round}, d.id, d.region_no, w.place from unnest(${doors}::uuid[]) with ordinality as w(id, place)
    join dwelling d on d.street_id = ${street} and d.id = w.id and d.closed_on is null
    on conflict do nothing returning 1`
  return taken.length
}

/** Doors of rounds that are over are free again. */
export async function releaseOver(sql: Tx, street: number, today: string, at: Date): Promise<void> {
  await sql`
    update round_door d set closed_at = ${at}, closed_how = 'over' from round r
    where d.street_id = ${street} and d.closed_at is null and r.street_id = ${street} and r.id = d.round_id and (r.to_day < ${today} or r.ended_at is not null)`
}

export async function releaseDoors(sql: Tx, street: number, round: string, at: Date): Promise<number> {
  const released = await sql`
    update round_door set closed_at = ${at}, closed_how = 'over' where street_id = ${street} and round_id = ${round} and closed_at is null returning 1`
  return released.length
}

export async function endRound(sql: Tx, street: number, id: string, how: { at: Date; by: string }): Promise<void> {
  await sql`update round set ended_at = ${how.at}, ended_by = ${how.by} where street_id = ${street} and id = ${id}`
}

export async function updateWalker(sql: Tx, street: number, id: string, row: { post: string; login: string; to: string }): Promise<void> {
  await sql`update round set post_id = ${row.post}, login_id = ${row.login}, to_day = ${row.to} where street_id = ${street} and id = ${id}`
}

export type RoundRow = {
  id: string
  lo: number
  hi: number
  title: string
  from: string
  to: string
  post: string
  login: string
  ended: string | null
  name: string
  postTitle: string
  doors: number
  visited: number
  comeBack: number
}

const roundColumns = (sql: Tx) => sql`
  r.id, r.lo, r.hi, r.title, r.from_day as "from", r.to_day as "to", r.post_id as post, r.login_id as login, r.ended_at as ended,
  coalesce(l.shown_name, '') as name, coalesce(p.title, '') as "postTitle",
  (select count(*)::int from round_door d where d.street_id = r.street_id and d.round_id = r.id) as doors,
  (select count(*)::int from round_door d where d.street_id = r.street_id and d.round_id = r.id and d.closed_at is not null and d.closed_how <> 'over') as visited,
  (select count(*)::int from round_door d where d.street_id = r.street_id and d.round_id = r.id and d.closed_at is null and d.last_outcome is not null) as "comeBack"
  from round r left join login l on l.id = r.login_id left join post p on p.street_id = r.street_id and p.id = r.post_id`

/** Those that go on, or those that are over, the newest first. */
export async function listRounds(
  sql: Tx,
  street: number,
  { over, today, post }: { over: boolean; today: string; post: string | undefined },
): Promise<RoundRow[]> {
  return sql<RoundRow[]>`
    select ${roundColumns(sql)} where r.street_id = ${street} and (r.ended_at is not null or r.to_day < ${today}) = ${over}
      ${post ? sql`and r.post_id = ${post}` : sql``}
    order by r.to_day ${over ? sql`desc` : sql`asc`}, r.at desc limit 200`
}

export async function findRound(sql: Tx, street: number, id: string): Promise<RoundRow | undefined> {
  const [row] = await sql<RoundRow[]>`select ${roundColumns(sql)} where r.street_id = ${street} and r.id = ${id}`
  return row
}

export async function lockRound(sql: Tx, street: number, id: string): Promise<{ to: string; from: string } | undefined> {
  const [row] = await sql<{ to: string; from: string }[]>`
    select to_day as "to", from_day as "from" from round where street_id = ${street} and id = ${id} and ended_at is null for update`
  return row
}

export type RoundDoorRow = {
  dwelling: string
  label: string
  region: number
  place: number
  open: boolean
  /** It stands open in another round. */
  elsewhere: boolean
  how: string | null
  outcome: Outcome | null
  at: string | null
  comeBackAt: string | null
}

export async function listRoundDoors(sql: Tx, street: number, round: string): Promise<RoundDoorRow[]> {
  return sql<RoundDoorRow[]>`
    select r.dwelling_id as dwelling, d.label, d.region_no as region, r.place, r.closed_at is null as open, r.closed_how as how, r.last_outcome as outcome,
      r.last_at as at, r.come_back_at as "comeBackAt", exists (
        select 1 from round_door o where o.street_id = r.street_id and o.dwelling_id = r.dwelling_id and o.round_id <> r.round_id and o.closed_at is null) as elsewhere
    from round_door r join dwelling d on d.street_id = r.street_id and d.id = r.dwelling_id
    where r.street_id = ${street} and r.round_id = ${round} order by r.place`
}

/** Of these doors, in walking order. */
export async function sortDoors(sql: Tx, street: number, doors: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select d.id from dwelling d
    left join building b on b.street_id = d.street_id and b.id = d.building_id
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    where d.street_id = ${street} and d.id = any(${doors}::uuid[]) order by e.sort nulls last, b.sort nulls last, d.sort, d.id`
  return rows.map(({ id }) => id)
}

/** Doors that stand in a round now; and when the last knock was made that settled what was open. */
export async function listTaken(sql: Tx, street: number, range: { lo: number; hi: number }, today: string): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select d.dwelling_id as id from round_door d join round r on r.street_id = d.street_id and r.id = d.round_id
    where d.street_id = ${street} and d.region_no between ${range.lo} and ${range.hi} and d.closed_at is null and r.to_day >= ${today} and r.ended_at is null`
  return new Set(rows.map(({ id }) => id))
}

export async function listLastVisits(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  outcomes: string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; at: string }[]>`
    select dwelling_id as id, max(at) as at from visit
    where street_id = ${street} and region_no between ${range.lo} and ${range.hi} and outcome = any(${outcomes}) group by 1`
  return new Map(rows.map(({ id, at }) => [id, at]))
}

export type WalkerRow = { post: string; login: string; name: string; title: string; role: string; lo: number; hi: number }

/** Posts of the street that are in force until a day, whose region reaches into the range. */
export async function listPosts(sql: Tx, street: number, range: { lo: number; hi: number }, until: string): Promise<WalkerRow[]> {
  return sql<WalkerRow[]>`
    select p.id as post, l.id as login, l.shown_name as name, p.title, p.role, p.region_lo as lo, p.region_hi as hi
    from post p join login l on l.id = p.login_id
    where p.street_id = ${street} and p.region_lo <= ${range.hi} and p.region_hi >= ${range.lo} and p.from_day <= ${until}
      and (p.to_day is null or p.to_day >= ${until}) and p.ended_at is null and l.disabled_at is null
    order by p.region_hi - p.region_lo, l.shown_name`
}

/** Logins in the teams of the range today, with the doors of those who answer for some only. */
export async function listTeamDoors(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  today: string,
): Promise<{ login: string; doors: string[] | null }[]> {
  return sql<{ login: string; doors: string[] | null }[]>`
    select m.login_id as login, m.doors from grid g join grid_member m on m.street_id = g.street_id and m.grid_id = g.id
    where g.street_id = ${street} and g.region_no between ${range.lo} and ${range.hi} and g.closed_on is null and m.login_id is not null
      and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today})`
}

/** How long knocks took in this street and how long they were reckoned to take, over all who walked. Pauses and ends of days are no knocks. */
export async function measureKnocks(
  sql: Tx,
  street: number,
  since: Date,
  aDoor: number,
): Promise<{ knocks: number; took: number; reckoned: number }> {
  const [row] = await sql<{ knocks: number; took: number; reckoned: number }[]>`
    with knock as (
      select extract(epoch from at - lag(at) over (partition by login_id, (at at time zone 'Asia/Shanghai')::date order by at)) as took, seconds + ${aDoor} as reckoned, outcome
      from visit where street_id = ${street} and at >= ${since})
    select count(*)::int as knocks, coalesce(sum(took), 0)::float8 as took, coalesce(sum(reckoned), 0)::float8 as reckoned
    from knock where outcome in ('done', 'partly') and took between 20 and 1800`
  return row!
}
