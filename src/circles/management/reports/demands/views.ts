/** Reads of the one who asks, and of the desk that admits: how each demand stands, street by street. States and counts, nobody's data. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { findLacks, reachOf, stateOn } from './rules.ts'

export const targets = view(contracts.listTargets, {
  may: 'demand.read',
  personal: false,
  async run(ctx) {
    const all = await queries.listTargets(ctx.sql, reachOf(ctx.street))
    const streets = all.filter(({ here }) => here)
    return { streets: streets.map(({ here: _, ...street }) => street), elsewhere: all.length - streets.length }
  },
})

export const list = view(contracts.listDemands, {
  may: 'demand.read',
  personal: false,
  async run(ctx) {
    const rows = await queries.listDemands(ctx.sql, ctx.street)
    return { demands: rows.map((row) => summaryOf(row, ctx.today)) }
  },
})

function summaryOf(row: queries.DemandListRow, today: string): contracts.DemandLine {
  const { id, title, asker, due_on: dueOn, period, at, streets, counts } = row
  return { id, title, asker, dueOn, period, state: stateOn(row.state, row.form_valid_to, today), at, streets, counts }
}

export const read = view(contracts.readDemand, {
  may: 'demand.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await queries.findDemand(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    const lines = await listLines(ctx, row)
    const states: Record<string, number> = {}
    for (const { state } of lines) states[state] = (states[state] ?? 0) + 1
    return {
      ...summaryOf({ ...row, streets: states, counts: sumOf(lines) }, ctx.today),
      basis: row.basis,
      basisFile: row.basis_file_id,
      purpose: row.purpose,
      survey: row.survey,
      formNo: row.form_no,
      formValidTo: row.form_valid_to,
      money: row.money,
      people: row.people,
      powers: row.powers,
      cited: row.cited,
      file: row.file_id,
      fileName: row.file_name,
      notes: row.sheets.notes,
      sheets: row.sheets.sheets,
      plan: row.plan,
      targets: lines,
      lacks: row.state === 'draft' ? findLacks(row, ctx.today).map(({ say }) => say) : [],
      submittedAt: row.submitted_at,
      decidedAt: row.decided_at,
      decisionNote: row.decision_note,
      follows: row.follows,
      job: row.job_id,
    }
  },
})

async function listLines(ctx: Ctx, row: queries.DemandRow): Promise<contracts.StreetLine[]> {
  const names = new Map((await queries.listTargets(ctx.sql, reachOf(ctx.street))).map(({ street, name }) => [street, name]))
  const asked = await queries.listDemandStreets(ctx.sql, ctx.street, row.id)
  const returns = await queries.listReturns(ctx.sql, ctx.street, row.id)
  const chosen = asked.length > 0 ? asked : row.streets.map((street) => ({ ...notYet, street }))
  return chosen.map(({ heard_at: heardAt, ...line }) => ({
    ...line,
    heardAt,
    name: names.get(line.street) ?? String(line.street),
    returns: returns.filter(({ street }) => street === line.street).map(({ street: _, ...one }) => one),
  }))
}

const notYet = { state: 'waiting' as const, counts: {}, parts: 0, signed: 0, answer: null, heard_at: null }

function sumOf(lines: readonly contracts.StreetLine[]): contracts.DemandLine['counts'] {
  const sum = { known: 0, stale: 0, missing: 0, conflicting: 0, forbidden: 0 }
  for (const { counts } of lines) for (const state of Object.keys(sum) as (keyof typeof sum)[]) sum[state] += counts[state] ?? 0
  return sum
}
