/** Months of a range: kept ones that are over, the one that goes on as it stands. */
import { addDays } from '#base/values/day.ts'
import { SECONDS_TO_CONFIRM, secondsFor } from '#ground/asks/rules.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as queries from './queries.ts'
import { spanOf } from './rules.ts'

type Range = { lo: number; hi: number }

export async function secondsOf(ctx: Pick<Ctx, 'sql' | 'street'>): Promise<queries.Seconds> {
  const { elements } = await getStreetCatalogue(ctx)
  return { of: Object.fromEntries([...elements.values()].map((element) => [element.id, secondsFor(element)])), confirm: SECONDS_TO_CONFIRM }
}

/** One row for each month and community of the range, and in the row of the whole range who walked in it. */
export async function readMonths(ctx: Ctx, range: Range, months: readonly string[]): Promise<queries.MonthRow[]> {
  const over = months.filter((month) => month < ctx.today.slice(0, 7))
  const kept = over.length > 0 ? await queries.listKept(ctx.sql, ctx.street, range, over) : []
  const found = new Set(kept.map(({ month }) => month))
  // A month that no night has kept yet is reckoned as the one that goes on is.
  const live = months.filter((month) => !found.has(month))
  return [...kept, ...(live.length > 0 ? await reckonMonths(ctx, range, live) : [])]
}

export async function reckonMonths(ctx: Ctx, range: Range, months: readonly string[]): Promise<queries.MonthRow[]> {
  const within = { ...range, ...spanOf(months) }
  const rows = new Map<string, queries.MonthRow>()
  const wanted = new Set(months)
  const put = ({ month, region, ...sums }: Partial<queries.MonthSums> & { month: string; region: number }) => {
    if (!wanted.has(month)) return
    const key = `${month} ${region}`
    rows.set(key, { ...(rows.get(key) ?? { ...nothing, month, region }), ...sums })
  }
  for (const row of await queries.sumAsks(ctx.sql, ctx.street, within, await secondsOf(ctx))) put(row)
  for (const { region, visits, ...row } of await queries.sumVisits(ctx.sql, ctx.street, within))
    put(region === null ? { ...row, region: range.lo } : { ...row, region, visits })
  for (const row of await queries.countHomes(ctx.sql, ctx.street, range, months, ctx.today)) put(row)
  return [...rows.values()]
}

const nothing: queries.MonthSums = {
  ...{ asked: 0, joined: 0, answered: 0, known: 0, refused: 0, expired: 0, dropped: 0 },
  ...{ askedSeconds: 0, joinedSeconds: 0, apart: 0, together: 0, visits: 0, walkers: 0, homes: 0 },
}

/** Closed questions and knocks are deleted after two years: whatever was opened since then is whole. */
const WHOLE_DAYS = 729

/** Every month that is over and of which nothing was deleted yet is written anew; how many. Done again it writes the same. */
export async function keepMonths(ctx: Ctx): Promise<number> {
  const earliest = await queries.findEarliest(ctx.sql, ctx.street)
  const whole = addDays(ctx.today, -WHOLE_DAYS)
  const months: string[] = []
  for (let month = (earliest ?? ctx.today).slice(0, 7); month < ctx.today.slice(0, 7); month = nextMonth(month))
    if (`${month}-01` >= whole) months.push(month)
  if (months.length === 0) return 0
  const range = { lo: ctx.actor.lo, hi: ctx.actor.hi }
  const rows = await reckonMonths(ctx, range, months)
  await queries.writeKept(ctx.sql, ctx.street, months, rows)
  return months.length
}

function nextMonth(month: string): string {
  return spanOf([month]).to.slice(0, 7)
}
