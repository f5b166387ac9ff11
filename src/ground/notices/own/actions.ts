/** A resident has read something, and says how she wants to be told. */
import { Problem } from '#base/problem.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { findChoice, upsertChoice } from '../queries.ts'
import * as contracts from './contract.ts'
import { findOwnNotice, markRead } from './queries.ts'

export const readNotice = action(contracts.readOwnNotice, {
  may: 'own.read',
  async run(ctx, { id }) {
    const notice = await findOwnNotice(ctx.sql, ctx.street, id)
    if (!notice) throw new Problem('thing.unknown')
    // That her helper has read it does not say that she has.
    if (notice.person && getOwnPerson(ctx.actor, notice.person, 'see').as === 'helper') return { read: false }
    if (await markRead(ctx.sql, ctx.street, id, ctx.now))
      noteEvent(ctx, 'notice.read', notice.person ? [notice.person] : [], [], { notice: id })
    return { read: true }
  },
})

export const choose = action(contracts.chooseOwnChannel, {
  may: 'own.change',
  needsVersion: true,
  async run(ctx, { person, choice }) {
    if (getOwnPerson(ctx.actor, person, 'see').as === 'helper') throw new Problem('access.not-yours')
    const before = (await findChoice(ctx.sql, ctx.street, person))?.rev ?? 0
    if (before !== ctx.version) throw new Problem('precondition.failed', { rev: before })
    const rev = before + 1
    await upsertChoice(ctx.sql, { street: ctx.street, person, choice, rev, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'notice.channel-chosen', [person])
    return { rev }
  },
})
