/** The indicators of a type, reckoned over its matters. Pure. */
import { type CountedRow, countedOf } from '../rates/counted.ts'
import type { Rate } from '../rates/rate.ts'
import { reckonMatters } from '../rates/reckon.ts'

export function sharesOf(rates: readonly Rate[], rows: readonly CountedRow[], now: Date) {
  const counted = rows.map((row) => countedOf(row, now))
  return rates.flatMap((rate) => {
    if (rate.over !== 'matters') return []
    const { numerator, denominator, percent } = reckonMatters(rate, counted)
    return [{ id: rate.id, title: rate.title, says: rate.says, numerator, denominator, percent }]
  })
}
