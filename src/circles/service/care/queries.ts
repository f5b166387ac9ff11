/** SQL of the lists of care: a page over the small row of matters, whose words stand elsewhere. */
import type { Tx } from '#kernel/action/context.ts'
import type { ListName } from './contract.ts'

export type CareRow = {
  id: string
  number: string
  type: string
  origin: 'shipped' | 'street'
  version: number
  category: string
  holder: string | null
  subject: string | null
  kind: string | null
  where: string | null
  due: string | null
  opened: string
  reached: string | null
  tried: string | null
  paused: boolean
  raised: string | null
  rev: number
}

export type Page = { list: ListName; lo: number; hi: number; post: string; mine: boolean; now: Date; tonight: Date; limit: number }

const here = (sql: Tx, street: number, { lo, hi, post, mine }: Page) => sql`
  m.street_id = ${street} and m.in_touch and m.stand <> 'closed' and not m.sealed
  and (m.region_no between ${lo} and ${hi} or m.holder_post = ${post}) ${mine ? sql`and m.holder_post = ${post}` : sql``}`

/** Late, or tried in vain since she was reached. */
const unreached = (sql: Tx, now: Date) => sql`
  (m.contact_by < ${now} or (m.tried_at is not null and m.tried_at > coalesce(m.reached_at, '-infinity')))`

const unagreed = (sql: Tx) => sql`m.contact_by is null and not m.paused and m.stand <> 'answered'`

/** Walked in the order of doors; of a person the door she lives at. */
export async function listCareRows(sql: Tx, street: number, page: Page): Promise<CareRow[]> {
  const { list, now, tonight } = page
  const which = {
    due: sql`m.contact_by <= ${tonight}`,
    unreached: unreached(sql, now),
    unagreed: unagreed(sql),
    all: sql`true`,
  }[list]
  const order = {
    due: sql`m.contact_by < ${now} desc, door.sort nulls last, m.contact_by, m.id`,
    unreached: sql`coalesce(m.reached_at, m.opened_at), m.id`,
    unagreed: sql`m.opened_at, m.id`,
    all: sql`m.contact_by nulls last, m.id`,
  }[list]
  return sql<CareRow[]>`
    select m.id, m.number, m.type_id as type, m.type_origin as origin, m.type_version as version, m.category, m.holder_post as holder, m.subject_id as subject,
      s.kind, coalesce(door.label, own.label) as "where", m.contact_by as due, m.opened_at as opened, m.reached_at as reached, m.tried_at as tried, m.paused,
      m.raised, m.rev
    from matter m
    left join subject s on s.street_id = m.street_id and s.id = m.subject_id and s.merged_into is null
    left join dwelling own on own.street_id = m.street_id and own.id = m.subject_id
    left join lateral (
      select d.label, d.sort from tie t join dwelling d on d.street_id = t.street_id and d.id = t.dwelling_id
      where t.street_id = m.street_id and t.person_id = m.subject_id and t.to_day is null
      order by t.kind = 'person.residence' desc, t.from_day desc nulls last limit 1) door on true
    where ${here(sql, street, page)} and ${which} order by ${order} limit ${page.limit}`
}

export type Counts = { due: number; late: number; unreached: number; unagreed: number; all: number }

export async function countCare(sql: Tx, street: number, page: Page): Promise<Counts> {
  const { now, tonight } = page
  const [row] = await sql<Counts[]>`
    select count(*)::int as all, count(*) filter (where m.contact_by <= ${tonight})::int as due, count(*) filter (where m.contact_by < ${now})::int as late,
      count(*) filter (where ${unreached(sql, now)})::int as unreached, count(*) filter (where ${unagreed(sql)})::int as unagreed
    from matter m where ${here(sql, street, page)}`
  return row!
}

export type HelperRow = { post: string; login: string; name: string; title: string; role: string; lo: number; hi: number }

/** Posts in force today that reach into the range, the nearest first. */
export async function listHelperRows(sql: Tx, street: number, range: { lo: number; hi: number }, today: string): Promise<HelperRow[]> {
  return sql<HelperRow[]>`
    select p.id as post, p.login_id as login, l.shown_name as name, p.title, p.role, p.region_lo as lo, p.region_hi as hi
    from post p join login l on l.id = p.login_id
    where p.street_id = ${street} and p.region_lo <= ${range.hi} and p.region_hi >= ${range.lo} and p.region_hi > 0 and p.from_day <= ${today}
      and (p.to_day is null or p.to_day >= ${today}) and p.ended_at is null and l.disabled_at is null
    order by p.region_hi - p.region_lo, l.shown_name limit 500`
}
