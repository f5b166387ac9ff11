/** A resident answers what is asked of her, or declines. */
import { maySay } from '#ground/residents/rules.ts'
import { action } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { answerAsks } from '../answering.ts'
import type { Channel } from '../contract.ts'
import { declineAsks } from '../refusing.ts'
import * as contracts from './contract.ts'
import { type As, getAnswerable } from './whose.ts'

export const answer = action(contracts.answerOwn, {
  may: 'own.answer',
  async run(ctx, { person: subject, answers }) {
    const as = await getAnswerable(ctx, subject)
    return answerAsks(ctx, { subject, answers, channel: channelOf(ctx, as), by: as, may: (element) => maySay(as, element) })
  },
})

export const decline = action(contracts.declineOwn, {
  may: 'own.answer',
  async run(ctx, { person: subject, elements, reason }) {
    const as = await getAnswerable(ctx, subject)
    return declineAsks(ctx, { subject, elements, reason, channel: channelOf(ctx, as) })
  },
})

/** A session that no telephone opened was opened by the number of a letter. */
function channelOf(ctx: Ctx, as: As): Channel {
  if (!ctx.actor.resident?.phone) return 'letter'
  return as === 'helper' ? 'helper' : 'phone'
}
