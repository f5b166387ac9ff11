/** Writes at the end of a request: the filled workbook was handed to its asker, or that was said wrongly. */
import { Problem } from '#base/problem.ts'
import { recallExport } from '#ground/purposes/leaving/contract.ts'
import { findLeavingRegion, insertRecall } from '#ground/purposes/leaving/queries.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { finishPiece } from '../desk/holding.ts'
import { judgeHandoverDay } from '../rules.ts'
import * as contracts from './contract.ts'
import {
  endHandover,
  findExportRegion,
  findHandover,
  findStandingHandover,
  insertHandover,
  lockDelivery,
  updateHandedOver,
} from './queries.ts'

export const handOver = action(contracts.handOver, {
  may: 'report.run',
  async run(ctx, { id, on, way }) {
    const delivery = await lockDelivery(ctx.sql, ctx.street, id)
    if (!delivery) throw new Problem('thing.unknown')
    if (delivery.from !== null) throw new Problem('request.returns')
    const standing = await findStandingHandover(ctx.sql, ctx.street, id)
    if (standing?.on === on && standing.way === way) return { handover: standing.id }
    // Somebody else said it otherwise: she is shown that, and takes it back if it is wrong.
    if (standing) throw new Problem('thing.changed')
    const say = judgeHandoverDay(on, delivery.asOf, ctx.today)
    if (say) throw new Problem('input.invalid', { count: 1 }, [{ path: '/on', say }])
    const handover = newId()
    await insertHandover(ctx.sql, {
      street: ctx.street,
      id: handover,
      region: delivery.region,
      request: delivery.request,
      delivery: id,
      recipient: delivery.asker,
      on,
      way,
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    await updateHandedOver(ctx.sql, ctx.street, delivery.request)
    await finishPiece(ctx, delivery.request, delivery.region)
    noteEvent(ctx, 'report.handed-over', [], [], { request: delivery.request, delivery: id, handover })
    return { handover }
  },
})

export const takeBack = action(contracts.takeBackHandover, {
  may: 'report.run',
  async run(ctx, { id }) {
    const found = await findHandover(ctx.sql, ctx.street, id)
    const delivery = found && (await lockDelivery(ctx.sql, ctx.street, found.delivery))
    if (!delivery) throw new Problem('thing.unknown')
    if (delivery.from !== null) throw new Problem('request.returns')
    if (!(await endHandover(ctx.sql, ctx.street, id, ctx.actor.post, ctx.now))) throw new Problem('thing.changed')
    await updateHandedOver(ctx.sql, ctx.street, delivery.request)
    noteEvent(ctx, 'report.handover-taken-back', [], [], { request: delivery.request, delivery: delivery.id, handover: id })
    return { request: delivery.request }
  },
})

export const recall = action(recallExport, {
  may: 'export.recall',
  async run(ctx, { id, how }) {
    const region = (await findExportRegion(ctx.sql, ctx.street, id)) ?? (await findLeavingRegion(ctx.sql, ctx.street, id))
    if (region === undefined) throw new Problem('thing.unknown')
    await insertRecall(ctx.sql, { street: ctx.street, export: id, region, how, login: ctx.actor.login, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'export.recalled', [], [], { export: id, how })
    return { recalled: true }
  },
})
