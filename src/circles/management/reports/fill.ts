/** The job that fills a workbook: rows and counts stream from the register into the asker's own sheets; the delivery is recorded by one action at its end. */

import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import type { Answer } from '#ground/workbooks/edit/answers.ts'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { fillWorkbook, type SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { getFile, keepFile } from '#kernel/files/store.ts'
import { type Job, type JobRun, jobContext } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import { type FilledCell, fillCell, needsOf, type ReadyColumn } from './cells.ts'
import { allOf, conditionSql } from './conditions.ts'
import { type CellCounts, type DeliveryView, recordDelivery, type SheetPlan } from './contract.ts'
import { recogniseRows } from './given.ts'
import { type Prepared, prepareRequest, readyColumns, refusalOf } from './prepare.ts'
import { countPopulation, type Gap, insertDelivery, insertExport, insertGaps, type RosterRow, rosterQuery, updateFilled } from './queries.ts'
import { addCounts, isProtected, noCounts, RECALL_DAYS, type Refusal } from './rules.ts'
import { fillStatistics } from './statistics.ts'

const BATCH = 1000
const MOST_GAPS = 200_000

type Tally = { plan: SheetPlan; columns: ReadyColumn[]; counts: CellCounts[] }
type Work = { job: JobRun; ctx: Ctx; prepared: Prepared; tallies: Tally[]; gaps: Gap[]; subjects: Set<string>; done: number; total: number }

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
  const where = populationWhere(work, plan)
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

function populationWhere({ ctx, prepared }: Work, plan: SheetPlan) {
  const { elements } = prepared.catalogue
  // A protected condition chooses people by what is closed: it needs the same stated basis as its column.
  const refused = plan.population.conditions.find((condition) => {
    const element = elements.get(condition.element)
    return element && isProtected(element) && !prepared.request.basis
  })
  if (refused) throw new Problem('basis.needed')
  return allOf(
    ctx.sql,
    plan.population.conditions.map((condition) => conditionSql(ctx.sql, elements, condition, ctx.today)),
  )
}

function fillRow(work: Work, tally: Tally, row: RosterRow, number: number): FilledCell[] {
  const gap: Gap = { subject: row.id, region: row.region_no, dwelling: row.dwelling, missing: [], stale: [], conflicting: [] }
  const cells = tally.columns.map((column, at) => {
    const cell = fillCell(work.prepared.context, column, row, number)
    if (!cell.state) return cell
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
  const population = { kind: plan.population.kind, where: ctx.sql`true`, given: ids }
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
  const sheet = (await readWorkbook(source, { name: prepared.request.file_name })).sheets.find((one) => one.name === tally.plan.sheet)
  if (!sheet) throw new Problem('thing.unknown')
  const given = await recogniseRows(ctx.sql, ctx.street, prepared.range, prepared.context.keys, sheet, tally.plan, ctx.today)
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
    const answers = fillRow(work, tally, known, index + 1)
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
      .filter((cell) => cell.state === 'known')
      .map((cell) => ({ address: cellAddress(cell.row, cell.column), value: cell.count })),
  }
}

export async function readLabels(path: string, name: string, plan: SheetPlan): Promise<{ row: number; label: string }[]> {
  const sheet = (await readWorkbook(path, { name, maxRows: 5000 })).sheets.find((one) => one.name === plan.sheet)
  const [first, last] = plan.dataRows as [number, number]
  const column = plan.rowLabelColumn
  if (!sheet || column === undefined) return []
  return sheet.rows
    .filter((row) => row.row >= first && row.row <= last)
    .flatMap((row) => {
      const label = row.cells.get(column)?.text ?? ''
      return label ? [{ row: row.row, label }] : []
    })
}

/** Record the delivery through the door: file, counts, gaps, export register, look and log in one transaction. */
async function deliver(work: Work, out: string, delivery: string): Promise<Record<string, unknown>> {
  const { job, prepared } = work
  const written = await job.house.files.write(job.street, createReadStream(out))
  const { size } = await stat(out)
  const counts = work.tallies.flatMap((tally) => tally.counts).reduce(addCounts, noCounts())
  const columns = work.tallies.flatMap(summariseColumns)
  const elements = [
    ...new Set(
      work.tallies.flatMap((tally) => tally.columns.flatMap((column) => (column.element && !column.why ? [column.element.id] : []))),
    ),
  ]
  const protectedOnes = elements.some((id) => isProtected(prepared.catalogue.elements.get(id)!))
  const name = prepared.request.file_name.replace(/\.[^.]+$/, '.xlsx')
  const input = {
    request: prepared.request.id,
    delivery,
    file: { ...written, bytes: size, name, media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    counts,
    columns,
    subjects: work.subjects.size,
    elements,
    sensitive: protectedOnes,
  }
  const record = action(recordDelivery, { may: 'report.run', run: (ctx, given) => recordIn(ctx, work, given) })
  await enter(job.house, record, { street: job.street, actor: job.actor, input, key: `job-${job.id}` })
  return { delivery, file: written.id, name, counts, converted: prepared.request.sheets.format !== 'xlsx' }
}

function summariseColumns({ plan, columns, counts }: Tally): DeliveryView['columns'] {
  return columns.map((column, at) => ({
    sheet: plan.sheet,
    path: column.plan.path,
    counts: counts[at]!,
    why: whyEmpty(column.why, counts[at]!),
  }))
}

function whyEmpty(why: Refusal, counts: CellCounts): string | null {
  if (why) return why
  if (counts.missing > 0) return 'why.missing'
  return counts.conflicting > 0 ? 'why.conflicting' : null
}

async function recordIn(ctx: Ctx, work: Work, input: Parameters<typeof fileOf>[0]): Promise<{ delivery: string }> {
  const { request } = work.prepared
  const region = request.region_no
  const { delivery, counts, columns } = input
  await keepFile(ctx, fileOf(input))
  const common = { street: ctx.street, region, login: ctx.actor.login, post: ctx.actor.post, at: ctx.now }
  await insertDelivery(ctx.sql, {
    ...common,
    id: delivery,
    request: request.id,
    file: input.file.id,
    sha256: input.file.sha256,
    counts,
    columns,
    asOf: ctx.today,
  })
  for (let at = 0; at < work.gaps.length; at += 2000) await insertGaps(ctx.sql, ctx.street, delivery, work.gaps.slice(at, at + 2000))
  await insertExport(ctx.sql, {
    ...common,
    id: newId(),
    delivery,
    recipient: request.asker,
    basis: request.basis,
    mark: `linli ${delivery}`,
    subjects: input.subjects,
    elements: input.elements,
    recallOn: daysAfter(ctx.today, RECALL_DAYS),
    sha256: input.file.sha256,
  })
  await updateFilled(ctx.sql, ctx.street, request.id, counts)
  ctx.look({
    subjects: [...work.subjects],
    fields: input.elements,
    reason: request.basis ?? request.title,
    sensitive: input.sensitive,
    filter: { delivery },
  })
  noteEvent(ctx, 'report.delivered', [], input.elements, { request: request.id, delivery })
  return { delivery }
}

function fileOf(input: {
  delivery: string
  file: { id: string; name: string; media: string; bytes: number; sha256: string }
  counts: CellCounts
  columns: DeliveryView['columns']
  subjects: number
  elements: string[]
  sensitive: boolean
}) {
  return input.file
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
