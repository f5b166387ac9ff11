/** What somebody was told goes with her, and by itself when its kind says so: read or handed-over ones earlier. How she wants to be told is hers. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

/** What was announced stays in the list for three years after its last day (unconfirmed). */
const ANNOUNCED_DAYS = 1096

export const noticeForgets: Forgets = {
  module: 'ground/notices',
  erase: async (sql, street, subjects) => {
    await sql`
      delete from notice_attempt a where a.street_id = ${street} and a.notice_id in (
        select n.id from notice n where n.street_id = ${street} and (n.person_id = any(${subjects}::uuid[]) or n.dwelling_id = any(${subjects}::uuid[])))`
    const gone = await sql`
      delete from notice where street_id = ${street} and (person_id = any(${subjects}::uuid[]) or dwelling_id = any(${subjects}::uuid[])) returning 1`
    const letters = await sql`delete from letter where street_id = ${street} and person_id = any(${subjects}::uuid[]) returning 1`
    const channels = await sql`delete from own_channel where street_id = ${street} and person_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { notice: gone.length, letter: letters.length, 'own-channel': channels.length }, files: [] }
  },
  expire: async (sql, street, { now, today }) => {
    const past = await sql<{ id: string }[]>`
      select n.id from notice n join definition d on d.street_id in (0, n.street_id) and d.kind = 'notice' and d.id = n.kind and d.origin = n.origin
        and d.version = n.version
      where n.street_id = ${street} and n.due_at is null
        and (n.at < ${now}::timestamptz - make_interval(days => (d.body->>'keepDays')::int)
          or n.read_at < ${now}::timestamptz - make_interval(days => (d.body->>'keepReadDays')::int)
          or (n.state in ('handed', 'told') and n.sent_at < ${now}::timestamptz - make_interval(days => (d.body->>'keepReadDays')::int)))`
    const ids = past.map(({ id }) => id)
    await sql`delete from notice_attempt where street_id = ${street} and notice_id = any(${ids}::uuid[])`
    await sql`delete from notice where street_id = ${street} and id = any(${ids}::uuid[])`
    const letters = await sql`
      delete from letter l where l.street_id = ${street} and l.state in ('handed', 'back')
        and not exists (select 1 from notice n where n.street_id = l.street_id and n.message_id = l.id) returning 1`
    await sql`
      delete from letter_batch b where b.street_id = ${street} and b.printed_at is not null
        and not exists (select 1 from letter l where l.street_id = b.street_id and l.batch_id = b.id)`
    const announcements = await sql<{ id: string }[]>`
      select id from announcement where street_id = ${street} and until_day < ${today}::date - ${ANNOUNCED_DAYS}::int`
    const old = announcements.map(({ id }) => id)
    await sql`delete from announcement_area where street_id = ${street} and announcement_id = any(${old}::uuid[])`
    await sql`delete from announcement where street_id = ${street} and id = any(${old}::uuid[])`
    return { rows: { notice: ids.length, letter: letters.length, announcement: old.length }, files: [] }
  },
}
