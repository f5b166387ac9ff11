/** SQL of requests, deliveries, and what they could not say. */
import type { WorkbookNote } from '#ground/workbooks/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Fragment } from './conditions.ts'
import type { CellCounts, DeliveryView, ReportPlan, Span } from './contract.ts'

export type RequestRow = {
  id: string
  region_no: number
  title: string
  asker: string
  due_on: string | null
  basis: string | null
  basis_file_id: string | null
  purpose: string | null
  form_no: string | null
  form_valid_to: string | null
  file_id: string
  file_name: string
  sheets: { sheets: UnderstoodSheet[]; notes: WorkbookNote[]; format: string }
  plan: ReportPlan
  state: string
  counts: Partial<CellCounts>
  job_id: string | null
  at: string
  demand_from: number | null
  survey: boolean
  money: string | null
  people: string | null
  powers: string | null
  cited: string[]
  handed_on: string | null
}

export type Terms = {
  title?: string
  asker?: string
  dueOn?: string
  basis?: string
  basisFile?: string
  purpose?: string
  formNo?: string
  formValidTo?: string
}

export type ChangedTerms = { [K in keyof Terms]?: Terms[K] | null }

export async function insertRequest(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    terms: Terms & { title: string; asker: string }
    state: 'received' | 'reading'
    file: string
    fileName: string
    sheets: unknown
    plan: ReportPlan
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  const { terms } = row
  await sql`
    insert into request (street_id, id, region_no, title, asker, due_on, basis, basis_file_id, purpose, form_no, form_valid_to, file_id, file_name, sheets, plan, state, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${terms.title}, ${terms.asker}, ${terms.dueOn ?? null}, ${terms.basis ?? null}, ${terms.basisFile ?? null},
      ${terms.purpose ?? null}, ${terms.formNo ?? null}, ${terms.formValidTo ?? null}, ${row.file}, ${row.fileName}, ${sql.json(row.sheets as never)}, ${sql.json(row.plan as never)},
      ${row.state}, ${row.login}, ${row.post}, ${row.at})`
}

/** Terms that are left out stay as they are; `null` takes one away. */
export async function updateTerms(sql: Tx, street: number, id: string, terms: ChangedTerms): Promise<void> {
  const kept = (key: keyof ChangedTerms, value: string | null | undefined, column: Fragment) =>
    terms[key] === undefined ? column : sql`${value ?? null}`
  await sql`
    update request set title = ${kept('title', terms.title, sql`title`)}, asker = ${kept('asker', terms.asker, sql`asker`)},
      due_on = ${kept('dueOn', terms.dueOn, sql`due_on`)}, basis = ${kept('basis', terms.basis, sql`basis`)},
      basis_file_id = ${kept('basisFile', terms.basisFile, sql`basis_file_id`)}, purpose = ${kept('purpose', terms.purpose, sql`purpose`)},
      form_no = ${kept('formNo', terms.formNo, sql`form_no`)}, form_valid_to = ${kept('formValidTo', terms.formValidTo, sql`form_valid_to`)}
    where street_id = ${street} and id = ${id}`
}

export async function updatePlan(sql: Tx, street: number, id: string, plan: ReportPlan): Promise<void> {
  await sql`update request set plan = ${sql.json(plan as never)} where street_id = ${street} and id = ${id}`
}

export async function updateSheets(sql: Tx, street: number, id: string, sheets: RequestRow['sheets']): Promise<void> {
  await sql`update request set sheets = ${sql.json(sheets as never)} where street_id = ${street} and id = ${id}`
}

export type Held = { running: string | null; state: string; validTo: string | null }

/** Holds the request against another who fills it at the same time; the job that is queued or running for it. */
export async function lockForJob(sql: Tx, street: number, id: string): Promise<Held | undefined> {
  const [held] = await sql<Omit<Held, 'running'>[]>`
    select state, form_valid_to as "validTo" from request where street_id = ${street} and id = ${id} and kind = 'workbook' for update`
  if (!held) return undefined
  const [row] = await sql<{ running: string }[]>`
    select j.id as running from request r join job j on j.street_id = r.street_id and j.id = r.job_id
    where r.street_id = ${street} and r.id = ${id} and j.state in ('queued', 'running')`
  return { ...held, running: row?.running ?? null }
}

/** A workbook that took a job is understood. */
export async function updateUnderstood(
  sql: Tx,
  street: number,
  id: string,
  understood: { sheets: RequestRow['sheets']; plan: ReportPlan; title: string },
): Promise<boolean> {
  const changed = await sql`
    update request set sheets = ${sql.json(understood.sheets as never)}, plan = ${sql.json(understood.plan as never)}, title = ${understood.title},
      state = 'received' where street_id = ${street} and id = ${id} and state = 'reading' returning 1`
  return changed.length > 0
}

export async function updateJob(sql: Tx, street: number, id: string, job: string): Promise<void> {
  await sql`update request set job_id = ${job} where street_id = ${street} and id = ${id}`
}

export async function updateFilled(sql: Tx, street: number, id: string, counts: CellCounts): Promise<void> {
  await sql`update request set state = 'filled', counts = ${sql.json(counts as never)} where street_id = ${street} and id = ${id}`
}

/** How it ended otherwise than by a delivery. */
export async function updateAnswered(
  sql: Tx,
  street: number,
  id: string,
  state: 'withdrawn' | 'merged' | 'sent-back' | 'upheld' | 'closed' | 'received' | 'filled',
): Promise<void> {
  await sql`update request set state = ${state} where street_id = ${street} and id = ${id}`
}

/**
 * While its job is queued or running a request is being filled, or first read; a job that failed or was cancelled leaves it as it was. Nothing is
 * written for that, so that nothing can stay behind when a process is killed.
 */
function stateNow(sql: Tx): Fragment {
  const works = sql`exists (select from job j where j.street_id = r.street_id and j.id = r.job_id and j.state in ('queued', 'running'))`
  return sql`case when r.state = 'reading' and not ${works} then 'unreadable' when r.state <> 'reading' and ${works} then 'filling' else r.state end as state`
}

function handedOn(sql: Tx): Fragment {
  return sql`(select max(h.handed_on) from handover h where h.street_id = r.street_id and h.request_id = r.id and h.taken_back_at is null) as handed_on`
}

export async function findRequest(sql: Tx, street: number, id: string): Promise<RequestRow | undefined> {
  const [row] = await sql<RequestRow[]>`
    select id, region_no, title, asker, due_on, basis, basis_file_id, purpose, form_no, form_valid_to, file_id, file_name, sheets, plan, ${stateNow(sql)}, counts, job_id, at, demand_from, survey, money, people, powers, cited, ${handedOn(sql)}
    from request r where street_id = ${street} and id = ${id} and kind = 'workbook'`
  return row
}

export async function listRequests(sql: Tx, street: number, state: string | undefined): Promise<Omit<RequestRow, 'sheets' | 'plan'>[]> {
  return sql<Omit<RequestRow, 'sheets' | 'plan'>[]>`
    select id, region_no, title, asker, due_on, basis, basis_file_id, purpose, form_no, form_valid_to, file_id, file_name, ${stateNow(sql)}, counts, job_id, at, demand_from, survey, money, people, powers, cited, ${handedOn(sql)}
    from request r where street_id = ${street} and kind = 'workbook' ${state ? sql`and state = ${state}` : sql``}
    order by (r.state = 'delivered'), due_on nulls last, at desc limit 200`
}

export async function insertDelivery(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    request: string
    file: string
    sha256: string
    counts: CellCounts
    columns: DeliveryView['columns']
    spans: Span[]
    subjects: number
    asOf: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into delivery (street_id, id, region_no, request_id, file_id, sha256, counts, summary, spans, subjects, as_of, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.request}, ${row.file}, ${row.sha256}, ${sql.json(row.counts as never)}, ${sql.json(row.columns as never)}, ${sql.json(row.spans as never)},
      ${row.subjects}, ${row.asOf}, ${row.login}, ${row.post}, ${row.at})`
}

/** What a filling that was cut off at its very end had already recorded. */
export async function findDelivery(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ file: string; name: string; counts: CellCounts } | undefined> {
  const [row] = await sql<{ file: string; name: string; counts: CellCounts }[]>`
    select d.file_id as file, f.name, d.counts from delivery d join file f on f.street_id = d.street_id and f.id = d.file_id
    where d.street_id = ${street} and d.id = ${id}`
  return row
}

/** The telephone of whoever holds the post, as it is stored. */
export async function findPhoneOfPost(sql: Tx, street: number, post: string): Promise<string | undefined> {
  const [row] = await sql<{ phone: string | null }[]>`
    select s.values->>'person.phone' as phone from post p join subject s on s.street_id = p.street_id and s.id = p.person_id
    where p.street_id = ${street} and p.id = ${post}`
  return row?.phone ?? undefined
}

export async function listDeliveries(sql: Tx, street: number, request: string): Promise<DeliveryView[]> {
  return sql<DeliveryView[]>`
    select d.id, d.file_id as file, f.purged_at is not null as purged, d.at, d.as_of as "asOf", d.counts, d.summary as columns, case when h.id is null then null else
      jsonb_build_object('id', h.id, 'on', h.handed_on, 'way', h.way, 'recipient', h.recipient, 'who', coalesce(l.shown_name, '')) end as handover
    from delivery d join file f on f.street_id = d.street_id and f.id = d.file_id
    left join handover h on h.street_id = d.street_id and h.delivery_id = d.id and h.taken_back_at is null
    left join login l on l.id = h.login_id
    where d.street_id = ${street} and d.request_id = ${request} order by d.at desc`
}

export type Gap = { subject: string; region: number; dwelling: string | null; missing: string[]; stale: string[]; conflicting: string[] }

export async function insertGaps(sql: Tx, street: number, delivery: string, gaps: Gap[]): Promise<void> {
  await sql`
    insert into delivery_gap (street_id, delivery_id, subject_id, region_no, dwelling_id, missing, stale, conflicting)
    select ${street}, ${delivery}, subject, region, dwelling, missing, stale, conflicting
    from jsonb_to_recordset(${sql.json(gaps as never)}) as g(subject uuid, region bigint, dwelling uuid, missing text[], stale text[], conflicting text[])
    on conflict do nothing`
}

export type GapRow = Gap & { name: string | null; label: string | null }

/** Gaps in walking order of their doors. */
export async function listGaps(sql: Tx, street: number, delivery: string, limit: number): Promise<GapRow[]> {
  return sql<GapRow[]>`
    select g.subject_id as subject, g.region_no as region, g.dwelling_id as dwelling, g.missing, g.stale, g.conflicting,
      coalesce(s.values->>(s.kind || '.name'), '') as name, d.label
    from delivery_gap g
    join subject s on s.street_id = g.street_id and s.id = g.subject_id
    left join dwelling d on d.street_id = g.street_id and d.id = g.dwelling_id
    left join building b on b.street_id = g.street_id and b.id = d.building_id
    left join estate e on e.street_id = g.street_id and e.id = d.estate_id
    where g.street_id = ${street} and g.delivery_id = ${delivery}
    order by e.sort nulls last, b.sort nulls last, d.sort nulls last, s.sort, s.id limit ${limit}`
}

export async function countGaps(sql: Tx, street: number, delivery: string): Promise<number> {
  const [row] = await sql<
    { count: number }[]
  >`select count(*)::int as count from delivery_gap where street_id = ${street} and delivery_id = ${delivery}`
  return row?.count ?? 0
}
