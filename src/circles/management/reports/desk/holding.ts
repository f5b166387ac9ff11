/** What other parts of reports call: a piece of paperwork is done, or nobody's any more. Whose it was is credited, whoever did the last step. */
import type { Ctx } from '#kernel/action/context.ts'
import { endHold, listAreas } from './queries.ts'

export async function finishPiece(ctx: Ctx, thing: string, region: number, done = true): Promise<void> {
  await endHold(ctx.sql, ctx.street, thing, region, { done, by: ctx.actor.post, at: ctx.now })
}

/** For which communities the acting post may sign: all of its area, or where it is a desk those that let it. */
export async function maySignFor(ctx: Ctx): Promise<(region: number) => boolean> {
  const { lo, hi, rights, post } = ctx.actor
  const within = (region: number) => region >= lo && region <= hi
  if (!rights.has('desk.work')) return within
  const signs = new Set((await listAreas(ctx.sql, ctx.street, post)).flatMap((area) => (area.signsSince === null ? [] : [area.region])))
  return (region) => within(region) && signs.has(region)
}
