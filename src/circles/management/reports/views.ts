/** Reads of reports: the calendar of requests, one request, its preview cell by cell, what is missing by door. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import { findEnding } from './answers/queries.ts'
import { listMissing } from './asking/contract.ts'
import * as contracts from './contract.ts'
import { findHold } from './desk/queries.ts'
import { basisOf, prepareRequest, readyColumns, refusalOf } from './prepare.ts'
import { previewCounts, previewGiven, previewRows } from './previews.ts'
import * as queries from './queries.ts'
import { isExpired, requestStateOn } from './rules.ts'

const PAGE = 30

export const list = view(contracts.listRequests, {
  may: 'report.read',
  personal: false,
  async run(ctx, { state }) {
    const rows = await queries.listRequests(ctx.sql, ctx.street, state)
    return { requests: rows.map((row) => summaryOf(row, ctx.today)) }
  },
})

function summaryOf(row: Omit<queries.RequestRow, 'sheets' | 'plan'>, today: string) {
  const state = requestStateOn(row.state, row.form_valid_to, today)
  const { id, title, asker, due_on: dueOn, basis, at, counts, demand_from: from, handed_on: handedOn } = row
  return { id, title, asker, dueOn, state, basis, at, counts, from, handedOn }
}

export const read = view(contracts.readRequest, {
  may: 'report.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await queries.findRequest(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    return {
      ...summaryOf(row, ctx.today),
      basisFile: row.basis_file_id,
      purpose: row.purpose,
      formNo: row.form_no,
      formValidTo: row.form_valid_to,
      expired: isExpired(row.form_valid_to, ctx.today),
      survey: row.survey,
      hold: (await findHold(ctx.sql, ctx.street, id, row.region_no)) ?? null,
      ending: (await findEnding(ctx.sql, ctx.street, id, row.state)) ?? null,
      money: row.money,
      people: row.people,
      powers: row.powers,
      own: row.region_no >= ctx.actor.lo && row.region_no <= ctx.actor.hi,
      file: row.file_id,
      fileName: row.file_name,
      notes: row.sheets.notes,
      sheets: row.sheets.sheets,
      plan: row.plan,
      job: row.job_id,
      deliveries: await queries.listDeliveries(ctx.sql, ctx.street, id),
    }
  },
})

export const preview = view(contracts.previewSheet, {
  may: 'report.read',
  personal: true,
  async run(ctx, { id, sheet, offset = 0, limit = PAGE }) {
    const prepared = await prepareRequest(ctx, id)
    const plan = prepared.request.plan.sheets.find((one) => one.sheet === sheet)
    if (!plan) throw new Problem('thing.unknown')
    const columns = readyColumns(ctx, prepared, plan)
    const heads = columns.map((column) => ({
      path: column.plan.path,
      element: column.plan.element,
      why: column.plan.count ? refusalOf(ctx, prepared.catalogue, column.plan, plan, basisOf(prepared.request)) : column.why,
    }))
    if (plan.layout === 'statistics') return { columns: heads, ...(await previewCounts(ctx, prepared, plan)) }
    if (plan.layout === 'roster' && plan.population.who === 'given')
      return { columns: heads, ...(await previewGiven(ctx, prepared, plan, columns, { offset, limit })) }
    return { columns: heads, ...(await previewRows(ctx, prepared, plan, columns, { offset, limit })) }
  },
})

export const missing = view(listMissing, {
  may: 'report.read',
  personal: true,
  async run(ctx, { id, limit = 200 }) {
    const rows = await queries.listGaps(ctx.sql, ctx.street, id, limit)
    const doors = new Map<
      string,
      {
        dwelling: string | null
        label: string
        people: { subject: string; name: string; missing: string[]; stale: string[]; conflicting: string[] }[]
      }
    >()
    for (const { dwelling, label, subject, name, missing, stale, conflicting } of rows) {
      const door = doors.get(dwelling ?? '') ?? { dwelling, label: label ?? '', people: [] }
      door.people.push({ subject, name: name ?? '', missing, stale, conflicting })
      doors.set(dwelling ?? '', door)
    }
    ctx.look({ subjects: rows.map((row) => row.subject), fields: ['person.name'], filter: { delivery: id } })
    return { total: await queries.countGaps(ctx.sql, ctx.street, id), doors: [...doors.values()] }
  },
})
