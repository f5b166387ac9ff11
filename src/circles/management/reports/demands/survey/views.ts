import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import { findDemand } from '../queries.ts'
import * as contracts from './contract.ts'
import { judgeDemand, listAlike } from './judging.ts'
import { listSurveys } from './queries.ts'
import { addUp } from './rules.ts'

export const survey = view(contracts.readSurvey, {
  may: 'demand.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await findDemand(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    const surveys = await listSurveys(ctx.sql, ctx.street, id)
    const counted = surveys.filter((one) => one !== null)
    const { judgement } = await judgeDemand(ctx, row)
    return { streets: counted.length, of: surveys.length, ...addUp(counted), demands: await listAlike(ctx, row), judgement }
  },
})
