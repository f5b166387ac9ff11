/** The job that fills a workbook: rows and counts stream from the register into the asker's own sheets; the delivery is recorded by one action at its end. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import type { Answer } from '#ground/workbooks/edit/answers.ts'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { fillWorkbook, type SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { getFile } from '#kernel/files/store.ts'
import { type Job, jobContext } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import { type FilledCell, fillCell, needsOf, type ReadyColumn } from './cells.ts'
import { allOf } from './conditions.ts'
import type { SheetPlan } from './contract.ts'
import { deliver, type Tally, type Work } from './deliver.ts'
import { readGivenRows } from './given.ts'
import { populationWhere, prepareRequest, readyColumns, refusalOf } from './prepare.ts'
import type { Gap } from './queries.ts'
import { countPopulation, type RosterRow, rosterQuery } from './roster-query.ts'
import { noCounts } from './rules.ts'
import { fillStatistics, isTotalLabel, type RowLabel } from './statistics.ts'

const BATCH = 1000
const MOST_GAPS = 200_000

export const fillJob: Job<{ request: string }> = {
  kind: 'report.fill',
  heavy: true,
  async run(job, { request }) {
    const folder = await mkdtemp(join(tmpdir(), 'linli-fill-'))
    const delivery = newId()
    try {
      const out = join(folder, 'filled.xlsx')
      const work = await job.inScope(async (sql) => {
        const ctx = jobContext(job, sql, job.house.now())
        const prepared = await prepareRequest(ctx, request)
        const started: Work = { job, ctx, prepared, tallies: [], gaps: [], subjects: new Set(), done: 0, total: 0 }
        await fillFile(started, out, delivery, folder)
        return started
      })
      return await deliver(work, out, delivery)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function fillFile(work: Work, out: string, delivery: string, folder: string): Promise<void> {
  const { ctx, prepared } = work
  const { path } = await getFile(ctx, prepared.request.file_id)
  const source =
    prepared.request.sheets.format === 'xlsx' ? path : await convertToXlsx(path, join(folder, 'converted.xlsx'), prepared.request.file_name)
  const edits: SheetEdit[] = []
  for (const plan of prepared.request.plan.sheets.filter((sheet) => sheet.use)) edits.push(await editOf(work, plan, source))
  if (edits.length === 0) throw new Problem('import.empty')
  await fillWorkbook(source, out, edits, `linli ${delivery}`)
}

async function editOf(work: Work, plan: SheetPlan, source: string): Promise<SheetEdit> {
  const columns = readyColumns(work.ctx, work.prepared, plan)
  const tally: Tally = { plan, columns, counts: columns.map(noCounts) }
  work.tallies.push(tally)
  if (plan.layout === 'statistics') return statisticsEdit(work, tally, source)
  if (plan.layout === 'card') return cardEdit(work, tally)
  if (plan.population.who === 'given') return givenEdit(work, tally, source)
  const places = columns.flatMap((column, at) =>
    column.plan.column !== undefined && (column.element || column.plan.local === 'number') ? [{ at, column: column.plan.column }] : [],
  )
  const [firstRow, lastRow] = plan.dataRows as [number, number]
  return {
    sheet: plan.sheet,
    roster: {
      columns: places.map(({ column }) => column),
      firstRow,
      lastRow,
      rows: rosterRows(
        work,
        tally,
        places.map(({ at }) => at),
      ),
    },
  }
}

/** The population's rows in walking order, in batches; every cell is counted, every gap kept for the list by door. */
async function* rosterRows(work: Work, tally: Tally, places: number[]): AsyncGenerator<Answer[][]> {
  const { ctx, prepared } = work
  const { plan, columns } = tally
  const where = populationWhere(ctx, prepared, plan)
  const kind = plan.population.kind
  work.total += await countPopulation(ctx.sql, ctx.street, prepared.range, kind, where)
  const needs = needsOf(columns, kind)
  const needsTwin = { ...needs, twin: needs.twin || plan.population.conditions.length > 0 }
  let number = 0
  for await (const batch of rosterQuery(ctx.sql, ctx.street, prepared.range, { kind, where }, needsTwin).cursor(BATCH)) {
    const answers = (batch as unknown as RosterRow[]).map((row) => {
      number += 1
      const cells = fillRow(work, tally, row, number)
      return places.map((at) => cells[at]!.answer)
    })
    work.done += answers.length
    await work.job.progress('stage.filling', work.done, work.total)
    yield answers
  }
}

/** `standing`: columns whose cell the sheet already filled; they are neither counted nor asked. */
function fillRow(work: Work, tally: Tally, row: RosterRow, number: number, standing?: ReadonlySet<number>): FilledCell[] {
  const gap: Gap = { subject: row.id, region: row.region_no, dwelling: row.dwelling, missing: [], stale: [], conflicting: [] }
  const cells = tally.columns.map((column, at) => {
    const cell = fillCell(work.prepared.context, column, row, number)
    if (!cell.state || standing?.has(column.plan.column ?? 0)) return cell
    tally.counts[at]![cell.state] += 1
    if (cell.state === 'missing' || cell.state === 'stale' || cell.state === 'conflicting') gap[cell.state].push(column.element!.id)
    return cell
  })
  work.subjects.add(row.id)
  if (gap.missing.length + gap.stale.length + gap.conflicting.length > 0 && work.gaps.length < MOST_GAPS) work.gaps.push(gap)
  return cells
}

async function readRows(work: Work, plan: SheetPlan, columns: ReadyColumn[], ids: string[]): Promise<Map<string, RosterRow>> {
  const { ctx, prepared } = work
  const population = { kind: plan.population.kind, where: allOf(ctx.sql, []), given: ids }
  const rows = (await rosterQuery(
    ctx.sql,
    ctx.street,
    prepared.range,
    population,
    needsOf(columns, plan.population.kind),
  )) as unknown as RosterRow[]
  return new Map(rows.map((row) => [row.id, row]))
}

async function givenEdit(work: Work, tally: Tally, source: string): Promise<SheetEdit> {
  const { ctx, prepared } = work
  const { rows: given } = await readGivenRows(ctx, prepared, tally.plan, source)
  const rows = await readRows(
    work,
    tally.plan,
    tally.columns,
    given.flatMap(({ subject }) => (subject ? [subject] : [])),
  )
  const cells: NonNullable<SheetEdit['cells']> = []
  for (const [index, { row, subject, filled }] of given.entries()) {
    const known = subject ? rows.get(subject) : undefined
    if (!known) {
      for (const [at, column] of tally.columns.entries())
        if (column.element && !filled.has(column.plan.column ?? 0)) tally.counts[at]!.missing += 1
      continue
    }
    const answers = fillRow(work, tally, known, index + 1, filled)
    for (const [at, { answer }] of answers.entries()) {
      const column = tally.columns[at]!.plan.column
      if (answer !== null && column !== undefined && !filled.has(column)) cells.push({ address: cellAddress(row, column), value: answer })
    }
  }
  return { sheet: tally.plan.sheet, cells }
}

async function cardEdit(work: Work, tally: Tally): Promise<SheetEdit> {
  const { subject } = tally.plan
  if (!subject) throw new Problem('input.invalid', { count: 1 }, [{ path: `/sheets/${tally.plan.sheet}/subject`, say: 'input.required' }])
  const row = (await readRows(work, tally.plan, tally.columns, [subject])).get(subject)
  if (!row) throw new Problem('thing.unknown')
  const answers = fillRow(work, tally, row, 1)
  return {
    sheet: tally.plan.sheet,
    cells: answers.flatMap(({ answer }, at) =>
      answer !== null && tally.columns[at]!.plan.cell ? [{ address: tally.columns[at]!.plan.cell!, value: answer }] : [],
    ),
  }
}

async function statisticsEdit(work: Work, tally: Tally, source: string): Promise<SheetEdit> {
  const { ctx, prepared } = work
  const { plan } = tally
  const labels = await readLabels(source, prepared.request.file_name, plan)
  const may = (column: SheetPlan['columns'][number]) => refusalOf(ctx, prepared.catalogue, column, plan, prepared.request.basis) === null
  const counted = await fillStatistics(
    ctx.sql,
    prepared.catalogue,
    { street: ctx.street, ...prepared.range, today: ctx.today },
    plan,
    labels,
    may,
  )
  for (const cell of counted) tally.counts[plan.columns.findIndex((column) => column.column === cell.column)]![cell.state] += 1
  return {
    sheet: plan.sheet,
    cells: counted
      .filter((cell) => cell.state === 'known' && !labels.some(({ row, computed }) => row === cell.row && computed?.has(cell.column)))
      .map((cell) => ({ address: cellAddress(cell.row, cell.column), value: cell.count })),
  }
}

/** A total may stand under the data, past an empty row. */
const ROWS_TO_TOTAL = 2

/** The rows of a statistics sheet by what they are about, with the total right under them. */
export async function readLabels(path: string, name: string, plan: SheetPlan): Promise<RowLabel[]> {
  const sheet = (await readWorkbook(path, { name, maxRows: 5000 })).sheets.find((one) => one.name === plan.sheet)
  const [first, last] = plan.dataRows as [number, number]
  const column = plan.rowLabelColumn
  if (!sheet || column === undefined) return []
  return sheet.rows
    .filter((row) => row.row >= first && row.row <= last + ROWS_TO_TOTAL)
    .flatMap((row) => {
      const label = row.cells.get(column)?.text ?? ''
      const computed = new Set([...row.cells].flatMap(([at, cell]) => (cell.formula ? [at] : [])))
      return label && (row.row <= last || isTotalLabel(label)) ? [{ row: row.row, label, computed }] : []
    })
}
