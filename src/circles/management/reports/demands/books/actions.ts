import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { findDemand } from '../queries.ts'
import * as contracts from './contract.ts'

export const consolidate = action(contracts.makeBook, {
  may: 'demand.ask',
  async run(ctx, { id }) {
    if (!(await findDemand(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    const job = await enqueue(ctx, 'demand.consolidate', { demand: id })
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
