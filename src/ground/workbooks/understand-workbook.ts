/** A whole workbook understood: each sheet's layout and what its columns, counts or labelled cells mean. Used by imports, reports and `map`. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Sheet, SheetLayout, StatisticsUnderstanding, Understanding, Workbook, WorkbookNote } from './contract.ts'
import { readWorkbook } from './read/read-workbook.ts'
import { isTooWide, tooWide, understandSheet } from './understand/layout.ts'
import { type Learned, mapColumns } from './understand/map-columns.ts'
import { withRelatives } from './understand/relatives.ts'
import { understandStatistics } from './understand/statistics.ts'

export type UnderstoodSheet = {
  name: string
  state: Sheet['state']
  layout: SheetLayout
  columns: Understanding[]
  /** Columns of a roster in which rows that were looked at already hold something. */
  held?: number[]
  statistics?: StatisticsUnderstanding
}
export type UnderstoodWorkbook = { format: Workbook['format']; notes: WorkbookNote[]; sheets: UnderstoodSheet[] }

/** Rows of each sheet that are looked at: enough for the layout and for sample values. */
export const LOOKED_AT_ROWS = 5000

/** @throws Problem workbook.* from reading; sheets without a table, or too wide a one, are left out with a note. */
export async function understandWorkbook(
  path: string,
  name: string,
  catalogue: Catalogue,
  learned?: Learned,
  signal?: AbortSignal,
): Promise<UnderstoodWorkbook> {
  const workbook = await readWorkbook(path, { name, maxRows: LOOKED_AT_ROWS, ...(signal ? { signal } : {}) })
  const notes = [...workbook.notes]
  const sheets: UnderstoodSheet[] = []
  let wide = false
  for (const sheet of workbook.sheets) {
    if (sheet.rows.every((row) => row.cells.size === 0)) {
      notes.push({ say: 'note.sheet-empty', sheet: sheet.name })
      continue
    }
    const layout = understandSheet(sheet)
    if (isTooWide(layout)) {
      wide = true
      notes.push({ say: 'note.sheet-too-wide', sheet: sheet.name, with: { columns: layout.columns.length } })
    } else sheets.push(understand(sheet, layout, catalogue, learned))
  }
  if (wide && sheets.length === 0) throw tooWide()
  return { format: workbook.format, notes, sheets }
}

function understand(sheet: Sheet, layout: SheetLayout, catalogue: Catalogue, learned: Learned | undefined): UnderstoodSheet {
  const columns = withRelatives(mapColumns(layout, sheet, catalogue, learned), layout, catalogue)
  const statistics = layout.layout === 'statistics' ? understandStatistics(layout, sheet, catalogue) : undefined
  const held = layout.layout === 'roster' ? { held: heldColumns(layout, sheet) } : {}
  return { name: sheet.name, state: sheet.state, layout, columns, ...held, ...(statistics ? { statistics } : {}) }
}

export function heldColumns({ dataRows: [first, last], skippedRows }: SheetLayout, sheet: Sheet): number[] {
  const skipped = new Set(skippedRows.map(({ row }) => row))
  const held = new Set<number>()
  for (const { row, cells } of sheet.rows)
    if (row >= first && row <= last && !skipped.has(row)) for (const [column, cell] of cells) if (cell.text !== '') held.add(column)
  return [...held].sort((a, b) => a - b)
}
