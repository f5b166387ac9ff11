/** SQL of answers other than filling a request. */
import type { Tx } from '#kernel/action/context.ts'
import type { RequestRow } from '../queries.ts'
import type { Ending } from './contract.ts'

export async function insertAnswer(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    request: string
    kind: 'merged' | 'sent-back' | 'closed' | 'reopened'
    into: string | null
    lacks: string[]
    words: string | null
    title: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into request_answer (street_id, id, region_no, request_id, kind, into_id, lacks, words, title, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.request}, ${row.kind}, ${row.into}, ${row.lacks}, ${row.words}, ${row.title}, ${row.login}, ${row.post}, ${row.at})`
}

export type OpenRequest = Pick<RequestRow, 'id' | 'title' | 'asker' | 'due_on' | 'plan'> & { demand: boolean }

/** Requests that are still to be answered, but for one. */
export async function listOpenRequests(sql: Tx, street: number, but: string, today: string): Promise<OpenRequest[]> {
  return sql<OpenRequest[]>`
    select id, title, asker, due_on, plan, demand_from is not null as demand from request
    where street_id = ${street} and id <> ${but} and kind = 'workbook' and state in ('received', 'filling', 'filled') and coalesce(form_valid_to >= ${today}, true) order by at desc limit 500`
}

export type ToEnd = { region: number; state: string; demand: boolean; filled: boolean; running: boolean }

/** Held against another who fills or answers it at the same time; whatever its kind. */
export async function lockToEnd(sql: Tx, street: number, id: string): Promise<ToEnd | undefined> {
  const [held] = await sql`select 1 from request where street_id = ${street} and id = ${id} for update`
  if (!held) return undefined
  const [row] = await sql<ToEnd[]>`
    select r.region_no as region, r.state, r.demand_from is not null as demand,
      exists (select from delivery d where d.street_id = r.street_id and d.request_id = r.id) as filled,
      exists (select from job j where j.street_id = r.street_id and j.id = r.job_id and j.state in ('queued', 'running')) as running
    from request r where r.street_id = ${street} and r.id = ${id}`
  return row
}

/** How it ended: by the street's answer, or by that of the level its objection went to. */
export async function findEnding(sql: Tx, street: number, request: string, state: string): Promise<Ending | undefined> {
  if (state === 'upheld') {
    const [upheld] = await sql<Ending[]>`
      select 'upheld' as kind, b.reasons as why, b.answer_words as words, coalesce(r.name, '') as by, b.answered_at as at
      from objection b left join region r on r.code = b.other_street::text || '000' and r.to_day is null
      where b.street_id = ${street} and b.side = 'raised' and b.about_kind = 'request' and b.about_id = ${request} and b.answer = 'upheld'
      order by b.answered_at desc limit 1`
    return upheld
  }
  const [answer] = await sql<Ending[]>`
    select kind, lacks as why, words, title as by, at from request_answer
    where street_id = ${street} and request_id = ${request} and kind = ${state} order by at desc, id desc limit 1`
  return answer
}
