/** A resident has read something, and says how she wants to be told. */
import { Problem } from '#base/problem.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { Undeliverable } from '#kernel/carriers/carrier.ts'
import { findChoice, upsertChoice, upsertWechat } from '../queries.ts'
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

/** Herself or her guardian: a helper's telephone is not hers. @throws Problem access.not-yours */
function refuseHelper(ctx: Ctx, person: string): void {
  if (getOwnPerson(ctx.actor, person, 'see').as === 'helper') throw new Problem('access.not-yours')
}

export const meetWechat = action(contracts.meetWechat, {
  may: 'own.change',
  async run(ctx, { person, code }) {
    refuseHelper(ctx, person)
    const meeting = ctx.house.carriers.wechat?.meeting
    if (!meeting) throw new Problem('thing.unknown')
    const id = await meeting.whoIs(code).catch((error: unknown) => {
      if (error instanceof Undeliverable) throw new Problem('notice.not-met')
      throw new Problem('house.busy')
    })
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    return { rev: await keepWechat(ctx, person, keys.seal(id)) }
  },
})

export const leaveWechat = action(contracts.leaveWechat, {
  may: 'own.change',
  async run(ctx, { person }) {
    refuseHelper(ctx, person)
    return { rev: await keepWechat(ctx, person, null) }
  },
})

async function keepWechat(ctx: Ctx, person: string, sealed: string | null): Promise<number> {
  const rev = ((await findChoice(ctx.sql, ctx.street, person))?.rev ?? 0) + 1
  await upsertWechat(ctx.sql, { street: ctx.street, person, wechat: sealed, rev, post: ctx.actor.post, at: ctx.now })
  noteEvent(ctx, sealed ? 'notice.wechat-met' : 'notice.wechat-left', [person])
  return rev
}

export const choose = action(contracts.chooseOwnChannel, {
  may: 'own.change',
  needsVersion: true,
  async run(ctx, { person, choice }) {
    refuseHelper(ctx, person)
    const before = (await findChoice(ctx.sql, ctx.street, person))?.rev ?? 0
    if (before !== ctx.version) throw new Problem('precondition.failed', { rev: before })
    const rev = before + 1
    await upsertChoice(ctx.sql, { street: ctx.street, person, choice, rev, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'notice.channel-chosen', [person])
    return { rev }
  },
})
