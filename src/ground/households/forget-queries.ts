/** A household nobody is left of. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const householdForgets: Forgets = {
  module: 'ground/households',
  erase: async (sql, street, subjects) => {
    const gone = await sql`delete from household where street_id = ${street} and id = any(${subjects}::uuid[]) returning 1`
    return { rows: { household: gone.length }, files: [] }
  },
}
