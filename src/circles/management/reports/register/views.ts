/** The export register: every file and list that left, how it was handed over, and what came back. */
import { listLeavingRows, listRecalls } from '#ground/purposes/leaving/queries.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { listExports } from './queries.ts'

const MOST = 500
const none = { request: null, demand: null, handedOn: null, way: null, basis: null }

export const exports = view(contracts.listExports, {
  may: 'export.read',
  personal: false,
  async run(ctx) {
    const filled = (await listExports(ctx.sql, ctx.street)).map((row) => ({ ...row, kind: 'delivery' as const, what: null }))
    const others = (await listLeavingRows(ctx.sql, ctx.street, MOST)).map((row) => ({ ...none, ...row, recipient: '' }))
    const rows = [...filled, ...others].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST)
    const recalls = await listRecalls(ctx.sql, ctx.street, rows.map(({ id }) => id)) // biome-ignore format: one call
    return {
      exports: rows.map((row) => {
        const recall = recalls.get(row.id)
        return { ...row, recalled: recall ? { how: recall.how, at: recall.at, who: recall.who } : null }
      }),
    }
  },
})
