/** Writes: a worker asks, somebody else who is responsible approves for a time, or does not. */
import { Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { approvalState } from '../rules.ts'
import * as contracts from './contract.ts'
import { readMinorRule } from './needed.ts'
import * as queries from './queries.ts'

const HOUR_MS = 3_600_000

export const ask = action(contracts.askApproval, {
  may: 'sensitive.open',
  async run(ctx, { id, reason }) {
    const [person] = await findSubjects(ctx.sql, ctx.street, [id])
    if (person?.kind !== 'person' || person.merged_into) throw new Problem('thing.unknown')
    const before = await queries.findNewest(ctx.sql, ctx.street, id, ctx.actor.login)
    // Asked twice is asked once.
    if (before && approvalState({ granted: before.granted, until: null }, ctx.now) === 'waiting') return { approval: before.id }
    const approval = newId()
    const { login, post } = ctx.actor
    await queries.insertApproval(ctx.sql, {
      street: ctx.street,
      id: approval,
      region: person.region_no,
      subject: id,
      reason,
      at: ctx.now,
      login,
      post,
    })
    noteEvent(ctx, 'approval.asked', [id], [], { approval })
    return { approval }
  },
})

export const decide = action(contracts.decideApproval, {
  may: 'minor.approve',
  async run(ctx, { id, granted, hours, words }) {
    const row = await queries.lockApproval(ctx.sql, ctx.street, id)
    if (!row || row.region < ctx.actor.lo || row.region > ctx.actor.hi) throw new Problem('thing.unknown')
    if (row.login === ctx.actor.login) throw new Problem('review.own')
    if (row.granted !== null) throw new Problem('thing.changed')
    const { hours: most } = await readMinorRule(ctx)
    if (hours > most) throw new Problem('input.invalid', { count: 1 }, [{ path: '/hours', say: 'approval.hours', with: { most } }])
    const until = granted ? new Date(ctx.now.getTime() + hours * HOUR_MS) : null
    const decision = { at: ctx.now, login: ctx.actor.login, granted, until, words: words?.trim() || null }
    await queries.updateDecided(ctx.sql, ctx.street, id, decision)
    noteEvent(ctx, granted ? 'approval.granted' : 'approval.refused', [row.person], [], { approval: id })
    return {}
  },
})
