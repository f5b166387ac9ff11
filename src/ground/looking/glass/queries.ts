/** SQL of openings beyond the area. */
import type { Tx } from '#kernel/action/context.ts'

/** Ids behind a person, or behind a number with its name. */
export async function findBehind(
  sql: Tx,
  wanted: { person: string | null; token: string | null; lexeme: string | null; name: string | null; whole: boolean },
): Promise<{ person: string; region: number; ids: string[] } | undefined> {
  const [row] = await sql<{ person: string; region: number; ids: string[] }[]>`
    select person, region, ids from app_open_glass(${wanted.person}, ${wanted.token}, ${wanted.lexeme}, ${wanted.name}, ${wanted.whole})`
  return row
}

export async function insertGlass(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    person: string
    subjects: string[]
    reason: string
    at: Date
    expiresAt: Date
    reviewBy: string
    login: string
    post: string
  },
): Promise<void> {
  await sql`
    insert into glass (street_id, id, region_no, person_id, subjects, reason, opened_at, expires_at, login_id, post_id, review_by)
    values (${row.street}, ${row.id}, ${row.region}, ${row.person}, ${row.subjects}::uuid[], ${row.reason}, ${row.at}, ${row.expiresAt}, ${row.login}, ${row.post},
      ${row.reviewBy})`
}

export async function countOpenedSince(sql: Tx, street: number, login: string, since: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from glass
    where street_id = ${street} and login_id = ${login} and opened_at >= (${since}::date::timestamp at time zone 'Asia/Shanghai')`
  return row?.count ?? 0
}

export type GlassRow = {
  id: string
  region: number
  person: string
  subjects: string[]
  reason: string
  opened: string
  expires: string
  closed: string | null
  login: string
  post: string
  reviewBy: string
  reviewed: string | null
  justified: boolean | null
  words: string | null
}

function columns(sql: Tx) {
  return sql`g.id, g.region_no as region, g.person_id as person, g.subjects, g.reason, g.opened_at as opened, g.expires_at as expires, g.closed_at as closed,
    g.login_id as login, g.post_id as post, g.review_by as "reviewBy", g.reviewed_at as reviewed, g.justified, g.words`
}

export async function findGlass(sql: Tx, street: number, id: string): Promise<GlassRow | undefined> {
  const [row] = await sql<GlassRow[]>`select ${columns(sql)} from glass g where g.street_id = ${street} and g.id = ${id}`
  return row
}

export async function listGlassesOf(sql: Tx, street: number, login: string, limit: number): Promise<GlassRow[]> {
  return sql<GlassRow[]>`
    select ${columns(sql)} from glass g where g.street_id = ${street} and g.login_id = ${login} order by g.opened_at desc limit ${limit}`
}

/** Of one area, those that wait first and the longest waiting before the others. */
export async function listGlassesIn(
  sql: Tx,
  street: number,
  lo: number,
  hi: number,
  limit: number,
): Promise<(GlassRow & { who: string; title: string; name: string | null })[]> {
  return sql<(GlassRow & { who: string; title: string; name: string | null })[]>`
    select ${columns(sql)}, coalesce(l.shown_name, '') as who, coalesce(p.title, '') as title, s.values->>'person.name' as name
    from glass g left join login l on l.id = g.login_id left join post p on p.street_id = g.street_id and p.id = g.post_id
      left join subject s on s.street_id = g.street_id and s.id = g.person_id
    where g.street_id = ${street} and g.region_no between ${lo} and ${hi}
    order by g.reviewed_at is not null, case when g.reviewed_at is null then g.opened_at end, g.opened_at desc limit ${limit}`
}

export async function updateClosed(sql: Tx, street: number, id: string, at: Date): Promise<void> {
  await sql`update glass set closed_at = ${at} where street_id = ${street} and id = ${id} and closed_at is null`
}

/** False when somebody had reviewed it. */
export async function updateReviewed(
  sql: Tx,
  street: number,
  id: string,
  review: { at: Date; login: string; justified: boolean; words: string },
): Promise<boolean> {
  const done = await sql`
    update glass set reviewed_at = ${review.at}, reviewer_login_id = ${review.login}, justified = ${review.justified}, words = ${review.words}
    where street_id = ${street} and id = ${id} and reviewed_at is null returning 1`
  return done.length > 0
}

export type Opened = { id: string; kind: string; label: string | null; birth: string | null }

/** Read as the opened ids' own: what each is, and the address of the door. */
export async function listOpened(sql: Tx, street: number, ids: string[]): Promise<Opened[]> {
  return sql<Opened[]>`
    select s.id, s.kind, d.label, s.values->>'person.birth-date' as birth
    from subject s left join dwelling d on d.street_id = s.street_id and d.id = s.id
    where s.street_id = ${street} and s.id = any(${ids}::uuid[]) and s.merged_into is null order by s.kind, s.sort, s.id`
}
