/** From a reading and what stands to the row that is kept. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { sealValues } from '#ground/facts/seal.ts'
import { searchColumns } from '#ground/facts/search.ts'
import { dwellingFollowed } from '#ground/facts/store.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Body, Reading } from '../reading/reading.ts'
import type { Verdict } from '../shapes.ts'
import { digestOf, nothingStands, type Standing, saySayings, storeState, verdictOf } from './sayings.ts'
import type { Further, StagedRow } from './staged.ts'

export type BuildContext = {
  catalogue: Catalogue
  keys: StreetKeys
  source: string
  asOf: string
  today: string
  newId: () => string
  /** Region of a known door; undefined when it is not at hand. */
  regionOf: (dwelling: string) => number | undefined
}

export type JudgeSource = BuildContext & {
  street: number
  importId: string
  inScope: <T>(run: (sql: Tx) => Promise<T>) => Promise<T>
  /** Communities whose people and places the rows may speak of. */
  communities: number[]
  buildingOf: (dwelling: string) => string | undefined
  /** Resolves when every row judged so far can be read back. */
  written: () => Promise<void>
}

/** `again` replaces rows that were staged before: a later row added to them. */
export type Judged = { rows: StagedRow[]; again: StagedRow[] }

export type OpenFurther = { id: string; plain: Body; twin: Body; row: number }

/** A row that changes nothing yet: invalid, doubtful, elsewhere, skipped or joined. Its words are kept for a later decision. */
export function keepRow(context: BuildContext, reading: Reading, verdict: Verdict, subject: string | null = null): StagedRow {
  return { ...bare(context, reading, verdict), subject, ...sealed(context, reading) }
}

/** The row repeats what one statement said: nothing but that is kept. */
export function repeatRow(
  context: BuildContext,
  reading: Reading,
  known: { subject: string; rev: number; region: number; words: string },
): StagedRow {
  return { ...bare(context, reading, 'same'), subject: known.subject, rev: known.rev, region: known.region, repeats: known.words }
}

/** Somebody new. Where nothing needs to be worked out, the words themselves are all that will stand. */
export function freshRow(context: BuildContext, reading: Reading, further: OpenFurther[] = [], subject = context.newId()): StagedRow {
  if (further.length > 0 || needsInference(reading.plain)) {
    return { ...knownRow(context, reading, subject, nothingStands(reading.region), further, false), verdict: 'new', fresh: true }
  }
  const { lexemes, sort, identifiers } = searchColumns(context.catalogue.elements, reading.plain, context.keys)
  // Most rows of a first import come this way: one object is filled, none is copied.
  const row = bare(context, reading, 'new')
  const { body, twin } = sealed(context, reading)
  const { tokenKinds, tokens } = tokensOf(identifiers)
  row.body = body
  row.twin = twin
  row.subject = subject
  row.fresh = true
  row.digest = digestOf(context.keys, reading)
  row.sort = sort
  row.search = lexemes
  row.tokenKinds = tokenKinds
  row.tokens = tokens
  return row
}

/** Birth and sex follow from the number where the row does not say them. */
function needsInference(plain: Body): boolean {
  return plain['person.id-number'] !== undefined && (plain['person.birth-date'] === undefined || plain['person.sex'] === undefined)
}

/** Somebody known, or new with something to work out: what will stand is computed here. */
export function knownRow(
  context: BuildContext,
  reading: Reading,
  subject: string,
  standing: Standing,
  further: OpenFurther[],
  decides: boolean,
): StagedRow {
  const { catalogue, keys } = context
  const row = bare(context, reading, 'same')
  const { plain, twin } = reading
  const outcomes = saySayings(catalogue, standing, [{ id: row.statement, plain, twin }, ...further], { ...context, decides })
  const next = storeState(keys, catalogue, standing.state)
  const touchesTwin = standing.twin.size > 0 && (hasKeys(twin) || further.some((one) => hasKeys(one.twin)))
  const values = Object.fromEntries([...standing.state].map(([element, known]) => [element, known.value]))
  const { lexemes, sort, identifiers } = searchColumns(catalogue.elements, values, keys)
  return {
    ...row,
    ...sealed(context, reading),
    verdict: verdictOf(outcomes),
    subject,
    rev: standing.rev,
    region: regionAfter(context, reading, standing),
    digest: further.length > 0 ? null : digestOf(keys, reading),
    more: further.length > 0 ? further.map((one) => sealFurther(context, one)) : null,
    next,
    nextTwin: touchesTwin ? storeState(keys, catalogue, standing.twin) : null,
    ties: reading.kind === 'person' ? standing.ties : null,
    sort,
    search: lexemes,
    ...tokensOf(identifiers),
    decides,
    outcomes: Object.fromEntries(outcomes),
  }
}

/** A person belongs where she lives, else where she is registered or owns; a place stays. */
function regionAfter(context: BuildContext, reading: Reading, standing: Standing): number {
  if (reading.kind !== 'person') return standing.region
  const dwelling = dwellingFollowed(standing.ties)
  if (dwelling === undefined) return standing.region
  return dwelling === reading.door?.id ? reading.region : (context.regionOf(dwelling) ?? standing.region)
}

function bare(context: BuildContext, reading: Reading, verdict: Verdict): StagedRow {
  return {
    sheet: reading.sheet,
    row: reading.row,
    part: reading.part,
    region: reading.region,
    verdict,
    kind: reading.kind,
    subject: null,
    rev: 0,
    fresh: false,
    statement: context.newId(),
    repeats: null,
    digest: null,
    dwelling: reading.door?.id ?? null,
    label: reading.label,
    body: null,
    twin: null,
    more: null,
    next: null,
    nextTwin: null,
    ties: null,
    sort: '',
    search: null,
    tokenKinds: null,
    tokens: null,
    decides: false,
    outcomes: null,
    problems: reading.problems.length > 0 ? reading.problems : null,
    candidates: null,
    decision: null,
  }
}

function sealed({ catalogue, keys }: BuildContext, { plain, twin }: { plain: Body; twin: Body }) {
  return {
    body: sealValues<FactValue>(keys, catalogue.elements, plain),
    twin: hasKeys(twin) ? sealValues<FactValue>(keys, catalogue.elements, twin) : null,
  }
}

function sealFurther(context: BuildContext, { id, row, plain, twin }: OpenFurther): Further {
  const { body, twin: sealedTwin } = sealed(context, { plain, twin })
  return { id, row, plain: body, twin: sealedTwin ?? {} }
}

function tokensOf(identifiers: readonly { kind: string; token: string }[]): Pick<StagedRow, 'tokenKinds' | 'tokens'> {
  if (identifiers.length === 0) return { tokenKinds: null, tokens: null }
  return { tokenKinds: identifiers.map(({ kind }) => kind), tokens: identifiers.map(({ token }) => token) }
}

function hasKeys(body: Body): boolean {
  for (const _ in body) return true
  return false
}
