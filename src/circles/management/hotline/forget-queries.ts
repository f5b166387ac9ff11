/** What was written to the other side about somebody goes with her, and with the words of its matter; the order's number and times stay. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const hotlineForgets: Forgets = {
  module: 'circles/management/hotline',
  // Upper modules go first: who reported is still known here.
  erase: async (sql, street, subjects) => {
    const gone = await sql`
      update hotline_order o set reply = null where o.street_id = ${street} and o.reply is not null and exists (
        select 1 from matter_reporter r where r.street_id = o.street_id and r.matter_id = o.matter_id and r.person_id = any(${subjects}::uuid[]))
      returning 1`
    return { rows: { 'hotline-reply': gone.length }, files: [] }
  },
  expire: async (sql, street, { today }) => {
    const gone = await sql`
      update hotline_order o set reply = null where o.street_id = ${street} and o.reply is not null and exists (
        select 1 from matter m where m.street_id = o.street_id and m.id = o.matter_id and m.keep_until < ${today})
      returning 1`
    return { rows: { 'hotline-reply': gone.length }, files: [] }
  },
}
