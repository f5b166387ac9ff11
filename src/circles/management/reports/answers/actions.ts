/** A street answers an office otherwise than by filling its workbook. */
import { Problem } from '#base/problem.ts'
import { withdrawAsks } from '#ground/asks/asking.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { finishPiece } from '../desk/holding.ts'
import { findRequest, lockForJob, type RequestRow, updateAnswered } from '../queries.ts'
import { isOver } from '../rules.ts'
import * as contracts from './contract.ts'
import { insertAnswer, listOpenRequests, lockToEnd } from './queries.ts'

export const merge = action(contracts.mergeRequest, {
  may: 'report.answer',
  async run(ctx, { id, into, words }) {
    const request = await getAnswerable(ctx, id)
    const open = await listOpenRequests(ctx.sql, ctx.street, id, ctx.today)
    if (!open.some((one) => one.id === into)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/into', say: 'answer.not-open' }])
    await answer(ctx, request, 'merged', { into, lacks: [], words: words ?? null })
    return { id }
  },
})

export const sendBack = action(contracts.sendBack, {
  may: 'report.answer',
  async run(ctx, { id, lacks, words }) {
    const request = await getAnswerable(ctx, id)
    // What did come with it is not lacking.
    const come = lacks.find((one) => request[one] !== null)
    if (come) throw new Problem('input.invalid', { count: 1 }, [{ path: '/lacks', say: `answer.came-with-${come}` }])
    await answer(ctx, request, 'sent-back', { into: null, lacks, words: words ?? null })
    return { id }
  },
})

export const close = action(contracts.closeRequest, {
  may: 'report.run',
  async run(ctx, { id, reason, words }) {
    if (reason === 'other' && !words?.trim())
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/words', say: 'closing.words-needed' }])
    const held = await lockToEnd(ctx.sql, ctx.street, id)
    if (!held) throw new Problem('thing.unknown')
    // What an office asked is answered, objected to, or filled.
    if (held.demand) throw new Problem('access.forbidden', { right: 'demand.ask' })
    if (held.running || held.state === 'delivered' || isOver(held.state)) throw new Problem('thing.changed')
    await answer(ctx, { id, region_no: held.region }, 'closed', { into: null, lacks: [reason], words: words?.trim() || null })
    return { id }
  },
})

export const reopen = action(contracts.reopenRequest, {
  may: 'report.run',
  async run(ctx, { id }) {
    const held = await lockToEnd(ctx.sql, ctx.street, id)
    if (!held) throw new Problem('thing.unknown')
    if (held.state !== 'closed') throw new Problem('thing.changed')
    await record(ctx, { id, region_no: held.region }, 'reopened', { into: null, lacks: [], words: null })
    const state = held.filled ? 'filled' : 'received'
    await updateAnswered(ctx.sql, ctx.street, id, state)
    noteEvent(ctx, 'request.reopened', [], [], { request: id })
    return { state }
  },
})

/** @throws Problem thing.unknown, request.returns for what was not asked here, thing.changed once it is over or being filled */
async function getAnswerable(ctx: Ctx, id: string): Promise<RequestRow> {
  const held = await lockForJob(ctx.sql, ctx.street, id)
  const request = held && (await findRequest(ctx.sql, ctx.street, id))
  if (!held || !request) throw new Problem('thing.unknown')
  if (request.demand_from === null) throw new Problem('request.returns')
  if (held.running || (held.state !== 'received' && held.state !== 'filled')) throw new Problem('thing.changed')
  return request
}

type Said = { into: string | null; lacks: string[]; words: string | null }
type Kind = Parameters<typeof insertAnswer>[1]['kind']
type Answered = Pick<RequestRow, 'id' | 'region_no'>

async function answer(ctx: Ctx, request: Answered, kind: Exclude<Kind, 'reopened'>, said: Said): Promise<void> {
  await record(ctx, request, kind, said)
  await updateAnswered(ctx.sql, ctx.street, request.id, kind)
  // Nobody is knocked at for what the street has answered otherwise.
  await withdrawAsks(ctx, request.id)
  await finishPiece(ctx, request.id, request.region_no, kind !== 'closed')
  noteEvent(ctx, `request.${kind}`, [], [], { request: request.id })
}

async function record(ctx: Ctx, request: Answered, kind: Kind, said: Said): Promise<void> {
  const { login, post, title } = ctx.actor
  await insertAnswer(ctx.sql, {
    ...{ street: ctx.street, id: newId(), region: request.region_no, request: request.id, kind },
    ...said,
    ...{ title, login, post, at: ctx.now },
  })
}
