/** Who was erased, as far as that may still be said: when, on whose order, why, how much. */
import { view } from '#kernel/action/action.ts'
import { listErasures } from './contract.ts'
import { listErasureRows } from './queries.ts'

const MOST = 200

export const erasures = view(listErasures, {
  may: 'person.erase',
  personal: false,
  async run(ctx) {
    return { erasures: (await listErasureRows(ctx.sql, ctx.street, MOST)).map((row) => ({ ...row, at: String(row.at) })) }
  },
})
