/** SQL of requests as the account sees them: whence, when, which elements, how much was held, how they were answered. */
import type { Tx } from '#kernel/action/context.ts'
import type { Entered } from '../calendar/rules.ts'
import type { CellCounts } from '../contract.ts'
import type { Held } from './contract.ts'
import { judgedAsks, type Seconds } from './queries.ts'

export type ReceivedRow = {
  id: string
  asker: string
  demand: boolean
  region: number
  at: string
  /** The day it came, in the street. */
  on: string
  elements: string[]
}

/** Workbooks that came since a day, in the order in which they came; what was closed as a mistake never came. */
export async function listReceived(sql: Tx, street: number, since: string): Promise<ReceivedRow[]> {
  return sql<ReceivedRow[]>`
    select id, asker, demand_from is not null as demand, region_no as region, at, (at at time zone 'Asia/Shanghai')::date as "on",
      jsonb_path_query_array(plan, '$.sheets[*] ? (@.use == true).columns[*].element ? (@ != null)')
        || jsonb_path_query_array(plan, '$.sheets[*] ? (@.use == true).columns[*].count.conditions[*].element') as elements
    from request where street_id = ${street} and kind = 'workbook' and state <> 'closed' and at >= (${since}::date::timestamp at time zone 'Asia/Shanghai')
    order by at, id limit 5000`
}

/** What was entered by hand and may have come in these days. */
export async function listEntries(sql: Tx, street: number, from: string, to: string): Promise<Entered[]> {
  return sql<Entered[]>`
    select id, kind, title, asker, due_on as "on", every, until_on as until, minutes, state, counts, planned from request
    where street_id = ${street} and kind <> 'workbook' and state <> 'closed' and due_on < ${to} and (every <> 'once' or due_on >= ${from}) and (until_on is null or until_on >= ${from})
    order by due_on, id limit 5000`
}

/**
 * The filling that tells how much was held: the last one before anybody was asked for it; of a request that was asked at once, the first. Under the rights of a community
 * only what is its own.
 */
export async function listHeldCells(sql: Tx, street: number, requests: string[]): Promise<{ request: string; counts: CellCounts }[]> {
  return sql<{ request: string; counts: CellCounts }[]>`
    select r.id as request, d.counts from request r
    left join ask_request q on q.street_id = r.street_id and q.id = r.id
    join lateral (
      select d.counts, coalesce(d.at <= q.opened_at, true) as before, d.at from delivery d where d.street_id = r.street_id and d.request_id = r.id
      order by before desc, case when coalesce(d.at <= q.opened_at, true) then d.at end desc nulls last, d.at, d.id limit 1) d on true
    where r.street_id = ${street} and r.id = any(${requests}::uuid[])`
}

/** Of what the whole street was asked, the same of the part of these communities. A filling bears a time-ordered id. */
export async function listHeldParts(
  sql: Tx,
  street: number,
  { lo, hi }: { lo: number; hi: number },
  requests: string[],
): Promise<{ request: string; counts: CellCounts }[]> {
  return sql<{ request: string; counts: CellCounts }[]>`
    select distinct on (p.request_id, p.region_no) p.request_id as request, p.counts from delivery_part p
    left join ask_request q on q.street_id = p.street_id and q.id = p.request_id
    cross join lateral (
      select coalesce(left(replace(p.delivery_id::text, '-', ''), 12) <= lpad(to_hex((extract(epoch from q.opened_at) * 1000)::bigint), 12, '0'), true) as before) b
    where p.street_id = ${street} and p.region_no between ${lo} and ${hi} and p.request_id = any(${requests}::uuid[])
    order by p.request_id, p.region_no, b.before desc, case when b.before then p.delivery_id end desc nulls last, p.delivery_id`
}

export type AnswerRow = { asker: string; kind: 'merged' | 'sent-back'; lacks: string[] }

/** Answers other than filling, that were given in these days; one that was taken up again counts each time. */
export async function listAnswers(sql: Tx, street: number, from: string, to: string): Promise<AnswerRow[]> {
  return sql<AnswerRow[]>`
    select r.asker, a.kind, a.lacks from request_answer a join request r on r.street_id = a.street_id and r.id = a.request_id
    where a.street_id = ${street} and a.kind in ('merged', 'sent-back') and a.at >= (${from}::date::timestamp at time zone 'Asia/Shanghai')
      and a.at < (${to}::date::timestamp at time zone 'Asia/Shanghai')`
}

export type ObjectionRow = { due: string; answer: 'upheld' | 'partly' | 'dismissed' | null; answered: string | null; withdrawn: boolean }

export async function listRaised(sql: Tx, street: number, from: string, to: string): Promise<ObjectionRow[]> {
  return sql<ObjectionRow[]>`
    select due_on as due, answer, answered_on as answered, withdrawn_on is not null as withdrawn from objection
    where street_id = ${street} and side = 'raised' and raised_on >= ${from} and raised_on < ${to}`
}

/** Of one request. */
export async function findHeld(sql: Tx, street: number, request: string, seconds: Seconds): Promise<Held> {
  const [cells] = await listHeldCells(sql, street, [request])
  const near = sql`subject_id in (select subject_id from ask where street_id = ${street} and request_id = ${request})`
  const which = sql`request_id = ${request}`
  const [asks] = await sql<Omit<Held, 'cells' | 'known'>[]>`
    select count(*) filter (where counts and not joined)::int as asked, count(*) filter (where counts and joined)::int as joined,
      count(distinct dwelling_id) filter (where counts and not joined)::int as doors, coalesce(sum(seconds) filter (where counts and not joined), 0)::int as seconds
    from (${judgedAsks(sql, street, { near, which }, seconds)}) judged`
  const { known = 0, stale = 0, missing = 0, conflicting = 0 } = cells?.counts ?? {}
  return { ...asks!, cells: cells ? known + stale + missing + conflicting : null, known }
}
