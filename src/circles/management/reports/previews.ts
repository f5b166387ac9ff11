/** What the first cells of a sheet would say, before anything is filled. */
import type { Static } from 'typebox'
import type { Ctx } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { answerText, fillCell, needsOf, type ReadyColumn } from './cells.ts'
import { allOf } from './conditions.ts'
import type * as contracts from './contract.ts'
import { readLabels } from './fill.ts'
import { readGivenRows } from './given.ts'
import { type Prepared, populationWhere, refusalOf } from './prepare.ts'
import { countPopulation, type RosterRow, rosterQuery } from './roster-query.ts'
import { fillStatistics } from './statistics.ts'

type Page = { offset: number; limit: number }
type Rows = Pick<Static<typeof contracts.previewSheet.output>, 'total' | 'rows'>

/** The first rows of the population, or the one subject of a card. */
export async function previewRows(ctx: Ctx, prepared: Prepared, plan: contracts.SheetPlan, columns: ReadyColumn[], page: Page) {
  const { kind, conditions } = plan.population
  const where = plan.layout === 'card' ? allOf(ctx.sql, []) : populationWhere(ctx, prepared, plan)
  const given = plan.layout === 'card' ? { given: plan.subject ? [plan.subject] : [] } : {}
  const needs = needsOf(columns, kind)
  const query = rosterQuery(
    ctx.sql,
    ctx.street,
    prepared.range,
    { kind, where, ...given },
    { ...needs, twin: needs.twin || conditions.length > 0 },
    page,
  )
  const rows = (await query) as unknown as RosterRow[]
  const total = plan.layout === 'card' ? rows.length : await countPopulation(ctx.sql, ctx.street, prepared.range, kind, where)
  lookAt(ctx, prepared, rows, columns)
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

/** Rows the sheet already names: what stands in it stays, its empty cells show what would be filled. Row numbers are the sheet's own. */
export async function previewGiven(
  ctx: Ctx,
  prepared: Prepared,
  plan: contracts.SheetPlan,
  columns: ReadyColumn[],
  page: Page,
): Promise<Rows> {
  const { sheet, rows: given } = await readGivenRows(ctx, prepared, plan)
  const shown = given.slice(page.offset, page.offset + page.limit)
  const ids = shown.flatMap(({ subject }) => (subject ? [subject] : []))
  const { kind } = plan.population
  const query = rosterQuery(ctx.sql, ctx.street, prepared.range, { kind, where: allOf(ctx.sql, []), given: ids }, needsOf(columns, kind))
  const found = (await query) as unknown as RosterRow[]
  const known = new Map(found.map((row) => [row.id, row]))
  const texts = new Map(sheet.rows.map(({ row, cells }) => [row, cells]))
  lookAt(ctx, prepared, found, columns)
  return {
    total: given.length,
    rows: shown.map(({ row, subject, filled }, at) => ({
      subject,
      label: String(row),
      cells: columns.map((column) => {
        const place = column.plan.column ?? 0
        if (filled.has(place)) return { text: texts.get(row)?.get(place)?.text ?? '', state: null }
        const values = subject ? known.get(subject) : undefined
        if (!values) return { text: '', state: column.element ? (column.why ? 'forbidden' : 'missing') : null }
        const { answer, ...cell } = fillCell(prepared.context, column, values, page.offset + at + 1)
        return { text: answerText(answer), ...cell }
      }),
    })),
  }
}

function lookAt(ctx: Ctx, prepared: Prepared, rows: RosterRow[], columns: ReadyColumn[]): void {
  ctx.look({
    subjects: rows.map((row) => row.id),
    fields: columns.flatMap((column) => (column.element && !column.why ? [column.element.id] : [])),
    filter: { request: prepared.request.id },
  })
}

/** Every row of a statistics sheet, with how many of how many are known. */
export async function previewCounts(ctx: Ctx, prepared: Prepared, plan: contracts.SheetPlan) {
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
