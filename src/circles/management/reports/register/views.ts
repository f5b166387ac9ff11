/** The export register: every file and list that left, how it was handed over, and what came back. */
import { countLeavingDue, listLeavingRows, listRecalls } from '#ground/purposes/leaving/queries.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { countExportsDue, listExports } from './queries.ts'

const MOST = 500
const none = { request: null, demand: null, handedOn: null, way: null, basis: null }

export const exports = view(contracts.listExports, {
  may: 'export.read',
  personal: false,
  async run(ctx) {
    const filled = (await listExports(ctx.sql, ctx.street, ctx.today)).map((row) => ({ ...row, kind: 'delivery' as const, what: null }))
    const others = (await listLeavingRows(ctx.sql, ctx.street, ctx.today, MOST)).map((row) => ({ ...none, ...row, recipient: '' }))
    const rows = [...filled, ...others]
    const recalls = await listRecalls(ctx.sql, ctx.street, rows.map(({ id }) => id)) // biome-ignore format: one call
    const all = rows.map((row) => {
      const recall = recalls.get(row.id)
      return { ...row, recalled: recall ? { how: recall.how, at: recall.at, who: recall.who } : null }
    })
    const isDue = ({ recalled, recallOn }: (typeof all)[number]) => recalled === null && recallOn !== null && recallOn < ctx.today
    all.sort((a, b) => Number(isDue(b)) - Number(isDue(a)) || (a.at < b.at ? 1 : -1))
    return { exports: all.slice(0, MOST) }
  },
})

export const due = view(contracts.countDueExports, {
  may: 'export.read',
  personal: false,
  async run(ctx) {
    const counts = [countExportsDue(ctx.sql, ctx.street, ctx.today), countLeavingDue(ctx.sql, ctx.street, ctx.today)]
    return { due: (await Promise.all(counts)).reduce((sum, count) => sum + count, 0) }
  },
})
