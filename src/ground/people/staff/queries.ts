/** SQL of a street's staff. Logins belong to no street: they are reached through posts of this one. */
import type { Tx } from '#kernel/action/context.ts'
import type { HeldPost } from './rules.ts'

export type StaffLogin = { id: string; signIn: string; name: string; locked: boolean; given: boolean; elsewhere: boolean }

const columns = (sql: Tx, street: number) => sql`
  l.id, l.name as "signIn", l.shown_name as name, l.disabled_at is not null as locked, l.given,
  exists (select 1 from login_post o where o.login_id = l.id and o.street_id <> ${street}) as elsewhere`

export async function listLogins(sql: Tx, street: number): Promise<StaffLogin[]> {
  return sql<StaffLogin[]>`
    select ${columns(sql, street)} from login l
    where exists (select 1 from post p where p.street_id = ${street} and p.login_id = l.id) order by l.shown_name, l.name limit 2000`
}

/** Locked until the transaction ends. */
export async function lockLoginRow(sql: Tx, street: number, id: string): Promise<StaffLogin | undefined> {
  const [row] = await sql<StaffLogin[]>`
    select ${columns(sql, street)} from login l
    where l.id = ${id} and exists (select 1 from post p where p.street_id = ${street} and p.login_id = l.id) for update of l`
  return row
}

export type PostRow = HeldPost & { title: string }

export async function listPosts(sql: Tx, street: number, login?: string): Promise<PostRow[]> {
  return sql<PostRow[]>`
    select id, login_id as login, role, title, region_lo as lo, region_hi as hi, from_day as "from", to_day as "to", ended_at is not null as ended
    from post where street_id = ${street} ${login ? sql`and login_id = ${login}` : sql``} order by from_day, title, id`
}

export async function lockPost(sql: Tx, street: number, id: string): Promise<PostRow | undefined> {
  const [row] = await sql<PostRow[]>`
    select id, login_id as login, role, title, region_lo as lo, region_hi as hi, from_day as "from", to_day as "to", ended_at is not null as ended
    from post where street_id = ${street} and id = ${id} for update`
  return row
}

export async function isNameTaken(sql: Tx, name: string): Promise<boolean> {
  const [row] = await sql<{ taken: boolean }[]>`select exists (select 1 from login where name = ${name}) as taken`
  return row!.taken
}

/** At once, or with a last day; sessions in a post that ends at once are gone. */
export async function endPost(sql: Tx, street: number, id: string, end: { at: Date; by: string } | { last: string }): Promise<void> {
  if ('last' in end) {
    await sql`update post set to_day = ${end.last} where street_id = ${street} and id = ${id}`
    return
  }
  await sql`update post set ended_at = ${end.at}, ended_by = ${end.by} where street_id = ${street} and id = ${id}`
  await sql`delete from session where street_id = ${street} and post_id = ${id}`
}

export async function setLocked(sql: Tx, login: string, at: Date | null): Promise<void> {
  await sql`update login set disabled_at = ${at} where id = ${login}`
  await sql`delete from session where login_id = ${login}`
}

/** A new password or key ends every session, and the lock of too many wrong tries. */
export async function setPassword(sql: Tx, login: string, hash: string, given: boolean): Promise<void> {
  await sql`update login set password_hash = ${hash}, given = ${given}, failed = 0, locked_until = null where id = ${login}`
  await sql`delete from session where login_id = ${login}`
}

export async function setSecret(sql: Tx, login: string, sealed: string): Promise<void> {
  await sql`update login set totp_secret = ${sealed}, totp_step = 0, failed = 0, locked_until = null where id = ${login}`
  await sql`delete from session where login_id = ${login}`
}

export async function markGiven(sql: Tx, login: string): Promise<void> {
  await sql`update login set given = true where id = ${login}`
}

export async function findOwn(sql: Tx, login: string): Promise<{ name: string; signIn: string; given: boolean; hash: string } | undefined> {
  const [row] = await sql<{ name: string; signIn: string; given: boolean; hash: string }[]>`
    select shown_name as name, name as "signIn", given, password_hash as hash from login where id = ${login}`
  return row
}
