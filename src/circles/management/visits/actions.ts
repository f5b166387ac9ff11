/** Writes of rounds: hand one over, hand it to somebody else, end it. */
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { listWalkers, type Walker } from './walkers.ts'

/** A round is a walk of days, not a standing order: what is open after it is planned anew. */
const MOST_DAYS = 60

export const assign = action(contracts.assignRound, {
  may: 'round.plan',
  async run(ctx, { area, post, title, from, to, doors }) {
    checkTerm(ctx, from, to)
    const range = rangeOf(area, ctx.actor)
    const walker = await getWalker(ctx, range, post, to)
    const wanted = [...new Set(doors)]
    if (walker.doors && wanted.some((door) => !walker.doors?.has(door)))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/doors', say: 'round.not-her-doors' }])
    await queries.releaseOver(ctx.sql, ctx.street, ctx.today, ctx.now)
    const id = newId()
    const [lo, hi] = [Math.max(range.lo, walker.lo), Math.min(range.hi, walker.hi)]
    await queries.insertRound(ctx.sql, ctx.street, {
      id,
      lo,
      hi,
      title: title.trim(),
      from,
      to,
      post,
      login: walker.login,
      by: ctx.actor.post,
      at: ctx.now,
    })
    const taken = await queries.insertDoors(ctx.sql, ctx.street, id, wanted)
    // Somebody else planned some of them meanwhile: what is shown is no longer so.
    if (taken < wanted.length) throw new Problem('thing.changed', {}, [{ path: '/doors', say: 'round.doors-taken' }])
    noteEvent(ctx, 'round.assigned', [], [], { round: id, post, doors: taken })
    return { id, doors: taken }
  },
})

export const reassign = action(contracts.reassignRound, {
  may: 'round.plan',
  async run(ctx, { id, post, to }) {
    const round = await queries.lockRound(ctx.sql, ctx.street, id)
    const found = round && (await queries.findRound(ctx.sql, ctx.street, id))
    if (!round || !found) throw new Problem('thing.unknown')
    const until = to ?? round.to
    checkTerm(ctx, round.from, until)
    const walker = await getWalker(ctx, found, post, until)
    const open = (await queries.listRoundDoors(ctx.sql, ctx.street, id)).filter((door) => door.open)
    if (open.some(({ dwelling, region }) => region < walker.lo || region > walker.hi || walker.doors?.has(dwelling) === false))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/post', say: 'round.not-her-doors' }])
    await queries.updateWalker(ctx.sql, ctx.street, id, { post, login: walker.login, to: until })
    await queries.insertWalker(ctx.sql, ctx.street, { id, post, login: walker.login, at: ctx.now })
    noteEvent(ctx, 'round.reassigned', [], [], { round: id, post })
    return { id }
  },
})

export const end = action(contracts.endRound, {
  may: 'round.plan',
  async run(ctx, { id }) {
    if (!(await queries.lockRound(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    const doors = await queries.releaseDoors(ctx.sql, ctx.street, id, ctx.now)
    await queries.endRound(ctx.sql, ctx.street, id, { at: ctx.now, by: ctx.actor.post })
    noteEvent(ctx, 'round.ended', [], [], { round: id, doors })
    return { doors }
  },
})

function checkTerm(ctx: Ctx, from: string, to: string): void {
  if (to < from || to < ctx.today || to > addDays(ctx.today, MOST_DAYS) || from < addDays(ctx.today, -MOST_DAYS))
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/to', say: 'round.term' }])
}

/** @throws Problem input.invalid when nobody of this post may walk there */
async function getWalker(ctx: Ctx, range: { lo: number; hi: number }, post: string, until: string): Promise<Walker> {
  const walker = (await listWalkers(ctx, range, until)).find((one) => one.post === post)
  if (!walker) throw new Problem('input.invalid', { count: 1 }, [{ path: '/post', say: 'round.no-walker' }])
  return walker
}

/** A community or grid inside the post's own area. */
export function rangeOf(area: string, actor: { lo: number; hi: number }): { lo: number; hi: number } {
  const scale = 10 ** (15 - area.length)
  const range = { lo: Number(area) * scale, hi: Number(area) * scale + scale - 1 }
  if (range.lo > actor.hi || range.hi < actor.lo) throw new Problem('region.unknown')
  return { lo: Math.max(range.lo, actor.lo), hi: Math.min(range.hi, actor.hi) }
}
