/** A post whose holder is also a person of the register: it stays, and no longer says who of the register she is. */
import type { Sql } from 'postgres'
import type { Forgets } from '../forgetting/forgetting.ts'
import { deleteIdleLogins } from './phone-queries.ts'
import { deleteExpiredSessions } from './queries.ts'

export const accessForgets: Forgets = {
  module: 'kernel/access',
  erase: async (sql, street, subjects) => {
    const freed = await sql`
      update post set person_id = null where street_id = ${street} and person_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { post: freed.length }, files: [] }
  },
}

/** Tries to come in are kept half a year (网络安全法 2016 art. 21). */
const SIGN_IN_DAYS = 183

/** Of no street: sessions that have ended, and tries of logins that never came back. */
export async function expireSignIns(app: Sql, now: Date): Promise<void> {
  await deleteExpiredSessions(app, now)
  await deleteIdleLogins(app, now)
  await app`delete from sign_in where at < ${new Date(now.getTime() - SIGN_IN_DAYS * 86_400_000)}`
}

/** Streets in which anybody has or had a post. */
export async function listStreets(app: Sql): Promise<number[]> {
  return (await app<{ street: number }[]>`select distinct street_id as street from login_post order by 1`).map(({ street }) => street)
}
