/** SQL of looking at an import: its rows by verdict, its new places, and the names of those it speaks of. */
import type { FactValue } from '#ground/facts/contract.ts'
import type { Outcome } from '#ground/facts/saying.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { StagedCandidate } from './judging/staged.ts'
import type { RowProblem, Verdict } from './shapes.ts'
import { writable } from './staging-queries.ts'

export type ShownRow = {
  sheet: number
  row: number
  part: number
  verdict: Verdict
  kind: string
  subject: string | null
  fresh: boolean
  label: string
  door: string | null
  body: Record<string, FactValue> | null
  protected: number
  outcomes: Record<string, Outcome> | null
  problems: RowProblem[] | null
  candidates: StagedCandidate[] | null
  decision: string | null
  written: boolean
  later: boolean
}

export type RowFilter = {
  verdict?: Verdict
  problems?: boolean
  partly?: boolean
  later?: boolean
  after?: { sheet: number; row: number; part: number }
}

export async function listShownRows(sql: Tx, street: number, id: string, filter: RowFilter, limit: number): Promise<ShownRow[]> {
  const { verdict, problems, partly, later, after } = filter
  return sql<ShownRow[]>`
    select r.sheet, r.row, r.part, r.verdict, r.kind, r.subject_id as subject, r.fresh, r.label, coalesce(d.label, p.label) as door,
      coalesce(r.body, w.body) as body, (select count(*)::int from jsonb_object_keys(r.body_s)) as protected,
      r.outcomes, r.problems, r.candidates, r.decision, r.round < i.rounds as written, r.later
    from import i join import_row r on r.street_id = i.street_id and r.import_id = i.id
    left join dwelling d on d.street_id = r.street_id and d.id = r.dwelling_id
    left join import_place p on p.street_id = r.street_id and p.import_id = r.import_id and p.id = r.dwelling_id
    left join statement w on w.street_id = r.street_id and w.id = r.repeats
    where i.street_id = ${street} and i.id = ${id}
      ${verdict ? sql`and r.verdict = ${verdict}` : sql``}
      ${problems ? sql`and r.problems is not null` : sql``}
      ${partly ? sql`and r.problems is not null and r.verdict = any(${[...writable]})` : sql``}
      ${later ? sql`and r.later` : sql``}
      ${after ? sql`and (r.sheet, r.row, r.part) > (${after.sheet}, ${after.row}, ${after.part})` : sql``}
    order by r.sheet, r.row, r.part limit ${limit}`
}

export type ShownPlace = { id: string; kind: 'estate' | 'building' | 'dwelling'; label: string; rows: number; sheet: number; row: number }

/** Estates first, then buildings, then doors; `after` is the id of the last one of the page before. */
export async function listShownPlaces(
  sql: Tx,
  street: number,
  id: string,
  kind: string | undefined,
  after: string | undefined,
  limit: number,
): Promise<ShownPlace[]> {
  const place = sql`array_position(array['estate', 'building', 'dwelling'], kind), sort, id`
  return sql<ShownPlace[]>`
    select id, kind, label, rows, sheet, row from import_place
    where street_id = ${street} and import_id = ${id}
      ${kind ? sql`and kind = ${kind}` : sql``}
      ${after ? sql`and (${place}) > (select ${place} from import_place where street_id = ${street} and import_id = ${id} and id = ${after})` : sql``}
    order by ${place} limit ${limit}`
}

export async function listDoorLabels(sql: Tx, street: number, ids: string[]): Promise<{ id: string; label: string }[]> {
  if (ids.length === 0) return []
  return sql<{ id: string; label: string }[]>`select id, label from dwelling where street_id = ${street} and id = any(${ids}::uuid[])`
}

/** Names and doors of subjects, for telling candidates apart. */
export async function listNames(
  sql: Tx,
  street: number,
  subjects: string[],
): Promise<{ id: string; name: string | null; door: string | null }[]> {
  return sql<{ id: string; name: string | null; door: string | null }[]>`
    select s.id, s.values->>(s.kind || '.name') as name, d.label as door from subject s
    -- Worked out by itself: row policies let no index be used for what is taken out of a document on the way.
    cross join lateral (
      select coalesce(s.values#>>'{person.residence,dwelling}', s.values#>>'{person.registration,dwelling}', s.values#>>'{person.ownership,dwelling}')::uuid as id offset 0
    ) home
    left join dwelling d on d.street_id = s.street_id and d.id = home.id
    where s.street_id = ${street} and s.id = any(${subjects}::uuid[])`
}
