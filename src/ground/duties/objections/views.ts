import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { getCalendar } from '#ground/law/law.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { stateOf, workdaysLeft } from './rules.ts'

const MOST = 500

export const list = view(contracts.listObjections, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { about = null }) {
    const rows = await queries.listObjections(ctx.sql, ctx.street, about, MOST)
    const calendar = await getCalendar(ctx)
    return { objections: rows.map((row) => showObjection(row, ctx.today, calendar)) }
  },
})

export const read = view(contracts.readObjection, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await queries.findObjection(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    return { objection: showObjection(row, ctx.today, await getCalendar(ctx)) }
  },
})

function showObjection(row: queries.ObjectionRow, today: string, calendar: WorkingCalendar): contracts.Objection {
  return { ...row, state: stateOf(row, today), workdaysLeft: workdaysLeft(row.dueOn, today, calendar) }
}
