/** A large workbook of a demand is understood in a job of its own, that can be watched and stopped; small ones while the asker waits. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { readFirst, untilStopped } from '../understanding.ts'
import { findDemand, updateRead } from './queries.ts'

type Input = { demand: string; titled?: string }

export const readDemandJob: Job<Input> = {
  kind: 'demand.understand',
  heavy: true,
  run: (job, { demand, titled }) =>
    untilStopped(job, async (signal) => {
      const settled = action(
        contract('demand.settle', 'POST /demands/{id}/understood', {
          input: Type.Object({ id: Type.String() }),
          output: Type.Object({ id: Type.String() }),
        }),
        { may: 'demand.ask', run: (ctx, { id }) => settle(ctx, id, titled, signal) },
      )
      await enter(job.house, settled, { street: job.street, actor: job.actor, input: { id: demand } })
      return { demand }
    }),
}

async function settle(ctx: Ctx, id: string, titled: string | undefined, signal: AbortSignal): Promise<{ id: string }> {
  const row = await findDemand(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  const read = await readFirst(ctx, row.file_id, { lo: ctx.actor.lo, hi: ctx.actor.hi }, titled, signal)
  if (await updateRead(ctx.sql, ctx.street, id, read)) noteEvent(ctx, 'demand.understood', [], [], { demand: id })
  return { id }
}
