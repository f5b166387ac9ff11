/** SQL of requests, deliveries and the rows that fill them. */
import type { PendingQuery, Row } from 'postgres'
import type { FactValue } from '#ground/facts/contract.ts'
import type { Meta } from '#ground/facts/meta.ts'
import type { WorkbookNote } from '#ground/workbooks/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { CellCounts, DeliveryView, Population, ReportPlan } from './contract.ts'

type Fragment = PendingQuery<Row[]>

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
      'received', ${row.login}, ${row.post}, ${row.at})`
}

/** Terms that are left out stay as they are; `null` takes one away. */
export async function updateTerms(sql: Tx, street: number, id: string, terms: ChangedTerms): Promise<void> {
  const kept = (key: keyof ChangedTerms, value: string | null | undefined, column: Fragment) => (terms[key] === undefined ? column : sql`${value ?? null}`)
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

export async function updateJob(sql: Tx, street: number, id: string, job: string): Promise<void> {
  await sql`update request set job_id = ${job} where street_id = ${street} and id = ${id}`
}

export async function updateFilled(sql: Tx, street: number, id: string, counts: CellCounts): Promise<void> {
  await sql`update request set state = 'filled', counts = ${sql.json(counts as never)} where street_id = ${street} and id = ${id}`
}

/** While its job is queued or running a request is being filled; a job that failed or was cancelled leaves it as it was. */
function stateNow(sql: Tx): Fragment {
  return sql`case when exists (select from job j where j.street_id = r.street_id and j.id = r.job_id and j.state in ('queued', 'running')) then 'filling' else r.state end as state`
}

export async function findRequest(sql: Tx, street: number, id: string): Promise<RequestRow | undefined> {
  const [row] = await sql<RequestRow[]>`
    select id, region_no, title, asker, due_on, basis, basis_file_id, purpose, form_no, form_valid_to, file_id, file_name, sheets, plan, ${stateNow(sql)}, counts, job_id, at
    from request r where street_id = ${street} and id = ${id}`
  return row
}

export async function listRequests(sql: Tx, street: number, state: string | undefined): Promise<Omit<RequestRow, 'sheets' | 'plan'>[]> {
  return sql<Omit<RequestRow, 'sheets' | 'plan'>[]>`
    select id, region_no, title, asker, due_on, basis, basis_file_id, purpose, form_no, form_valid_to, file_id, file_name, ${stateNow(sql)}, counts, job_id, at
    from request r where street_id = ${street} ${state ? sql`and state = ${state}` : sql``}
    order by (r.state in ('delivered', 'closed')), due_on nulls last, at desc limit 200`
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
    asOf: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into delivery (street_id, id, region_no, request_id, file_id, sha256, counts, summary, as_of, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.request}, ${row.file}, ${row.sha256}, ${sql.json(row.counts as never)}, ${sql.json(row.columns as never)}, ${row.asOf},
      ${row.login}, ${row.post}, ${row.at})`
}

export async function listDeliveries(sql: Tx, street: number, request: string): Promise<DeliveryView[]> {
  return sql<DeliveryView[]>`
    select id, file_id as file, at, as_of as "asOf", counts, summary as columns from delivery where street_id = ${street} and request_id = ${request} order by at desc`
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

export async function insertExport(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    delivery: string
    recipient: string
    basis: string | null
    mark: string
    subjects: number
    elements: string[]
    recallOn: string
    sha256: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into export_register (street_id, id, region_no, delivery_id, recipient, basis, mark, subjects, elements, recall_on, sha256, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.delivery}, ${row.recipient}, ${row.basis}, ${row.mark}, ${row.subjects}, ${row.elements}, ${row.recallOn},
      ${row.sha256}, ${row.login}, ${row.post}, ${row.at})`
}

export type ExportRow = {
  id: string
  at: string
  who: string
  recipient: string
  basis: string | null
  mark: string
  subjects: number
  elements: string[]
  recallOn: string
  sha256: string
  request: string | null
}

export async function listExports(sql: Tx, street: number): Promise<ExportRow[]> {
  return sql<ExportRow[]>`
    select x.id, x.at, coalesce(l.shown_name, '') as who, x.recipient, x.basis, x.mark, x.subjects, x.elements, x.recall_on as "recallOn", x.sha256, d.request_id as request
    from export_register x left join login l on l.id = x.login_id left join delivery d on d.street_id = x.street_id and d.id = x.delivery_id
    where x.street_id = ${street} order by x.at desc limit 500`
}

/** 本人 and 户主 in the kinship list (GB/T 4761). */
const HEAD = ['01', '02']

/** A subject as a row of a roster: its facts, and for a person the door she is tied to with what stands around it. */
export type RosterRow = {
  id: string
  kind: string
  region_no: number
  values: Record<string, FactValue>
  meta: Meta
  values_s: Record<string, FactValue> | null
  meta_s: Meta | null
  dwelling: string | null
  label: string | null
  unit: string | null
  floor: number | null
  door: string | null
  building: string | null
  estate: string | null
  grid: string | null
  since: string | null
  /** Facts of the dwelling, building, estate and household around the subject, when a column asks for them. */
  around: Record<string, FactValue> | null
  head: string | null
  registered: string | null
}

export type RosterNeeds = { twin: boolean; around: boolean; head: boolean; registered: boolean }

/** The query of a roster, in walking order; `given` limits it to known ids. Run with `.cursor()` or awaited with a limit. */
export function rosterQuery(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  population: { kind: Population['kind']; where: Fragment; given?: string[] },
  needs: RosterNeeds,
  page?: { offset: number; limit: number },
): Fragment {
  const person = population.kind === 'person'
  const home = person
    ? sql`left join lateral (
        select dwelling_id, from_day from tie where street_id = ${street} and person_id = s.id and to_day is null
        order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], kind) limit 1
      ) home on true`
    : sql``
  return sql`
    select s.id, s.kind, s.region_no, s.values, s.meta,
      ${needs.twin ? sql`t.values` : sql`null::jsonb`} as values_s, ${needs.twin ? sql`t.meta` : sql`null::jsonb`} as meta_s,
      d.id as dwelling, d.label, d.unit, d.floor, d.door, b.name as building, e.name as estate, g.name as grid,
      ${person ? sql`home.from_day` : sql`null::date`} as since,
      ${needs.around ? sql`coalesce(es.values, '{}') || coalesce(bs.values, '{}') || coalesce(ds.values, '{}') || coalesce(hs.values, '{}')` : sql`null::jsonb`} as around,
      ${
        needs.head
          ? sql`(select min(hp.values->>'person.name') from tie ht join subject hp on hp.street_id = ht.street_id and hp.id = ht.person_id
          where ht.street_id = ${street} and ht.dwelling_id = d.id and ht.to_day is null and ht.kind = 'person.residence' and hp.merged_into is null
            and hp.values->>'person.relation-to-head' = any(${HEAD}))`
          : sql`null::text`
      } as head,
      ${
        needs.registered
          ? sql`(select rd.label from tie rt join dwelling rd on rd.street_id = rt.street_id and rd.id = rt.dwelling_id
          where rt.street_id = ${street} and rt.person_id = s.id and rt.kind = 'person.registration' and rt.to_day is null limit 1)`
          : sql`null::text`
      } as registered
    from subject s
    ${needs.twin ? sql`left join subject_s t on t.street_id = s.street_id and t.id = s.id` : sql``}
    ${home}
    left join dwelling d on d.street_id = s.street_id and d.id = ${person ? sql`home.dwelling_id` : sql`s.id`}
    left join building b on b.street_id = s.street_id and b.id = ${population.kind === 'building' ? sql`s.id` : sql`d.building_id`}
    left join estate e on e.street_id = s.street_id and e.id = ${population.kind === 'estate' ? sql`s.id` : sql`coalesce(d.estate_id, b.estate_id)`}
    left join grid g on g.street_id = s.street_id and g.region_no = s.region_no
    ${
      needs.around
        ? sql`left join subject ds on ds.street_id = s.street_id and ds.id = d.id
          left join subject bs on bs.street_id = s.street_id and bs.id = b.id
          left join subject es on es.street_id = s.street_id and es.id = e.id
          left join household h on h.street_id = s.street_id and h.dwelling_id = d.id and h.to_day is null
          left join subject hs on hs.street_id = s.street_id and hs.id = h.id`
        : sql``
    }
    where s.street_id = ${street} and s.kind = ${population.kind} and s.region_no between ${range.lo} and ${range.hi}
      and s.merged_into is null and s.gone_on is null and ${population.where}
      ${population.given ? sql`and s.id = any(${population.given}::uuid[])` : sql``}
    order by e.sort nulls last, b.sort nulls last, d.sort nulls last, s.sort, s.id
    ${page ? sql`offset ${page.offset} limit ${page.limit}` : sql``}`
}

export async function countPopulation(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  kind: string,
  where: Fragment,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from subject s left join subject_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and s.kind = ${kind} and s.region_no between ${range.lo} and ${range.hi} and s.merged_into is null and s.gone_on is null and ${where}`
  return row?.count ?? 0
}

/** Names of regions, grids and estates that rows of a statistics sheet may carry. */
export async function listRowPlaces(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
): Promise<{ name: string; lo: number; hi: number; estate: string | null }[]> {
  const communities = await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
    select name, (code::bigint) * 1000 as lo, (code::bigint) * 1000 + 999 as hi, null as estate from region
    where level = 'community' and to_day is null and (code::bigint) * 1000 + 999 >= ${range.lo} and (code::bigint) * 1000 <= ${range.hi} and length(code) = 12`
  const grids = await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
    select name, region_no as lo, region_no as hi, null as estate from grid where street_id = ${street} and region_no between ${range.lo} and ${range.hi}`
  const estates = await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
    select name, ${range.lo}::bigint as lo, ${range.hi}::bigint as hi, id as estate from estate where street_id = ${street} and region_no / 1000 between ${Math.floor(range.lo / 1000)} and ${Math.floor(range.hi / 1000)}`
  return [...communities, ...grids, ...estates]
}
