/** Reads of notices. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import { editionOf } from '../purposes.ts'
import { listPurposeVersions } from '../queries.ts'
import * as contracts from './contract.ts'
import { noticeFor } from './notice.ts'
import { countToldOf } from './queries.ts'

export const notice = view(contracts.readNotice, {
  may: 'purpose.read',
  personal: false,
  run: noticeFor,
})

export const told = view(contracts.countTold, {
  may: 'purpose.read',
  personal: false,
  async run(ctx, { id }) {
    const [row] = await listPurposeVersions(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    return countToldOf(ctx.sql, ctx.street, id, editionOf(row))
  },
})
