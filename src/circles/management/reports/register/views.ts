/** The export register: every file that left, and how it was handed over. */
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { listExports } from './queries.ts'

export const exports = view(contracts.listExports, {
  may: 'export.read',
  personal: false,
  async run(ctx) {
    return { exports: await listExports(ctx.sql, ctx.street) }
  },
})
