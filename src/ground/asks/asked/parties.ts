/**
 * Open questions as they are shown to whoever asks or answers them: who is asked, what is known beside it with numbers masked, and everything needed to take an answer. Only what the
 * questions need is told.
 */
import type { Static } from 'typebox'
import { ageOn } from '#base/values/day.ts'
import { type Catalogue, getCodeList, isTwin } from '#ground/facts/catalogue.ts'
import type { CodeList, Element } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTwins } from '#ground/facts/queries.ts'
import { isStale } from '#ground/facts/rules.ts'
import type { Known, State } from '#ground/facts/saying.ts'
import { isSealed, maskValue } from '#ground/facts/seal.ts'
import { openState } from '#ground/facts/store.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listAnswered, listRelations } from '../door-queries.ts'
import type { OpenDoor } from '../open-doors.ts'
import type { Request } from '../queries.ts'
import type { AskedElement, Asking, Party } from './contract.ts'

type Open = { requests: Request[]; doors: OpenDoor[] }

export type Asked = {
  /** By door; people first, then their household, then the door itself. */
  parties: Map<string, Party[]>
  requests: Static<typeof Asking>[]
  elements: AskedElement[]
  codes: CodeList[]
  /** For the look: whom, which elements a value was told of, and whether one of them is protected. */
  look: { subjects: string[]; fields: string[]; sensitive: boolean }
}

export async function tellAsked(ctx: Ctx, open: Open): Promise<Asked> {
  const catalogue = await getStreetCatalogue(ctx)
  const around = await readKnown(ctx, catalogue, open)
  const parties = new Map(
    open.doors.map((door) => [
      door.dwelling,
      door.subjects
        .map((asked) => partyOf(ctx, catalogue, door.dwelling, asked, around))
        .filter(({ questions }) => questions.length > 0)
        .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)),
    ]),
  )
  const all = [...parties.values()].flat()
  const told = new Set(all.flatMap((party) => party.known.map(({ element }) => element)))
  const elements = elementsOf(catalogue, all)
  return {
    parties,
    requests: open.requests.map(({ id, title, asker, basis, purpose, until }) => ({ id, title, asker, basis, purpose, until })),
    elements: elements.map((element) => tellElement(catalogue, element, open.requests)),
    codes: [...new Set(elements.flatMap(({ codes }) => codes ?? []))].map((id) => getCodeList(catalogue, id)),
    look: {
      subjects: [...new Set(all.map(({ subject }) => subject))],
      fields: ['person.name', ...[...told].sort()],
      sensitive: [...told].some((id) => isTwin(catalogue, id)),
    },
  }
}

const order = ['person', 'household', 'dwelling', 'building', 'estate']

type Around = {
  states: Map<string, State>
  /** Person and door → how she belongs there. */
  relations: Map<string, string>
  /** Subject → elements that these requests asked and know. */
  answered: Map<string, Set<string>>
}

async function readKnown(ctx: Ctx, catalogue: Catalogue, open: Open): Promise<Around> {
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

function elementsOf(catalogue: Catalogue, parties: Party[]): Element[] {
  const ids = new Set(parties.flatMap(({ questions, known }) => [...questions, ...known].map(({ element }) => element)))
  return [...ids].sort().flatMap((id) => catalogue.elements.get(id) ?? [])
}

function tellElement(catalogue: Catalogue, { id, label, type, codes, unit }: Element, requests: Request[]): AskedElement {
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
