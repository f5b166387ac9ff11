/** What is closed now and was closed before, with who, why and until when. */
import { view } from '#kernel/action/action.ts'
import { stateOf } from './actions.ts'
import * as contracts from './contract.ts'
import { listClosingRows } from './queries.ts'

const MOST = 200

export const list = view(contracts.listClosings, {
  may: 'look.close',
  personal: true,
  async run(ctx) {
    const rows = await listClosingRows(ctx.sql, ctx.street, MOST)
    ctx.look({ subjects: [...new Set(rows.map((row) => row.person))], fields: ['look'] })
    return {
      closings: rows.map((row) => ({
        id: row.id,
        person: row.person,
        name: row.name ?? '',
        whose: row.whose,
        reason: row.reason,
        basis: row.basis,
        until: row.until,
        who: row.who,
        own: row.login === ctx.actor.login,
        at: row.at,
        reviewBy: row.reviewBy,
        state: stateOf(row, ctx.now),
        reviewer: row.reviewer,
        words: row.words,
      })),
    }
  },
})
