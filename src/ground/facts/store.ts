/**
 * Writing facts: sayings in, current values out, in the caller's transaction. Everything that changes a fact comes through here or,
 * for whole imports, through the same `applySaying` at staging.
 */
import { Problem } from '#base/problem.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import { newId } from '#kernel/log/id.ts'
import { type Catalogue, isTwin } from './catalogue.ts'
import type { FactValue, SubjectKind } from './contract.ts'
import { getStreetCatalogue } from './definitions.ts'
import { readState, writeState } from './meta.ts'
import {
  findRegions,
  findTies,
  findTwins,
  insertStatements,
  insertTwinStatements,
  lockSubjects,
  type NewStatement,
  replaceIdentifiers,
  replaceTies,
  type SubjectWrite,
  upsertSubjects,
  upsertTwins,
} from './queries.ts'
import { applySaying } from './rules.ts'
import type { Outcome, Saying, State, TiePeriod } from './saying.ts'
import { openMeta, openValues, sealMeta, sealValues } from './seal.ts'
import { searchColumns } from './search.ts'

export type NewSaying = {
  subject: string
  kind: SubjectKind
  /** Where the subject belongs when it is new or is a place; a person's follows her dwelling. */
  region: number
  source: string
  asOf: string
  body: Record<string, FactValue | null>
  ref?: string
  decides?: boolean
  /** Of its statement, when it was made where it was heard. */
  id?: string
}

/** A subject in hands: its state split into the two tables it is stored in. */
export type Held = {
  id: string
  kind: SubjectKind
  region: number
  rev: number
  state: State
  twin: State
  ties: TiePeriod[]
  merged?: true // into another, which holds its identifiers and ties
  /** Elements that something was said about since the subject was read; without it everything is written anew. */
  touched?: Set<string>
}

/** Read and lock subjects with everything known about them, identifiers opened. Twins only when this post may open them. */
export async function holdSubjects(ctx: Ctx, catalogue: Catalogue, ids: string[]): Promise<Map<string, Held>> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  // Sent in one go; the lock is taken before the others are read.
  const [rows, twins, ties] = await Promise.all([
    lockSubjects(ctx.sql, ctx.street, ids),
    findTwins(ctx.sql, ctx.street, ids),
    findTies(ctx.sql, ctx.street, ids),
  ])
  const twinOf = new Map(twins.map((twin) => [twin.id, twin]))
  return new Map(
    rows.map((row) => {
      const twin = twinOf.get(row.id)
      return [
        row.id,
        {
          id: row.id,
          kind: row.kind,
          region: row.region_no,
          rev: row.rev,
          state: openState(keys, catalogue, row),
          twin: twin ? openState(keys, catalogue, twin) : new Map(),
          ties: ties.filter((tie) => tie.person === row.id),
          ...(row.merged_into ? { merged: true as const } : {}),
        },
      ]
    }),
  )
}

export function openState(
  keys: StreetKeys,
  catalogue: Catalogue,
  row: { values: Record<string, FactValue>; meta: Parameters<typeof readState>[1] },
): State {
  return readState(openValues(keys, catalogue.elements, row.values), openMeta(keys, catalogue.elements, row.meta))
}

/** Say things about subjects; returns the outcome of each element by subject. New subjects begin with their first saying. */
export async function sayAll(ctx: Ctx, sayings: NewSaying[]): Promise<Map<string, Map<string, Outcome>>> {
  const catalogue = await getStreetCatalogue(ctx)
  return sayToHeld(ctx, catalogue, await holdSubjects(ctx, catalogue, [...new Set(sayings.map((saying) => saying.subject))]), sayings)
}

/** The same about subjects the caller has read and locked already. */
export async function sayToHeld(
  ctx: Ctx,
  catalogue: Catalogue,
  held: Map<string, Held>,
  sayings: NewSaying[],
): Promise<Map<string, Map<string, Outcome>>> {
  await passGates(ctx, held, sayings)
  for (const subject of held.values()) subject.touched ??= new Set()
  const outcomes = new Map<string, Map<string, Outcome>>()
  const statements: NewStatement[] = []
  for (const said of sayings) {
    const subject = held.get(said.subject) ?? newHeld(said)
    held.set(said.subject, subject)
    const saying: Saying = {
      id: said.id ?? newId(),
      source: said.source,
      asOf: said.asOf,
      saidOn: ctx.today,
      decides: said.decides ?? false,
      body: said.body,
    }
    outcomes.set(said.subject, new Map([...(outcomes.get(said.subject) ?? []), ...sayTo(ctx, catalogue, subject, saying)]))
    statements.push({
      id: saying.id,
      subject: said.subject,
      region: subject.region,
      source: said.source,
      asOf: said.asOf,
      saidAt: ctx.now,
      post: ctx.actor.post,
      ref: said.ref ?? null,
      decides: saying.decides ?? false,
      withdraws: null,
      body: said.body,
    })
  }
  await settleRegions(ctx, [...held.values()])
  for (const statement of statements) statement.region = held.get(statement.subject)!.region
  await Promise.all([writeStatements(ctx, catalogue, statements), writeHeld(ctx, catalogue, [...held.values()])])
  return outcomes
}

async function passGates(ctx: Ctx, held: Map<string, Held>, sayings: NewSaying[]): Promise<void> {
  const regionOf = ({ subject, region }: NewSaying) => held.get(subject)?.region ?? region
  const said = sayings.map((one) => ({ subject: one.subject, region: regionOf(one), elements: Object.keys(one.body) }))
  for (const gate of ctx.house.gates) await gate(ctx, said)
}

function newHeld(said: NewSaying): Held {
  return { id: said.subject, kind: said.kind, region: said.region, rev: 0, state: new Map(), twin: new Map(), ties: [] }
}

function sayTo(ctx: Ctx, catalogue: Catalogue, subject: Held, saying: Saying): Map<string, Outcome> {
  const { plain, twin } = splitBody(catalogue, saying.body)
  for (const element of Object.keys(saying.body)) subject.touched?.add(element)
  if (Object.keys(twin).length > 0 && !ctx.actor.rights.has('sensitive.open'))
    throw new Problem('access.forbidden', { right: 'sensitive.open' })
  const outcomes = applySaying(catalogue.elements, subject.state, subject.ties, { ...saying, body: plain })
  for (const [element, outcome] of applySaying(catalogue.elements, subject.twin, subject.ties, { ...saying, body: twin }))
    outcomes.set(element, outcome)
  return outcomes
}

export function splitBody<V>(catalogue: Catalogue, body: Record<string, V>): { plain: Record<string, V>; twin: Record<string, V> } {
  const plain: Record<string, V> = {}
  const twin: Record<string, V> = {}
  for (const [element, value] of Object.entries(body)) (isTwin(catalogue, element) ? twin : plain)[element] = value
  return { plain, twin }
}

/** A person belongs where she lives, else where she is registered, else where she owns (DESIGN §3); places keep their own. */
const followed = ['person.residence', 'person.registration', 'person.ownership', 'person.tenancy']

export function dwellingFollowed(ties: TiePeriod[]): string | undefined {
  for (const kind of followed) {
    const open = ties.filter((tie) => tie.kind === kind && !tie.to).at(-1)
    if (open) return open.dwelling
  }
  return undefined
}

function touchesTies({ touched }: Held): boolean {
  return !touched || followed.some((kind) => touched.has(kind))
}

/** Search columns and identifiers follow from indexed elements only. */
function touchesIndex(catalogue: Catalogue, { touched }: Held): boolean {
  return !touched || [...touched].some((id) => catalogue.elements.get(id)?.index !== undefined)
}

/** The twin has the region of its subject. */
function touchesTwin(catalogue: Catalogue, held: Held): boolean {
  const { touched, twin, rev } = held
  if (touched && [...touched].some((id) => isTwin(catalogue, id))) return true
  return touched ? twin.size > 0 && touchesTies(held) : twin.size > 0 || rev > 0
}

export async function settleRegions(ctx: Ctx, held: Held[]): Promise<void> {
  const moved = held.filter((subject) => subject.kind === 'person' && touchesTies(subject))
  const wanted = new Map(moved.map((subject) => [subject, dwellingFollowed(subject.ties)]))
  const dwellings = [...new Set([...wanted.values()].filter((dwelling) => dwelling !== undefined))]
  if (dwellings.length === 0) return
  const regions = await findRegions(ctx.sql, ctx.street, dwellings)
  for (const [subject, dwelling] of wanted) {
    if (!dwelling) continue
    const region = regions.get(dwelling)
    // A dwelling of another community cannot be seen from here; a person keeps her place until that community says she came.
    if (region !== undefined) subject.region = region
  }
}

export async function writeStatements(ctx: Ctx, catalogue: Catalogue, statements: NewStatement[]): Promise<void> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const split = statements.map((statement) => ({
    statement,
    ...splitBody(catalogue, sealValues(keys, catalogue.elements, statement.body)),
  }))
  await insertStatements(
    ctx.sql,
    ctx.street,
    split.map(({ statement, plain }) => ({ ...statement, body: plain })),
  )
  const twins = split.filter(({ twin }) => Object.keys(twin).length > 0)
  if (twins.length === 0) return
  await insertTwinStatements(
    ctx.sql,
    ctx.street,
    twins.map(({ statement, twin }) => ({ id: statement.id, subject: statement.subject, region: statement.region, body: twin })),
  )
}

/** Write states back with search columns, identifiers and tie periods, as far as something was said that changes them; sent in one go. */
export async function writeHeld(ctx: Ctx, catalogue: Catalogue, held: Held[]): Promise<void> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows: SubjectWrite[] = []
  const identifiers: { subject: string; kind: string; token: string }[] = []
  const indexed = held.filter((subject) => !subject.merged && touchesIndex(catalogue, subject))
  for (const subject of held) {
    const { values, meta, conflicts } = writeState(subject.state)
    const columns = indexed.includes(subject) ? searchColumns(catalogue.elements, values, keys) : undefined
    for (const identifier of columns?.identifiers ?? []) identifiers.push({ subject: subject.id, ...identifier })
    rows.push({
      id: subject.id,
      kind: subject.kind,
      region: subject.region,
      rev: subject.rev + 1,
      values: sealValues(keys, catalogue.elements, values),
      meta: sealMeta(keys, catalogue.elements, meta),
      conflicts,
      sort: columns?.sort ?? '',
      search: columns?.lexemes ?? null,
      gone: isGone(subject) ? ctx.today : null,
    })
  }
  const persons = held.filter((subject) => subject.kind === 'person' && !subject.merged && touchesTies(subject))
  const ties = persons.flatMap((subject) => subject.ties.map((tie) => ({ ...tie, person: subject.id, region: subject.region })))
  await Promise.all([
    upsertSubjects(ctx.sql, ctx.street, rows),
    indexed.length > 0 ? replaceIdentifiers(ctx.sql, ctx.street, idsOf(indexed), identifiers) : undefined,
    persons.length > 0 ? replaceTies(ctx.sql, ctx.street, idsOf(persons), ties) : undefined,
    writeTwins(ctx, catalogue, keys, held.filter((subject) => touchesTwin(catalogue, subject))), // biome-ignore format: one call
  ])
}

function idsOf(held: Held[]): string[] {
  return held.map((subject) => subject.id)
}

/** Only for a post that may open them: what it could not read it must not write. */
async function writeTwins(ctx: Ctx, catalogue: Catalogue, keys: StreetKeys, held: Held[]): Promise<void> {
  if (held.length === 0 || !ctx.actor.rights.has('sensitive.open')) return
  await upsertTwins(
    ctx.sql,
    ctx.street,
    held.map((subject) => {
      const { values, meta, conflicts } = writeState(subject.twin)
      return {
        id: subject.id,
        region: subject.region,
        values: sealValues(keys, catalogue.elements, values),
        meta: sealMeta(keys, catalogue.elements, meta),
        conflicts,
      }
    }),
  )
}

/** A place stands without anybody saying anything about it; a party does not. */
function isGone({ kind, state, twin }: Held): boolean {
  return (kind === 'person' || kind === 'household' || kind === 'organisation') && state.size === 0 && twin.size === 0
}
