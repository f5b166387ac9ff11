import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import { compareAsked } from '../../answers/rules.ts'
import { findDemand } from '../queries.ts'
import * as contracts from './contract.ts'
import { listOpenDemands, listSurveys } from './queries.ts'
import { addUp } from './rules.ts'

export const survey = view(contracts.readSurvey, {
  may: 'demand.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await findDemand(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    const surveys = await listSurveys(ctx.sql, ctx.street, id)
    const counted = surveys.filter((one) => one !== null)
    const demands = (await listOpenDemands(ctx.sql, ctx.street, id)).flatMap(({ plan, ...other }) => {
      const compared = compareAsked(row.plan, plan)
      return compared.shared.length > 0 ? [{ ...other, ...compared }] : []
    })
    return { streets: counted.length, of: surveys.length, ...addUp(counted), demands }
  },
})
