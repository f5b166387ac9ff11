/** SQL of signing in without a post: codes to telephones, numbers of letters, and the logins they open. None of it belongs to a street. */
import type { Sql } from 'postgres'
import type { Tx } from '../action/context.ts'

/**
 * Keep the code of a telephone unless one went out within `gap` seconds, or `most` went out today. In one statement: of many at once one gets through.
 * The row is the same whoever the number belongs to.
 */
export async function keepPhoneCode(
  sql: Sql,
  row: { phoneToken: string; code: Buffer; now: Date; expires: Date; today: string },
  { gapSeconds, most }: { gapSeconds: number; most: number },
): Promise<boolean> {
  const before = new Date(row.now.getTime() - gapSeconds * 1000)
  const kept = await sql`
    insert into phone_code (phone_token, code, sent_at, expires_at, on_day) values (${row.phoneToken}, ${row.code}, ${row.now}, ${row.expires}, ${row.today})
    on conflict (phone_token) do update set code = excluded.code, sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = 0,
      on_day = excluded.on_day, sent = case when phone_code.on_day = excluded.on_day then phone_code.sent + 1 else 1 end
    where phone_code.sent_at <= ${before} and (phone_code.on_day <> excluded.on_day or phone_code.sent < ${most})
    returning 1`
  return kept.length === 1
}

export async function findPhoneCode(sql: Sql, phoneToken: string): Promise<{ sent_at: string; on_day: string; sent: number } | undefined> {
  const [row] = await sql<
    { sent_at: string; on_day: string; sent: number }[]
  >`select sent_at, on_day, sent from phone_code where phone_token = ${phoneToken}`
  return row
}

/** It did not go out: as if it had not been asked for, but for what was sent before it, which no longer opens anything. */
export async function forgetPhoneCode(sql: Sql, phoneToken: string, code: Buffer, now: Date): Promise<void> {
  await sql`
    update phone_code set expires_at = ${now}, sent_at = ${now}::timestamptz - interval '1 hour', sent = sent - 1
    where phone_token = ${phoneToken} and code = ${code}`
}

/** One try is counted before anything is compared; the code that may still be tried, or nothing. */
export async function tryPhoneCode(sql: Sql, phoneToken: string, now: Date, most: number): Promise<Buffer | undefined> {
  const [row] = await sql<{ code: Buffer }[]>`
    update phone_code set tries = tries + 1 where phone_token = ${phoneToken} and expires_at > ${now} and tries < ${most} returning code`
  return row?.code
}

/** Good once: of two who come with the right code at the same moment one gets in. */
export async function spendPhoneCode(sql: Sql, phoneToken: string, code: Buffer, now: Date): Promise<boolean> {
  const spent = await sql`
    update phone_code set expires_at = ${now} where phone_token = ${phoneToken} and code = ${code} and expires_at > ${now} returning 1`
  return spent.length === 1
}

/** The login of a telephone, made when there is none, with the time it signed in before this one. Nothing when it is locked. */
export async function openPhoneLogin(
  sql: Sql,
  row: { id: string; phoneToken: string; phone: string; at: Date },
): Promise<{ id: string; usedAt: string | null } | undefined> {
  await sql`
    insert into login (id, name, shown_name, kind, phone_token, phone, created_at)
    values (${row.id}, ${`phone ${row.id}`}, '', 'phone', ${row.phoneToken}, ${row.phone}, ${row.at}) on conflict (phone_token) do nothing`
  const [login] = await sql<{ id: string; usedAt: string | null }[]>`
    select id, used_at as "usedAt" from login where phone_token = ${row.phoneToken} and disabled_at is null`
  if (login) await sql`update login set used_at = ${row.at} where id = ${login.id}`
  return login
}

/** The login of a letter has the letter's id. */
export async function insertLetterLogin(sql: Sql, letter: string, at: Date): Promise<void> {
  await sql`
    insert into login (id, name, shown_name, kind, created_at) values (${letter}, ${`letter ${letter}`}, '', 'letter', ${at}) on conflict (id) do nothing`
}

export async function insertFullSession(
  sql: Sql,
  row: { tokenHash: Buffer; login: string; street: number | null; now: Date; expires: Date },
): Promise<void> {
  await sql`
    insert into session (token_hash, login_id, stage, street_id, created_at, seen_at, expires_at)
    values (${row.tokenHash}, ${row.login}, 'full', ${row.street}, ${row.now}, ${row.now}, ${row.expires})`
}

export async function moveSession(sql: Sql, tokenHash: Buffer, street: number): Promise<void> {
  await sql`update session set street_id = ${street}, post_id = null where token_hash = ${tokenHash}`
}

export async function listPhoneStreets(sql: Sql, phoneToken: string): Promise<number[]> {
  const rows = await sql<{ street: number }[]>`select street_id as street from login_street where phone_token = ${phoneToken} order by 1`
  return rows.map(({ street }) => street)
}

/** Taken out as it is found: a number opens once, whoever else comes with it at the same moment. */
export async function takeLetterNumber(sql: Sql | Tx, number: string, now: Date): Promise<{ street: number; letter: string } | undefined> {
  const [row] = await sql<{ street: number; letter: string }[]>`
    delete from answer_number where number = ${number} and expires_at > ${now} returning street_id as street, letter_id as letter`
  return row
}

/** A try to say who she is; false when today's are spent. */
export async function countClaim(sql: Sql, login: string, today: string, most: number): Promise<boolean> {
  const counted = await sql`
    update login set claims = case when claims_on = ${today}::date then claims + 1 else 1 end, claims_on = ${today}
    where id = ${login} and (claims_on is distinct from ${today}::date or claims < ${most}) returning 1`
  return counted.length === 1
}

/** Every session of a telephone ends, whoever it is for. */
export async function endPhoneSessions(sql: Tx, phoneToken: string): Promise<void> {
  await sql`select app_end_sessions(${phoneToken})`
}

/** The session a letter opened, and its login. */
export async function endLetterSessions(sql: Tx, letter: string): Promise<void> {
  await sql`delete from session where login_id = ${letter}`
}

/** Codes of yesterday and before, numbers of letters past their time, logins of letters without a session, and telephones that are nobody's. */
export async function deleteIdleLogins(sql: Sql, now: Date): Promise<void> {
  const day = new Date(now.getTime() - 86_400_000)
  await sql`delete from phone_code where sent_at < ${day}`
  await sql`delete from answer_number where expires_at < ${now}`
  await sql`
    delete from login l where not exists (select 1 from session s where s.login_id = l.id) and l.created_at < ${day} and l.disabled_at is null
      and (l.kind = 'letter' or (l.kind = 'phone' and not exists (select 1 from login_street d where d.phone_token = l.phone_token)))`
}
