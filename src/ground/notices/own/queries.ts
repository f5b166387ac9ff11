/** SQL of a resident's own, as `linli_resident`: every row is hers whatever is asked. */
import type { Tx } from '#kernel/action/context.ts'
import type { NoticeRow } from '../queries.ts'

/** Her own and those of these doors. */
export async function listInbox(sql: Tx, street: number, person: string, doors: string[], limit: number): Promise<NoticeRow[]> {
  return sql<NoticeRow[]>`
    select id, region_no as region, person_id as person, dwelling_id as dwelling, kind, origin, version, words, urgent, at, state, channel, tries,
      message_id as message, read_at as "readAt"
    from notice where street_id = ${street} and (person_id = ${person} or dwelling_id = any(${doors}::uuid[]))
    order by at desc, id desc limit ${limit}`
}

export async function findOwnNotice(sql: Tx, street: number, id: string): Promise<{ person: string | null } | undefined> {
  const [row] = await sql<{ person: string | null }[]>`
    select person_id as person from notice where street_id = ${street} and id = ${id}`
  return row
}

/** The first time counts. */
export async function markRead(sql: Tx, street: number, id: string, at: Date): Promise<boolean> {
  const marked = await sql`update notice set read_at = ${at} where street_id = ${street} and id = ${id} and read_at is null returning 1`
  return marked.length > 0
}

export type UpRow = { id: string; title: string; body: string; from: string; until: string; by: string; region: number }

/** Up today for one of these doors, the newest first. */
export async function listUp(sql: Tx, street: number, doors: string[], today: string, limit: number): Promise<UpRow[]> {
  return sql<UpRow[]>`
    select a.id, a.title, a.body, a.from_day as "from", a.until_day as until, coalesce(p.title, '') as by, min(d.region_no)::bigint as region
    from announcement a join announcement_area r on r.street_id = a.street_id and r.announcement_id = a.id
    join dwelling d on d.street_id = a.street_id and d.id = any(${doors}::uuid[]) and d.region_no between r.region_lo and r.region_hi
      and (r.kind in ('community', 'grid') or (r.kind = 'estate' and d.estate_id = r.ref_id) or (r.kind = 'building' and d.building_id = r.ref_id))
    left join post p on p.street_id = a.street_id and p.id = a.by_post
    where a.street_id = ${street} and a.from_day <= ${today} and a.until_day >= ${today} and a.taken_at is null
    group by a.street_id, a.id, p.title order by a.from_day desc, a.at desc limit ${limit}`
}
