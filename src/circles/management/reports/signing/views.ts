/** Who signed, and who has not yet. */
import { Problem } from '#base/problem.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import { findRequest } from '../queries.ts'
import * as contracts from './contract.ts'
import { findWhole, listSignedParts } from './queries.ts'

export const signing = view(contracts.readSigning, {
  may: 'report.read',
  personal: false,
  async run(ctx, { id }) {
    if (!(await findRequest(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    const parts = await listSignedParts(ctx.sql, ctx.street, id)
    const delivery = parts[0]?.delivery ?? null
    const names = await listRegionNames(ctx.sql, ctx.street)
    return {
      delivery,
      parts: parts.map(({ region, subjects, counts, title, at }) => ({
        region,
        name: names.get(String(region)) ?? String(region),
        subjects,
        counts,
        signed: title === null || at === null ? null : { title, at },
      })),
      whole: delivery === null ? null : ((await findWhole(ctx.sql, ctx.street, delivery)) ?? null),
    }
  },
})
