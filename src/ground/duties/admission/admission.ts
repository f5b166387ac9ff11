/** Judging a request by what is known in this street, for the modules that hold requests. */

import { getLaw } from '#ground/law/law.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { DutyMatch } from '../contract.ts'
import { matchItems } from '../match.ts'
import { listItemsOn } from '../queries.ts'
import { MOST_LISTED } from '../views.ts'
import type { AdmissionRequest, Duplicate, Judgement } from './contract.ts'
import { judgeAdmission } from './rules.ts'

const MOST_MATCHES = 5

export async function judge(
  ctx: Ctx,
  request: AdmissionRequest,
  duplicates: readonly Duplicate[],
  day = ctx.today,
): Promise<{ judgement: Judgement; matches: DutyMatch[] }> {
  const items = await listItemsOn(ctx.sql, ctx.street, day, null, MOST_LISTED)
  const law = await getLaw(ctx)
  const matches = request.cited.length > 0 ? [] : matchItems(request.title, items, MOST_MATCHES)
  return { judgement: judgeAdmission(request, { items, matches, duplicates, law }, day), matches }
}
