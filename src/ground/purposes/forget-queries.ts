/** What somebody was told goes with her. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const purposeForgets: Forgets = {
  module: 'ground/purposes',
  erase: async (sql, street, subjects) => {
    const gone = await sql`delete from told where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { told: gone.length }, files: [] }
  },
}
