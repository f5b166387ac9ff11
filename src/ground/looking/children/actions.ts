/** A worker asks, somebody else who is responsible approves for a time, or does not; and how each wish stands. */
import { Problem } from '#base/problem.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { action, view } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { approvalState, isChild } from '../rules.ts'
import * as contracts from './contract.ts'
import { readMinorRule } from './needed.ts'
import * as queries from './queries.ts'

const HOUR_MS = 3_600_000

export const ask = action(contracts.askApproval, {
  may: 'sensitive.open',
  async run(ctx, { id, reason }) {
    if (holdsPersonalNumber(reason)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/reason', say: 'input.personal' }])
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

const MOST = 200

export const read = view(contracts.readApproval, {
  may: 'sensitive.open',
  personal: true,
  async run(ctx, { id }) {
    const [person] = await findSubjects(ctx.sql, ctx.street, [id])
    if (person?.kind !== 'person') throw new Problem('thing.unknown')
    const { under } = await readMinorRule(ctx)
    const row = await queries.findNewest(ctx.sql, ctx.street, id, ctx.actor.login)
    ctx.look({ subjects: [id], fields: ['person.birth-date'] })
    return {
      needed: isChild(person.values['person.birth-date'], ctx.today, under) && !ctx.actor.rights.has('minor.approve'),
      state: row ? approvalState(termOf(row), ctx.now) : null,
      until: row?.until ?? null,
      words: row?.words ?? null,
    }
  },
})

export const list = view(contracts.listApprovals, {
  may: 'minor.approve',
  personal: true,
  async run(ctx) {
    const { hours } = await readMinorRule(ctx)
    const rows = await queries.listApprovalsIn(ctx.sql, ctx.street, ctx.actor.lo, ctx.actor.hi, MOST)
    ctx.look({ subjects: [...new Set(rows.map((row) => row.person))], fields: ['approval'] })
    return {
      hours,
      approvals: rows.map((row) => ({
        id: row.id,
        person: row.person,
        name: row.name ?? '',
        who: row.who,
        title: row.title,
        own: row.login === ctx.actor.login,
        reason: row.reason,
        askedAt: row.asked,
        state: approvalState(termOf(row), ctx.now),
        until: row.until,
        decider: row.decider,
        words: row.words,
      })),
    }
  },
})

function termOf({ granted, until }: queries.ApprovalRow) {
  return { granted, until: until ? new Date(until) : null }
}
