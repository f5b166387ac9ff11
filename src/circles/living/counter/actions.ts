/** What somebody says at the counter, on the telephone or on paper, written down by whoever heard or read it. */
import { answerAsks } from '#ground/asks/answering.ts'
import { declineAsks } from '#ground/asks/refusing.ts'
import { action } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { channelOf, mayBeSaid } from './rules.ts'
import { getStanding } from './standing.ts'

export const answer = action(contracts.answerParty, {
  may: 'counter.serve',
  async run(ctx, { party, contact, subject, answers }) {
    const as = await getStanding(ctx, party, subject)
    const may: Parameters<typeof answerAsks>[1]['may'] = (element) => mayBeSaid(contact, as, element)
    return answerAsks(ctx, { subject, answers, channel: channelOf(contact, as), by: contact, may })
  },
})

export const decline = action(contracts.declineParty, {
  may: 'counter.serve',
  async run(ctx, { party, contact, subject, elements, reason }) {
    const as = await getStanding(ctx, party, subject)
    return declineAsks(ctx, { subject, elements, reason, channel: channelOf(contact, as) })
  },
})
