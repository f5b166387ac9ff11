/** SQL of months: questions, knocks and homes by community, live and as they were kept. */
import { daysInMonth } from '#base/values/day.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Fragment } from '../conditions.ts'

/** Months by `YYYY-MM`, regions as twelve digits and 000. */
export type MonthRow = { month: string; region: number } & MonthSums
export type MonthSums = {
  asked: number
  joined: number
  answered: number
  known: number
  refused: number
  expired: number
  dropped: number
  askedSeconds: number
  joinedSeconds: number
  apart: number
  together: number
  visits: number
  walkers: number
  homes: number
}

/** Days, the last one exclusive; regions. */
export type Within = { from: string; to: string; lo: number; hi: number }
/** Element → seconds it takes to ask; what is only to be confirmed. */
export type Seconds = { of: Readonly<Record<string, number>>; confirm: number }

/** The first moment of a day in the street's zone. */
const moment = (sql: Tx, day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`

/**
 * Asks with what each is to the account: `counts` unless it was taken back or is about somebody who went; `joined` when another request had it open already.
 * Of two that were opened at one moment the one of the lower request asks. `near`: among which they are judged, all that could have been open with them;
 * they are gone through once, in the order in which they were opened.
 */
export function judgedAsks(sql: Tx, street: number, { near, which }: { near: Fragment; which: Fragment }, { of, confirm }: Seconds) {
  return sql`
    select request_id, dwelling_id, opened_at, region_no / 1000 * 1000 as region, coalesce(closed_how, 'open') as how, counts,
      coalesce(held_until >= opened_at, false) as joined,
      case when state = 'stale' then ${confirm}::int else coalesce((${sql.json(of)}::jsonb->>element)::int, 0) end as seconds
    from (
      select n.*, max(coalesce(closed_at, 'infinity')) filter (where counts) over (
        partition by subject_id, element order by opened_at, request_id rows between unbounded preceding and 1 preceding) as held_until
      from (
        select request_id, subject_id, element, dwelling_id, region_no, state, opened_at, closed_at, closed_how,
          closed_how is null or closed_how not in ('withdrawn', 'moved') as counts
        from ask where street_id = ${street} and ${near}) n) a
    where ${which}`
}

type AskRow = Pick<MonthRow, 'month' | 'region' | 'asked' | 'joined' | 'answered' | 'known' | 'refused' | 'expired' | 'dropped'> &
  Pick<MonthRow, 'askedSeconds' | 'joinedSeconds' | 'apart' | 'together'>

/** Questions by the month in which they were opened. */
export async function sumAsks(sql: Tx, street: number, { from, to, lo, hi }: Within, seconds: Seconds): Promise<AskRow[]> {
  const near = sql`region_no between ${lo} and ${hi} and opened_at < ${moment(sql, to)} and (closed_at is null or closed_at >= ${moment(sql, from)})`
  const which = sql`opened_at >= ${moment(sql, from)}`
  return sql<AskRow[]>`
    with judged as materialized (${judgedAsks(sql, street, { near, which }, seconds)})
    select to_char(opened_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, region,
      count(*) filter (where counts and not joined)::int as asked, count(*) filter (where counts and joined)::int as joined,
      count(*) filter (where not joined and how = 'answered')::int as answered, count(*) filter (where not joined and how = 'known')::int as known,
      count(*) filter (where not joined and how = 'refused')::int as refused, count(*) filter (where not joined and how = 'expired')::int as expired,
      count(*) filter (where not counts)::int as dropped,
      coalesce(sum(seconds) filter (where counts and not joined), 0)::float8 as "askedSeconds", coalesce(sum(seconds) filter (where counts and joined), 0)::float8 as "joinedSeconds",
      count(distinct (request_id, dwelling_id)) filter (where counts and dwelling_id is not null)::int as apart,
      count(distinct dwelling_id) filter (where counts)::int as together
    from judged group by 1, 2`
}

type VisitRow = Pick<MonthRow, 'month' | 'visits' | 'walkers'> & { region: number | null }

/** Knocks by month and community, and by month in the whole range (`region` null). Who walked is counted, never told. */
export async function sumVisits(sql: Tx, street: number, { from, to, lo, hi }: Within): Promise<VisitRow[]> {
  return sql<VisitRow[]>`
    select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, region_no / 1000 * 1000 as region, count(*)::int as visits, count(distinct login_id)::int as walkers
    from visit where street_id = ${street} and region_no between ${lo} and ${hi} and at >= ${moment(sql, from)} and at < ${moment(sql, to)}
    group by grouping sets ((1, 2), (1))`
}

/** Doors in which somebody lived on the last day of each month, or lives today. */
export async function countHomes(
  sql: Tx,
  street: number,
  { lo, hi }: Pick<Within, 'lo' | 'hi'>,
  months: readonly string[],
  today: string,
): Promise<Pick<MonthRow, 'month' | 'region' | 'homes'>[]> {
  const last = months.map((month) => {
    const end = `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`
    return end < today ? end : today
  })
  return sql<Pick<MonthRow, 'month' | 'region' | 'homes'>[]>`
    select m.month, t.region_no / 1000 * 1000 as region, count(distinct t.dwelling_id)::int as homes
    from unnest(${[...months]}::text[], ${last}::date[]) as m(month, day)
    join tie t on t.street_id = ${street} and t.kind = 'person.residence' and t.region_no between ${lo} and ${hi}
      and coalesce(t.from_day <= m.day, true) and coalesce(t.to_day > m.day, true)
    group by 1, 2`
}

/** What was kept of these months. */
export async function listKept(
  sql: Tx,
  street: number,
  { lo, hi }: Pick<Within, 'lo' | 'hi'>,
  months: readonly string[],
): Promise<MonthRow[]> {
  return sql<MonthRow[]>`
    select to_char(month, 'YYYY-MM') as month, region_no as region, asked, joined, answered, known, refused, expired, dropped, asked_seconds::float8 as "askedSeconds",
      joined_seconds::float8 as "joinedSeconds", knocks_apart as apart, knocks_joined as together, visits, walkers, homes
    from burden_month where street_id = ${street} and region_no between ${lo} and ${hi} and month = any(${months.map((month) => `${month}-01`)}::date[])`
}

/** These months as they are reckoned now; a community that has no part in one any more keeps a row without anything. */
export async function writeKept(sql: Tx, street: number, months: readonly string[], rows: MonthRow[]): Promise<void> {
  await sql`
    update burden_month set asked = 0, joined = 0, answered = 0, known = 0, refused = 0, expired = 0, dropped = 0, asked_seconds = 0, joined_seconds = 0,
      knocks_apart = 0, knocks_joined = 0, visits = 0, walkers = 0, homes = 0
    where street_id = ${street} and month = any(${months.map((month) => `${month}-01`)}::date[])`
  await sql`
    insert into burden_month (street_id, month, region_no, asked, joined, answered, known, refused, expired, dropped, asked_seconds, joined_seconds, knocks_apart, knocks_joined, visits, walkers, homes)
    select ${street}, (month || '-01')::date, region, asked, joined, answered, known, refused, expired, dropped, "askedSeconds", "joinedSeconds", apart, together, visits, walkers, homes
    from jsonb_to_recordset(${sql.json(rows)}) as r(month text, region bigint, asked int, joined int, answered int, known int, refused int, expired int, dropped int,
      "askedSeconds" bigint, "joinedSeconds" bigint, apart int, together int, visits int, walkers int, homes int)
    on conflict (street_id, month, region_no) do update set asked = excluded.asked, joined = excluded.joined, answered = excluded.answered, known = excluded.known,
      refused = excluded.refused, expired = excluded.expired, dropped = excluded.dropped, asked_seconds = excluded.asked_seconds, joined_seconds = excluded.joined_seconds,
      knocks_apart = excluded.knocks_apart, knocks_joined = excluded.knocks_joined, visits = excluded.visits, walkers = excluded.walkers, homes = excluded.homes`
}

/** When the first question was opened or the first knock made that is still there. */
export async function findEarliest(sql: Tx, street: number): Promise<string | undefined> {
  const [row] = await sql<{ day: string | null }[]>`
    select (least((select min(opened_at) from ask where street_id = ${street}), (select min(at) from visit where street_id = ${street})) at time zone 'Asia/Shanghai')::date as day`
  return row?.day ?? undefined
}
