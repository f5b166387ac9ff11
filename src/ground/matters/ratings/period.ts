/** Periods somebody asks for, as civil days. Browser-safe. */
import { addDays, type Day } from '#base/values/day.ts'

export const periods = ['month', 'last-month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]
export type Days = { from: Day; to: Day }

export function isPeriod(name: string | undefined): name is Period {
  return periods.some((one) => one === name)
}

/** Up to today; the month before is whole. */
export function periodOf(name: Period, today: Day): Days {
  const [year = '', month = ''] = today.split('-')
  const first = `${year}-${month}-01`
  if (name === 'month') return { from: first, to: today }
  if (name === 'year') return { from: `${year}-01-01`, to: today }
  if (name === 'quarter') return { from: `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`, to: today }
  const last = addDays(first, -1)
  return { from: `${last.slice(0, 7)}-01`, to: last }
}
