/** SQL of looks that are closed for now. */
import type { Tx } from '#kernel/action/context.ts'

/** A look that this person stands in, by name or among the many of an area. */
export async function findLook(sql: Tx, street: number, look: string, person: string): Promise<{ login: string } | undefined> {
  const [row] = await sql<{ login: string }[]>`
    select login_id as login from look where street_id = ${street} and id = ${look}
      and (subjects @> ${[person]}::uuid[] or (subjects = '{}' and filter ? 'count')) limit 1`
  return row
}

export async function insertClosing(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    person: string
    look: string | null
    closedLogin: string | null
    reason: string
    basis: string
    until: string
    reviewBy: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into look_closing (street_id, id, subject_id, region_no, look_id, closed_login_id, reason, basis, until_at, review_by, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.person}, ${row.region}, ${row.look}, ${row.closedLogin}, ${row.reason}, ${row.basis},
      (${row.until}::date + 1)::timestamp at time zone 'Asia/Shanghai', (${row.reviewBy}::date + 1)::timestamp at time zone 'Asia/Shanghai',
      ${row.login}, ${row.post}, ${row.at})`
}

export type ClosingRow = {
  id: string
  person: string
  name: string | null
  whose: string | null
  reason: string
  basis: string
  until: string
  reviewBy: string
  reviewed: string | null
  kept: boolean | null
  words: string | null
  ended: string | null
  login: string
  who: string
  reviewer: string | null
  at: string
}

function columns(sql: Tx) {
  return sql`c.id, c.subject_id as person, s.values->>'person.name' as name, w.shown_name as whose, c.reason, c.basis, c.until_at as until,
    c.review_by as "reviewBy", c.reviewed_at as reviewed, c.kept, c.words, c.ended_at as ended, c.login_id as login, coalesce(l.shown_name, '') as who,
    r.shown_name as reviewer, c.at`
}

function joins(sql: Tx) {
  return sql`look_closing c left join subject s on s.street_id = c.street_id and s.id = c.subject_id left join login w on w.id = c.closed_login_id
    left join login l on l.id = c.login_id left join login r on r.id = c.reviewer_login_id`
}

export async function listClosingRows(sql: Tx, street: number, limit: number): Promise<ClosingRow[]> {
  return sql<ClosingRow[]>`
    select ${columns(sql)} from ${joins(sql)} where c.street_id = ${street} order by c.reviewed_at is not null, c.at desc limit ${limit}`
}

export async function findClosing(sql: Tx, street: number, id: string): Promise<ClosingRow | undefined> {
  const [row] = await sql<ClosingRow[]>`select ${columns(sql)} from ${joins(sql)} where c.street_id = ${street} and c.id = ${id}`
  return row
}

export async function updateReview(
  sql: Tx,
  street: number,
  id: string,
  review: { at: Date; login: string; kept: boolean; words: string },
): Promise<boolean> {
  const done = await sql`
    update look_closing set reviewed_at = ${review.at}, reviewer_login_id = ${review.login}, kept = ${review.kept}, words = ${review.words}
    where street_id = ${street} and id = ${id} and reviewed_at is null and ended_at is null returning 1`
  return done.length > 0
}

export async function updateEnd(sql: Tx, street: number, id: string, at: Date): Promise<boolean> {
  const done =
    await sql`update look_closing set ended_at = ${at} where street_id = ${street} and id = ${id} and ended_at is null returning 1`
  return done.length > 0
}
