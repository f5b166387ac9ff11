/** What a resident sees of herself and of those she acts for: what is known, who looked, her telephones, her helpers. */
import { Problem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Element, FactView } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTwins } from '#ground/facts/queries.ts'
import { openState } from '#ground/facts/store.ts'
import { showState } from '#ground/facts/views.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import type { OwnPerson } from '#kernel/access/contract.ts'
import { openPhone } from '#kernel/access/phone.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from '../contract.ts'
import { showMandate } from '../mandate-view.ts'
import { listBindings, listMandates, listOwnClaims } from '../queries.ts'
import { maySay } from '../rules.ts'
import * as queries from './queries.ts'

export const read = view(contracts.readOwn, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person }) {
    const own = getOwnPerson(ctx.actor, person, 'see')
    const catalogue = await getStreetCatalogue(ctx)
    const [row] = await findSubjects(ctx.sql, ctx.street, [person])
    if (!row) throw new Problem('thing.unknown')
    const facts = await describe(ctx, catalogue, person, own.as)
    const homes = await describeHomes(ctx, catalogue, own)
    const shown = [...facts, ...homes.flatMap((home) => home.facts)]
    ctx.look({ subjects: [person], fields: shown.map((fact) => fact.element) })
    return { person, rev: row.rev, facts, homes, codes: codesOf(catalogue, shown) }
  },
})

/** Her doors with their period; facts of the door and the household only where she lives, and not to a helper: they are the others' as well. */
async function describeHomes(ctx: Ctx, catalogue: Catalogue, { id, as }: OwnPerson) {
  const ties = await queries.listTies(ctx.sql, ctx.street, id)
  const homes = []
  for (const { kind, door, from, to } of ties) {
    const living = kind === 'person.residence' && to === null && as !== 'helper'
    const household = living ? await queries.findHousehold(ctx.sql, ctx.street, door) : undefined
    const facts = living ? await describeShared(ctx, catalogue, [door, ...(household ? [household] : [])]) : []
    const label = ctx.actor.resident?.labels.get(door) ?? ''
    const relation = kind.slice('person.'.length) as 'residence' | 'registration' | 'ownership' | 'tenancy'
    homes.push({ relation, door, label, from, to, facts })
  }
  return homes
}

/** Everything of one person: what is protected only to herself and her guardian, whole numbers likewise. */
async function describe(ctx: Ctx, catalogue: Catalogue, id: string, as: OwnPerson['as']): Promise<contracts.OwnFact[]> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await findSubjects(ctx.sql, ctx.street, [id])
  const twins = as === 'helper' ? [] : await findTwins(ctx.sql, ctx.street, [id])
  return [...rows, ...twins].flatMap((row) =>
    showState(catalogue, openState(keys, catalogue, row), ctx.today, as === 'helper')
      .map((fact) => factOf(catalogue, fact, as))
      // Her doors stand by their address, with their periods.
      .filter(({ type }) => type !== 'tie'),
  )
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

const LOOKS = 50

export const looks = view(contracts.readOwnLooks, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person, before }) {
    getOwnPerson(ctx.actor, person, 'see')
    const [at, id] = before?.split(' ') ?? []
    if (at && !isDay(at.slice(0, 10))) throw new Problem('input.invalid', { count: 1 }, [{ path: '/before', say: 'input.format' }])
    const [own] = await findSubjects(ctx.sql, ctx.street, [person])
    if (!own) throw new Problem('thing.unknown')
    const rows = await queries.listLooks(
      ctx.sql,
      ctx.street,
      { person, region: own.region_no },
      at && id ? { at, id } : undefined,
      LOOKS,
      ctx,
    )
    const catalogue = await getStreetCatalogue(ctx)
    const last = rows.at(-1)
    ctx.look({ subjects: [person], fields: ['look'] })
    return {
      looks: rows.map((row) => ({
        id: row.id,
        at: row.at,
        who: row.staff ? (row.who ?? '') : '',
        title: row.title ?? '',
        own: !row.staff,
        view: row.view,
        what: row.fields.flatMap((field) => catalogue.elements.get(field)?.label ?? []),
        reason: row.reason,
        sensitive: row.sensitive,
        maybe: !row.named,
        count: row.count,
      })),
      next: last && rows.length === LOOKS ? `${last.at} ${last.id}` : null,
    }
  },
})

export const bindings = view(contracts.readOwnBindings, {
  may: 'own.claim',
  personal: false,
  async run(ctx) {
    const { persons = [], phone } = ctx.actor.resident ?? {}
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const own = persons.filter((person) => person.as !== 'helper').map(({ id }) => id)
    const rows = await listBindings(ctx.sql, ctx.street, own, true)
    return {
      tail: phone ? openPhone(ctx.house.keys, phone.sealed).slice(-4) : '',
      waiting: await listOwnClaims(ctx.sql, ctx.street, ctx.actor.login),
      bindings: rows.map((row) => ({
        id: row.id,
        person: row.person,
        tail: keys.open(row.phone).slice(-4),
        own: row.phone_token === phone?.token,
        how: row.how,
        at: row.at,
      })),
    }
  },
})

export const mandates = view(contracts.listMandates, {
  may: 'own.mandate',
  personal: true,
  async run(ctx) {
    const { persons = [], phone } = ctx.actor.resident ?? {}
    const ids = (helper: boolean) => persons.filter((person) => (person.as === 'helper') === helper).map(({ id }) => id)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const given = await listMandates(ctx.sql, ctx.street, { principals: ids(false) })
    const self = persons.filter((person) => person.as === 'self').map(({ id }) => id)
    const held = await listMandates(ctx.sql, ctx.street, { helpers: self, token: phone?.token ?? null })
    ctx.look({ subjects: [...new Set([...given, ...held].map((row) => row.principal))], fields: ['mandate'] })
    const show = (row: Parameters<typeof showMandate>[0]) => showMandate(row, keys, ctx.today)
    return { given: given.map(show), held: held.map(show) }
  },
})
