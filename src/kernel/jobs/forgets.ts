/** What a job told its starter is kept for a quarter of a year after its end. */
import type { Forgets } from '../forgetting/forgetting.ts'

const KEPT_DAYS = 90

export const jobForgets: Forgets = {
  module: 'kernel/jobs',
  expire: async (sql, street, { now }) => {
    const gone = await sql`
      delete from job where street_id = ${street} and ended_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)} returning 1`
    return { rows: { job: gone.length }, files: [] }
  },
}
