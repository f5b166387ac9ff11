/** SQL of staging: what is known when rows are judged, and the judged rows themselves. Everything set-based. */
import type { FactValue } from '#ground/facts/contract.ts'
import type { Meta } from '#ground/facts/meta.ts'
import { sortSearch } from '#ground/facts/search-queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { StagedRow } from './judging/staged.ts'
import type { KnownBuilding, KnownDoor, KnownEstate, NewPlace } from './reading/doors.ts'
import type { Verdict } from './shapes.ts'

export type Holder = {
  token: string
  subject: string
  /** Null when this post may not see the one who holds the identifier. */
  rev: number | null
  region: number | null
  meta: Meta | null
  digest: string | null
}

/**
 * Fingerprint of the first statement that the subject `s` stands on. A subquery: a join on a computed id could not use the index, because
 * row policies let only leakproof conditions reach it.
 */
const digestOfFirst = (sql: Tx) => sql`
  (select w.digest from statement w where w.street_id = s.street_id and w.id = (s.meta #>> '{at,0,0}')::uuid)`

/** Region numbers of communities, as ranges for the index. */
const ranges = (sql: Tx, communities: number[]) => sql`
  unnest(${communities.map((code) => code * 1000)}::bigint[], ${communities.map((code) => code * 1000 + 999)}::bigint[]) as c(lo, hi)`

/** Who holds each token, with what is needed to see at once that nothing changed. */
export async function listHolders(sql: Tx, street: number, kind: string, tokens: string[]): Promise<Holder[]> {
  return sql<Holder[]>`
    select i.token, i.subject_id as subject, s.rev, s.region_no as region, s.meta, ${digestOfFirst(sql)} as digest
    from identifier i left join subject s on s.street_id = i.street_id and s.id = i.subject_id
    where i.street_id = ${street} and i.kind = ${kind} and i.token = any(${tokens})`
}

/** What places stand on: the version they were judged against, and the fingerprint of the one statement about each. */
export async function listPlaceStandings(sql: Tx, street: number, ids: string[]): Promise<Omit<Holder, 'token'>[]> {
  return sql<Omit<Holder, 'token'>[]>`
    select s.id as subject, s.rev, s.region_no as region, s.meta, ${digestOfFirst(sql)} as digest from subject s
    where s.street_id = ${street} and s.id = any(${ids}::uuid[])`
}

export type LeanPerson = {
  id: string
  name: string | null
  former: string | null
  birth: string | null
  sex: string | null
  phone: string | null
  dwelling: string | null
}

/** People of communities as the matcher needs them; telephones still sealed. Only those without an identity number when `withoutId`. */
export async function listLeanPeople(sql: Tx, street: number, communities: number[], withoutId: boolean): Promise<LeanPerson[]> {
  return sql<LeanPerson[]>`
    select s.id, values->>'person.name' as name, values->>'person.former-name' as former, values->>'person.birth-date' as birth,
      values->>'person.sex' as sex, values->>'person.phone' as phone,
      coalesce(values#>>'{person.residence,dwelling}', values#>>'{person.registration,dwelling}') as dwelling
    from subject s join ${ranges(sql, communities)} on s.region_no between c.lo and c.hi
    where street_id = ${street} and kind = 'person' and merged_into is null and gone_on is null
      ${withoutId ? sql`and not values ? 'person.id-number'` : sql``}`
}

export async function countPeople(sql: Tx, street: number, communities: number[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from subject s join ${ranges(sql, communities)} on s.region_no between c.lo and c.hi
    where street_id = ${street} and kind = 'person' and merged_into is null and gone_on is null`
  return row?.count ?? 0
}

export type LeanParty = { id: string; rev: number; name: string | null; address: string | null; uscc: string | null }

/** Premises or organisations of communities, by what tells them apart. */
export async function listParties(sql: Tx, street: number, kind: string, communities: number[]): Promise<LeanParty[]> {
  return sql<LeanParty[]>`
    select s.id, rev, values->>${`${kind}.name`} as name, values->>${`${kind}.address`} as address, values->>${`${kind}.uscc`} as uscc
    from subject s join ${ranges(sql, communities)} on s.region_no between c.lo and c.hi
    where street_id = ${street} and kind = ${kind} and merged_into is null and gone_on is null`
}

export async function listHouseholds(sql: Tx, street: number, dwellings: string[]): Promise<{ id: string; dwelling: string }[]> {
  return sql<{ id: string; dwelling: string }[]>`
    select id, dwelling_id as dwelling from household
    where street_id = ${street} and dwelling_id = any(${dwellings}::uuid[]) and to_day is null`
}

export async function listKnownEstates(sql: Tx, street: number, community: number): Promise<KnownEstate[]> {
  return sql<KnownEstate[]>`
    select id, region_no as region, name, key from estate where street_id = ${street} and region_no between ${community * 1000} and ${community * 1000 + 999} order by sort, id`
}

export async function listKnownBuildings(sql: Tx, street: number, community: number): Promise<KnownBuilding[]> {
  return sql<KnownBuilding[]>`
    select id, estate_id as estate, key from building where street_id = ${street} and region_no between ${community * 1000} and ${community * 1000 + 999}`
}

export async function listKnownDoors(sql: Tx, street: number, community: number): Promise<KnownDoor[]> {
  return sql<KnownDoor[]>`
    select id, region_no as region, label, key, estate_id as estate, building_id as building from dwelling
    where street_id = ${street} and region_no between ${community * 1000} and ${community * 1000 + 999} and closed_on is null`
}

/** Start anew: nothing staged of this import stays. */
export async function clearStaged(sql: Tx, street: number, id: string): Promise<void> {
  await sql`delete from import_row where street_id = ${street} and import_id = ${id}`
  await sql`delete from import_place where street_id = ${street} and import_id = ${id}`
}

export async function stagePlaces(sql: Tx, street: number, id: string, places: (NewPlace & { search: string[] })[]): Promise<void> {
  if (places.length === 0) return
  await sql`
    insert into import_place (street_id, import_id, id, kind, region_no, key, name, label, sort, search, estate_kind, estate_id, building_id, unit, floor, rows, sheet, row)
    select ${street}, ${id}, p.id, kind, region, key, name, label, sort, search, "estateKind", estate, building, unit, floor, rows, sheet, "row"
    from jsonb_to_recordset(${sql.json(places)}) as p(id uuid, kind text, region bigint, key text, name text, label text, sort text, search text[],
      "estateKind" text, estate uuid, building uuid, unit text, floor int, rows int, sheet int, "row" int)`
}

export type PlaceKey = { sheet: number; row: number; part: number }

/** A staged row with its own words, sealed: from itself, or from the statement it repeats. */
export type StagedWords = Pick<
  StagedRow,
  | 'sheet'
  | 'row'
  | 'part'
  | 'region'
  | 'verdict'
  | 'kind'
  | 'subject'
  | 'rev'
  | 'fresh'
  | 'statement'
  | 'dwelling'
  | 'label'
  | 'more'
  | 'problems'
  | 'candidates'
  | 'decision'
> & {
  body: Record<string, FactValue> | null
  twin: Record<string, FactValue> | null
  round: number
}

const words = (sql: Tx) => sql`
  r.sheet, r.row, r.part, r.region_no as region, r.verdict, r.kind, r.subject_id as subject, r.rev, r.fresh, r.statement_id as statement,
  r.dwelling_id as dwelling, r.label, r.more, r.problems, r.candidates, r.decision, r.round, coalesce(r.body, w.body) as body, r.body_s as twin`

export async function findStaged(sql: Tx, street: number, id: string, places: PlaceKey[]): Promise<StagedWords[]> {
  if (places.length === 0) return []
  return sql<StagedWords[]>`
    select ${words(sql)} from jsonb_to_recordset(${sql.json(places)}) as p(sheet int, "row" int, part int)
    join import_row r on r.street_id = ${street} and r.import_id = ${id} and r.sheet = p.sheet and r.row = p."row" and r.part = p.part
    left join statement w on w.street_id = r.street_id and w.id = r.repeats
    for update of r`
}

/** The unwritten row that speaks of a subject already, if there is one beside the row at `except`. */
export async function findClaim(sql: Tx, street: number, id: string, subject: string, except: PlaceKey): Promise<PlaceKey | undefined> {
  const [row] = await sql<PlaceKey[]>`
    select r.sheet, r.row, r.part from import i join import_row r on r.street_id = i.street_id and r.import_id = i.id
    where i.street_id = ${street} and i.id = ${id} and r.subject_id = ${subject} and r.round >= i.rounds
      and r.verdict in ('new', 'changed', 'same', 'conflict') and (r.sheet, r.row, r.part) <> (${except.sheet}, ${except.row}, ${except.part})
    order by r.sheet, r.row, r.part limit 1`
  return row
}

/** What a statement says, identifiers sealed. */
export async function findWords(sql: Tx, street: number, statement: string): Promise<Record<string, FactValue> | undefined> {
  const [row] = await sql<
    { body: Record<string, FactValue> }[]
  >`select body from statement where street_id = ${street} and id = ${statement}`
  return row?.body
}

/** Rows whose subject moved on before they could be written. */
export async function listReturned(sql: Tx, street: number, id: string): Promise<StagedWords[]> {
  return sql<StagedWords[]>`
    select ${words(sql)} from import_row r left join statement w on w.street_id = r.street_id and w.id = r.repeats
    where r.street_id = ${street} and r.import_id = ${id} and r.returned
    order by r.sheet, r.row, r.part`
}

/** Rows by verdict, new places by kind, and how many rows are written and how many wait for the next time. */
export async function countRows(sql: Tx, street: number, id: string): Promise<Record<string, number>> {
  const verdicts = await sql<{ verdict: Verdict; written: boolean; count: number; partly: number }[]>`
    select r.verdict, r.round < i.rounds as written, count(*)::int as count, count(r.problems)::int as partly
    from import i join import_row r on r.street_id = i.street_id and r.import_id = i.id
    where i.street_id = ${street} and i.id = ${id} group by 1, 2`
  const places = await sql<{ kind: string; count: number }[]>`
    select kind, count(*)::int as count from import_place where street_id = ${street} and import_id = ${id} group by 1`
  const counts: Record<string, number> = {
    new: 0,
    changed: 0,
    same: 0,
    conflict: 0,
    invalid: 0,
    doubtful: 0,
    elsewhere: 0,
    skipped: 0,
    joined: 0,
  }
  let [applied, waiting, rows, partly] = [0, 0, 0, 0]
  for (const one of verdicts) {
    counts[one.verdict] = (counts[one.verdict] ?? 0) + one.count
    rows += one.count
    if (writable.has(one.verdict)) partly += one.partly
    if (writable.has(one.verdict) && one.written) applied += one.count
    else if (writable.has(one.verdict)) waiting += one.count
  }
  const placed = (kind: string) => places.find((one) => one.kind === kind)?.count ?? 0
  return { ...counts, rows, partly, applied, waiting, estates: placed('estate'), buildings: placed('building'), doors: placed('dwelling') }
}

/** Verdicts that can be written. */
export const writable: ReadonlySet<string> = new Set(['new', 'changed', 'same', 'conflict'])

/** Tell the planner how many rows there are now: what was just written in bulk is not known to it yet, and guesses cost hours. */
export async function measureStaged(sql: Tx): Promise<void> {
  await sql`select app_measure_staged()`
}

export async function measureWritten(sql: Tx): Promise<void> {
  await sortSearch(sql)
  await sql`select app_measure_written()`
}
