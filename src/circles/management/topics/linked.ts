/** Topics somebody stands behind, for her own copy; those she took back too, as long as that is kept. */
import type { Linked } from '#kernel/access/linked.ts'
import { listOwnSupport } from './queries.ts'

export const topicsLinked: Linked = async (ctx, person) => ({ topics: await listOwnSupport(ctx.sql, ctx.street, person) })
