/** SQL of what a resident sees: as `linli_resident`, so that every row is her own whatever is asked. */
import type { Tx } from '#kernel/action/context.ts'
import { closingHolds } from '../closings/queries.ts'

export type OwnTie = { kind: string; door: string; from: string | null; to: string | null }

export async function listTies(sql: Tx, street: number, person: string): Promise<OwnTie[]> {
  return sql<OwnTie[]>`
    select kind, dwelling_id as door, from_day as "from", to_day as "to" from tie
    where street_id = ${street} and person_id = ${person} order by to_day nulls first, kind, from_day`
}

export async function findHousehold(sql: Tx, street: number, door: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select id from household where street_id = ${street} and dwelling_id = ${door} and to_day is null`
  return row?.id
}

export type LookRow = {
  id: string
  at: string
  login: string
  who: string | null
  staff: boolean
  title: string | null
  view: string
  fields: string[]
  reason: string | null
  sensitive: boolean
  named: boolean
  count: number
  /** Noted when a workbook was filled. */
  delivery: boolean
}

/** Looks at one person, newest first; also at so many that none is named, where she was among their area. What is closed for now is left out. */
export async function listLooks(
  sql: Tx,
  street: number,
  { person, region }: { person: string; region: number },
  before: { at: string; id: string } | undefined,
  limit: number,
  { now, today }: { now: Date; today: string },
): Promise<LookRow[]> {
  return sql<LookRow[]>`
    select k.id, k.at, k.login_id as login, l.shown_name as who, coalesce(l.kind = 'staff', true) as staff, p.title, k.view, k.fields, k.reason, k.sensitive,
      k.subjects <> '{}' as named, coalesce((k.filter->>'count')::int, cardinality(k.subjects)) as count,
      k.filter ? 'delivery' as delivery
    from look k left join login l on l.id = k.login_id left join post p on p.street_id = k.street_id and p.id = k.post_id
    where k.street_id = ${street}
      and (k.subjects @> ${[person]}::uuid[] or (k.subjects = '{}' and k.filter ? 'count'
        and ${region}::bigint between coalesce((k.filter->>'lo')::bigint, 0) and coalesce((k.filter->>'hi')::bigint, ${region}::bigint)))
      and not exists (
        select 1 from look_closing c
        where c.street_id = k.street_id and c.person_id = ${person} and ${closingHolds(sql, now, today)}
          and (k.view = 'look.closings' or ((c.looker_id is null or c.looker_id = k.login_id) and k.at >= c.from_at and (c.to_at is null or k.at <= c.to_at))))
      ${before ? sql`and (k.at, k.id) < (${before.at}, ${before.id}::uuid)` : sql``}
    order by k.at desc, k.id desc limit ${limit}`
}
