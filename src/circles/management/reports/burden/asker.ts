/** What an office's questions cost the streets, beside the total of all offices of its jurisdiction. */
import type { Ctx } from '#kernel/action/context.ts'
import type { AskerBurden, AskerSums, DemandBurden } from './contract.ts'
import { type AskedRow, listAskedOfStreets, listTitles } from './demand-queries.ts'
import * as rules from './rules.ts'

/** Fewer offices, and the total would tell what another one asked. */
const LEAST_OFFICES = 3

/** One demand with what it cost and what of it had been asked before. */
type Asked = AskedRow & rules.Repeated & { month: string; minutes: number }

export async function readAsker(ctx: Ctx, period: string): Promise<AskerBurden> {
  const drawn = rules.monthsDrawn(period, ctx.today)
  const told = new Set(rules.monthsTold(period, ctx.today))
  const all = drawn.length > 0 ? await listAsked(ctx, drawn) : []
  const own = all.filter(({ office }) => office >= ctx.actor.lo && office <= ctx.actor.hi)
  const inPeriod = all.filter(({ month }) => told.has(month))
  const ownInPeriod = own.filter(({ month }) => told.has(month))
  const offices = new Set(inPeriod.map(({ office }) => office)).size
  const whole = ctx.actor.lo <= ctx.street * 1_000_000 && ctx.actor.hi >= ctx.street * 1_000_000 + 999_999
  return {
    period,
    whole,
    own: sumOf(ownInPeriod),
    all: offices >= LEAST_OFFICES || whole ? sumOf(inPeriod) : null,
    offices,
    demands: await linesOf(ctx, ownInPeriod),
    months: drawn.map((month) => {
      const sums = sumOf(own.filter((one) => one.month === month))
      return { month, demands: sums.demands, minutes: sums.minutes }
    }),
  }
}

async function listAsked(ctx: Ctx, drawn: readonly string[]): Promise<Asked[]> {
  const { from, to } = rules.spanOf(drawn)
  const rows = await listAskedOfStreets(ctx.sql, rules.yearBefore(from))
  const before = rows.map(({ office, ...row }) => ({ ...row, asker: String(office) }))
  return rows.flatMap((row, at) => {
    const on = dayOf(row.at)
    if (on < from || on >= to) return []
    const minutes = row.told.reduce((sum, held) => sum + rules.minutesTaken(held), 0)
    return [{ ...row, ...rules.repeatedIn(before[at]!, before), month: on.slice(0, 7), minutes }]
  })
}

/** The day of a moment in the zone of the streets. */
function dayOf(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
}

const none = (): AskerSums => ({
  ...{ demands: 0, streets: 0, cells: 0, known: 0, asked: 0, joined: 0 },
  ...{ minutes: 0, repeats: 0, merged: 0, sentBack: 0, objected: 0 },
})

function sumOf(rows: readonly Asked[]): AskerSums {
  const sums = none()
  for (const row of rows) {
    const stands = (state: string) => row.states.filter((one) => one === state).length
    rules.addUp(sums, {
      ...{ demands: 1, streets: row.streets.length, minutes: row.minutes, repeats: rules.isRepeat(row) ? 1 : 0 },
      ...{ merged: stands('merged'), sentBack: stands('sent-back'), objected: stands('objected') },
    })
    for (const { cells, known, asked, joined } of row.told) rules.addUp(sums, { cells: cells ?? 0, known, asked, joined })
  }
  return sums
}

/** The newest first. */
async function linesOf(ctx: Ctx, rows: readonly Asked[]): Promise<DemandBurden[]> {
  const titles = new Map(
    (
      await listTitles(
        ctx.sql,
        ctx.street,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return rows.toReversed().map((row) => {
    const { streets, cells, known, asked, minutes } = sumOf([row])
    const { title = '', asker = '' } = titles.get(row.id) ?? {}
    const { id, at, own, others, of } = row
    return { id, title, asker, at, streets, cells, known, asked, minutes, own, others, of, next: row.follows !== null }
  })
}
