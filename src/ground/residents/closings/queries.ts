/** SQL of closings. Whether the person may be seen is the policy of her subject, which the actions ask. */
import type { Tx } from '#kernel/action/context.ts'
import { type ClosingRow, REVIEW_DAYS } from './rules.ts'

export type Row = ClosingRow & {
  id: string
  person: string
  looker: string | null
  from: string
  to: string | null
  why: 'law' | 'safety'
  basis: string
  login: string
  by: string
  reviewer: string | null
}

const columns = (sql: Tx) => sql`
  c.id, c.person_id as person, w.shown_name as looker, (c.from_at at time zone 'Asia/Shanghai')::date::text as "from",
  (c.to_at at time zone 'Asia/Shanghai')::date::text as "to", c.why, c.basis, c.until_day as until, c.at, c.login_id as login,
  coalesce(m.shown_name, '') as by, r.shown_name as reviewer, c.kept, c.ended_at as ended
  from look_closing c left join login w on w.id = c.looker_id left join login m on m.id = c.login_id left join login r on r.id = c.reviewed_by`

export async function listClosings(sql: Tx, street: number, person: string): Promise<Row[]> {
  return sql<
    Row[]
  >`select ${columns(sql)} where c.street_id = ${street} and c.person_id = ${person} order by c.at desc, c.id desc limit 100`
}

export async function lockClosing(sql: Tx, street: number, id: string): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`select ${columns(sql)} where c.street_id = ${street} and c.id = ${id} for update of c`
  return row
}

export type NewClosing = {
  id: string
  person: string
  looker: string | null
  from: string
  to: string | null
  why: string
  basis: string
  until: string
  at: Date
  login: string
  post: string
}

/** Days as they are in the street: from the first moment of the first to the last of the last. */
export async function insertClosing(sql: Tx, street: number, row: NewClosing): Promise<void> {
  await sql`
    insert into look_closing (street_id, id, person_id, looker_id, from_at, to_at, why, basis, until_day, at, login_id, post_id)
    values (${street}, ${row.id}, ${row.person}, ${row.looker}, ${row.from}::date::timestamp at time zone 'Asia/Shanghai',
      (${row.to}::date + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 microsecond', ${row.why}, ${row.basis}, ${row.until}, ${row.at}, ${row.login},
      ${row.post})`
}

export async function reviewClosing(
  sql: Tx,
  street: number,
  id: string,
  review: { at: Date; login: string; kept: boolean },
): Promise<void> {
  await sql`
    update look_closing set reviewed_at = ${review.at}, reviewed_by = ${review.login}, kept = ${review.kept} where street_id = ${street} and id = ${id}`
}

export async function endClosing(sql: Tx, street: number, id: string, end: { at: Date; login: string }): Promise<void> {
  await sql`update look_closing set ended_at = ${end.at}, ended_by = ${end.login} where street_id = ${street} and id = ${id}`
}

/** Of a closing `c`, as `stateOf`: kept by a second person, or so fresh that nobody has looked at it yet. */
export const closingHolds = (sql: Tx, now: Date, today: string) => sql`
  c.ended_at is null and c.until_day >= ${today}::date and (c.kept or (c.kept is null and c.at > ${new Date(now.getTime() - REVIEW_DAYS * 86_400_000)}))`

/** Whether looks of this login at her, made now, are withheld from her: then she is not told of them either. */
export async function isClosedTo(
  sql: Tx,
  street: number,
  { person, login }: { person: string; login: string },
  { now, today }: { now: Date; today: string },
): Promise<boolean> {
  const [row] = await sql<{ closed: boolean }[]>`
    select exists (select 1 from look_closing c
      where c.street_id = ${street} and c.person_id = ${person} and (c.looker_id is null or c.looker_id = ${login})
        and c.from_at <= ${now} and (c.to_at is null or c.to_at >= ${now}) and ${closingHolds(sql, now, today)}) as closed`
  return row?.closed ?? false
}
