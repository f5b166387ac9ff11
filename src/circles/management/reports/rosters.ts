/** Rosters as they are filled: beside the names that stand in the sheet already, then on its empty lines and below them. What stands stays. */
import type { Range } from '#ground/workbooks/contract.ts'
import type { Answer, RosterRows } from '#ground/workbooks/edit/answers.ts'
import type { SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import { type FilledCell, fillCell, needsOf } from './cells.ts'
import { allOf } from './conditions.ts'
import type { SheetPlan } from './contract.ts'
import { type GivenRow, openRecogniser, type Recogniser } from './given.ts'
import { populationWhere } from './prepare.ts'
import type { Gap } from './queries.ts'
import { countPopulation, type RosterRow, readRoster, rosterQuery, without } from './roster-query.ts'
import { addGap, addRows, partOf, type Tally, type Work } from './work.ts'

const BATCH = 1000

type Place = { at: number; column: number }
type Roster = {
  work: Work
  tally: Tally
  source: string
  places: Place[]
  recogniser: Recogniser
  covered: Covered
  /** The last running number, written or found. */
  number: number
  listed: string[]
}

export async function rosterEdit(work: Work, tally: Tally, source: string): Promise<SheetEdit> {
  const { plan, columns } = tally
  const places = columns.flatMap(({ plan: { column, local }, element }, at) =>
    column !== undefined && (element || (local && local !== 'leave')) ? [{ at, column }] : [],
  )
  const [firstRow, lastRow] = plan.dataRows as [number, number]
  const recogniser = openRecogniser(work.ctx, work.prepared, plan)
  const covered = await readCovered(source, plan)
  const roster: Roster = { work, tally, source, places, recogniser, covered, number: 0, listed: [] }
  return { sheet: plan.sheet, roster: { columns: places.map(({ column }) => column), firstRow, lastRow, rows: rosterRows(roster) } }
}

/** Answers for the rows of the data area, and behind it for as many rows as there are still subjects. */
async function* rosterRows(roster: Roster): AsyncGenerator<RosterRows[]> {
  const { tally, recogniser } = roster
  const [firstRow, lastRow] = tally.plan.dataRows as [number, number]
  const all = tally.plan.population.who === 'all'
  let lastNamed = all ? firstRow - 1 : lastRow
  if (all) {
    for await (const rows of areaRows(roster, firstRow))
      for (const row of rows) if (recogniser.names(row) && !recogniser.skips(row)) lastNamed = row.row
  }
  tally.lastRow = lastNamed
  if (lastNamed >= firstRow) yield* namedRows(roster, lastNamed)
  if (all) yield* listedRows(roster, lastNamed)
}

function areaRows({ source, tally }: Roster, firstRow: number): AsyncGenerator<Row[]> {
  return streamRows(source, { sheet: tally.plan.sheet, firstRow, lastRow: tally.plan.dataRows[1]!, batch: BATCH })
}

/** Rows that stand in the sheet, up to `last`: beside those who are recognised their empty cells are filled. */
async function* namedRows(roster: Roster, last: number): AsyncGenerator<RosterRows[]> {
  const { work, tally, recogniser } = roster
  const [firstRow] = tally.plan.dataRows as [number, number]
  let next = firstRow
  work.total += last - firstRow + 1
  for await (const batch of areaRows(roster, firstRow)) {
    const rows = batch.filter(({ row }) => row <= last)
    const given = await recogniser.recognise(rows.filter((row) => recogniser.names(row) && !recogniser.skips(row)))
    const subjects = given.flatMap(({ subject }) => (subject ? [subject] : []))
    const known = await readKnown(work, tally, subjects)
    const answers: RosterRows[] = []
    const named = new Map(given.map((one) => [one.row, one]))
    for (const row of rows) {
      if (next < row.row) answers.push(row.row - next)
      const one = named.get(row.row)
      const who = one?.subject ? known.get(one.subject) : undefined
      answers.push(one ? answersBeside(roster, row, one, who) : 1)
      addRows(tally, undefined, row.row - next)
      addRows(tally, who?.region_no)
      work.done += row.row + 1 - next
      next = row.row + 1
    }
    roster.listed.push(...subjects)
    work.progress()
    yield answers
    if (rows.length < batch.length) break
  }
  addRows(tally, undefined, last + 1 - next)
  if (next <= last) yield [last + 1 - next]
}

function answersBeside(roster: Roster, row: Row, given: GivenRow, known: RosterRow | undefined): Answer[] {
  const { tally, places } = roster
  roster.number = numberIn(roster, row) ?? roster.number + 1
  const standing = standingIn(roster, row.row, given.filled)
  if (known) {
    const cells = fillRow(roster.work, tally, known, roster.number, (at) => standing.has(tally.columns[at]!.plan.column ?? 0))
    return places.map(({ at, column }) => (standing.has(column) ? null : cells[at]!.answer))
  }
  roster.work.strangers += 1
  for (const [at, { element, plan, why }] of tally.columns.entries())
    if (element && !standing.has(plan.column ?? 0)) tally.counts[at]![why ? 'forbidden' : 'missing'] += 1
  return places.map(() => null)
}

/** The population in walking order: first on the lines that are still free, then below. Nobody is listed twice. */
async function* listedRows(roster: Roster, lastNamed: number): AsyncGenerator<RosterRows[]> {
  const { work, tally, places } = roster
  const { ctx, prepared } = work
  const { kind, conditions } = tally.plan.population
  const [, lastRow] = tally.plan.dataRows as [number, number]
  const lines = await readLines(roster, lastNamed)
  const where = allOf(ctx.sql, [populationWhere(ctx, prepared, tally.plan), without(ctx.sql, roster.listed)])
  work.total += await countPopulation(ctx.sql, ctx.street, prepared.range, kind, where)
  const needs = needsOf(tally.columns, kind)
  const query = rosterQuery(ctx.sql, ctx.street, prepared.range, { kind, where }, { ...needs, twin: needs.twin || conditions.length > 0 })
  let next = lastNamed + 1
  for await (const batch of query.cursor(BATCH)) {
    const answers: RosterRows[] = []
    for (const row of batch as unknown as RosterRow[]) {
      for (; lines.get(next) === 'skip'; next++) {
        answers.push(1)
        addRows(tally, undefined)
      }
      addRows(tally, row.region_no)
      const found = lines.get(next) as Exclude<Line, 'skip'> | undefined
      const standing = standingIn(roster, next, found?.filled ?? nothingStands)
      roster.number = found?.number ?? roster.number + 1
      const cells = fillRow(work, tally, row, roster.number, (at) => standing.has(tally.columns[at]!.plan.column ?? 0))
      answers.push(places.map(({ at, column }) => (standing.has(column) ? null : cells[at]!.answer)))
      next += 1
    }
    work.done += batch.length
    work.progress()
    yield answers
  }
  tally.lastRow = next - 1
  // Lines nobody needs stay as they came.
  if (next <= lastRow) yield [lastRow + 1 - next]
}

const nothingStands: ReadonlySet<number> = new Set()

type Line = 'skip' | { filled: ReadonlySet<number>; number: number | undefined }

/** Of the lines of the data area behind the named ones, those that hold something: what stands on each, or that it is no line for a subject. */
async function readLines(roster: Roster, lastNamed: number): Promise<Map<number, Line>> {
  const lines = new Map<number, Line>()
  for await (const rows of areaRows(roster, lastNamed + 1))
    for (const row of rows) {
      const filled = new Set([...row.cells].flatMap(([column, { text }]) => (text === '' ? [] : [column])))
      lines.set(row.row, roster.recogniser.skips(row) ? 'skip' : { filled, number: numberIn(roster, row) })
    }
  return lines
}

/** The running number that stands in the row already. */
function numberIn({ tally }: Roster, row: Row): number | undefined {
  const column = tally.columns.find(({ plan }) => plan.local === 'number')?.plan.column
  const number = Number(column === undefined ? Number.NaN : (row.cells.get(column)?.text ?? Number.NaN))
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

function standingIn({ covered }: Roster, row: number, filled: ReadonlySet<number>): ReadonlySet<number> {
  const hidden = covered(row)
  return hidden.length > 0 ? new Set([...filled, ...hidden]) : filled
}

/** Of the columns that are filled, those whose cell in the row lies under a merged one: what is written there nobody sees. Rows are asked in order. */
type Covered = (row: number) => number[]

async function readCovered(source: string, { sheet, dataRows, columns }: SheetPlan): Promise<Covered> {
  const [firstRow, lastRow] = dataRows as [number, number]
  const filled = columns.flatMap(({ column }) => (column === undefined ? [] : [column]))
  // Merged cells stand at the end of a sheet's part: rows are left out.
  const all: Range[] = (await readWorkbook(source, { name: source, maxRows: 1 })).sheets.find(({ name }) => name === sheet)?.merges ?? []
  const merges = all
    .filter(
      ([top, left, bottom, right]) => bottom >= firstRow && top <= lastRow && filled.some((column) => column >= left && column <= right),
    )
    .sort(([one], [other]) => one - other)
  let [begun, open]: [number, Range[]] = [0, []]
  return (row) => {
    while ((merges[begun]?.[0] ?? row + 1) <= row) open.push(merges[begun++]!)
    if (open.length === 0) return []
    open = open.filter(([, , bottom]) => bottom >= row)
    if (row > lastRow) return []
    return filled.filter((column) =>
      open.some(([top, left, , right]) => column >= left && column <= right && (row !== top || column !== left)),
    )
  }
}

export async function readKnown(work: Work, { plan, columns }: Tally, ids: string[]): Promise<Map<string, RosterRow>> {
  const { ctx, prepared } = work
  const { kind } = plan.population
  return readRoster(ctx.sql, ctx.street, prepared.range, kind, ids, needsOf(columns, kind))
}

/** Every cell is counted, every gap kept for the list by door. `stands`: what the sheet already says is neither counted nor asked. */
export function fillRow(work: Work, tally: Tally, row: RosterRow, number: number, stands: (at: number) => boolean): FilledCell[] {
  const part = partOf(work, row)
  const gap: Gap = { subject: row.id, region: row.region_no, dwelling: row.dwelling, missing: [], stale: [], conflicting: [] }
  const cells = tally.columns.map((column, at) => {
    const cell = fillCell(work.prepared.context, column, row, number)
    if (!cell.state || stands(at)) return cell
    tally.counts[at]![cell.state] += 1
    part.counts[cell.state] += 1
    if (cell.state === 'missing' || cell.state === 'stale' || cell.state === 'conflicting') gap[cell.state].push(column.element!.id)
    return cell
  })
  work.subjects.add(row.id)
  addGap(work, gap)
  return cells
}
