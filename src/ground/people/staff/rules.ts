/** Who may give which post to whom. Pure. */
import { type FieldProblem, Problem } from '#base/problem.ts'
import type { NewPost } from './contract.ts'

export type Holder = { login: string; street: number; lo: number; hi: number; rights: ReadonlySet<string> }
export type Range = { lo: number; hi: number }
export type HeldPost = Range & { id: string; login: string; role: string; from: string; to: string | null; ended: boolean }

/** The right that makes an administrator. */
export const ADMINISTERS = 'staff.change'

/** Region numbers of a street (9 digits), a community (12) or a grid (15). */
export function rangeOf(region: number): Range | undefined {
  const digits = String(region).length
  if (digits === 9) return { lo: region * 1_000_000, hi: region * 1_000_000 + 999_999 }
  if (digits === 12) return { lo: region * 1000, hi: region * 1000 + 999 }
  return digits === 15 && region % 1000 !== 0 ? { lo: region, hi: region } : undefined
}

/** The code that a range of numbers came from. */
export function regionOf({ lo, hi }: Range): number {
  if (lo === hi) return lo
  return hi - lo === 999 ? lo / 1000 : lo / 1_000_000
}

/** A department's post has no area: of the register it sees nothing, of matters what its units are called to. */
export const NO_AREA: Range = { lo: 0, hi: 0 }
const withoutArea: ReadonlySet<string> = new Set(['department'])

export function covers(outer: Range, inner: Range): boolean {
  // Somebody without an area is looked after by whoever has the whole street.
  if (inner.hi === 0) return outer.hi - outer.lo === 999_999
  return inner.lo >= outer.lo && inner.hi <= outer.hi
}

/** Rights of a role that the giver does not hold. */
export function lackingRights(giver: ReadonlySet<string>, given: ReadonlySet<string>): string[] {
  return [...given].filter((right) => !giver.has(right))
}

export function stateOf({ from, to, ended }: Pick<HeldPost, 'from' | 'to' | 'ended'>, today: string): 'to-come' | 'in-force' | 'over' {
  if (ended || (to !== null && to < today)) return 'over'
  return from > today ? 'to-come' : 'in-force'
}

/**
 * May this post be given by this holder: every right of it her own, every door of it within her region, its term not turned round nor over.
 * @throws Problem access.forbidden or input.invalid with the field at fault
 */
export function judgePost(holder: Holder, post: NewPost, rights: ReadonlySet<string>, today: string): Range {
  const range = rangeOf(post.region)
  const fields: FieldProblem[] = []
  if (rights.size === 0) fields.push({ path: '/post/role', say: 'staff.role-unknown' })
  const areaLess = withoutArea.has(post.role)
  if (!range || (areaLess && range.hi - range.lo !== 999_999)) fields.push({ path: '/post/region', say: 'staff.region-shape' })
  if (post.to !== undefined && post.to < post.from) fields.push({ path: '/post/to', say: 'staff.term-turned' })
  else if (post.to !== undefined && post.to < today) fields.push({ path: '/post/to', say: 'staff.term-over' })
  if (fields.length > 0 || !range) throw new Problem('input.invalid', { count: fields.length }, fields)
  const lacking = lackingRights(holder.rights, rights)
  if (lacking.length > 0)
    throw new Problem('access.forbidden', { right: lacking[0]! }, [
      { path: '/post/role', say: 'staff.beyond-rights', with: { n: lacking.length } },
    ])
  if (!covers(holder, range))
    throw new Problem('access.forbidden', { right: 'region' }, [{ path: '/post/region', say: 'staff.beyond-region' }])
  return areaLess ? NO_AREA : range
}

/** What stands of somebody's posts that are not over. */
export type Standing = { posts: HeldPost[]; elsewhere: boolean }

/** May be locked: everything of hers that is not over lies within the holder's region, and it is not herself. */
export function mayLock(holder: Holder, login: string, { posts, elsewhere }: Standing): boolean {
  return login !== holder.login && !elsewhere && posts.every((post) => covers(holder, post))
}

/** May be reset: whoever knows her password is her, so every right of hers must be the holder's own. */
export function mayReset(holder: Holder, login: string, standing: Standing, rightsOf: (role: string) => ReadonlySet<string>): boolean {
  return mayLock(holder, login, standing) && standing.posts.every((post) => lackingRights(holder.rights, rightsOf(post.role)).length === 0)
}

/** Her own last post of an administrator: ended, nobody could give it back to her. */
export function isOwnLast(
  holder: Holder,
  post: HeldPost,
  posts: HeldPost[],
  rightsOf: (role: string) => ReadonlySet<string>,
  today: string,
): boolean {
  if (post.login !== holder.login || !rightsOf(post.role).has(ADMINISTERS)) return false
  return !posts.some((other) => other.id !== post.id && rightsOf(other.role).has(ADMINISTERS) && stateOf(other, today) === 'in-force')
}

/** Long enough, not the sign-in name, not the one before. */
export function passwordFault(next: string, current: string, signIn: string): string | undefined {
  const plain = next.normalize('NFKC').toLowerCase()
  if (plain.includes(signIn)) return 'staff.password-name'
  if (next === current) return 'staff.password-same'
  return new Set(plain).size < 5 ? 'staff.password-plain' : undefined
}
