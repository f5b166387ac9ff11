/** Withholding looks from the one they were at. Never alone: a second person keeps it, or it falls away. */
import { Problem } from '#base/problem.ts'
import { action, view } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { findPerson } from '../queries.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { judgeClosing, stateOf } from './rules.ts'

export const close = action(contracts.closeLooks, {
  may: 'look.close',
  async run(ctx, { id: person, looker = null, from, to, why, basis, until }) {
    await getPerson(ctx, person)
    judgeClosing({ from, to, until }, ctx.today)
    const id = newId()
    const { login, post } = ctx.actor
    await queries.insertClosing(ctx.sql, ctx.street, {
      id,
      person,
      looker,
      from,
      to: to ?? null,
      why,
      basis: basis.trim(),
      until,
      at: ctx.now,
      login,
      post,
    })
    noteEvent(ctx, 'look.closed', [person], [], { closing: id, why, until })
    return { id }
  },
})

export const review = action(contracts.reviewClosing, {
  may: 'look.close',
  async run(ctx, { id, kept }) {
    const closing = await getClosing(ctx, id)
    if (closing.login === ctx.actor.login)
      throw new Problem('access.forbidden', { right: 'look.close' }, [{ path: '/id', say: 'closing.own' }])
    if (stateOf(closing, ctx.now, ctx.today) !== 'unreviewed') throw new Problem('resident.state')
    await queries.reviewClosing(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login, kept })
    noteEvent(ctx, 'look.closing-reviewed', [closing.person], [], { closing: id, kept: kept ? 'kept' : 'refused' })
    return {}
  },
})

export const end = action(contracts.endClosing, {
  may: 'look.close',
  async run(ctx, { id }) {
    const closing = await getClosing(ctx, id)
    const state = stateOf(closing, ctx.now, ctx.today)
    if (state !== 'unreviewed' && state !== 'in-force') throw new Problem('resident.state')
    await queries.endClosing(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login })
    noteEvent(ctx, 'look.closing-ended', [closing.person], [], { closing: id })
    return {}
  },
})

export const closings = view(contracts.listClosings, {
  may: 'look.close',
  personal: true,
  async run(ctx, { id }) {
    await getPerson(ctx, id)
    const rows = await queries.listClosings(ctx.sql, ctx.street, id)
    ctx.look({ subjects: [id], fields: ['look'] })
    return {
      closings: rows.map((row) => {
        const { looker, from, to, why, basis, until, at, by, reviewer } = row
        const state = stateOf(row, ctx.now, ctx.today)
        const mayReview = state === 'unreviewed' && row.login !== ctx.actor.login
        return { id: row.id, looker, from, to, why, basis, until, at, by, reviewer, state, mayReview }
      }),
    }
  },
})

async function getPerson(ctx: Ctx, id: string): Promise<void> {
  if (!(await findPerson(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
}

async function getClosing(ctx: Ctx, id: string): Promise<queries.Row> {
  const closing = await queries.lockClosing(ctx.sql, ctx.street, id)
  if (!closing) throw new Problem('thing.unknown')
  await getPerson(ctx, closing.person)
  return closing
}
