/** From whom a complaint is kept: the accused, whoever is under her, and the unit it is about (信访工作条例 30). */
import { Problem } from '#base/problem.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Party } from './life/acts.ts'
import { listPostsOf, type PostOf } from './units/queries.ts'

export type Accused = { login: string } | { party: Party }

/** @throws Problem matter.above where nobody here stands above the accused; thing.unknown */
export async function barredBy(ctx: Ctx, accused: Accused): Promise<string[]> {
  const posts = 'login' in accused ? await listPostsOf(ctx.sql, ctx.street, accused.login, ctx.today) : []
  if ('login' in accused && posts.length === 0) throw new Problem('thing.unknown')
  return judgeBarred(accused, posts, (role) => ctx.house.rightsOf(role).has('matter.arbitrate'))
}

/** The head of the street, and the street itself, are judged by the level above: this house of hers cannot. */
export function judgeBarred(accused: Accused, posts: readonly PostOf[], decides: (role: string) => boolean): string[] {
  const above = () => new Problem('matter.above', { office: '县（市、区）' })
  if ('party' in accused) {
    if (accused.party.startsWith('street:')) throw above()
    return [accused.party]
  }
  if (posts.some(({ role }) => decides(role))) throw above()
  // Who leads a community has everybody in it under her.
  const led = posts
    .filter(({ lo, hi, role }) => role === 'director' && hi - lo === 999)
    .map(({ lo }) => `community:${Math.floor(lo / 1000)}`)
  return [...new Set([`login:${accused.login}`, ...led])]
}
