import { Problem } from '#base/problem.ts'
import { getCalendar } from '#ground/law/law.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { stateOf, workdaysLeft } from './rules.ts'

const MOST = 500

export const list = view(contracts.listObjections, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { about = null }) {
    const rows = await queries.listObjections(ctx.sql, ctx.street, about, MOST)
    return { objections: await showObjections(ctx, rows) }
  },
})

export const read = view(contracts.readObjection, {
  may: 'duty.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await queries.findObjection(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    const [objection] = await showObjections(ctx, [row])
    return { objection: objection! }
  },
})

async function showObjections(ctx: Ctx, rows: queries.ObjectionRow[]): Promise<contracts.Objection[]> {
  const calendar = await getCalendar(ctx)
  const names = await queries.listNames(ctx.sql, [...new Set(rows.map(({ other }) => other))])
  return rows.map((row) => ({
    ...row,
    otherName: names.get(row.other) ?? null,
    state: stateOf(row, ctx.today),
    workdaysLeft: workdaysLeft(row.dueOn, ctx.today, calendar),
  }))
}
