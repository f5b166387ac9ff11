/** What the first cells of a sheet would say, before anything is filled. */
import type { Static } from 'typebox'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { answerText, fillCell, needsOf, type ReadyColumn } from './cells.ts'
import { allOf } from './conditions.ts'
import type * as contracts from './contract.ts'
import { readLabels } from './fill.ts'
import { openRecogniser, type Recogniser } from './given.ts'
import { type Prepared, populationWhere, refusalOf } from './prepare.ts'
import { readRelatives, sayRelation } from './relatives.ts'
import { countPopulation, type RosterRow, readRoster, rosterQuery } from './roster-query.ts'
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
  const [about] = plan.layout === 'card' ? rows.flatMap((row) => nameOf(row) ?? []) : []
  const total = plan.layout === 'card' ? rows.length : await countPopulation(ctx.sql, ctx.street, prepared.range, kind, where)
  lookAt(ctx, prepared, rows, columns, about === undefined ? [] : [`${kind}.name`])
  const relatives = await previewRelatives(ctx, prepared, columns, plan.layout === 'card' ? rows[0] : undefined)
  return {
    total,
    ...(about === undefined ? {} : { about }),
    rows: rows.map((row, at) => ({
      subject: row.id as string | null,
      cells: columns.map((column) => {
        const { answer, ...cell } = fillCell(prepared.context, column, row, page.offset + at + 1)
        return relatives?.(column) ?? { text: answerText(answer), ...cell }
      }),
    })),
  }
}

/** What a column of a card's table of relatives would say of all of them, one after the other, in the state of the worst. */
async function previewRelatives(ctx: Ctx, prepared: Prepared, columns: ReadyColumn[], subject: RosterRow | undefined) {
  const asked = columns.filter(({ plan }) => plan.lines !== undefined)
  if (!subject || asked.length === 0) return undefined
  const { members, head, undetermined } = await readRelatives(ctx, prepared, asked, subject)
  lookAt(ctx, prepared, members, asked)
  return (column: ReadyColumn): Rows['rows'][number]['cells'][number] | undefined => {
    if (column.plan.lines === undefined) return undefined
    const said = members
      .slice(0, column.plan.lines)
      .map(
        (member, at) => sayRelation(prepared.context, column, subject, member, head) ?? fillCell(prepared.context, column, member, at + 1),
      )
    const worst = [...states].reverse().find((state) => said.some((cell) => cell.state === state))
    const unknown = column.element && undetermined.length > 0 ? 'missing' : null
    return { text: said.map(({ answer }) => answerText(answer)).join('；'), state: worst ?? unknown }
  }
}

/** From the best to the worst. */
const states = ['known', 'stale', 'missing', 'conflicting', 'forbidden'] as const

/** A dwelling goes by its door. */
function nameOf({ kind, values, label }: RosterRow): string | undefined {
  const name = values[`${kind}.name`]
  return typeof name === 'string' ? name : (label ?? undefined)
}

/** Rows the sheet already names: what stands in it stays, its empty cells show what would be filled. Row numbers are the sheet's own. */
export async function previewGiven(
  ctx: Ctx,
  prepared: Prepared,
  plan: contracts.SheetPlan,
  columns: ReadyColumn[],
  page: Page,
): Promise<Rows> {
  const recogniser = openRecogniser(ctx, prepared, plan)
  const { rows, total } = await readNamed(ctx, prepared, plan, recogniser, page)
  const shown = await recogniser.recognise(rows)
  const { kind } = plan.population
  const ids = shown.flatMap(({ subject }) => (subject ? [subject] : []))
  const known = await readRoster(ctx.sql, ctx.street, prepared.range, kind, ids, needsOf(columns, kind))
  const texts = new Map(rows.map(({ row, cells }) => [row, cells]))
  lookAt(ctx, prepared, [...known.values()], columns)
  return {
    total,
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

/** Rows looked at to count those that name somebody; a longer sheet says about how many it has. */
const COUNTED_ROWS = 5000

async function readNamed(
  ctx: Ctx,
  { request }: Prepared,
  plan: contracts.SheetPlan,
  { names, skips }: Recogniser,
  { offset, limit }: Page,
) {
  const { path } = await getFile(ctx, request.file_id)
  const [firstRow, lastRow] = plan.dataRows as [number, number]
  const named: Row[] = []
  let count = 0
  for await (const batch of streamRows(path, { sheet: plan.sheet, firstRow, lastRow })) {
    for (const row of batch) if (names(row) && !skips(row) && ++count > offset && named.length < limit) named.push(row)
    const last = batch.at(-1)?.row ?? firstRow
    if (last - firstRow >= COUNTED_ROWS && named.length === limit) {
      count = Math.max(count, lastRow - firstRow + 1)
      break
    }
  }
  return { rows: named, total: count }
}

function lookAt(ctx: Ctx, prepared: Prepared, rows: RosterRow[], columns: ReadyColumn[], more: string[] = []): void {
  ctx.look({
    subjects: rows.map((row) => row.id),
    fields: [...new Set([...more, ...columns.flatMap((column) => (column.element && !column.why ? [column.element.id] : []))])],
    filter: { request: prepared.request.id },
  })
}

/** Every row of a statistics sheet, with how many of how many are known. */
export async function previewCounts(ctx: Ctx, prepared: Prepared, plan: contracts.SheetPlan) {
  const { path } = await getFile(ctx, prepared.request.file_id)
  const { labels, standing } = await readLabels(path, prepared.request.file_name, plan)
  const may = (column: contracts.PlannedColumn) => refusalOf(ctx, prepared, column, plan) === null
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
        if (!cell || standing.has(cellAddress(row, column.column ?? 0))) return { text: '', state: null }
        const text = cell.state === 'forbidden' ? '' : String(cell.count)
        return { text, state: cell.state, known: cell.total - cell.unknown, of: cell.total }
      }),
    })),
  }
}
