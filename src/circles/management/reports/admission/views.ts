import { Problem } from '#base/problem.ts'
import { judge } from '#ground/duties/admission/admission.ts'
import { view } from '#kernel/action/action.ts'
import { listOpenRequests } from '../answers/queries.ts'
import { compareAsked } from '../answers/rules.ts'
import { findRequest } from '../queries.ts'
import * as contracts from './contract.ts'
import { admissionOf } from './rules.ts'

const MOST = 10

export const judgement = view(contracts.judgeReceived, {
  may: 'report.answer',
  personal: false,
  async run(ctx, { id }) {
    const request = await findRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    const open = await listOpenRequests(ctx.sql, ctx.street, id, ctx.today)
    const duplicates = open.flatMap(({ id: other, title, asker, plan }) => {
      const { shared, of } = compareAsked(request.plan, plan)
      return shared.length > 0 ? [{ id: other, title, asker, shared: shared.length, of }] : []
    })
    // It was admitted above, once, for as long as it is asked.
    const admittedUntil = request.due_on !== null && request.due_on > ctx.today ? request.due_on : ctx.today
    const known = request.demand_from === null ? {} : { admittedUntil }
    return judge(ctx, admissionOf(request, request.demand_from ?? ctx.street, known), duplicates.slice(0, MOST))
  },
})
