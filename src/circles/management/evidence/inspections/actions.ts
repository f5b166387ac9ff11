/** Writes: an index is begun, and what answers its items is laid to them. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { sourcesOf } from './pieces-queries.ts'
import * as queries from './queries.ts'
import { faultsOf } from './rules.ts'

/** Of one inspection: a pack is made in memory. */
export const MOST_PIECES = 200

export const begin = action(contracts.beginInspection, {
  may: 'inspection.change',
  async run(ctx, { title, inspector, items }) {
    const faults = faultsOf(items)
    if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults)
    const id = newId()
    const { login, post, lo } = ctx.actor
    await queries.insertInspection(ctx.sql, ctx.street, {
      id,
      region: lo,
      title: title.trim(),
      inspector: inspector.trim(),
      items,
      login,
      post,
      at: ctx.now,
    })
    noteEvent(ctx, 'inspection.begun', [], [], { inspection: id, items: items.length })
    return { id }
  },
})

async function getInspection(ctx: Ctx, id: string): Promise<queries.InspectionRow> {
  const found = await queries.findInspection(ctx.sql, ctx.street, id)
  if (!found) throw new Problem('thing.unknown')
  return found
}

export const attach = action(contracts.attachPiece, {
  may: 'inspection.change',
  async run(ctx, { id, item, kind, ref }) {
    const { region, items } = await getInspection(ctx, id)
    if (item >= items.length) throw new Problem('input.invalid', { count: 1 }, [{ path: '/item', say: 'inspection.item-unknown' }])
    const source = sourcesOf(ctx).find((one) => one.kind === kind)
    // What this post may not see it does not give to anybody.
    if (!source || (await source.list(ctx, [ref])).length === 0) throw new Problem('thing.unknown')
    if ((await queries.listPieceRows(ctx.sql, ctx.street, id)).length >= MOST_PIECES)
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/ref', say: 'inspection.many', with: { most: MOST_PIECES } }])
    await queries.insertPiece(ctx.sql, ctx.street, { inspection: id, region, item, kind, ref, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'inspection.attached', [], [], { inspection: id, item, ref })
    return { pieces: (await queries.listPieceRows(ctx.sql, ctx.street, id)).length }
  },
})

export const detach = action(contracts.detachPiece, {
  may: 'inspection.change',
  async run(ctx, { id, item, kind, ref }) {
    await getInspection(ctx, id)
    await queries.deletePiece(ctx.sql, ctx.street, id, { item, kind, ref })
    noteEvent(ctx, 'inspection.detached', [], [], { inspection: id, item, ref })
    return { pieces: (await queries.listPieceRows(ctx.sql, ctx.street, id)).length }
  },
})

export const remove = action(contracts.removeInspection, {
  may: 'inspection.change',
  async run(ctx, { id }) {
    await getInspection(ctx, id)
    await queries.deleteInspection(ctx.sql, ctx.street, id)
    noteEvent(ctx, 'inspection.removed', [], [], { inspection: id })
    return {}
  },
})
