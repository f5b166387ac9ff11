/** Who has to sign for a delivery: the communities whose people, doors or counts are in it. */
import type { Ctx } from '#kernel/action/context.ts'
import { noCounts } from '../rules.ts'
import type { Work } from '../work.ts'
import { insertParts, listLived } from './queries.ts'

/** Where nobody is listed by name, every community in which there is a door answers for its numbers; where there is none, the street alone. */
export async function recordParts(ctx: Ctx, { parts, prepared: { request, range } }: Work, delivery: string): Promise<void> {
  const listed = [...parts].map(([region, part]) => ({ region, ...part }))
  const counted = (region: number) => ({ region, subjects: 0, counts: noCounts() })
  const lived = listed.length > 0 ? [] : await listLived(ctx.sql, ctx.street, range)
  const all = listed.length > 0 ? listed : (lived.length > 0 ? lived : [request.region_no / 1000]).map(counted)
  await insertParts(ctx.sql, ctx.street, { delivery, request: request.id }, all)
}
