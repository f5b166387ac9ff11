/** SQL of the calendar: everything with a day, workbooks and what was entered by hand. */
import type { Tx } from '#kernel/action/context.ts'
import type { EntryKind, Every } from './contract.ts'
import type { Entered } from './rules.ts'

export async function insertEntry(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    kind: EntryKind
    title: string
    asker: string
    on: string
    every: Every
    until: string | null
    minutes: number
    basis: string | null
    planned: boolean | null
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into request (street_id, id, region_no, kind, title, asker, due_on, every, until_on, minutes, basis, planned, file_name, sheets, plan, state, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.kind}, ${row.title}, ${row.asker}, ${row.on}, ${row.every}, ${row.until}, ${row.minutes}, ${row.basis}, ${row.planned},
      '', '{"sheets":[],"notes":[],"format":"xlsx"}', '{"sheets":[],"lo":0,"hi":0}', 'received', ${row.login}, ${row.post}, ${row.at})`
}

/** Returns its region. What was entered by hand ends; a workbook ends by being answered. */
export async function endEntry(sql: Tx, street: number, id: string, on: string): Promise<number | undefined> {
  const [ended] = await sql<{ region: number }[]>`
    update request set until_on = ${on}, state = case when every = 'once' then 'delivered' else state end
    where street_id = ${street} and id = ${id} and kind <> 'workbook' and (until_on is null or until_on > ${on}) returning region_no as region`
  return ended?.region
}

/** Whatever may fall into these days. */
export async function listEntered(sql: Tx, street: number, from: string, to: string): Promise<Entered[]> {
  return sql<Entered[]>`
    select id, kind, title, asker, due_on as "on", every, until_on as until, minutes, state, counts, planned, form_valid_to as "validTo" from request
    where street_id = ${street} and state <> 'closed' and due_on <= ${to} and (every <> 'once' or due_on >= ${from}) and (until_on is null or until_on >= ${from})
    order by due_on, id limit 1000`
}
