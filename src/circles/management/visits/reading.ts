/**
 * A round whole, to be walked for days without a network: its doors, who is asked what there, what is known beside it, and the card to show. Only what the questions need is told.
 */
import { ageOn } from '#base/values/day.ts'
import { listAnswered } from '#ground/asks/door-queries.ts'
import { listOpenByDoor, type OpenDoor } from '#ground/asks/open-doors.ts'
import type { Request } from '#ground/asks/queries.ts'
import { type Catalogue, getCodeList } from '#ground/facts/catalogue.ts'
import type { CodeList, Element } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTwins } from '#ground/facts/queries.ts'
import { isStale } from '#ground/facts/rules.ts'
import type { Known, State } from '#ground/facts/saying.ts'
import { isSealed, maskValue } from '#ground/facts/seal.ts'
import { isTwin, openState } from '#ground/facts/store.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { cardOf } from './card.ts'
import type { Card, RoundDoor } from './contract.ts'
import { listRelations, listRoundDoors, type RoundDoorRow, type RoundRow } from './queries.ts'
import { doorsOf } from './walkers.ts'

type Party = RoundDoor['parties'][number]
type Whole = {
  card: Card
  requests: { id: string; title: string; asker: string; basis: string | null; purpose: string | null; until: string | null }[]
  elements: {
    id: string
    label: Element['label']
    type: Element['type']
    codes?: string
    unit?: string
    sensitive: boolean
    basis?: string
  }[]
  codes: CodeList[]
  list: RoundDoor[]
}

/** A look names at most so many: of more it would keep a filter only. */
const NAMED_AT_ONCE = 200

export async function readWhole(ctx: Ctx, round: RoundRow): Promise<Whole> {
  const catalogue = await getStreetCatalogue(ctx)
  const hers = await doorsOf(ctx, round.login, round)
  const doors = (await listRoundDoors(ctx.sql, ctx.street, round.id)).filter(({ dwelling }) => hers?.has(dwelling) ?? true)
  const standing = doors.filter(({ open }) => open).map(({ dwelling }) => dwelling)
  const open = await listOpenByDoor(ctx, { lo: round.lo, hi: round.hi, doors: standing })
  const known = await readKnown(ctx, catalogue, open)
  const byDoor = new Map(open.doors.map((door) => [door.dwelling, door]))
  const list = doors.map((door) => doorOf(ctx, catalogue, door, byDoor.get(door.dwelling), known))
  const asked = elementsOf(catalogue, open, list)
  noteLooks(ctx, round, list, asked)
  return {
    card: await cardOf(ctx, round, open),
    requests: open.requests.map(({ id, title, asker, basis, purpose, until }) => ({ id, title, asker, basis, purpose, until })),
    elements: asked.map((element) => tellElement(catalogue, element, open.requests)),
    codes: [...new Set(asked.flatMap(({ codes }) => codes ?? []))].map((id) => getCodeList(catalogue, id)),
    list,
  }
}

type Around = {
  states: Map<string, State>
  /** Person and door → how she belongs there. */
  relations: Map<string, string>
  /** Subject → elements that these requests asked and know. */
  answered: Map<string, Set<string>>
}

async function readKnown(ctx: Ctx, catalogue: Catalogue, open: { requests: Request[]; doors: OpenDoor[] }): Promise<Around> {
  const subjects = [...new Set(open.doors.flatMap((door) => door.subjects.map(({ subject }) => subject)))]
  if (subjects.length === 0) return { states: new Map(), relations: new Map(), answered: new Map() }
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await findSubjects(ctx.sql, ctx.street, subjects)
  // Row policies close them to a post that may not open them.
  const twins = new Map((await findTwins(ctx.sql, ctx.street, subjects)).map((twin) => [twin.id, openState(keys, catalogue, twin)]))
  const relations = await listRelations(ctx.sql, ctx.street, open.doors.map(({ dwelling }) => dwelling)) // biome-ignore format: one call
  const answered = new Map<string, Set<string>>()
  for (const { subject, element } of await listAnswered(ctx.sql, ctx.street, subjects, open.requests.map(({ id }) => id))) // biome-ignore format: one call
    answered.set(subject, (answered.get(subject) ?? new Set()).add(element))
  const related = new Map<string, string>()
  for (const { person, dwelling, kind } of relations)
    if (!related.has(`${person} ${dwelling}`)) related.set(`${person} ${dwelling}`, kind.slice(7))
  return {
    states: new Map(rows.map((row) => [row.id, new Map([...openState(keys, catalogue, row), ...(twins.get(row.id) ?? [])])])),
    relations: related,
    answered,
  }
}

/** People first, then their household, then the door itself. */
const order = ['person', 'household', 'dwelling', 'building', 'estate']

function doorOf(ctx: Ctx, catalogue: Catalogue, row: RoundDoorRow, open: OpenDoor | undefined, around: Around): RoundDoor {
  return {
    dwelling: row.dwelling,
    label: row.label,
    place: row.place,
    open: row.open,
    last: row.outcome && row.at ? { outcome: row.outcome, at: row.at, comeBackAt: row.comeBackAt } : null,
    parties: (open?.subjects ?? [])
      .map((asked) => partyOf(ctx, catalogue, row.dwelling, asked, around))
      .filter(({ questions }) => questions.length > 0)
      .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)),
  }
}

function partyOf(
  ctx: Ctx,
  catalogue: Catalogue,
  dwelling: string,
  { subject, questions }: OpenDoor['subjects'][number],
  around: Around,
): Party {
  const state = around.states.get(subject) ?? new Map<string, Known>()
  const kind = (catalogue.elements.get(questions[0]!.element)?.kind ?? 'person') as Party['kind']
  const text = (element: string) => state.get(element)?.value
  const born = text('person.birth-date')
  const told = [...new Set([...questions.map(({ element }) => element), ...(around.answered.get(subject) ?? [])])]
  return {
    subject,
    kind,
    name: String(text(`${kind}.name`) ?? ''),
    relation: around.relations.get(`${subject} ${dwelling}`) ?? null,
    age: typeof born === 'string' ? (ageOn(born, ctx.today) ?? null) : null,
    known: told.flatMap((id) => {
      const known = state.get(id)
      const element = catalogue.elements.get(id)
      return known && element && mayTell(ctx, catalogue, id) ? [tellKnown(element, known)] : []
    }),
    questions: questions
      .filter(({ element, state: asked }) => asked !== 'stale' || isOld(ctx, catalogue, element, state))
      .map(({ element, state: asked, requests, until, optional }) => ({
        element,
        state: asked,
        rivals: rivalsOf(catalogue, element, state),
        requests,
        until,
        optional,
      })),
  }
}

function mayTell(ctx: Ctx, catalogue: Catalogue, element: string): boolean {
  return !isTwin(catalogue, element) || ctx.actor.rights.has('sensitive.open')
}

/** An import may have said it again in the same words, which makes it fresh without a new version. */
function isOld(ctx: Ctx, catalogue: Catalogue, id: string, state: State): boolean {
  const [element, known] = [catalogue.elements.get(id), state.get(id)]
  return !element || !known || known.rivals.length > 0 || isStale(element, known.standing.asOf, ctx.today)
}

function tellKnown(element: Element, { value, standing }: Known): Party['known'][number] {
  const masked = isSealed(element)
  return {
    element: element.id,
    value: masked ? maskValue(element, value) : value,
    masked,
    source: standing.source,
    asOf: standing.asOf,
    base: standing.statement,
  }
}

function rivalsOf(catalogue: Catalogue, id: string, state: State): Party['questions'][number]['rivals'] {
  const element = catalogue.elements.get(id)
  if (!element) return []
  return (state.get(id)?.rivals ?? []).map(({ value, source, asOf }) => ({
    value: isSealed(element) ? maskValue(element, value) : value,
    source,
    asOf,
  }))
}

function elementsOf(catalogue: Catalogue, open: { doors: OpenDoor[] }, list: RoundDoor[]): Element[] {
  const ids = new Set(open.doors.flatMap((door) => door.subjects.flatMap(({ questions }) => questions.map(({ element }) => element))))
  for (const { parties } of list) for (const { known } of parties) for (const { element } of known) ids.add(element)
  return [...ids].sort().flatMap((id) => catalogue.elements.get(id) ?? [])
}

function tellElement(catalogue: Catalogue, { id, label, type, codes, unit }: Element, requests: Request[]): Whole['elements'][number] {
  const basis = requests.map(({ bases }) => bases[id]).find((one) => one !== undefined)
  return {
    id,
    label,
    type,
    sensitive: isTwin(catalogue, id),
    ...(codes === undefined ? {} : { codes }),
    ...(unit === undefined ? {} : { unit }),
    ...(basis === undefined ? {} : { basis }),
  }
}

/** The round is the reason. Whoever stands in it finds the look, however many they are. */
function noteLooks(ctx: Ctx, round: RoundRow, list: RoundDoor[], asked: Element[]): void {
  const subjects = [...new Set(list.flatMap(({ parties }) => parties.map(({ subject }) => subject)))]
  const told = new Set(list.flatMap(({ parties }) => parties.flatMap(({ known }) => known.map(({ element }) => element))))
  const fields = ['person.name', ...asked.map(({ id }) => id).filter((id) => told.has(id))]
  const sensitive = asked.some(({ sensitivity, id }) => told.has(id) && (sensitivity === 'sensitive' || sensitivity === 'forbidden'))
  for (let at = 0; at === 0 || at < subjects.length; at += NAMED_AT_ONCE)
    ctx.look({ subjects: subjects.slice(at, at + NAMED_AT_ONCE), fields, reason: round.title, sensitive, filter: { round: round.id } })
}
