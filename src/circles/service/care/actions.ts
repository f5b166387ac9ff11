/** Contacts, and who sees to them: acts of the matter, judged and kept like all others. */
import { Problem } from '#base/problem.ts'
import { contactInTurn, stepFor } from '#ground/matters/contacts/rules.ts'
import { actOn, getRunning } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { action } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { helpersFor } from './helpers.ts'

export const contact = action(contracts.keepContact, {
  may: 'care.contact',
  async run(ctx, { id, outcome, answers = {}, word }) {
    await enterMatters(ctx)
    const { type, state } = await getRunning(ctx, id)
    const step = contactInTurn(type, state)
    if (!step) throw new Problem('matter.state', { act: 'step', state: state.stand })
    const said = word?.trim() ? { text: word.trim() } : undefined
    const { rev } = await actOn(ctx, { id, wanted: { kind: 'step', body: stepFor(step.id, outcome, answers) }, words: said })
    return { rev }
  },
})

export const hand = action(contracts.handCare, {
  may: 'care.hand',
  async run(ctx, { id, post }) {
    await enterMatters(ctx)
    const { matter } = await getRunning(ctx, id)
    const known = await helpersFor(ctx, { lo: matter.region_no, hi: matter.region_no })
    if (!known.some((one) => one.post === post))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/post', say: 'care.no-helper' }])
    const { rev } = await actOn(ctx, { id, wanted: { kind: 'take', body: { holder: post } } })
    return { rev }
  },
})
