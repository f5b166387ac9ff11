/** Entering what takes time besides workbooks, and that it is over. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { finishPiece } from '../desk/holding.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const enter = action(contracts.enterRequest, {
  may: 'report.run',
  async run(ctx, { kind, title, asker, on, every, until, minutes, basis, planned }) {
    if (until !== undefined && until < on)
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/until', say: 'calendar.until-before' }])
    const id = newId()
    const said = { until: until ?? null, basis: basis ?? null, planned: planned ?? null }
    const { login, post, lo } = ctx.actor
    await queries.insertEntry(ctx.sql, {
      ...{ street: ctx.street, id, region: Math.floor(lo / 1000) * 1000, login, post, at: ctx.now },
      ...{ kind, title: title.trim(), asker: asker.trim(), on, every, minutes },
      ...said,
    })
    noteEvent(ctx, 'request.entered', [], [], { request: id, kind })
    return { id }
  },
})

export const end = action(contracts.endEntry, {
  may: 'report.run',
  async run(ctx, { id, on }) {
    const region = await queries.endEntry(ctx.sql, ctx.street, id, on)
    if (region === undefined) throw new Problem('thing.unknown')
    await finishPiece(ctx, id, region)
    noteEvent(ctx, 'request.ended', [], [], { request: id })
    return { id }
  },
})
