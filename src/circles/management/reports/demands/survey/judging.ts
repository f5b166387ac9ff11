/** What the duty lists of the jurisdiction and the law say of a demand, with what else asks the same and what it would cost. */
import { judge } from '#ground/duties/admission/admission.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { admissionOf } from '../../admission/rules.ts'
import { compareAsked } from '../../answers/rules.ts'
import type { DemandRow } from '../queries.ts'
import type { SurveyView } from './contract.ts'
import { listOpenDemands, listSurveys } from './queries.ts'
import { addUp } from './rules.ts'

const MOST_DUPLICATES = 20

/** Open demands of this jurisdiction that ask some of the same, as far as the post sees. */
export async function listAlike(ctx: Ctx, row: DemandRow): Promise<SurveyView['demands']> {
  return (await listOpenDemands(ctx.sql, ctx.street, row.id)).flatMap(({ plan, ...other }) => {
    const compared = compareAsked(row.plan, plan)
    return compared.shared.length > 0 ? [{ ...other, ...compared }] : []
  })
}

export async function judgeDemand(ctx: Ctx, row: DemandRow) {
  const counted = (await listSurveys(ctx.sql, ctx.street, row.id)).filter((one) => one !== null)
  const alike = (await listAlike(ctx, row)).slice(0, MOST_DUPLICATES).map((one) => ({ ...one, shared: one.shared.length }))
  const { minutes } = addUp(counted)
  return judge(ctx, admissionOf(row, ctx.street, counted.length > 0 ? { minutes } : {}), alike)
}
