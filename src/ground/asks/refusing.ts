/** Somebody declines questions. The questions close, she is not asked again for this purpose, and she is left a slip (个人信息保护法 arts. 14–17). */
import { Problem } from '#base/problem.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import type { Channel } from './contract.ts'
import { listAsking, listAskingOwn, markChannel } from './queries.ts'
import { closeRefused, insertRefusal, listRefusable } from './refusal-queries.ts'

export type Declined = {
  /** The item of an outbox, whose slip bears its id. */
  id?: string
  subject: string
  elements: readonly string[]
  requests?: readonly string[] | undefined
  reason?: string | undefined
  channel?: Channel
}

/** @throws Problem thing.unknown when none of it was asked of her */
export async function declineAsks(
  ctx: Ctx,
  { id = newId(), subject, elements, requests, reason, channel }: Declined,
): Promise<{ slip: string; closed: number }> {
  const asking = await (ctx.actor.resident ? listAskingOwn(ctx.sql, ctx.today) : listAsking(ctx.sql, ctx.street, ctx.today))
  const meant = asking.filter(({ id: one }) => !requests || requests.includes(one))
  const asked = await listRefusable(ctx.sql, ctx.street, subject, [...elements], meant)
  const [first] = asked
  if (!first) throw new Problem('thing.unknown')
  const slip = { id, subject, region: first.region, dwelling: first.dwelling, reason: reason?.trim() || null }
  await insertRefusal(ctx.sql, ctx.street, { ...slip, at: ctx.now, login: ctx.actor.login, post: ctx.actor.post }, asked)
  if (channel) await markChannel(ctx.sql, ctx.street, subject, [...new Set(asked.map(({ element }) => element))], channel)
  const closed = await closeRefused(ctx.sql, ctx.street, subject, asked, { at: ctx.now, slip: id })
  noteEvent(ctx, 'ask.refused', [subject], [...new Set(asked.map(({ element }) => element))], { slip: id })
  return { slip: id, closed }
}
