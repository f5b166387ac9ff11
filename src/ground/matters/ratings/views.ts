/** Communities and the street rate units: by what is in the log of matters, each over its own area. */
import { endOfDay } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { addDays, daysBetween } from '#base/values/day.ts'
import { view } from '#kernel/action/action.ts'
import { enterMatters, placeOf } from '../scope.ts'
import { partyNames } from '../units/names.ts'
import { listUnitRows } from '../units/queries.ts'
import { rateUnits } from './contract.ts'
import { countCalls, countLeads } from './queries.ts'
import { LEAST_FOR_PERCENT, ratingRows } from './rules.ts'

const MOST_DAYS = 366

export const rate = view(rateUnits, {
  may: 'unit.rate',
  personal: false,
  async run(ctx, { from, to }) {
    if (to < from || daysBetween(from, to) >= MOST_DAYS)
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/to', say: 'rating.period', with: { days: MOST_DAYS } }])
    await enterMatters(ctx)
    const period = { begun: endOfDay(addDays(from, -1)), until: endOfDay(to), now: ctx.now }
    const [units, calls, leads, nameOf] = await Promise.all([
      listUnitRows(ctx.sql, ctx.street),
      countCalls(ctx.sql, period),
      countLeads(ctx.sql, ctx.street, ctx.actor, period),
      partyNames(ctx),
    ])
    const named = [...units].sort((a, b) => Number(a.ended) - Number(b.ended)).map(({ id, name }) => ({ party: `unit:${id}`, name }))
    return { area: nameOf(placeOf(ctx.actor)), least: LEAST_FOR_PERCENT, rows: ratingRows(named, calls, leads) }
  },
})
