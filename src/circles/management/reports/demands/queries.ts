/** SQL of demands, in the jurisdiction that asks. */
import type { WorkbookNote } from '#ground/workbooks/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Held } from '../burden/contract.ts'
import type { Fragment } from '../conditions.ts'
import type { CellCounts, ReportPlan, Span } from '../contract.ts'
import type { DemandState, Period, ReturnView, StreetAnswer, StreetState } from './contract.ts'

export type DemandRow = {
  id: string
  region_no: number
  title: string
  asker: string
  due_on: string | null
  basis: string | null
  basis_file_id: string | null
  purpose: string | null
  survey: boolean
  form_no: string | null
  form_valid_to: string | null
  money: string | null
  people: string | null
  powers: string | null
  cited: string[]
  period: Period
  file_id: string
  file_name: string
  sheets: { sheets: UnderstoodSheet[]; notes: WorkbookNote[]; format: string }
  plan: ReportPlan
  streets: number[]
  state: DemandState
  follows: string | null
  job_id: string | null
  at: string
  submitted_at: string | null
  decided_at: string | null
  decision_note: string | null
}

export type DemandTermsRow = {
  title: string
  asker: string
  dueOn?: string | null
  basis?: string | null
  basisFile?: string | null
  purpose?: string | null
  survey?: boolean
  formNo?: string | null
  formValidTo?: string | null
  money?: string | null
  people?: string | null
  powers?: string | null
  cited?: string[]
  period?: Period
  streets?: number[]
}

export async function insertDemand(
  sql: Tx,
  row: {
    street: number
    id: string
    region: number
    terms: DemandTermsRow
    file: string
    fileName: string
    sheets: unknown
    plan: ReportPlan
    state: 'reading' | 'draft'
    follows: string | null
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  const { terms } = row
  await sql`
    insert into demand (street_id, id, region_no, title, asker, due_on, basis, basis_file_id, purpose, survey, form_no, form_valid_to, money, people, powers, cited, period, file_id, file_name, sheets, plan, streets, state, follows, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${terms.title}, ${terms.asker}, ${terms.dueOn ?? null}, ${terms.basis ?? null}, ${terms.basisFile ?? null}, ${terms.purpose ?? null},
      ${terms.survey ?? false}, ${terms.formNo ?? null}, ${terms.formValidTo ?? null}, ${terms.money ?? null}, ${terms.people ?? null}, ${terms.powers ?? null}, ${terms.cited ?? []}, ${terms.period ?? 'once'}, ${row.file}, ${row.fileName}, ${sql.json(row.sheets as never)}, ${sql.json(row.plan as never)},
      ${terms.streets ?? []}, ${row.state}, ${row.follows}, ${row.login}, ${row.post}, ${row.at})`
}

/** Terms that are left out stay as they are; `null` takes one away. */
export async function updateDemand(sql: Tx, street: number, id: string, terms: Partial<DemandTermsRow>): Promise<void> {
  const kept = <K extends keyof DemandTermsRow>(key: K, column: Fragment): Fragment =>
    terms[key] === undefined ? column : sql`${(terms[key] ?? null) as never}`
  await sql`
    update demand set title = ${kept('title', sql`title`)}, due_on = ${kept('dueOn', sql`due_on`)}, basis = ${kept('basis', sql`basis`)},
      basis_file_id = ${kept('basisFile', sql`basis_file_id`)}, purpose = ${kept('purpose', sql`purpose`)}, survey = ${kept('survey', sql`survey`)},
      form_no = ${kept('formNo', sql`form_no`)}, form_valid_to = ${kept('formValidTo', sql`form_valid_to`)}, period = ${kept('period', sql`period`)},
      money = ${kept('money', sql`money`)}, people = ${kept('people', sql`people`)}, powers = ${kept('powers', sql`powers`)}, cited = ${kept('cited', sql`cited`)},
      streets = ${kept('streets', sql`streets`)}
    where street_id = ${street} and id = ${id}`
}

export async function updateDemandPlan(sql: Tx, street: number, id: string, plan: ReportPlan): Promise<void> {
  await sql`update demand set plan = ${sql.json(plan as never)} where street_id = ${street} and id = ${id}`
}

/** A workbook whose reading was stopped or failed is said to be unreadable; nothing is written for that. */
function stateNow(sql: Tx): Fragment {
  return sql`case when d.state = 'reading' and not exists (
    select from job j where j.street_id = d.street_id and j.id = d.job_id and j.state in ('queued', 'running')) then 'unreadable' else d.state end as state`
}

export async function updateJob(sql: Tx, street: number, id: string, job: string): Promise<void> {
  await sql`update demand set job_id = ${job} where street_id = ${street} and id = ${id}`
}

/** It was understood; what its asker took back meanwhile stays taken back. */
export async function updateRead(
  sql: Tx,
  street: number,
  id: string,
  read: { sheets: unknown; plan: ReportPlan; title: string },
): Promise<boolean> {
  const done = await sql`
    update demand set sheets = ${sql.json(read.sheets as never)}, plan = ${sql.json(read.plan as never)}, title = ${read.title}, state = 'draft'
    where street_id = ${street} and id = ${id} and state = 'reading' returning 1`
  return done.length > 0
}

export async function updateSubmitted(sql: Tx, street: number, id: string, at: Date): Promise<void> {
  await sql`update demand set state = 'submitted', submitted_at = ${at} where street_id = ${street} and id = ${id}`
}

export async function updateDecided(
  sql: Tx,
  street: number,
  id: string,
  decided: { state: 'admitted' | 'refused'; note: string | null; judgement: unknown; post: string; at: Date },
): Promise<void> {
  await sql`
    update demand set state = ${decided.state}, decided_at = ${decided.at}, decided_by = ${decided.post}, decision_note = ${decided.note}, judgement = ${sql.json(decided.judgement as never)}
    where street_id = ${street} and id = ${id}`
}

export async function updateEnded(sql: Tx, street: number, id: string, state: 'withdrawn' | 'closed', at: Date): Promise<void> {
  await sql`update demand set state = ${state}, ended_at = ${at} where street_id = ${street} and id = ${id}`
}

/** The next period of a demand: what it says is what the one before said, but for its day. */
export async function insertNext(
  sql: Tx,
  row: { street: number; id: string; follows: string; dueOn: string; streets: number[]; login: string; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into demand (street_id, id, region_no, title, asker, due_on, basis, basis_file_id, purpose, survey, form_no, form_valid_to, money, people, powers, cited, period, file_id, file_name, sheets, plan, streets,
      state, follows, login_id, post_id, at, submitted_at, decided_at, decided_by, decision_note, judgement)
    select street_id, ${row.id}, region_no, title, asker, ${row.dueOn}, basis, basis_file_id, purpose, survey, form_no, form_valid_to, money, people, powers, cited, period, file_id, file_name, sheets, plan, ${row.streets}::bigint[],
      'admitted', id, ${row.login}, ${row.post}, ${row.at}, submitted_at, decided_at, decided_by, decision_note, judgement
    from demand where street_id = ${row.street} and id = ${row.follows}`
}

/** Held against another who changes or decides it at the same time. */
export async function lockDemand(sql: Tx, street: number, id: string): Promise<DemandRow | undefined> {
  const held = await sql`select 1 from demand where street_id = ${street} and id = ${id} for update`
  return held.length > 0 ? findDemand(sql, street, id) : undefined
}

export async function findDemand(sql: Tx, street: number, id: string): Promise<DemandRow | undefined> {
  const [row] = await sql<DemandRow[]>`
    select id, region_no, title, asker, due_on, basis, basis_file_id, purpose, survey, form_no, form_valid_to, money, people, powers, cited, period, file_id, file_name, sheets, plan, streets, ${stateNow(sql)}, follows, job_id, at,
      submitted_at, decided_at, decision_note
    from demand d where street_id = ${street} and id = ${id}`
  return row
}

export type DemandListRow = Pick<DemandRow, 'id' | 'title' | 'asker' | 'due_on' | 'period' | 'state' | 'at' | 'form_valid_to'> & {
  streets: Record<string, number>
  counts: Partial<CellCounts>
}

/** What waits for somebody first, then by day due. */
export async function listDemands(sql: Tx, street: number): Promise<DemandListRow[]> {
  return sql<DemandListRow[]>`
    select d.id, d.title, d.asker, d.due_on, d.period, ${stateNow(sql)}, d.at, d.form_valid_to, coalesce(s.states, '{}') as streets, coalesce(s.counts, '{}') as counts
    from demand d left join lateral (
      select jsonb_object_agg(state, n) as states, jsonb_build_object('known', sum(known), 'stale', sum(stale), 'missing', sum(missing), 'conflicting', sum(conflicting), 'forbidden', sum(forbidden)) as counts
      from (
        select state, count(*)::int as n, coalesce(sum((counts->>'known')::bigint), 0) as known, coalesce(sum((counts->>'stale')::bigint), 0) as stale,
          coalesce(sum((counts->>'missing')::bigint), 0) as missing, coalesce(sum((counts->>'conflicting')::bigint), 0) as conflicting, coalesce(sum((counts->>'forbidden')::bigint), 0) as forbidden
        from demand_street where street_id = ${street} and demand_id = d.id group by state) as by_state) s on true
    where d.street_id = ${street}
    order by d.state in ('refused', 'withdrawn', 'closed'), d.due_on nulls last, d.at desc limit 200`
}

export type TargetRow = { street: number; name: string; county: string; here: boolean }

/** Streets of a range of codes; `here`: somebody has a post there. */
export async function listTargets(sql: Tx, { lo, hi }: { lo: number; hi: number }): Promise<TargetRow[]> {
  return sql<TargetRow[]>`
    select left(r.code, 9)::bigint as street, r.name, coalesce(c.name, '') as county,
      exists (select from login_post p where p.street_id = left(r.code, 9)::bigint) as here
    from region r left join region c on c.code = r.parent and c.to_day is null
    where r.level = 'street' and r.to_day is null and r.code between ${String(lo * 1000).padStart(12, '0')} and ${String(hi * 1000 + 999).padStart(12, '0')} order by r.code`
}

export async function insertDemandStreets(sql: Tx, street: number, demand: string, region: number, targets: number[]): Promise<void> {
  await sql`
    insert into demand_street (street_id, demand_id, target, region_no, state)
    select ${street}, ${demand}, target, ${region}, 'waiting' from unnest(${targets}::bigint[]) as target on conflict do nothing`
}

export async function updateSent(sql: Tx, street: number, demand: string): Promise<void> {
  await sql`update demand_street set state = 'sent' where street_id = ${street} and demand_id = ${demand} and state = 'waiting'`
}

export type StreetRow = {
  street: number
  state: StreetState
  counts: Partial<CellCounts>
  parts: number
  signed: number
  answer: StreetAnswer | null
  heard_at: string | null
}

export async function listDemandStreets(sql: Tx, street: number, demand: string): Promise<StreetRow[]> {
  return sql<StreetRow[]>`
    select target as street, state, counts, parts, signed, answer, heard_at from demand_street
    where street_id = ${street} and demand_id = ${demand} order by target`
}

export type Heard = {
  state: StreetState
  counts: Partial<CellCounts>
  parts: number
  signed: number
  answer: StreetAnswer | null
  burden: Held
}

/** As it stands in the street now. */
export async function updateHeard(sql: Tx, street: number, demand: string, target: number, heard: Heard, at: Date): Promise<void> {
  await sql`
    update demand_street set state = ${heard.state}, counts = ${sql.json(heard.counts as never)}, parts = ${heard.parts}, signed = ${heard.signed},
      answer = ${heard.answer === null ? null : sql.json(heard.answer as never)}, burden = ${sql.json(heard.burden)}, heard_at = ${at}
    where street_id = ${street} and demand_id = ${demand} and target = ${target}`
}

export type ReturnRow = ReturnView & { street: number }

export async function listReturns(sql: Tx, street: number, demand: string): Promise<ReturnRow[]> {
  return sql<ReturnRow[]>`
    select r.id, r.target as street, r.file_id as file, f.purged_at is not null as purged, r.counts, r.subjects, r.as_of as "asOf", r.unsigned, r.signed_by as "signedBy", r.signed_at as "signedAt"
    from demand_return r join file f on f.street_id = r.street_id and f.id = r.file_id
    where r.street_id = ${street} and r.demand_id = ${demand} order by r.at desc, r.id desc`
}

export async function insertReturn(
  sql: Tx,
  row: Omit<ReturnView, 'purged'> & {
    street: number
    region: number
    demand: string
    target: number
    sha256: string
    spans: Span[]
    recallOn: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into demand_return (street_id, id, region_no, demand_id, target, file_id, sha256, counts, spans, subjects, as_of, unsigned, signed_by, signed_at, recall_on, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.demand}, ${row.target}, ${row.file}, ${row.sha256}, ${sql.json(row.counts as never)}, ${sql.json(row.spans as never)}, ${row.subjects},
      ${row.asOf}, ${row.unsigned}, ${row.signedBy}, ${row.signedAt}, ${row.recallOn}, ${row.at})`
}
