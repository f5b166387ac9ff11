/** What somebody was told goes with her, and so does a hold; what was said of anybody goes when its purposes have ended. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'
import { expireByPurpose } from './keeping/expiry-queries.ts'

export const purposeForgets: Forgets = {
  module: 'ground/purposes',
  erase: async (sql, street, subjects) => {
    const gone = await sql`delete from told where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    const holds = await sql`delete from hold where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { told: gone.length, hold: holds.length }, files: [] }
  },
  expire: expireByPurpose,
}
