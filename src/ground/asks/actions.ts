/** Writes of asks that somebody does herself: declining, at the counter or by telephone; and ending what a request asks. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { withdrawAsks } from './asking.ts'
import * as contracts from './contract.ts'
import { findAskRequest } from './queries.ts'
import { declineAsks } from './refusing.ts'

export const refuse = action(contracts.refuseAsks, {
  may: 'ask.refuse',
  run: (ctx, declined) => declineAsks(ctx, declined),
})

export const stop = action(contracts.stopAsking, {
  may: 'ask.stop',
  async run(ctx, { id }) {
    const request = await findAskRequest(ctx.sql, ctx.street, id)
    if (!request || request.withdrawn_at) throw new Problem('thing.unknown')
    return { closed: await withdrawAsks(ctx, id) }
  },
})
