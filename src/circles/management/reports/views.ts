/** Reads of reports: the calendar of requests, one request, its preview cell by cell, what is missing by door, the export register. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { answerText, fillCell, needsOf } from './cells.ts'
import { allOf, conditionSql } from './conditions.ts'
import * as contracts from './contract.ts'
import { readLabels } from './fill.ts'
import { type Prepared, prepareRequest, readyColumns, refusalOf } from './prepare.ts'
import * as queries from './queries.ts'
import { isExpired } from './rules.ts'
import { fillStatistics } from './statistics.ts'

const PAGE = 30

export const list = view(contracts.listRequests, {
  may: 'report.read',
  personal: false,
  async run(ctx, { state }) {
    const rows = await queries.listRequests(ctx.sql, ctx.street, state)
    return { requests: rows.map(summaryOf) }
  },
})

function summaryOf(row: Omit<queries.RequestRow, 'sheets' | 'plan'>) {
  const { id, title, asker, due_on: dueOn, state, basis, at, counts } = row
  return { id, title, asker, dueOn, state, basis, at, counts }
}

export const read = view(contracts.readRequest, {
  may: 'report.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await queries.findRequest(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    return {
      ...summaryOf(row),
      basisFile: row.basis_file_id,
      purpose: row.purpose,
      formNo: row.form_no,
      formValidTo: row.form_valid_to,
      expired: isExpired(row.form_valid_to, ctx.today),
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
      why: column.plan.count ? refusalOf(ctx, prepared.catalogue, column.plan, plan, prepared.request.basis) : column.why,
    }))
    if (plan.layout === 'statistics') return { columns: heads, ...(await previewCounts(ctx, prepared, plan)) }
    return { columns: heads, ...(await previewRows(ctx, prepared, plan, columns, { offset, limit })) }
  },
})

async function previewRows(
  ctx: Ctx,
  prepared: Prepared,
  plan: contracts.SheetPlan,
  columns: ReturnType<typeof readyColumns>,
  page: { offset: number; limit: number },
) {
  const { kind, conditions } = plan.population
  const where = allOf(
    ctx.sql,
    conditions.map((condition) => conditionSql(ctx.sql, prepared.catalogue.elements, condition, ctx.today)),
  )
  const given = plan.layout === 'card' ? { given: plan.subject ? [plan.subject] : [] } : {}
  const needs = needsOf(columns, kind)
  const query = queries.rosterQuery(
    ctx.sql,
    ctx.street,
    prepared.range,
    { kind, where, ...given },
    { ...needs, twin: needs.twin || conditions.length > 0 },
    page,
  )
  const rows = (await query) as unknown as queries.RosterRow[]
  const total = plan.layout === 'card' ? rows.length : await queries.countPopulation(ctx.sql, ctx.street, prepared.range, kind, where)
  ctx.look({
    subjects: rows.map((row) => row.id),
    fields: columns.flatMap((column) => (column.element && !column.why ? [column.element.id] : [])),
    filter: { request: prepared.request.id },
  })
  return {
    total,
    rows: rows.map((row, at) => ({
      subject: row.id as string | null,
      cells: columns.map((column) => {
        const { answer, ...cell } = fillCell(prepared.context, column, row, page.offset + at + 1)
        return { text: answerText(answer), ...cell }
      }),
    })),
  }
}

async function previewCounts(ctx: Ctx, prepared: Prepared, plan: contracts.SheetPlan) {
  const { path } = await getFile(ctx, prepared.request.file_id)
  const labels = await readLabels(path, prepared.request.file_name, plan)
  const may = (column: contracts.PlannedColumn) => refusalOf(ctx, prepared.catalogue, column, plan, prepared.request.basis) === null
  const counted = await fillStatistics(
    ctx.sql,
    prepared.catalogue,
    { street: ctx.street, ...prepared.range, today: ctx.today },
    plan,
    labels,
    may,
  )
  ctx.look({ subjects: [], fields: ['counts'], filter: { request: prepared.request.id } })
  return {
    total: labels.length,
    rows: labels.map(({ row, label }) => ({
      subject: null as string | null,
      label,
      cells: plan.columns.map((column) => {
        const cell = counted.find((one) => one.row === row && one.column === column.column)
        if (!cell) return { text: '', state: null }
        const text = cell.state === 'forbidden' ? '' : String(cell.count)
        return { text, state: cell.state, known: cell.total - cell.unknown, of: cell.total }
      }),
    })),
  }
}

export const missing = view(contracts.listMissing, {
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

export const exports = view(contracts.listExports, {
  may: 'report.read',
  personal: false,
  async run(ctx) {
    return { exports: await queries.listExports(ctx.sql, ctx.street) }
  },
})
