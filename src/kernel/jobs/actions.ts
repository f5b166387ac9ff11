import { Problem } from '#base/problem.ts'
import { action, view } from '../action/action.ts'
import { noteEvent } from '../action/context.ts'
import { cancelJob, readJob } from './contract.ts'
import { askToCancel, findJob } from './queries.ts'

export const read = view(readJob, {
  may: 'signed-in',
  personal: false,
  async run(ctx, input) {
    const job = await findJob(ctx.sql, ctx.street, input.id)
    if (!job) throw new Problem('job.unknown')
    const { id, kind, state, stage, done, total, result, problem } = job
    return { id, kind, state, stage, done, total, result, problem }
  },
})

export const cancel = action(cancelJob, {
  may: 'signed-in',
  async run(ctx, input) {
    const asked = await askToCancel(ctx.sql, ctx.street, input.id, ctx.now)
    if (asked) noteEvent(ctx, 'job.cancelled', [], [], { job: input.id })
    return { asked }
  },
})
