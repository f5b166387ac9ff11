/** Whom a post acts for, what it belongs to, and what it may therefore see of matters. */
import type { Actor } from '#kernel/access/actor.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Party } from './life/acts.ts'
import type { Doer } from './life/scene.ts'
import { beginMatters } from './queries.ts'

/** A post over the whole street acts for the street, one over a community for it. A department's post has no area: it acts for its units alone. */
export function partiesOf({ street, lo, hi, role }: Actor): Party[] {
  if (role === 'house' || hi === 0) return []
  if (lo === hi) return [`grid:${lo}`]
  return hi - lo === 999 ? [communityOf(lo)] : [`street:${street}`]
}

/** A look at something sealed says so, and is listed for nobody it could tell that there is something. */
export const SEALED_LOOK = { sealed: 1 }

/** A complaint about a community is kept from its grid workers too. */
function belongsOf(actor: Actor): string[] {
  const community = actor.hi > 0 && actor.hi - actor.lo <= 999 ? [communityOf(actor.lo)] : []
  return [...new Set([`login:${actor.login}`, ...partiesOf(actor), ...community])]
}

export function communityOf(region: number): Party {
  return `community:${Math.floor(region / 1000)}`
}

/** For whom this post dispatches. */
export function placeOf(actor: Actor): Party {
  return partiesOf(actor)[0] ?? `street:${actor.street}`
}

/**
 * The first thing every operation on matters does. Sealed ones are there only for the operations that say so, and only for posts with the right:
 * what lists, counts or searches does not say so.
 */
export async function enterMatters(ctx: Ctx, sealed: 'open' | 'with-sealed' = 'open'): Promise<ReadonlySet<Party>> {
  const { actor } = ctx
  return new Set(
    await beginMatters(ctx.sql, {
      post: actor.post,
      parties: partiesOf(actor),
      belongs: belongsOf(actor),
      sealed: sealed === 'with-sealed' && actor.rights.has('matter.sealed'),
    }),
  )
}

/** To take in what the one who takes it in may not see: a complaint at the counter about the director is taken by her clerk. Nothing is read. */
export async function enterUnseen(ctx: Ctx): Promise<void> {
  await beginMatters(ctx.sql, { post: ctx.actor.post, parties: partiesOf(ctx.actor), belongs: [], sealed: true })
}

export function doerOf(actor: Actor, parties: ReadonlySet<Party>, region: number): Doer {
  const here = actor.lo <= region && region <= actor.hi
  return {
    post: actor.post,
    parties,
    place: here && actor.rights.has('matter.dispatch'),
    above: here && actor.rights.has('matter.arbitrate'),
    ...(actor.role === 'house' ? { house: true as const } : {}),
  }
}
