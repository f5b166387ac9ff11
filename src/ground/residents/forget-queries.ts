/** Telephones, letters and mandates of somebody erased go with her; a telephone that is nobody's any more goes too, with its login and sessions. */
import type { TransactionSql } from 'postgres'
import type { Forgets, Gone } from '#kernel/forgetting/forgetting.ts'

/** Ended telephones and mandates, decided claims and letters are kept so long, to be accounted for (PIPL 21–23: three years). */
const KEEP_DAYS = 3 * 365

async function erase(sql: TransactionSql, street: number, subjects: string[]): Promise<Gone> {
  const ids = sql`${subjects}::uuid[]`
  const bindings = await sql`delete from binding where street_id = ${street} and person_id = any(${ids}) returning 1`
  const claims = await sql`delete from claim where street_id = ${street} and person_id = any(${ids}) returning 1`
  await sql`delete from look_closing where street_id = ${street} and person_id = any(${ids})`
  const letters = await sql<{ id: string }[]>`
    delete from answer_letter where street_id = ${street} and (person_id = any(${ids}) or dwelling_id = any(${ids})) returning id`
  const mandates = await sql<{ paper: string | null }[]>`
    delete from mandate where street_id = ${street} and (principal_id = any(${ids}) or helper_id = any(${ids})) returning paper_id as paper`
  const numbers = letters.map(({ id }) => id)
  await sql`delete from answer_number where street_id = ${street} and letter_id = any(${numbers}::uuid[])`
  await sql`delete from session where login_id = any(${numbers}::uuid[])`
  await forgetPhones(sql, street)
  return {
    rows: { 'sign-in': bindings.length + claims.length + letters.length, mandate: mandates.length },
    files: mandates.flatMap(({ paper }) => paper ?? []),
  }
}

/** Telephones that are nobody's in this street leave its directory; those that are nobody's anywhere lose their login. */
async function forgetPhones(sql: TransactionSql, street: number): Promise<void> {
  await sql`
    delete from login_street d where d.street_id = ${street}
      and not exists (select 1 from binding b where b.street_id = ${street} and b.phone_token = d.phone_token)
      and not exists (select 1 from claim c where c.street_id = ${street} and c.phone_token = d.phone_token)
      and not exists (select 1 from mandate m where m.street_id = ${street} and m.helper_token = d.phone_token)`
  const logins = await sql<{ id: string; token: string }[]>`
    delete from login l where l.kind = 'phone' and not exists (select 1 from login_street d where d.phone_token = l.phone_token)
      and not exists (select 1 from session s where s.login_id = l.id) returning l.id, l.phone_token as token`
  await sql`delete from sign_in where login_id = any(${logins.map(({ id }) => id)}::uuid[])`
  await sql`delete from phone_code where phone_token = any(${logins.map(({ token }) => token)})`
}

export const residentForgets: Forgets = {
  module: 'ground/residents',
  erase,
  expire: async (sql, street, { now }) => {
    const before = new Date(now.getTime() - KEEP_DAYS * 86_400_000)
    const bindings = await sql`delete from binding where street_id = ${street} and ended_at < ${before} returning 1`
    const claims = await sql`delete from claim where street_id = ${street} and decided_at < ${before} returning 1`
    const letters = await sql`delete from answer_letter where street_id = ${street} and expires_at < ${before} returning 1`
    const mandates = await sql<{ paper: string | null }[]>`
      delete from mandate where street_id = ${street} and (ended_at < ${before} or to_day < ${before}::date) returning paper_id as paper`
    await forgetPhones(sql, street)
    return {
      rows: { 'sign-in': bindings.length + claims.length + letters.length, mandate: mandates.length },
      files: mandates.flatMap(({ paper }) => paper ?? []),
    }
  },
  holds: async (sql, street) => {
    const rows = await sql<{ paper: string }[]>`select paper_id as paper from mandate where street_id = ${street} and paper_id is not null`
    return rows.map(({ paper }) => paper)
  },
}
