/** What a colleague left unsent on a phone, once she can no longer bring it herself (DESIGN §6: unsent answers are never lost). */
import { Problem } from '#base/problem.ts'
import { accountOf, keyOfDevice } from '#kernel/access/device.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { unsealOutbox } from './contract.ts'
import { listWorkedHere } from './queries.ts'

export const unseal = action(unsealOutbox, {
  may: 'round.plan',
  async run(ctx, { account, device }) {
    const { keys } = ctx.house
    const logins = await listWorkedHere(ctx.sql, ctx.street, ctx.actor, ctx.today)
    const left = logins.find(({ login }) => accountOf(keys, login) === account)
    if (!left) throw new Problem('thing.unknown')
    if (left.works) throw new Problem('input.invalid', { count: 1 }, [{ path: '/account', say: 'visit.why.still-works' }])
    noteEvent(ctx, 'round.unsealed', [], [], { login: left.login })
    return { key: keyOfDevice(keys, left.login, device) }
  },
})
