/**
 * The job that fills a workbook: rows and counts stream from the register into the asker's own sheets; the delivery is recorded by one action at its
 * end, under the id of the job. Cut off anywhere it begins again, and what it had already recorded stands.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { type Filled, fillWorkbook, type SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { getFile } from '#kernel/files/store.ts'
import { type Job, type JobRun, jobContext } from '#kernel/jobs/jobs.ts'
import { cardEdit } from './cards.ts'
import type { SheetPlan } from './contract.ts'
import { deliver, delivered } from './deliver.ts'
import { basisOf, prepareRequest, readyColumns, refusalOf } from './prepare.ts'
import { findDelivery } from './queries.ts'
import { rosterEdit } from './rosters.ts'
import { noCounts } from './rules.ts'
import { fillStatistics, isTotalLabel, type RowLabel } from './statistics.ts'
import { listUnjudged } from './unjudged-query.ts'
import { addGap, beginWork, type Tally, type Work } from './work.ts'

export const fillJob: Job<{ request: string }> = {
  kind: 'report.fill',
  heavy: true,
  run: (job, { request }) =>
    inFolder(job, async (folder) => {
      const out = join(folder, 'filled')
      const step = await job.inScope(async (sql) => {
        const ctx = jobContext(job, sql, job.house.now())
        const prepared = await prepareRequest(ctx, request)
        const recorded = await findDelivery(sql, job.street, job.id)
        if (recorded) return { result: delivered(recorded, prepared.request, job.id) }
        const work = beginWork(job, ctx, prepared)
        return { work, filled: await fillFile(work, out, folder) }
      })
      return step.result ?? (await deliver(step.work, out, step.filled))
    }),
}

/** A folder of the job's own beside the files of the street; what an earlier attempt left in it goes. */
export async function inFolder<T>(job: JobRun, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${job.house.files.path(job.street, job.id)}.work`
  await rm(folder, { recursive: true, force: true })
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await run(folder)
  } catch (error) {
    if (['ENOSPC', 'EDQUOT', '53100'].includes((error as { code?: string }).code ?? '')) throw new Problem('house.disk-full')
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fillFile(work: Work, out: string, folder: string): Promise<Filled> {
  const { ctx, prepared } = work
  const { path } = await getFile(ctx, prepared.request.file_id)
  const source =
    prepared.request.sheets.format === 'xlsx' ? path : await convertToXlsx(path, join(folder, 'converted.xlsx'), prepared.request.file_name)
  const edits: SheetEdit[] = []
  for (const plan of prepared.request.plan.sheets.filter((sheet) => sheet.use)) edits.push(await editOf(work, plan, source))
  if (edits.length === 0) throw new Problem('report.nothing-to-fill')
  return fillWorkbook(source, out, edits, `linli ${work.job.id}`)
}

async function editOf(work: Work, plan: SheetPlan, source: string): Promise<SheetEdit> {
  const columns = readyColumns(work.ctx, work.prepared, plan)
  const tally: Tally = { plan, columns, counts: columns.map(noCounts), communities: [] }
  work.tallies.push(tally)
  if (plan.layout === 'statistics') return statisticsEdit(work, tally, source)
  return plan.layout === 'card' ? cardEdit(work, tally, source) : rosterEdit(work, tally, source)
}

async function statisticsEdit(work: Work, tally: Tally, source: string): Promise<SheetEdit> {
  const { ctx, prepared } = work
  const { plan } = tally
  const { labels, standing } = await readLabels(source, prepared.request.file_name, plan)
  const may = (column: SheetPlan['columns'][number]) => refusalOf(ctx, prepared.catalogue, column, plan, basisOf(prepared.request)) === null
  const area = { street: ctx.street, ...prepared.range, today: ctx.today }
  const counted = (await fillStatistics(ctx.sql, prepared.catalogue, area, plan, labels, may)).filter(
    ({ row, column }) => !standing.has(cellAddress(row, column)),
  )
  for (const cell of counted) tally.counts[plan.columns.findIndex((column) => column.column === cell.column)]![cell.state] += 1
  const open = new Set(counted.flatMap(({ state, column }) => (state === 'missing' ? [column] : [])))
  for (const gap of await listUnjudged(ctx.sql, prepared.catalogue, area, plan, open)) addGap(work, gap)
  return {
    sheet: plan.sheet,
    cells: counted
      .filter((cell) => cell.state === 'known')
      .map((cell) => ({ address: cellAddress(cell.row, cell.column), value: cell.count })),
  }
}

/** A total may stand under the data, past an empty row. */
const ROWS_TO_TOTAL = 2

/** The rows of a statistics sheet by what they are about, with the total right under them; and the cells in which something stands, formulas too. */
export async function readLabels(path: string, name: string, plan: SheetPlan): Promise<{ labels: RowLabel[]; standing: Set<string> }> {
  const sheet = (await readWorkbook(path, { name, maxRows: 5000 })).sheets.find((one) => one.name === plan.sheet)
  const [first, last] = plan.dataRows as [number, number]
  const column = plan.rowLabelColumn
  const labels: RowLabel[] = []
  const standing = new Set<string>()
  if (!sheet || column === undefined) return { labels, standing }
  for (const { row, cells } of sheet.rows) {
    if (row < first || row > last + ROWS_TO_TOTAL) continue
    for (const [at, { text, formula }] of cells) if (formula || text !== '') standing.add(cellAddress(row, at))
    const label = cells.get(column)?.text ?? ''
    if (label && (row <= last || isTotalLabel(label))) labels.push({ row, label })
  }
  return { labels, standing }
}
