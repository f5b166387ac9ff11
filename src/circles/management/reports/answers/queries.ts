/** SQL of answers other than filling a request. */
import type { Tx } from '#kernel/action/context.ts'
import type { RequestRow } from '../queries.ts'

export async function insertAnswer(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    request: string
    kind: 'merged' | 'sent-back'
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
export async function listOpenRequests(sql: Tx, street: number, but: string): Promise<OpenRequest[]> {
  return sql<OpenRequest[]>`
    select id, title, asker, due_on, plan, demand_from is not null as demand from request
    where street_id = ${street} and id <> ${but} and kind = 'workbook' and state in ('received', 'filling', 'filled') order by at desc limit 500`
}
