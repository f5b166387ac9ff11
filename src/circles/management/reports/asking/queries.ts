/** SQL of asking for what a delivery lacks: its gaps with what stands around each subject. */
import type { SubjectKind } from '#ground/facts/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Gap } from '../queries.ts'

export async function findRequestOf(sql: Tx, street: number, delivery: string): Promise<string | undefined> {
  const [row] = await sql<
    { request: string }[]
  >`select request_id as request from delivery where street_id = ${street} and id = ${delivery}`
  return row?.request
}

export type GapAround = Gap & {
  kind: SubjectKind
  household: string | null
  building: string | null
  estate: string | null
}

/** Everything a delivery could not say, of subjects that are still here. */
export async function listGapsAround(sql: Tx, street: number, delivery: string): Promise<GapAround[]> {
  return sql<GapAround[]>`
    select g.subject_id as subject, s.kind, g.region_no as region, g.dwelling_id as dwelling, g.missing, g.stale, g.conflicting,
      h.id as household, d.building_id as building, d.estate_id as estate
    from delivery_gap g join subject s on s.street_id = g.street_id and s.id = g.subject_id and s.merged_into is null and s.gone_on is null
    left join dwelling d on d.street_id = g.street_id and d.id = g.dwelling_id
    left join household h on h.street_id = g.street_id and h.dwelling_id = g.dwelling_id and h.to_day is null
    where g.street_id = ${street} and g.delivery_id = ${delivery} order by g.subject_id`
}

/** From this age on somebody is told by herself what is asked of her (个人信息保护法 art. 31). */
const OWN_YEARS = 14

/**
 * Who has something open by this request and was not told of it: persons who act for themselves; and doors where nobody of them is asked, though something of the door, its
 * household or a child there is.
 */
export async function listUntold(
  sql: Tx,
  street: number,
  request: string,
  today: string,
  limit: number,
): Promise<{ person: string | null; dwelling: string | null; questions: number }[]> {
  return sql<{ person: string | null; dwelling: string | null; questions: number }[]>`
    with asked as (
      select a.subject_id, a.dwelling_id, count(*) as n, s.kind = 'person' and coalesce(s.values->>'person.birth-date', '0001') <= (${today}::date - make_interval(years => ${OWN_YEARS}))::date::text as own
      from ask a left join subject s on s.street_id = a.street_id and s.id = a.subject_id
      where a.street_id = ${street} and a.request_id = ${request} and a.closed_at is null
      group by a.subject_id, a.dwelling_id, own),
    reader as (
      select subject_id as person, null::uuid as dwelling from asked where own
      union
      select null, a.dwelling_id from asked a where a.dwelling_id is not null and not coalesce(a.own, false)
        and not exists (select 1 from asked o where o.dwelling_id = a.dwelling_id and o.own))
    select r.person, r.dwelling, (
      select sum(a.n) from asked a where a.subject_id = r.person or (not coalesce(a.own, false) and a.dwelling_id in (
        select r.dwelling union select o.dwelling_id from asked o where o.subject_id = r.person)))::int as questions
    from reader r
    where not exists (
      select 1 from notice n where n.street_id = ${street} and n.kind = 'asks.open' and n.refs->>'request' = ${request}
        and (n.person_id = r.person or n.dwelling_id = r.dwelling))
    order by 1, 2 limit ${limit}`
}
