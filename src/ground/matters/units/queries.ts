/** SQL of units, of the posts that act for them, and of what parties are called. */
import type { Tx } from '#kernel/action/context.ts'

export type UnitRow = { id: string; kind: string; name: string; phone: string; rev: number; ended: boolean }

export async function listUnitRows(sql: Tx, street: number): Promise<UnitRow[]> {
  return sql<UnitRow[]>`
    select id, kind, name, phone, rev, ended_on is not null as ended from unit where street_id = ${street}
    order by array_position(array['office', 'department', 'company'], kind), name, id limit 2000`
}

export async function listUnitPosts(sql: Tx, street: number): Promise<{ unit: string; post: string }[]> {
  return sql<{ unit: string; post: string }[]>`
    select unit_id as unit, post_id as post from unit_post where street_id = ${street} and ended_at is null limit 10000`
}

export type PostName = { id: string; title: string; name: string }

/** Posts in force on the day: who acts for a unit, who holds a matter, who did what. */
export async function listPostNames(sql: Tx, street: number, today: string): Promise<(PostName & { login: string })[]> {
  return sql<(PostName & { login: string })[]>`
    select p.id, p.login_id as login, p.title, l.shown_name as name from post p join login l on l.id = p.login_id
    where p.street_id = ${street} and p.from_day <= ${today} and (p.to_day is null or p.to_day >= ${today}) and p.ended_at is null
    order by p.title, l.shown_name limit 2000`
}

export async function namePosts(sql: Tx, street: number, posts: string[]): Promise<PostName[]> {
  return sql<PostName[]>`
    select p.id, p.title, l.shown_name as name from post p join login l on l.id = p.login_id
    where p.street_id = ${street} and p.id = any(${posts}::uuid[])`
}

export type PostOf = { role: string; lo: number; hi: number }

export async function listPostsOf(sql: Tx, street: number, login: string, today: string): Promise<PostOf[]> {
  return sql<PostOf[]>`
    select role, region_lo as lo, region_hi as hi from post
    where street_id = ${street} and login_id = ${login} and from_day <= ${today} and (to_day is null or to_day >= ${today}) and ended_at is null`
}

export async function insertUnit(
  sql: Tx,
  street: number,
  row: { id: string; kind: string; name: string; key: string; phone: string },
): Promise<void> {
  await sql`insert into unit (street_id, id, kind, name, key, phone) values (${street}, ${row.id}, ${row.kind}, ${row.name}, ${row.key}, ${row.phone})`
}

export async function lockUnit(sql: Tx, street: number, id: string): Promise<UnitRow | undefined> {
  const [row] = await sql<UnitRow[]>`
    select id, kind, name, phone, rev, ended_on is not null as ended from unit where street_id = ${street} and id = ${id} and ended_on is null for update`
  return row
}

export async function findUnit(sql: Tx, street: number, id: string): Promise<UnitRow | undefined> {
  const [row] = await sql<UnitRow[]>`
    select id, kind, name, phone, rev, ended_on is not null as ended from unit where street_id = ${street} and id = ${id}`
  return row
}

export async function updateUnit(sql: Tx, street: number, row: { id: string; name: string; key: string; phone: string }): Promise<void> {
  await sql`update unit set name = ${row.name}, key = ${row.key}, phone = ${row.phone}, rev = rev + 1 where street_id = ${street} and id = ${row.id}`
}

/** Exactly these posts act for it from now on. */
export async function setUnitPosts(sql: Tx, street: number, unit: string, posts: string[], at: Date): Promise<void> {
  await sql`
    update unit_post set ended_at = ${at}
    where street_id = ${street} and unit_id = ${unit} and ended_at is null and not post_id = any(${posts}::uuid[])`
  await sql`
    insert into unit_post (street_id, unit_id, post_id, from_at) select ${street}, ${unit}, post, ${at} from unnest(${posts}::uuid[]) post
    on conflict (street_id, unit_id, post_id) do update set ended_at = null`
}

export async function endUnit(sql: Tx, street: number, id: string, day: string): Promise<void> {
  await sql`update unit set ended_on = ${day}, rev = rev + 1 where street_id = ${street} and id = ${id}`
}

/** Whether it answers for anything that is not closed. */
export async function isUnitBusy(sql: Tx, street: number, party: string): Promise<boolean> {
  const [row] = await sql<{ busy: boolean }[]>`
    select exists (select 1 from matter where street_id = ${street} and stand <> 'closed' and ${party} = any(parties)) as busy`
  return row!.busy
}

export async function findPlaceName(sql: Tx, code: string): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`select name from region where code = ${code} and to_day is null`
  return row?.name
}

/** Communities of the street by their code, and the street itself. */
export async function listPlaceNames(sql: Tx, street: number): Promise<{ code: string; name: string }[]> {
  const code = String(street).padEnd(12, '0')
  return sql<{ code: string; name: string }[]>`
    select code, name from region where to_day is null and (code = ${code} or parent = ${code}) order by code limit 2000`
}
