/** SQL of the list of calls. */
import type { FactValue } from '#ground/facts/contract.ts'
import { keptOf } from '#ground/facts/merged-queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { NoticeRow } from '../queries.ts'

export type CallRow = Pick<NoticeRow, 'id' | 'region' | 'kind' | 'origin' | 'version' | 'words' | 'urgent' | 'at' | 'tries'> & {
  person: string
  name: FactValue | null
  door: string | null
  rang: number
  last: string | null
}

export async function listCallRows(sql: Tx, street: number, limit: number): Promise<CallRow[]> {
  return sql<CallRow[]>`
    select n.id, n.region_no as region, n.kind, n.origin, n.version, n.words, n.urgent, n.at, n.tries, s.id as person, s.values->'person.name' as name,
      d.label as door, rung.count::int as rang, rung.last
    from notice n
    join subject told on told.street_id = n.street_id and told.id = n.person_id
    join subject s on s.street_id = n.street_id and s.id = ${keptOf(sql, 'told')}
    left join lateral (
      select t.dwelling_id from tie t where t.street_id = ${street} and t.person_id = s.id and t.to_day is null
      order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], t.kind) limit 1
    ) home on true
    left join dwelling d on d.street_id = n.street_id and d.id = home.dwelling_id
    left join lateral (
      select count(*) as count, max(a.at) as last from notice_attempt a
      where a.street_id = n.street_id and a.notice_id = n.id and a.step = 'not-reached'
    ) rung on true
    where n.street_id = ${street} and n.state = 'queued' and n.channel = 'call'
    order by (n.urgent is null), n.at, n.id limit ${limit}`
}

export type ToRing = Pick<NoticeRow, 'id' | 'region' | 'tries'> & { person: string; rang: number }

export async function lockToRing(sql: Tx, street: number, notices: string[]): Promise<ToRing[]> {
  return sql<ToRing[]>`
    select n.id, n.region_no as region, n.tries, coalesce(told.merged_into, n.person_id) as person,
      (select count(*)::int from notice_attempt a where a.street_id = n.street_id and a.notice_id = n.id and a.step = 'not-reached') as rang
    from notice n join subject told on told.street_id = n.street_id and told.id = n.person_id
    where n.street_id = ${street} and n.id = any(${notices}::uuid[]) and n.state = 'queued' and n.channel = 'call' order by n.id for update of n`
}
