import { Problem } from '#base/problem.ts'
import type { Range, Sheet, SheetLayout } from '../contract.ts'
import type { Body } from './body.ts'
import { readCardLabels } from './card-labels.ts'
import { setCodeListsAside } from './code-lists.ts'
import { isCodeSheet } from './code-sheet.ts'
import { isFieldTable, readFieldTable, readLeftColumn } from './field-table.ts'
import { type Grid, gridOf } from './grid.ts'
import { findHeader, type Header, headingCells } from './header.ts'
import { isNote, isSignature, titleScore } from './heading-words.ts'
import { isStatistics, rowLabelColumn } from './statistics-layout.ts'
import { isCard, isTransposed } from './table-or-card.ts'

/**
 * Finds how a sheet is laid out: which rows are title, header, data and remarks, which columns belong to the table, or, for a form about one subject,
 * which cells answer which labels. Never refuses: a sheet without any header is a card without labels.
 */
export function understandSheet(sheet: Sheet): SheetLayout {
  const grid = gridOf(sheet)
  const found = findHeader(grid)
  if (!found) return cardLayout(grid)
  if (isCodeSheet(grid, found, titleAbove(grid, found.top) ?? '')) return emptyCard([found.top, grid.lastRow])
  if (isFieldTable(found)) return fieldTableLayout(grid, found)
  const { header, body } = setCodeListsAside(grid, found)
  if (isTransposed(grid, header, body)) return transposedLayout(grid, header, body)
  if (isCard(grid, header, body)) return cardLayout(grid)
  return tableLayout(grid, header, body)
}

/** Columns under headings that a list may have: more are a list of codes or a mistake, and nobody could look them through. */
const MOST_COLUMNS = 500

/** A table that is not taken for its width. */
export function isTooWide({ columns }: Pick<SheetLayout, 'columns'>): boolean {
  return columns.length > MOST_COLUMNS
}

export function tooWide(): Problem {
  return new Problem('workbook.too-large', { why: 'columns', most: `${MOST_COLUMNS} 栏 columns` })
}

function tableLayout(grid: Grid, header: Header, body: Body): SheetLayout {
  const title = titleAbove(grid, header.top)
  const statistics = isStatistics(grid, header, body, `${title ?? ''} ${grid.sheet.name}`)
  const label = statistics ? rowLabelColumn(grid, header, body) : undefined
  const other = body.nextTable === undefined ? undefined : otherTable(grid, body.nextTable)
  return {
    layout: statistics ? 'statistics' : 'roster',
    ...(title === undefined ? {} : { title }),
    headerRows: [header.top, header.bottom],
    dataRows: [body.dataRows[0], lastDataRow(grid, body)],
    footerRows: body.footerRows,
    skippedRows: body.skippedRows,
    columns: header.columns,
    cells: [],
    besideColumns: besideColumns(grid, header),
    ...(label === undefined ? {} : { rowLabelColumn: label }),
    ...(other === undefined ? {} : { otherTables: [other] }),
  }
}

/** When only the first rows were read, the data go on to the last row of the sheet; under an empty table lines that were ruled are meant for data. */
function lastDataRow(grid: Grid, body: Body): number {
  if (body.empty && body.nextTable === undefined && body.footerRows.length === 0)
    return Math.max(body.dataRows[1], grid.sheet.lastRuledRow ?? 0)
  const open = grid.sheet.cut && !body.empty && body.nextTable === undefined && body.footerRows.length === 0
  return open ? Math.max(body.dataRows[1], grid.sheet.lastRow) : body.dataRows[1]
}

function otherTable(grid: Grid, from: number): Range {
  return [from, 1, grid.lastRow, grid.lastColumn]
}

/** Columns outside the table that hold anything beside its rows. */
function besideColumns(grid: Grid, header: Header): number[] {
  const own = new Set(header.columns.map((column) => column.column))
  const beside = new Set(header.beside)
  for (let row = header.top; row <= Math.min(grid.lastRow, header.bottom + 500); row++)
    for (const column of grid.filled(row)) if ((column < header.left || column > header.right) && !own.has(column)) beside.add(column)
  return [...beside].sort((a, b) => a - b)
}

/** The most title-like text above the header. */
function titleAbove(grid: Grid, top: number): string | undefined {
  let best: { text: string; score: number } | undefined
  for (let row = 1; row < top; row++) {
    const cells = headingCells(grid, row)
    for (const { text, span } of cells) {
      if (isNote(text) || isSignature(text)) continue
      const score = titleScore(text) * (cells.length === 1 ? 1 : 0.5) + (span > 2 ? 0.3 : 0) - row * 0.01
      if (score >= 0.35 && score > (best?.score ?? 0)) best = { text, score }
    }
  }
  return best?.text
}

/** Fields printed downwards, or points to check; labels above them, as many as a card has, belong to the same form. */
function fieldTableLayout(grid: Grid, header: Header): SheetLayout {
  let last = header.bottom
  for (let row = header.bottom + 1; row <= grid.lastRow; row++) if (grid.filled(row).length > 0) last = row
  const labels = readCardLabels(grid, titleRow(grid) + 1, header.top - 1)
  const above = labels.cells.length > 1 ? labels : undefined
  const cells = [...(above?.cells ?? []), ...readFieldTable(grid, header, last)]
  const top = above && above.first > 0 ? above.first : header.top
  const title = titleAbove(grid, top)
  const footerRows = remarksAfter(grid, lastAnswerRow(cells, last))
  return { ...emptyCard([top, last]), ...(title === undefined ? {} : { title }), cells, footerRows }
}

/** Headings in the left column, one subject in each column beside it: read for the first of them. */
function transposedLayout(grid: Grid, header: Header, body: Body): SheetLayout {
  const title = titleAbove(grid, header.top)
  const cells = readLeftColumn(grid, header, body.dataRows[1])
  const layout = emptyCard([header.top, body.dataRows[1]])
  return { ...layout, ...(title === undefined ? {} : { title }), cells, footerRows: body.footerRows }
}

/** The first row when a title stands alone in it, otherwise the row before everything. */
function titleRow(grid: Grid): number {
  const row = firstFilledRow(grid)
  const cells = headingCells(grid, row)
  return cells.length === 1 && titleScore(cells[0]?.text ?? '') >= 0.15 ? row : row - 1
}

function lastAnswerRow(cells: SheetLayout['cells'], last: number): number {
  return Math.max(0, ...cells.map((cell) => Number(/\d+$/.exec(cell.answer)?.[0] ?? last)))
}

function cardLayout(grid: Grid): SheetLayout {
  const above = titleRow(grid)
  const title = grid.filled(above)[0] === undefined ? undefined : headingCells(grid, above)[0]?.text
  const labels = readCardLabels(grid, above + 1, grid.lastRow)
  const start = firstFilledRow(grid)
  const rows: [number, number] = labels.first === 0 ? [start, Math.max(start, grid.lastRow)] : [labels.first, labels.last]
  return { ...emptyCard(rows), ...(title === undefined ? {} : { title }), cells: labels.cells, footerRows: remarksAfter(grid, rows[1]) }
}

function firstFilledRow(grid: Grid): number {
  for (let row = 1; row <= grid.lastRow; row++) if (grid.filled(row).length > 0) return row
  return 1
}

function emptyCard(rows: [number, number]): SheetLayout {
  return { layout: 'card', headerRows: rows, dataRows: rows, footerRows: [], skippedRows: [], columns: [], cells: [], besideColumns: [] }
}

function remarksAfter(grid: Grid, last: number): number[] {
  const rows: number[] = []
  for (let row = last + 1; row <= grid.lastRow; row++) if (grid.filled(row).length > 0) rows.push(row)
  return rows
}
