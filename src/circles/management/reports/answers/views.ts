/** What else asks the same. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import { findRequest } from '../queries.ts'
import * as contracts from './contract.ts'
import { listOpenRequests } from './queries.ts'
import { compareAsked } from './rules.ts'

const MOST = 10

export const duplicates = view(contracts.listDuplicates, {
  may: 'report.read',
  personal: false,
  async run(ctx, { id }) {
    const request = await findRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    const open = await listOpenRequests(ctx.sql, ctx.street, id, ctx.today)
    const alike = open.flatMap(({ plan, due_on: dueOn, demand: _, ...other }) => {
      const compared = compareAsked(request.plan, plan)
      return compared.shared.length > 0 ? [{ ...other, dueOn, ...compared }] : []
    })
    return { duplicates: alike.sort((one, other) => other.shared.length - one.shared.length).slice(0, MOST) }
  },
})
