/** A print holds nobody: its letters are of residents. It is kept as long as they are (PIPL 21–23: three years). */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

const KEEP_DAYS = 3 * 365

export const counterForgets: Forgets = {
  module: 'circles/living/counter',
  erase: async () => ({ rows: {}, files: [] }),
  expire: async (sql, street, { now }) => {
    const before = new Date(now.getTime() - KEEP_DAYS * 86_400_000)
    const gone = await sql`delete from letter_print where street_id = ${street} and expires_at < ${before} returning 1`
    return { rows: { 'letter-print': gone.length }, files: [] }
  },
}
