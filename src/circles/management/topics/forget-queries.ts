/** Who supported goes with her, and a year after its topic was closed; the number that was told then stays. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

const KEPT_MS = 365 * 86_400_000

export const topicForgets: Forgets = {
  module: 'circles/management/topics',
  erase: async (sql, street, subjects) => {
    const gone = await sql`
      delete from topic_supporter where street_id = ${street} and person_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { 'topic-supporter': gone.length }, files: [] }
  },
  expire: async (sql, street, { now }) => {
    const gone = await sql`
      delete from topic_supporter s where s.street_id = ${street} and exists (
        select 1 from topic t where t.street_id = s.street_id and t.id = s.topic_id and t.closed_at < ${new Date(now.getTime() - KEPT_MS)})
      returning 1`
    return { rows: { 'topic-supporter': gone.length }, files: [] }
  },
}
