/** Rates as they stand now, over matters of the post's area: counts, and no look at anybody. */
import { endOfDay } from '#base/calendar/working-days.ts'
import { addDays, addMonths } from '#base/values/day.ts'
import { listDefinitions } from '#ground/facts/definitions.ts'
import { view } from '#kernel/action/action.ts'
import { enterMatters } from '../scope.ts'
import { readRates } from './contract.ts'
import { countedOf } from './counted.ts'
import { listCountedIn } from './queries.ts'
import type { Rate } from './rate.ts'
import { reckonMatters } from './reckon.ts'

/** More would be slow to read; a year of a large street stays below. */
const MOST_COUNTED = 50_000

export const rates = view(readRates, {
  may: 'matter.read',
  personal: false,
  async run(ctx, { period }) {
    const parties = await enterMatters(ctx)
    const { lo, hi } = ctx.actor
    const rows = await listCountedIn(ctx.sql, ctx.street, { lo, hi, parties: [...parties], ...momentsOf(period) }, MOST_COUNTED)
    const counted = rows.map((row) => countedOf(row, ctx.now))
    const defined = (await listDefinitions(ctx.sql, ctx.street, 'rate')).map(({ body }) => body as Rate)
    return {
      counted: rows.length,
      capped: rows.length === MOST_COUNTED,
      rates: defined.flatMap((rate) => {
        if (rate.over !== 'matters') return []
        const { numerator, denominator, percent, excluded, byChannel, ...whole } = reckonMatters(rate, counted)
        return [
          {
            ...{ id: rate.id, title: rate.title, says: rate.says, numerator, denominator, percent },
            rest: whole.counted - denominator - excluded.reduce((sum, { count }) => sum + count, 0),
            excluded: excluded.map(({ label, count }) => ({ label, n: count })),
            byChannel: Object.entries(byChannel).map(([channel, share]) => ({ channel, ...share })),
          },
        ]
      }),
    }
  },
})

function momentsOf(period: string): { from: Date; to: Date } {
  const first = period.length === 4 ? `${period}-01-01` : `${period}-01`
  const start = (day: string) => endOfDay(addDays(day, -1))
  return { from: start(first), to: start(addMonths(first, period.length === 4 ? 12 : 1)) }
}
