/** Who may be asked to keep in touch: a post in force that reaches there and may. */
import type { Ctx } from '#kernel/action/context.ts'
import { type HelperRow, listHelperRows } from './queries.ts'

export async function helpersFor(ctx: Ctx, range: { lo: number; hi: number }): Promise<HelperRow[]> {
  const posts = await listHelperRows(ctx.sql, ctx.street, range, ctx.today)
  return posts.filter(({ role }) => ctx.house.rightsOf(role).has('care.contact'))
}
