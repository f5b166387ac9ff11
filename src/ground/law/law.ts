/** The law as a street has it today, for every module that decides by it. */
import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listRuleRows } from './queries.ts'
import { calendarOf, type Law } from './rules.ts'

export async function getLaw(ctx: Pick<Ctx, 'sql' | 'street'>): Promise<Law> {
  const rows = await listRuleRows(ctx.sql, ctx.street)
  return rows.map(({ body, version, origin }) => ({ ...body, version, origin }))
}

/** Working days and hours of this street. */
export async function getCalendar(ctx: Pick<Ctx, 'sql' | 'street' | 'today'>): Promise<WorkingCalendar> {
  return calendarOf(await getLaw(ctx), ctx.today)
}
