/** What came of a call. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { changeNotices, insertAttempts } from '../queries.ts'
import * as contracts from './contract.ts'
import { lockToRing } from './queries.ts'
import { afterCall } from './rules.ts'

const steps = { told: 'rang', again: 'not-reached', another: 'failed' } as const

export const note = action(contracts.noteCall, {
  may: 'notice.carry',
  async run(ctx, { id, notices, outcome }) {
    const rows = await lockToRing(ctx.sql, ctx.street, notices)
    // A colleague was faster, or they are not hers.
    if (rows.length !== notices.length || rows.some(({ person }) => person !== id)) throw new Problem('thing.changed')
    const next = afterCall(outcome, Math.max(...rows.map(({ rang }) => rang)))
    await changeNotices(
      ctx.sql,
      ctx.street,
      rows.map((row) => {
        const stays = { id: row.id, message: null, sentAt: null, tries: row.tries, dueAt: null }
        if (next === 'told') return { ...stays, state: 'told' as const, channel: 'call' as const, sentAt: ctx.now }
        if (next === 'again') return { ...stays, state: 'queued' as const, channel: 'call' as const }
        return { ...stays, state: 'waiting' as const, channel: null, tries: row.tries + 1, dueAt: ctx.now }
      }),
    )
    await insertAttempts(
      ctx.sql,
      ctx.street,
      rows.map((row) => ({
        id: newId(),
        notice: row.id,
        region: row.region,
        channel: 'call' as const,
        step: steps[next],
        reason: outcome === 'said' ? null : outcome,
        at: ctx.now,
        post: ctx.actor.post,
      })),
    )
    noteEvent(ctx, 'call.noted', [id], [], { outcome, notices: rows.length })
    return { next }
  },
})
