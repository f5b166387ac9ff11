/** Reads of approvals. */
import { Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { view } from '#kernel/action/action.ts'
import { approvalState, isChild } from '../rules.ts'
import * as contracts from './contract.ts'
import { readMinorRule } from './needed.ts'
import * as queries from './queries.ts'

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
