import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { findDemand } from '../queries.ts'
import * as contracts from './contract.ts'

export const consolidate = action(contracts.makeBook, {
  may: 'demand.ask',
  async run(ctx, { id, changes = false }) {
    const row = await findDemand(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    if (changes && row.follows === null) throw new Problem('demand.nothing-before')
    const job = await enqueue(ctx, 'demand.consolidate', { demand: id, changes })
    noteEvent(ctx, 'demand.consolidating', [], [], { demand: id, job })
    return { job }
  },
})

export const compare = action(contracts.makeDifference, {
  may: 'demand.ask',
  async run(ctx, { id }) {
    const row = await findDemand(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    if (row.follows === null) throw new Problem('demand.nothing-before')
    const job = await enqueue(ctx, 'demand.difference', { demand: id })
    noteEvent(ctx, 'demand.comparing', [], [], { demand: id, job })
    return { job }
  },
})

export const split = action(contracts.splitBook, {
  may: 'demand.ask',
  async run(ctx, { id }) {
    const row = await findDemand(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    if (!row.plan.sheets.some(({ use, layout }) => use && layout === 'roster')) throw new Problem('demand.not-by-community')
    const job = await enqueue(ctx, 'demand.split', { demand: id })
    noteEvent(ctx, 'demand.splitting', [], [], { demand: id, job })
    return { job }
  },
})
