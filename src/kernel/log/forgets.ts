/** Replies kept under keys: they end after 35 days, and what was replied about somebody who was erased goes with her. */
import type { TransactionSql } from 'postgres'
import type { Forgets } from '../forgetting/forgetting.ts'

const KEPT_DAYS = 35

export const logForgets: Forgets = {
  module: 'kernel/log',
  /** The key and what it was for stay, so that a command sent again is not done again. */
  erase: async (sql: TransactionSql, street, subjects) => {
    const emptied = await sql`
      update idempotency set reply = 'null' where street_id = ${street}
        and exists (select 1 from unnest(${subjects}::text[]) as id where position(id in reply::text) > 0) returning 1`
    const closing = await sql`delete from look_closing where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { reply: emptied.length, closing: closing.length }, files: [] }
  },
  expire: async (sql, street, { now }) => {
    const gone = await sql`
      delete from idempotency where street_id = ${street} and at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)} returning 1`
    await sql`delete from look_closing where street_id = ${street} and until_at < ${now}::timestamptz - interval '3 years'`
    return { rows: { reply: gone.length }, files: [] }
  },
}
