/** Reads of what has to be looked at again. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { isTwin } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findStatements } from '#ground/facts/queries.ts'
import { isSealed, maskValue, openValues } from '#ground/facts/seal.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Answer, Item } from '../outbox/contract.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const conflicts = view(contracts.listConflicts, {
  may: 'visit.record',
  personal: true,
  async run(ctx) {
    const all = ctx.actor.rights.has('round.plan')
    const rows = await queries.listConflicts(ctx.sql, ctx.street, all ? undefined : ctx.actor.login)
    const catalogue = await getStreetCatalogue(ctx)
    const shown = rows.filter(({ element }) => !isTwin(catalogue, element) || ctx.actor.rights.has('sensitive.open'))
    const sideOf = await readSides(ctx, catalogue, shown)
    ctx.look({
      subjects: [...new Set(shown.map(({ subject }) => subject))],
      fields: ['person.name', ...new Set(shown.map(({ element }) => element))],
    })
    return {
      conflicts: shown.map(({ heard, other, login, region: _, at, name, ...row }) => ({
        ...row,
        name: name ?? '',
        heard: { ...sideOf(heard, row.element), at },
        other: sideOf(other, row.element),
        mine: login === ctx.actor.login,
      })),
    }
  },
})

async function readSides(ctx: Ctx, catalogue: Catalogue, rows: queries.ConflictRow[]) {
  const ids = [...new Set(rows.flatMap(({ heard, other }) => [heard, ...(other ? [other] : [])]))]
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const statements = await findStatements(ctx.sql, ctx.street, ids)
  return (id: string | null, element: string) => {
    const found = statements.find((one) => (one.id === id || one.ref === id) && element in one.body)
    if (!found) return { value: null, source: '', asOf: '', at: '' }
    const value = openValues(keys, catalogue.elements, found.body)[element] ?? null
    return { value: show(catalogue, element, value), source: found.source, asOf: found.asOf, at: found.at }
  }
}

function show(catalogue: Catalogue, id: string, value: unknown): unknown {
  const element = catalogue.elements.get(id)
  return element && isSealed(element) && typeof value === 'string' ? maskValue(element, value) : value
}

export const quarantine = view(contracts.listQuarantine, {
  may: 'visit.record',
  personal: true,
  async run(ctx) {
    const catalogue = await getStreetCatalogue(ctx)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const rows = await queries.listWaiting(ctx.sql, ctx.street, ctx.actor)
    const read = rows.map((row) => ({ row, item: JSON.parse(keys.open(row.body)) as Item }))
    const mayTell = ({ element }: Answer) => !isTwin(catalogue, element) || ctx.actor.rights.has('sensitive.open')
    const fields = read.flatMap(({ item }) => (item.answers ?? []).filter(mayTell).map(({ element }) => element))
    ctx.look({ subjects: [...new Set(rows.flatMap(({ subject }) => subject ?? []))], fields: ['person.name', ...new Set(fields)] })
    return {
      items: read.map(({ row: { id, kind, why, dwelling, label, name, walker, at }, item }) => ({
        id,
        kind,
        why,
        dwelling,
        label,
        name: name ?? '',
        walker,
        at,
        outcome: item.outcome ?? null,
        reached: item.contact?.outcome ?? null,
        answers: (item.answers ?? []).filter(mayTell).map(({ element, value, still }) => ({
          element,
          value: still ? true : show(catalogue, element, value ?? null),
          still: still === true,
        })),
      })),
    }
  },
})

/** How much of both there is, told without opening any of it. */
export async function countLooking(ctx: Ctx): Promise<{ conflicts: number; waiting: number }> {
  const all = ctx.actor.rights.has('round.plan')
  const rows = await queries.countConflicts(ctx.sql, ctx.street, all ? undefined : ctx.actor.login)
  const catalogue = await getStreetCatalogue(ctx)
  const shown = rows.filter(({ element }) => ctx.actor.rights.has('sensitive.open') || !isTwin(catalogue, element))
  return {
    conflicts: shown.reduce((sum, { count }) => sum + count, 0),
    waiting: await queries.countWaiting(ctx.sql, ctx.street, ctx.actor),
  }
}
