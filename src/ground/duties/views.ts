/** Reads of duty lists. They are public papers: nothing here is about persons. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { matchItems } from './match.ts'
import { listEditions, listItemsOn, listVersions } from './queries.ts'
import { isValidOn } from './rules.ts'

/** Three levels of full lists. */
export const MOST_LISTED = 2000
const MOST_EDITIONS = 200

export const list = view(contracts.listDuties, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { day = ctx.today, level = null }) {
    const items = await listItemsOn(ctx.sql, ctx.street, day, level, MOST_LISTED)
    const editions = await listEditions(ctx.sql, ctx.street, MOST_EDITIONS)
    return { day, items, editions: editions.filter((one) => isValidOn(one, day) && (level === null || one.level === level)) }
  },
})

export const read = view(contracts.readDuty, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { id }) {
    const versions = await listVersions(ctx.sql, ctx.street, id)
    if (versions.length === 0) throw new Problem('thing.unknown')
    return { versions }
  },
})

export const match = view(contracts.matchDuties, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { text, day = ctx.today, level = null, limit = 8 }) {
    const items = await listItemsOn(ctx.sql, ctx.street, day, level, MOST_LISTED)
    return { matches: matchItems(text, items, limit) }
  },
})
