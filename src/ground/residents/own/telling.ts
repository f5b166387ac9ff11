/** What is known about one person, as it is told to her: on her phone, and read to her at the counter. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Element, FactView } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTwins } from '#ground/facts/queries.ts'
import { openState } from '#ground/facts/store.ts'
import { showState } from '#ground/facts/views.ts'
import type { OwnPerson } from '#kernel/access/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type * as contracts from '../contract.ts'
import { maySay } from '../rules.ts'
import * as queries from './queries.ts'

type Reader = {
  as: OwnPerson['as']
  /** Addresses of the doors she is or was tied to. */
  labels: ReadonlyMap<string, string>
  /** Somebody else reads it to her: whole numbers and what is protected stay closed. */
  masked?: boolean
}

/** `closed`: how many protected facts there are that were not told. */
export async function tellOwn(ctx: Ctx, person: string, reader: Reader) {
  const catalogue = await getStreetCatalogue(ctx)
  const { facts, closed } = await describe(ctx, catalogue, person, reader)
  const homes = await describeHomes(ctx, catalogue, person, reader)
  return { facts, homes, closed, codes: codesOf(catalogue, [...facts, ...homes.flatMap((home) => home.facts)]) }
}

/** Her doors with their period; facts of the door and the household only where she lives, and not to a helper: they are the others' as well. */
async function describeHomes(ctx: Ctx, catalogue: Catalogue, id: string, { as, labels }: Reader) {
  const ties = await queries.listTies(ctx.sql, ctx.street, id)
  const homes = []
  for (const { kind, door, from, to } of ties) {
    const living = kind === 'person.residence' && to === null && as !== 'helper'
    const household = living ? await queries.findHousehold(ctx.sql, ctx.street, door) : undefined
    const facts = living ? await describeShared(ctx, catalogue, [door, ...(household ? [household] : [])]) : []
    const relation = kind.slice('person.'.length) as 'residence' | 'registration' | 'ownership' | 'tenancy'
    homes.push({ relation, door, label: labels.get(door) ?? '', from, to, facts })
  }
  return homes
}

/** Everything of one person: what is protected only to herself and her guardian, whole numbers likewise. */
async function describe(ctx: Ctx, catalogue: Catalogue, id: string, { as, masked = false }: Reader) {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await findSubjects(ctx.sql, ctx.street, [id])
  const twins = as === 'helper' ? [] : await findTwins(ctx.sql, ctx.street, [id])
  const facts = [...rows, ...(masked ? [] : twins)].flatMap((row) =>
    showState(catalogue, openState(keys, catalogue, row), ctx.today, masked || as === 'helper')
      .map((fact) => factOf(catalogue, fact, as))
      // Her doors stand by their address, with their periods.
      .filter(({ type }) => type !== 'tie'),
  )
  return { facts, closed: masked ? twins.reduce((sum, { values }) => sum + Object.keys(values).length, 0) : 0 }
}

/** Door and household: what is ordinary or personal. What they keep protected may be about somebody else at the door. */
async function describeShared(ctx: Ctx, catalogue: Catalogue, ids: string[]): Promise<contracts.OwnFact[]> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await findSubjects(ctx.sql, ctx.street, ids)
  return rows.flatMap((row) =>
    showState(catalogue, openState(keys, catalogue, row), ctx.today, true).map((fact) => ({
      ...factOf(catalogue, fact, 'self'),
      mayCorrect: false,
    })),
  )
}

function factOf(catalogue: Catalogue, fact: FactView, as: OwnPerson['as']): contracts.OwnFact {
  const element = catalogue.elements.get(fact.element)!
  const { label, group, type, codes, unit, basis } = element
  return {
    element: element.id,
    label,
    group,
    type,
    ...(codes ? { codes } : {}),
    ...(unit ? { unit } : {}),
    value: fact.value,
    masked: fact.masked,
    source: fact.source,
    asOf: fact.asOf,
    stale: fact.stale,
    basis: basis ?? null,
    protected: isProtected(element),
    mayCorrect: maySay(as, element),
    contradicted: fact.rivals.length > 0,
  }
}

function isProtected({ sensitivity }: Element): boolean {
  return sensitivity === 'sensitive' || sensitivity === 'forbidden'
}

/** The lists the values speak in, whole: she may choose another entry. */
function codesOf(catalogue: Catalogue, facts: readonly contracts.OwnFact[]) {
  const lists = new Set(facts.flatMap(({ codes }) => (codes ? [codes] : [])))
  return Object.fromEntries(
    [...lists].map((id) => [id, (catalogue.codeLists.get(id)?.entries ?? []).map(({ code, zh, en }) => ({ code, zh, en }))]),
  )
}
