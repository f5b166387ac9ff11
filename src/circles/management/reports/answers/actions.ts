/** A street answers an office otherwise than by filling its workbook. */
import { Problem } from '#base/problem.ts'
import { withdrawAsks } from '#ground/asks/asking.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { findRequest, lockForJob, type RequestRow, updateAnswered } from '../queries.ts'
import * as contracts from './contract.ts'
import { insertAnswer, listOpenRequests } from './queries.ts'

export const merge = action(contracts.mergeRequest, {
  may: 'report.answer',
  async run(ctx, { id, into, words }) {
    const request = await getAnswerable(ctx, id)
    const open = await listOpenRequests(ctx.sql, ctx.street, id)
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

/** @throws Problem thing.unknown, request.returns for what was not asked here, thing.changed once it is over or being filled */
async function getAnswerable(ctx: Ctx, id: string): Promise<RequestRow> {
  const held = await lockForJob(ctx.sql, ctx.street, id)
  const request = held && (await findRequest(ctx.sql, ctx.street, id))
  if (!held || !request) throw new Problem('thing.unknown')
  if (request.demand_from === null) throw new Problem('request.returns')
  if (held.running || (held.state !== 'received' && held.state !== 'filled')) throw new Problem('thing.changed')
  return request
}

async function answer(
  ctx: Ctx,
  request: RequestRow,
  kind: 'merged' | 'sent-back',
  said: { into: string | null; lacks: string[]; words: string | null },
): Promise<void> {
  const { login, post, title } = ctx.actor
  await insertAnswer(ctx.sql, {
    street: ctx.street,
    id: newId(),
    region: request.region_no,
    request: request.id,
    kind,
    ...said,
    title,
    login,
    post,
    at: ctx.now,
  })
  await updateAnswered(ctx.sql, ctx.street, request.id, kind)
  // Nobody is knocked at for what the street has answered otherwise.
  await withdrawAsks(ctx, request.id)
  noteEvent(ctx, `request.${kind}`, [], [], { request: request.id })
}
