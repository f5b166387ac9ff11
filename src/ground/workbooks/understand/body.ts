import type { SheetLayout } from '../contract.ts'
import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import { columnNumber, headingScore, isNote, isSignature, isTotal, isUnit, looksLikeData, titleScore } from './heading-words.ts'

export type Body = Pick<SheetLayout, 'dataRows' | 'footerRows' | 'skippedRows'> & {
  /** First row of a second table further down. */
  nextTable?: number
  /** True when nobody has filled the table yet. */
  empty: boolean
}

/** `sequence`: only its number so far; `line`: number and name, or the name alone. */
type RowKind = 'data' | 'sequence' | 'line' | 'signature' | 'next-table' | SheetLayout['skippedRows'][number]['why']
type SortedRow = { row: number; kind: RowKind }

/** Sorts the rows under a header into data, what stands between, and what stands below. */
export function readBody(grid: Grid, header: Header): Body {
  const rows = sortRows(grid, header)
  const next = rows.find((row) => row.kind === 'next-table')?.row
  const own = next === undefined ? rows : rows.filter((row) => row.row < next)
  const lead = own.findIndex((row) => row.kind !== 'unit' && row.kind !== 'numbering' && row.kind !== 'blank')
  const line = own.find((row) => row.kind === 'data' || row.kind === 'sequence' || row.kind === 'line')?.row
  const start = Math.max(firstLine(header, own, lead), line ?? 0)
  const last = own.some((row) => row.kind === 'data') ? own.findLast((row) => row.kind === 'data' || row.kind === 'line')?.row : undefined
  const body = last === undefined ? emptyBody(own, start) : filledBody(own, start, last)
  return next === undefined ? body : { ...body, nextTable: next }
}

function firstLine(header: Header, rows: SortedRow[], lead: number): number {
  const before = rows.slice(0, lead < 0 ? rows.length : lead).findLast((row) => row.kind === 'unit' || row.kind === 'numbering')
  return (before?.row ?? header.bottom) + 1
}

function filledBody(rows: SortedRow[], start: number, last: number): Body {
  const skippedRows: Body['skippedRows'] = []
  for (const { row, kind } of rows) {
    if (row > last || kind === 'data' || kind === 'line' || kind === 'next-table') continue
    skippedRows.push({ row, why: kind === 'signature' ? 'note' : kind === 'sequence' ? 'blank' : kind })
  }
  const footerRows = rows.filter((row) => row.row > last && row.kind !== 'blank' && row.kind !== 'sequence').map((row) => row.row)
  return { dataRows: [start, last], footerRows, skippedRows, empty: false }
}

/** Nobody filled it yet: the numbered or named lines are meant for data, or the empty ones before what stands below. */
function emptyBody(rows: SortedRow[], start: number): Body {
  const under = rows.filter((row) => row.row >= start)
  const named = under.filter((row) => row.kind === 'group-title').length > 1
  const isLine = (kind: RowKind) => kind === 'sequence' || kind === 'line' || (named && kind === 'group-title')
  const lastLine = under.findLast((row) => isLine(row.kind))?.row
  const below = under.find((row) => row.row > (lastLine ?? 0) && row.kind !== 'blank' && !isLine(row.kind))
  const end = lastLine ?? Math.max(start, (below?.row ?? start + 1) - 1)
  const skippedRows: Body['skippedRows'] = []
  for (const { row, kind } of rows) {
    if (kind === 'unit' || kind === 'numbering') skippedRows.push({ row, why: kind })
    else if (row >= start && row <= end && !isLine(kind) && kind !== 'blank')
      skippedRows.push({ row, why: kind === 'group-title' ? kind : 'note' })
  }
  const footerRows = under.filter((row) => row.row > end && row.kind !== 'blank').map((row) => row.row)
  return { dataRows: [start, end], footerRows, skippedRows, empty: true }
}

function sortRows(grid: Grid, header: Header): SortedRow[] {
  const rows: SortedRow[] = []
  const headings = headerTexts(grid, header)
  let underHeader = true
  for (let row = header.bottom + 1; row <= grid.lastRow; row++) {
    const kind = sortRow(grid, header, headings, row, underHeader, rows.at(-1)?.kind)
    if (kind === 'next-table') return [...withoutTitle(grid, header, rows), { row, kind }]
    rows.push({ row, kind })
    underHeader = kind === 'repeated-header' || (underHeader && (kind === 'unit' || kind === 'numbering' || kind === 'blank'))
  }
  return rows
}

/** The title over a second table belongs to it. */
function withoutTitle(grid: Grid, header: Header, rows: SortedRow[]): SortedRow[] {
  const last = rows.at(-1)
  if (last?.kind !== 'group-title' || titleScore(grid.text(last.row, grid.filled(last.row)[0] ?? header.left)) < 1) return rows
  return rows.slice(0, -1)
}

function headerTexts(grid: Grid, header: Header): Map<number, string>[] {
  const levels: Map<number, string>[] = []
  for (let row = header.top; row <= header.bottom; row++) {
    const texts = new Map<number, string>()
    for (const column of ownCells(grid, header, row)) texts.set(column, grid.text(row, column))
    if (texts.size > 0) levels.push(texts)
  }
  return levels
}

function ownCells(grid: Grid, header: Header, row: number): number[] {
  return grid.filled(row, header.left, header.right)
}

function sortRow(
  grid: Grid,
  header: Header,
  headings: Map<number, string>[],
  row: number,
  underHeader: boolean,
  before?: RowKind,
): RowKind {
  const cells = ownCells(grid, header, row)
  if (cells.length === 0) return 'blank'
  const width = header.columns.length
  if (underHeader) {
    if (cells.every((column) => isUnit(grid.text(row, column))) && cells.length <= width) return 'unit'
    if (isNumbering(grid, row, cells, width)) return 'numbering'
  }
  if (cells.length >= 2 && headings.some((texts) => repeats(grid, row, cells, texts))) return 'repeated-header'
  if (cells.slice(0, 3).some((column) => column <= header.left + 3 && isTotal(grid.text(row, column)))) return 'subtotal'
  if (isExample(grid.text(row, cells[0] as number))) return 'note'
  if (cells.length === 1) return sortSingle(grid, header, row, cells[0] as number)
  if (cells.length <= Math.max(3, width * 0.4)) return sortSparse(grid, header, row, cells, before)
  return before !== 'data' && isNewHeader(grid, row, cells) ? 'next-table' : 'data'
}

/** A line that shows how to fill in, not a subject. */
function isExample(text: string): boolean {
  return /^[(（【]?(例|示例|样例|举例|范例|填写示例)([)）】:：1一]|$)/u.test(text)
}

function isNumbering(grid: Grid, row: number, cells: number[], width: number): boolean {
  if (cells.length < 3 || cells.length < width * 0.5) return false
  let before = 0
  let letters = 0
  for (const column of cells) {
    const number = columnNumber(grid.text(row, column))
    if (number === undefined) return false
    if (number === 'letter') letters++
    else if (number <= before) return false
    else before = number
  }
  return letters > 0 || cells.length > 3
}

function repeats(grid: Grid, row: number, cells: number[], texts: Map<number, string>): boolean {
  // Rows of data agree with a header nowhere: the first cells tell.
  if (!cells.slice(0, 4).some((column) => texts.get(column) === grid.text(row, column))) return false
  const same = cells.filter((column) => texts.get(column) === grid.text(row, column)).length
  return same >= 2 && same >= 0.7 * Math.max(cells.length, texts.size)
}

/** One cell alone in its row: a title over a group, a remark, or a line that so far has only its number. */
function sortSingle(grid: Grid, header: Header, row: number, column: number): RowKind {
  const text = grid.text(row, column)
  if (isNote(text)) return 'note'
  if (isSignature(text)) return 'signature'
  if (header.columns.length <= 2) return 'data'
  if (column === header.left && /^[(（]?\d{1,5}[)）.、]?$/.test(text)) return 'sequence'
  const merge = grid.merge(row, column)
  if (!merge && isNameColumn(header, column)) return 'line'
  const wide = merge !== undefined && merge[3] - merge[1] + 1 >= Math.min(3, header.columns.length)
  if (wide || (column <= header.left + 1 && !looksLikeData(text))) return text.length > 30 ? 'note' : 'group-title'
  return 'data'
}

function isNameColumn(header: Header, column: number): boolean {
  return /(姓名|名称|户主)$/u.test(header.columns.find((other) => other.column === column)?.path.at(-1) ?? '')
}

/** A few cells: names and dates under a table, an example, a line with its number and region only, or a poor row of data. */
function sortSparse(grid: Grid, header: Header, row: number, cells: number[], before?: RowKind): RowKind {
  const texts = cells.map((column) => grid.text(row, column))
  const first = texts[0] ?? ''
  if (texts.some((text) => isSignature(text)) && !texts.some((text) => looksLikeData(text) && text.length > 3)) return 'signature'
  if (isNote(first)) return 'note'
  if (before !== 'data' && before !== undefined && cells.length >= 3 && isNewHeader(grid, row, cells)) return 'next-table'
  const named = cells.length === 2 && cells[0] === header.left && cells[1] === header.left + 1 && /^\d{1,5}$/.test(first)
  return named && header.columns.length > 4 ? 'line' : 'data'
}

function isNewHeader(grid: Grid, row: number, cells: number[]): boolean {
  if (cells.length < 3) return false
  const texts = cells.map((column) => grid.text(row, column))
  if (texts.some(looksLikeData)) return false
  return texts.reduce((sum, text) => sum + headingScore(text), 0) >= 0.8 * texts.length
}
