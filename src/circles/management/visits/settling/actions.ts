/** Looking again: which of two contradicting sayings is right, and whether what waited is taken over. */
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findStatements, findSubjects } from '#ground/facts/queries.ts'
import { openValues } from '#ground/facts/seal.ts'
import { sayAll } from '#ground/facts/store.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { keep } from '../outbox/actions.ts'
import { Unfit } from '../outbox/answers.ts'
import type { Item } from '../outbox/contract.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

/** By whoever was at the door, or who plans there. */
export const settle = action(contracts.settleConflict, {
  may: 'visit.record',
  async run(ctx, { id, side }) {
    const conflict = await queries.lockConflict(ctx.sql, ctx.street, id)
    if (!conflict || (conflict.login !== ctx.actor.login && !ctx.actor.rights.has('round.plan'))) throw new Problem('thing.unknown')
    const { subject, element, region } = conflict
    const said = await sideOf(ctx, conflict, side)
    const [row] = await findSubjects(ctx.sql, ctx.street, [subject])
    if (!row || row.merged_into) throw new Problem('thing.unknown')
    await sayAll(ctx, [
      { subject, kind: row.kind, region, source: said.source, asOf: said.asOf, body: { [element]: said.value }, decides: true },
    ])
    await queries.settleConflicts(ctx.sql, ctx.street, conflict, { side, at: ctx.now, by: ctx.actor.post })
    noteEvent(ctx, 'visit.settled', [subject], [element], { conflict: id, side })
    noteEvent(ctx, `${row.kind}.corrected`, [subject], [element])
    return { id }
  },
})

async function sideOf(ctx: Ctx, { heard, other, element }: queries.HeldConflict, side: 'heard' | 'other') {
  const wanted = side === 'heard' ? heard : other
  // The other took the value away and no saying tells it: there is none.
  if (!wanted) return { source: 'seen', asOf: ctx.today, value: null }
  const { elements } = await getStreetCatalogue(ctx)
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const found = (await findStatements(ctx.sql, ctx.street, [wanted])).find(
    ({ id, ref, body }) => (id === wanted || ref === wanted) && element in body,
  )
  if (!found) throw new Problem('thing.gone')
  return { source: found.source, asOf: found.asOf, value: openValues(keys, elements, found.body)[element] ?? null }
}

/** By the grid's present team, or who plans there: taken over as heard on its day, as by the one who heard it. */
export const release = action(contracts.releaseItem, {
  may: 'visit.record',
  async run(ctx, { id, use }) {
    const row = await queries.findWaiting(ctx.sql, ctx.street, ctx.actor, id)
    if (!row) throw new Problem('thing.unknown')
    const reply = use ? await takeOver(ctx, row) : { id, became: 'accepted' as const }
    await queries.settleItem(ctx.sql, ctx.street, id, { used: use, at: ctx.now, by: ctx.actor.post })
    noteEvent(ctx, 'visit.released', row.subject ? [row.subject] : [], [], { item: id, used: use ? 1 : 0 })
    return reply
  },
})

async function takeOver(ctx: Ctx, row: queries.WaitingRow) {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const item = JSON.parse(keys.open(row.body)) as Item
  try {
    return await keep(ctx, item, row.region, new Date(row.at), { login: row.login, post: row.post }, false)
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/id', say: error.why }])
  }
}
