/** What every change of places checks: the version in hands, the range of the post, names that stand already. */
import { Problem } from '#base/problem.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listGrids } from './grids/queries.ts'

/** @throws Problem precondition.failed when somebody changed it since it was shown */
export function holdVersion(ctx: Ctx, held: { rev: number }): void {
  if (ctx.version !== undefined && held.rev !== ctx.version) throw new Problem('precondition.failed', { rev: held.rev })
}

/** A region number of this community with the digits of a grid that stands, inside the range of the post; 0 = in no grid. */
export async function regionIn(ctx: Ctx, community: number, grid = 0): Promise<number> {
  if (grid !== 0 && !(await listGrids(ctx.sql, ctx.street, community)).some((one) => one.region === community * 1000 + grid))
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/grid', say: 'grid.unknown' }])
  holdRange(ctx, community * 1000 + grid)
  return community * 1000 + grid
}

/** @throws Problem access.forbidden for a number the post does not answer for: the row policy would refuse it too, without words */
export function holdRange({ actor, street }: Ctx, region: number): void {
  if (region < actor.lo || region > actor.hi || Math.floor(region / 1_000_000) !== street)
    throw new Problem('access.forbidden', { right: 'region' })
}

/** A name or address that stands already is the user's to mend, not a fault of ours. */
export async function refuseDouble<T>(write: Promise<T>, path = '/name'): Promise<T> {
  try {
    return await write
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Problem('place.known', {}, [{ path, say: 'place.known' }])
    throw error
  }
}
