/** SQL of logins, sessions and posts. Logins and sessions belong to no street; posts do. */
import type { Sql, TransactionSql } from 'postgres'
import type { Tx } from '../action/context.ts'
import { newId } from '../log/id.ts'

/** Five wrong answers lock a login for a quarter of an hour. */
export const LOCK_AFTER = 5
export const LOCK_MINUTES = 15

export type LoginRow = {
  id: string
  name: string
  shown_name: string
  kind: 'staff' | 'phone' | 'letter'
  /** Of staff. */
  password_hash: string | null
  totp_secret: string | null
  /** Of a telephone. */
  phone_token: string | null
  phone: string | null
  totp_step: number
  failed: number
  locked_until: string | null
  disabled_at: string | null
}
export type PostRow = {
  street_id: number
  id: string
  login_id: string
  role: string
  title: string
  region_lo: number
  region_hi: number
  from_day: string
  to_day: string | null
}
export type SessionRow = {
  login_id: string
  stage: 'password' | 'full'
  street_id: number | null
  post_id: string | null
  created_at: string
  expires_at: string
}

export async function findLogin(sql: Sql, name: string): Promise<LoginRow | undefined> {
  const [row] = await sql<LoginRow[]>`
    select id, name, shown_name, kind, password_hash, totp_secret, phone_token, phone, totp_step, failed, locked_until::text, disabled_at::text
    from login where name = ${name}`
  return row
}

/** Is there anybody of the staff at all who may sign in? */
export async function hasLogins(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (select 1 from login where kind = 'staff') as any`
  return row!.any
}

/** Is there anybody who may sign in, beside these logins? */
export async function hasLoginsBeside(sql: Sql, ids: string[]): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (select 1 from login where not id = any(${ids})) as any`
  return row!.any
}

export async function findLoginById(sql: Sql | TransactionSql, id: string): Promise<LoginRow | undefined> {
  const [row] = await sql<LoginRow[]>`
    select id, name, shown_name, kind, password_hash, totp_secret, phone_token, phone, totp_step, failed, locked_until::text, disabled_at::text
    from login where id = ${id}`
  return row
}

export async function insertLogin(
  sql: Sql | Tx,
  row: { id: string; name: string; shownName: string; passwordHash: string; totpSecret: string; at: Date },
): Promise<void> {
  await sql`
    insert into login (id, name, shown_name, password_hash, totp_secret, created_at)
    values (${row.id}, ${row.name}, ${row.shownName}, ${row.passwordHash}, ${row.totpSecret}, ${row.at}) on conflict (name) do nothing`
}

export async function countFailure(sql: Sql, login: string, lockFrom: number, lockedUntil: Date): Promise<void> {
  await sql`
    update login set failed = failed + 1, locked_until = case when failed + 1 >= ${lockFrom} then ${lockedUntil}::timestamptz else locked_until end
    where id = ${login}`
}

export async function clearFailures(sql: Sql, login: string): Promise<void> {
  await sql`update login set failed = 0, locked_until = null where id = ${login} and (failed > 0 or locked_until is not null)`
}

/** Takes the time step when nobody took it before; false for a replayed code. */
export async function takeStep(sql: Sql, login: string, step: number): Promise<boolean> {
  const taken =
    await sql`update login set totp_step = ${step}, failed = 0, locked_until = null where id = ${login} and totp_step < ${step} returning 1`
  return taken.length === 1
}

export async function insertSession(sql: Sql, row: { tokenHash: Buffer; login: string; now: Date; expires: Date }): Promise<void> {
  await sql`
    insert into session (token_hash, login_id, stage, created_at, seen_at, expires_at)
    values (${row.tokenHash}, ${row.login}, 'password', ${row.now}, ${row.now}, ${row.expires})`
}

export async function findSession(sql: Sql, tokenHash: Buffer, now: Date): Promise<SessionRow | undefined> {
  const [row] = await sql<SessionRow[]>`
    select s.login_id, s.stage, s.street_id, s.post_id, s.created_at::text, s.expires_at::text from session s join login l on l.id = s.login_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and l.disabled_at is null`
  return row
}

/** A full session has another token than the half one, so that a token seen before the code is worth nothing. */
export async function promoteSession(
  sql: Sql,
  row: { from: Buffer; to: Buffer; street: number | null; post: string | null; now: Date; expires: Date },
): Promise<void> {
  await sql`
    update session set token_hash = ${row.to}, stage = 'full', street_id = ${row.street}, post_id = ${row.post}, seen_at = ${row.now}, expires_at = ${row.expires}
    where token_hash = ${row.from}`
}

export async function switchSession(sql: Sql, tokenHash: Buffer, street: number, post: string): Promise<void> {
  await sql`update session set street_id = ${street}, post_id = ${post} where token_hash = ${tokenHash}`
}

export async function touchSession(sql: Sql, tokenHash: Buffer, now: Date, expires: Date): Promise<void> {
  await sql`update session set seen_at = ${now}, expires_at = ${expires} where token_hash = ${tokenHash}`
}

export async function deleteSession(sql: Sql, tokenHash: Buffer): Promise<void> {
  await sql`delete from session where token_hash = ${tokenHash}`
}

export async function deleteExpiredSessions(sql: Sql, now: Date): Promise<void> {
  await sql`delete from session where expires_at < ${now}`
}

export async function listPostPlaces(sql: Sql, login: string): Promise<{ street_id: number; post_id: string }[]> {
  return sql<
    { street_id: number; post_id: string }[]
  >`select street_id, post_id from login_post where login_id = ${login} order by street_id, post_id`
}

/** A post that is in force on the day, or nothing. */
export async function findPost(sql: Tx, street: number, id: string, day: string): Promise<PostRow | undefined> {
  const [row] = await sql<PostRow[]>`
    select street_id, id, login_id, role, title, region_lo, region_hi, from_day, to_day from post
    where street_id = ${street} and id = ${id} and from_day <= ${day} and (to_day is null or to_day >= ${day}) and ended_at is null`
  return row
}

export async function insertPost(
  sql: Tx,
  row: {
    street: number
    id: string
    login: string
    person?: string
    role: string
    title: string
    lo: number
    hi: number
    from: string
    to?: string
  },
): Promise<void> {
  await sql`
    insert into post (street_id, id, login_id, person_id, role, title, region_lo, region_hi, from_day, to_day)
    values (${row.street}, ${row.id}, ${row.login}, ${row.person ?? null}, ${row.role}, ${row.title}, ${row.lo}, ${row.hi}, ${row.from}, ${row.to ?? null})
    on conflict (street_id, id) do nothing`
  await sql`insert into login_post (login_id, street_id, post_id) values (${row.login}, ${row.street}, ${row.id}) on conflict do nothing`
}

export async function endPost(sql: Tx, street: number, id: string, lastDay: string): Promise<boolean> {
  const ended =
    await sql`update post set to_day = ${lastDay} where street_id = ${street} and id = ${id} and (to_day is null or to_day > ${lastDay}) returning 1`
  return ended.length === 1
}

export type StaffName = { id: string; name: string; title: string; lo: number; hi: number }

/** Who holds a post of the street today, by name: to choose members of teams from. */
export async function listStaffOfStreet(sql: Tx, street: number, day: string): Promise<StaffName[]> {
  return sql<StaffName[]>`
    select l.id, l.shown_name as name, p.title, p.region_lo as lo, p.region_hi as hi from post p join login l on l.id = p.login_id
    where p.street_id = ${street} and p.from_day <= ${day} and (p.to_day is null or p.to_day >= ${day}) and p.ended_at is null and l.disabled_at is null
    order by l.shown_name, p.title`
}

/** Where a try to sign in comes from, for the one whose login it is. */
export type From = { address: string; agent: string }
export type SignInRow = From & { at: Date; outcome: 'in' | 'password-wrong' | 'code-wrong' | 'locked' }

/** Kept half a year (网络安全法 2016 art. 21). */
export async function recordSignIn(sql: Sql, row: SignInRow & { login: string }): Promise<void> {
  await sql`delete from sign_in where login_id = ${row.login} and at < ${new Date(row.at.getTime() - 183 * 86_400_000)}`
  await sql`
    insert into sign_in (id, login_id, at, outcome, address, agent)
    values (${newId()}, ${row.login}, ${row.at}, ${row.outcome}, ${row.address}, ${row.agent})`
}

export async function listSignIns(sql: Tx, login: string, limit: number): Promise<(Omit<SignInRow, 'at'> & { at: string })[]> {
  return sql<(Omit<SignInRow, 'at'> & { at: string })[]>`
    select at, outcome, address, agent from sign_in where login_id = ${login} order by at desc limit ${limit}`
}
