/** Merges and pairs kept apart say of somebody that she was once taken for another: they go with her. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const peopleForgets: Forgets = {
  module: 'ground/people',
  erase: async (sql, street, subjects) => {
    const merges = await sql`
      delete from merge where street_id = ${street} and (kept_id = any(${subjects}::uuid[]) or gone_id = any(${subjects}::uuid[])) returning 1`
    const pairs = await sql`
      delete from different where street_id = ${street} and (a_id = any(${subjects}::uuid[]) or b_id = any(${subjects}::uuid[])) returning 1`
    return { rows: { merge: merges.length + pairs.length }, files: [] }
  },
}
