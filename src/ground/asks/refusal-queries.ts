/** SQL of what was declined, and of its slip. */
import type { Tx } from '#kernel/action/context.ts'

export type Refusable = { element: string; request: string; purpose: string; region: number; dwelling: string | null }

/** What of these elements is asked of somebody now, by requests that still ask. */
export async function listRefusable(
  sql: Tx,
  street: number,
  subject: string,
  elements: string[],
  requests: { id: string; purposeKey: string }[],
): Promise<Refusable[]> {
  return sql<Refusable[]>`
    select a.element, a.request_id as request, r.purpose, a.region_no as region, a.dwelling_id as dwelling
    from ask a join unnest(${requests.map(({ id }) => id)}::uuid[], ${requests.map(({ purposeKey }) => purposeKey)}::text[]) as r(id, purpose) on r.id = a.request_id
    where a.street_id = ${street} and a.subject_id = ${subject} and a.element = any(${elements}) and a.closed_at is null
    order by a.element, a.request_id for update of a`
}

export async function insertRefusal(
  sql: Tx,
  street: number,
  row: {
    id: string
    subject: string
    region: number
    dwelling: string | null
    reason: string | null
    at: Date
    login: string
    post: string
  },
  asked: Refusable[],
): Promise<void> {
  await sql`
    insert into refusal (street_id, id, subject_id, region_no, dwelling_id, reason, at, login_id, post_id)
    values (${street}, ${row.id}, ${row.subject}, ${row.region}, ${row.dwelling}, ${row.reason}, ${row.at}, ${row.login}, ${row.post})`
  await sql`
    insert into refusal_item (street_id, refusal_id, subject_id, region_no, element, request_id, purpose_key)
    select ${street}, ${row.id}, ${row.subject}, ${row.region}, element, request, purpose
    from jsonb_to_recordset(${sql.json(asked)}) as r(element text, request uuid, purpose text)`
}

export async function closeRefused(
  sql: Tx,
  street: number,
  subject: string,
  asked: Refusable[],
  how: { at: Date; slip: string },
): Promise<number> {
  const closed = await sql`
    update ask a set closed_at = ${how.at}, closed_how = 'refused', closed_ref = ${how.slip}
    from jsonb_to_recordset(${sql.json(asked)}) as r(element text, request uuid)
    where a.street_id = ${street} and a.subject_id = ${subject} and a.element = r.element and a.request_id = r.request and a.closed_at is null returning 1`
  return closed.length
}

export type SlipRow = {
  id: string
  subject: string
  at: string
  reason: string | null
  region: number
  name: string | null
  grid: string | null
}

export async function findSlip(sql: Tx, street: number, id: string): Promise<SlipRow | undefined> {
  const [row] = await sql<SlipRow[]>`
    select f.id, f.subject_id as subject, f.at, f.reason, f.region_no as region, coalesce(s.values->>(s.kind || '.name'), d.label) as name, g.id as grid
    from refusal f left join subject s on s.street_id = f.street_id and s.id = f.subject_id
    left join dwelling d on d.street_id = f.street_id and d.id = f.dwelling_id
    left join grid g on g.street_id = f.street_id and g.region_no = f.region_no and g.closed_on is null
    where f.street_id = ${street} and f.id = ${id}`
  return row
}

export async function listSlipRequests(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ title: string; asker: string; basis: string | null; purpose: string | null; obliged: boolean; elements: string[] }[]> {
  return sql<{ title: string; asker: string; basis: string | null; purpose: string | null; obliged: boolean; elements: string[] }[]>`
    select r.title, r.asker, r.basis, r.purpose, r.obliged, array_agg(i.element order by i.element) as elements
    from refusal_item i join ask_request r on r.street_id = i.street_id and r.id = i.request_id
    where i.street_id = ${street} and i.refusal_id = ${id} group by r.id, r.title, r.asker, r.basis, r.purpose, r.obliged order by r.title`
}
