/** Whether somebody's record may be opened as it is, or a responsible person is to approve first (未成年人网络保护条例 36). */
import { Problem } from '#base/problem.ts'
import { getLaw } from '#ground/law/law.ts'
import { findRule, getRule, numberIn } from '#ground/law/rules.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { isChild } from '../rules.ts'
import { hasApproval } from './queries.ts'

export type MinorRule = { under: number; hours: number; byForm: boolean }

export async function readMinorRule(ctx: Ctx): Promise<MinorRule> {
  const law = await getLaw(ctx)
  const rule = getRule(law, 'minor-approval', ctx.today)
  const counts = findRule(law, 'minor-approval-counts', ctx.today)?.parameters
  return { under: numberIn(rule, 'under'), hours: numberIn(rule, 'hours'), byForm: counts?.form === true }
}

/** Who is herself responsible, and may approve, needs nobody's approval; she is on record as anybody. @throws Problem approval.needed */
export async function needsApproval(
  ctx: Ctx,
  { subject, birth, byForm }: { subject: string; birth: unknown; byForm?: boolean },
): Promise<void> {
  const rule = await readMinorRule(ctx)
  if (!isChild(birth, ctx.today, rule.under) || ctx.actor.rights.has('minor.approve')) return
  if (byForm && rule.byForm) return
  if (await hasApproval(ctx.sql, ctx.street, subject, ctx.actor.login, ctx.now)) return
  throw new Problem('approval.needed', { age: rule.under })
}
