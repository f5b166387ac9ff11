/** Open matters near somebody that may be the same as what she is about to report: by place, category and words of the catalogue. One function. */

import type { OutputOf } from '#base/contract.ts'
import { labelOf } from '#ground/matters/lines.ts'
import { listSimilarOpen, type SimilarRow } from '#ground/matters/own-queries.ts'
import { listTypeRows } from '#ground/matters/queries.ts'
import { typeOf } from '#ground/matters/running.ts'
import { partyNames } from '#ground/matters/units/names.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { listSimilar } from './contract.ts'
import { isShared, publicPairs } from './rules.ts'

export type Sought = { type: string; category: string | undefined; text: string; doors: string[]; estate: string | undefined }
type Similar = OutputOf<typeof listSimilar>['similar']

/** The newest of a community that are looked at, and as many as are shown. */
const MOST_LOOKED_AT = 400
const MOST_SHOWN = 5
/** From here on it is worth a glance. */
const ENOUGH = 3

/** Nothing that anybody said, or where exactly: kind, day, lead and how many reported it. */
export async function findSimilar(ctx: Ctx, sought: Sought): Promise<Similar> {
  if (sought.doors.length === 0) return []
  const types = (await listTypeRows(ctx.sql, ctx.street)).filter(({ body, retired }) => !retired && isShared(body))
  const ids = types.map(({ id }) => id)
  if (!ids.includes(sought.type)) return []
  const pairs = publicPairs(sought.text, types.map(({ body }) => body)) // biome-ignore format: one call
  const rows = await listSimilarOpen(ctx.sql, sought.doors, ids, pairs, MOST_LOOKED_AT)
  const weighed = rows.map((row) => ({ row, weight: weigh(row, sought) })).filter(({ weight }) => weight >= ENOUGH)
  weighed.sort((a, b) => b.weight - a.weight || (a.row.opened < b.row.opened ? 1 : -1))
  const nameOf = await partyNames(ctx)
  const shown: Similar = []
  for (const { row } of weighed.slice(0, MOST_SHOWN)) {
    const type = await typeOf(ctx, { id: row.type, origin: row.origin, version: row.version })
    const { id, opened, stand, due, reporters, mine } = row
    const near = row.estate !== null && row.estate === sought.estate ? ('estate' as const) : ('community' as const)
    shown.push({ id, opened, stand, due, reporters, mine, near, typeTitle: type.title, category: labelOf(type.categories, row.category), lead: nameOf(row.lead) }) // biome-ignore format: one call
  }
  return shown
}

/** A category said by nobody (`other`) says nothing. */
function weigh({ type, category, estate, shared }: SimilarRow, sought: Sought): number {
  const same = type === sought.type && category === sought.category && category !== 'other' ? 3 : 0
  const here = estate !== null && estate === sought.estate ? 2 : 0
  return same + here + Math.min(shared, 4)
}
