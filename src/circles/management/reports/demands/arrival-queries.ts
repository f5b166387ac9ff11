/** SQL by which a demand becomes a request of a street, and by which it is told how the request stands. */
import type { Tx } from '#kernel/action/context.ts'
import type { RequestRow } from '../queries.ts'
import type { Heard } from './queries.ts'

export async function insertArrived(
  sql: Tx,
  row: {
    street: number
    id: string
    from: number
    region: number
    terms: Pick<RequestRow, 'title' | 'asker' | 'due_on' | 'basis' | 'purpose' | 'survey' | 'form_no' | 'form_valid_to'>
    notice: string | null
    file: string
    fileName: string
    sheets: RequestRow['sheets']
    plan: RequestRow['plan']
    forAll: boolean
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  const { terms } = row
  await sql`
    insert into request (street_id, id, region_no, title, asker, due_on, basis, basis_file_id, purpose, survey, form_no, form_valid_to, file_id, file_name, sheets, plan, state, demand_from, for_all, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${terms.title}, ${terms.asker}, ${terms.due_on}, ${terms.basis}, ${row.notice}, ${terms.purpose}, ${terms.survey}, ${terms.form_no}, ${terms.form_valid_to},
      ${row.file}, ${row.fileName}, ${sql.json(row.sheets as never)}, ${sql.json(row.plan as never)}, 'received', ${row.from}, ${row.forAll}, ${row.login}, ${row.post}, ${row.at})`
}

/** Of a request that was asked here: who is to hear of it, and how it stands. */
export async function findStanding(sql: Tx, street: number, request: string): Promise<(Heard & { from: number }) | undefined> {
  const [row] = await sql<({ from: number; state: string } & Omit<Heard, 'state'>)[]>`
    select r.demand_from as "from", r.state, r.counts, coalesce(p.parts, 0) as parts, coalesce(p.signed, 0) as signed
    from request r left join lateral (
      select count(*)::int as parts, count(s.id)::int as signed
      from delivery_part d left join sign_off s on s.street_id = d.street_id and s.delivery_id = d.delivery_id and s.region_no = d.region_no and not s.whole
      where d.street_id = ${street} and d.request_id = ${request} and d.delivery_id = (
        select delivery_id from delivery_part where street_id = ${street} and request_id = ${request} order by delivery_id desc limit 1)) p on true
    where r.street_id = ${street} and r.id = ${request} and r.demand_from is not null`
  return row && { ...row, state: row.state === 'delivered' ? 'returned' : (row.state as Heard['state']) }
}
