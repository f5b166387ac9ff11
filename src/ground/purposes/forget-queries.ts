/** What somebody was told and agreed to goes with her, and so does a hold; what she took back goes at night at the latest; what was said of anybody goes when its purposes have ended. */
import { addGone, type Forgets } from '#kernel/forgetting/forgetting.ts'
import { clearWithdrawn } from './consents/clearing.ts'
import { expireByPurpose } from './keeping/expiry-queries.ts'

export const purposeForgets: Forgets = {
  module: 'ground/purposes',
  erase: async (sql, street, subjects) => {
    const gone = await sql`delete from told where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    const holds = await sql`delete from hold where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    const consents = await sql`delete from consent where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { told: gone.length, hold: holds.length, consent: consents.length }, files: [] }
  },
  expire: async (sql, street, moment) =>
    addGone(await clearWithdrawn(sql, street, moment.today), await expireByPurpose(sql, street, moment)),
}
