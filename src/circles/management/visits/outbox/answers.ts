/**
 * Answers heard at a door become sayings, through the same functions that write every fact. Each is merged with what was said meanwhile; where both contradict, both are kept:
 * the one that does not stand is said first and the other over it, so that no saying is ever left out.
 */
import { Problem } from '#base/problem.ts'
import { listAskedOf } from '#ground/asks/door-queries.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { isTwin } from '#ground/facts/catalogue.ts'
import { checkValues } from '#ground/facts/check-value.ts'
import type { Element, FactValue, SubjectKind } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findStatements } from '#ground/facts/queries.ts'
import { openValues } from '#ground/facts/seal.ts'
import { type Held, holdSubjects, type NewSaying, sayToHeld } from '#ground/facts/store.ts'
import { listStopped, noteConsent } from '#ground/purposes/consents/consents.ts'
import { readClosing } from '#ground/purposes/keeping/closing.ts'
import { isClosed } from '#ground/purposes/keeping/rules.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import { type Merged, mergeAnswer, type Stood } from '../merge.ts'
import type { Answer, Item } from './contract.ts'
import { findHeardAt, findSaidAt, insertConflicts, type NewConflict } from './queries.ts'

/** What cannot be kept as it is, with a text key; the telephone keeps it. */
export class Unfit extends Error {
  readonly why: string
  readonly elements: string[]
  constructor(why: string, elements: string[] = []) {
    super(why)
    this.why = why
    this.elements = elements
  }
}

export type Said = { elements: string[]; conflicting: string[] }
type Heard = { item: Item; subject: string; region: number; at: Date; walker: { login: string; post: string } }
type Weighed = { element: Element; heard: Stood; server: Stood | undefined; merged: Merged; other: Other | undefined }
/** What stands, to be said again as it was. `ref` tells when it was said first. */
type Other = { source: string; asOf: string; ref: string }

/** @throws Unfit */
export async function sayAnswers(ctx: Ctx, heard: Heard): Promise<Said> {
  const { item, subject } = heard
  const answers = item.answers ?? []
  const catalogue = await getStreetCatalogue(ctx)
  const held = await holdSubjects(ctx, catalogue, [subject])
  const known = held.get(subject)
  if (known?.merged) throw new Unfit('visit.why.subject-gone')
  const elements = await elementsOf(ctx, catalogue, subject, known, answers)
  const bases = await readBases(ctx, catalogue, answers, known)
  const given = readGiven(ctx, catalogue, elements, answers, bases)
  const weighed = answers.map((answer, at): Weighed => {
    const element = elements[at]!
    const standing = known?.state.get(element.id) ?? known?.twin.get(element.id)
    const server = standing && {
      statement: standing.standing.statement,
      value: standing.value,
      at: bases.saidAt(standing.standing.statement),
    }
    const said: Stood = { statement: item.id, value: given[at]!, at: heard.at.toISOString() }
    const base = bases.of(answer, element.id, server)
    const other = standing && {
      source: standing.standing.source,
      asOf: standing.standing.asOf,
      ref: bases.firstSaid(standing.standing.statement),
    }
    return { element, heard: said, server, merged: mergeAnswer(element, { base, server, heard: said }), other }
  })
  const kind = elements[0]!.kind
  await mustBeOpen(ctx, known?.region ?? heard.region, elements)
  await mustBeAgreed(ctx, subject, elements)
  await sayToHeld(ctx, catalogue, held, sayingsOf(heard, kind, weighed, dayOf(heard.at)))
  if (kind === 'person') await noteConsent(ctx, [{ subject, elements: elements.map(({ id }) => id), as: 'self', way: 'door' }])
  const conflicting = weighed.filter(({ merged }) => merged.how === 'hard')
  if (conflicting.length > 0) await insertConflicts(ctx.sql, ctx.street, conflicting.map((one) => conflictOf(heard, one))) // biome-ignore format: one call
  const ids = elements.map(({ id }) => id)
  noteEvent(ctx, `${kind}.corrected`, [subject], ids)
  return { elements: ids, conflicting: conflicting.map(({ element }) => element.id) }
}

/** Heard while an emergency went on, and brought after it: nothing is added any more. @throws Unfit */
async function mustBeOpen(ctx: Ctx, region: number, elements: Element[]): Promise<void> {
  const closing = await readClosing(ctx)
  const over = elements.filter(({ id }) => isClosed(closing, id, region))
  if (over.length > 0) throw new Unfit('visit.why.emergency-over', over.map(({ id }) => id)) // biome-ignore format: one call
}

/** Heard before she took her consent back, and brought after it: it is not kept any more. @throws Unfit */
async function mustBeAgreed(ctx: Ctx, subject: string, elements: Element[]): Promise<void> {
  const stopped = (await listStopped(ctx, [subject])).get(subject)
  const wrong = elements.flatMap(({ id }) => (stopped?.has(id) ? [id] : []))
  if (wrong.length > 0) throw new Unfit('visit.why.withdrawn', wrong)
}

/** Only what was asked of her, or corrects what stands; protected elements only by who may open them. */
async function elementsOf(ctx: Ctx, catalogue: Catalogue, subject: string, known: Held | undefined, answers: Answer[]): Promise<Element[]> {
  const asked = new Set(await listAskedOf(ctx.sql, ctx.street, subject))
  const found = answers.map(({ element }) => catalogue.elements.get(element))
  const unfit = answers.filter(({ element }, at) => {
    const one = found[at]
    if (!one || one.derived || one.type === 'tie' || one.kind !== (known?.kind ?? found[0]?.kind)) return true
    if (isTwin(catalogue, element) && !ctx.actor.rights.has('sensitive.open')) return true
    return !asked.has(element) && !known?.state.has(element)
  })
  if (unfit.length > 0) throw new Unfit('visit.why.not-asked', unfit.map(({ element }) => element)) // biome-ignore format: one call
  return found as Element[]
}

type Bases = {
  of: (answer: Answer, element: string, server: Stood | undefined) => Stood | 'unknown' | undefined
  saidAt: (statement: string) => string
  /** The item or statement by which a statement was said the first time. */
  firstSaid: (statement: string) => string
}

/** What stood on the screen at capture: a statement by its id, or everything that came with an item of the outbox. */
async function readBases(ctx: Ctx, catalogue: Catalogue, answers: Answer[], known: Held | undefined): Promise<Bases> {
  const standing = [...(known?.state.values() ?? []), ...(known?.twin.values() ?? [])].map(({ standing: { statement } }) => statement)
  const ids = [...new Set([...answers.flatMap(({ baseStatement }) => baseStatement ?? []), ...standing])]
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await findStatements(ctx.sql, ctx.street, ids)
  const refs = rows.flatMap(({ ref }) => ref ?? [])
  const heardAt = await findHeardAt(ctx.sql, ctx.street, [...new Set([...rows.map(({ id }) => id), ...refs])])
  // What was said over again bears the one it repeats.
  const first = new Map((await findSaidAt(ctx.sql, ctx.street, refs)).map(({ id, at }) => [id, at]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const momentOf = ({ id, ref, at }: (typeof rows)[number]) => heardAt.get(ref ?? id) ?? first.get(ref ?? '') ?? at
  return {
    saidAt: (statement) => {
      const row = byId.get(statement)
      return row ? momentOf(row) : ''
    },
    firstSaid: (statement) => {
      const ref = byId.get(statement)?.ref
      return ref && (heardAt.has(ref) || first.has(ref)) ? ref : statement
    },
    of: ({ baseStatement }, element, server) => {
      if (baseStatement === undefined) return undefined
      if (server && server.statement === baseStatement) return server
      const found = rows.findLast((row) => (row.id === baseStatement || row.ref === baseStatement) && element in row.body)
      if (!found) return 'unknown'
      // An item is told by its own id, whichever of its statements it was.
      if (server && byId.get(server.statement)?.ref === baseStatement) return server
      return { statement: found.id, value: openValues(keys, catalogue.elements, found.body)[element] ?? null, at: momentOf(found) }
    },
  }
}

/** Values read like every other; `still` is what stood on the screen. @throws Unfit */
function readGiven(ctx: Ctx, catalogue: Catalogue, elements: Element[], answers: Answer[], bases: Bases): (FactValue | null)[] {
  const wrong: string[] = []
  const given = answers.map((answer, at): FactValue | null => {
    const { id, kind } = elements[at]!
    if (answer.still) {
      const base = bases.of(answer, id, undefined)
      if (base !== undefined && base !== 'unknown' && base.value !== null) return base.value
      wrong.push(id)
      return null
    }
    try {
      return checkValues(catalogue, kind, { [id]: answer.value }, ctx.today)[id] ?? null
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      wrong.push(id)
      return null
    }
  })
  if (wrong.length > 0) throw new Unfit(answers.some(({ still }) => still) ? 'visit.why.base-gone' : 'visit.why.value', wrong)
  return given
}

/**
 * In the order in which they take effect. The statement that bears the item's id holds what stands; a list from which something was taken is said to be gone first, since
 * entries only add up.
 */
function sayingsOf({ item, subject, region }: Heard, kind: SubjectKind, weighed: Weighed[], asOf: string): NewSaying[] {
  const say = (body: Record<string, FactValue | null>, more: Partial<NewSaying> = {}): NewSaying => ({
    subject,
    kind,
    region,
    source: 'seen',
    asOf,
    body,
    ref: item.id,
    decides: true,
    ...more,
  })
  const standing = weighed.filter(({ merged }) => merged.stands === 'heard')
  const lists = standing.filter(
    ({ merged, server }) =>
      Array.isArray(merged.value) && Array.isArray(server?.value) && !server.value.every((one) => (merged.value as string[]).includes(one)),
  )
  const bodyOf = (list: Weighed[], value: (one: Weighed) => FactValue | null) =>
    Object.fromEntries(list.map((one) => [one.element.id, value(one)]))
  const beside = weighed.filter(({ merged }) => merged.stands === 'other')
  const sayings: NewSaying[] = []
  if (lists.length > 0)
    sayings.push(
      say(
        bodyOf(lists, () => null),
        { id: newId() },
      ),
    )
  if (beside.length > 0) sayings.push(say(bodyOf(beside, ({ heard }) => heard.value), { decides: false, id: standing.length > 0 ? newId() : item.id })) // biome-ignore format: one call
  // What stands is said over it again as it was said, unless the store keeps both by itself.
  for (const { element, server, other } of beside)
    if (element.merge !== 'confirm' && server && other) sayings.push(say({ [element.id]: server.value }, { ...other, id: newId() }))
  if (standing.length > 0) sayings.push(say(bodyOf(standing, ({ merged }) => merged.value), { id: item.id })) // biome-ignore format: one call
  return sayings
}

function conflictOf({ item, subject, region, at, walker }: Heard, { element, server, merged }: Weighed): NewConflict {
  return {
    id: newId(),
    region,
    dwelling: item.dwelling,
    subject,
    element: element.id,
    heard: item.id,
    other: server?.statement ?? null,
    stands: merged.stands,
    at,
    login: walker.login,
    post: walker.post,
  }
}
