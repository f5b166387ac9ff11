import { addDays } from '#base/values/day.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { listEntered } from './queries.ts'
import { mondayOf, spread } from './rules.ts'

const WEEKS = 8

export const calendar = view(contracts.readCalendar, {
  may: 'report.read',
  personal: false,
  async run(ctx, { from = ctx.today, weeks = WEEKS }) {
    const monday = mondayOf(from)
    return { weeks: spread(await listEntered(ctx.sql, ctx.street, monday, addDays(monday, weeks * 7 - 1)), monday, weeks, ctx.today) }
  },
})
