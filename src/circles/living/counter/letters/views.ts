/** What printing would be, and what became of the prints. */
import { Problem } from '#base/problem.ts'
import { findAskRequest } from '#ground/asks/queries.ts'
import { listOfficeRows } from '#ground/notices/queries.ts'
import { officeFor } from '#ground/notices/reach.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { countSilent, listPrints } from './queries.ts'

export const letters = view(contracts.readLetters, {
  may: 'counter.serve',
  personal: false,
  async run(ctx, { id }) {
    const request = await findAskRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    const [names, offices] = [await listRegionNames(ctx.sql, ctx.street), await listOfficeRows(ctx.sql, ctx.street)]
    const { title, asker, until } = request
    const open = !request.withdrawn_at && until >= ctx.today
    const silent = open ? await countSilent(ctx.sql, ctx.street, id, ctx) : { readers: 0, doors: 0 }
    const ring = officeFor(offices, names, Math.max(request.lo, ctx.actor.lo)).phone !== null
    return { title, asker, until, ...silent, ring, prints: await listPrints(ctx.sql, ctx.street, id, ctx.now) }
  },
})
