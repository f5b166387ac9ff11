import { rename, rm } from 'node:fs/promises'
import { Problem } from '#base/problem.ts'
import { findCell, maxColumn, maxRow, sheetSize } from '#ground/workbooks/read/address.ts'
import { getPart, openPackage, readPart } from '#ground/workbooks/read/package.ts'
import { readStyles } from '#ground/workbooks/read/styles.ts'
import { findWorkbookParts, type WorkbookParts } from '#ground/workbooks/read/xlsx.ts'
import type { AddedSheet } from './added-sheet.ts'
import { type Answer, knownAnswers, type RosterRows, type Spool, spoolAnswers } from './answers.ts'
import { writeArchive } from './archive.ts'
import { findExtension } from './package-edit.ts'
import { type Plans, planParts } from './plan-parts.ts'
import type { Growth } from './references.ts'
import type { EditReport, SheetPlan } from './row-writer.ts'

/** Answers for one sheet, in the rows and addresses of the workbook as it came. */
export type SheetEdit = {
  sheet: string
  /** A row per subject: `firstRow`…`lastRow` are the rows meant for data, `columns` where the answers of each row go, in their order. */
  roster?: {
    columns: number[]
    firstRow: number
    lastRow: number
    rows: AsyncIterable<RosterRows[]>
    /** How many rows come, where that is known: they are written as they come. Otherwise they are kept in a file until all have. */
    count?: number
  }
  /** Single cells, of statistics and cards. A merged cell is addressed by its first. */
  cells?: { address: string; value: Answer }[]
}

export type Filled = EditReport & {
  /** How the file must be named to open: macros and templates keep their kind. */
  extension: 'xlsx' | 'xlsm' | 'xltx' | 'xltm'
  /** Rows of rosters that were spoken of, those left as they are among them. */
  rows: number
}

/**
 * Fills a workbook in place and writes it to `out`: only the named sheets change (and, where rows are added, what refers to them), every
 * other part stays to the byte. `mark` becomes a keyword of the file, e.g. the delivery's id.
 *
 * When a roster has more answers than rows, its last row is copied and everything below moves. When it has fewer, the rows left
 * over are emptied in `columns`. Formulas of the workbook are never overwritten (`keptFormulas`).
 *
 * `added` sheets stand behind those it has; what they hold is taken as they are written.
 *
 * Throws thing.unknown (no such sheet), workbook.too-large (beyond the rows of a sheet), job.cancelled, and what reading throws; `out` is
 * then not written. The folder of `out` must have room for the answers and the file; both are removed on failure.
 */
export async function fillWorkbook(
  source: string | Buffer,
  out: string,
  edits: SheetEdit[],
  mark: string,
  signal?: AbortSignal,
  added: readonly AddedSheet[] = [],
): Promise<Filled> {
  const container = await openPackage(source)
  const spools: Spool[] = []
  const unfinished = `${out}.part`
  try {
    const parts = await findWorkbookParts(container)
    const plans = await makePlans(parts, edits, out, spools, signal)
    await writeArchive(await planParts(container, parts, { ...plans, added }, mark, signal), unfinished, signal)
    for (const spool of spools) await spool.end()
    await rename(unfinished, out)
    const rows = spools.reduce((sum, spool) => sum + spool.rows, 0)
    const types = await readPart(getPart(container, '[Content_Types].xml'))
    return { extension: findExtension(types, parts.workbook.name), rows, ...plans.report }
  } finally {
    container.close()
    await rm(unfinished, { force: true })
    for (const spool of spools) await spool.remove()
  }
}

async function makePlans(
  parts: WorkbookParts,
  edits: SheetEdit[],
  out: string,
  spools: Spool[],
  signal?: AbortSignal,
): Promise<Omit<Plans, 'added'>> {
  const stylesPart = parts.findRelated('styles')
  const styles = stylesPart ? readStyles(await readPart(stylesPart)) : []
  const report: EditReport = { keptFormulas: { count: 0, first: [] }, cutTexts: { count: 0, first: [] } }
  const growths = new Map<string, Growth>()
  const sheets = new Map<string, SheetPlan>()
  for (const edit of edits) {
    const entry = parts.sheets.find(({ name }) => name === edit.sheet)
    if (!entry) throw new Problem('thing.unknown', { thing: 'sheet' })
    if (sheets.has(entry.part.name)) throw new Error('two edits of one sheet')
    const roster = edit.roster && checkedRoster(edit.roster)
    let planned: SheetPlan['roster']
    if (roster) {
      const { rows, columns, count } = roster
      const spool =
        count === undefined
          ? await spoolAnswers(rows, `${out}.answers-${spools.length}`, columns.length, signal)
          : knownAnswers(rows, count, columns.length, signal)
      spools.push(spool)
      planned = { columns: roster.columns, firstRow: roster.firstRow, lastRow: roster.lastRow, spool }
      const by = spool.rows - (roster.lastRow - roster.firstRow + 1)
      if (roster.lastRow + Math.max(by, 0) > maxRow) throw new Problem('workbook.too-large', { why: 'rows', most: sheetSize })
      if (by > 0) growths.set(edit.sheet.toLowerCase(), { firstRow: roster.firstRow, lastRow: roster.lastRow, by })
    }
    const common = { growths, styles, from1904: parts.from1904, columnStyles: [], report }
    sheets.set(entry.part.name, { name: edit.sheet, roster: planned, cells: cellAnswers(edit.cells ?? []), ...common })
  }
  return { sheets, growths, report }
}

function checkedRoster(roster: NonNullable<SheetEdit['roster']>): NonNullable<SheetEdit['roster']> {
  const { firstRow, lastRow, columns } = roster
  const rightRows = Number.isInteger(firstRow) && Number.isInteger(lastRow) && firstRow >= 1 && lastRow >= firstRow && lastRow <= maxRow
  const rightColumns =
    columns.every((column) => Number.isInteger(column) && column >= 1 && column <= maxColumn) && new Set(columns).size === columns.length
  if (!rightRows || !rightColumns) throw new Error('a roster outside of a sheet, or with a column twice')
  return roster
}

function cellAnswers(cells: { address: string; value: Answer }[]): SheetPlan['cells'] {
  const byRow: SheetPlan['cells'] = new Map()
  for (const { address, value } of cells) {
    const cell = findCell(address)
    if (!cell) throw new Error(`not an address: ${address}`)
    const row = byRow.get(cell.row) ?? new Map<number, Answer>()
    byRow.set(cell.row, row.set(cell.column, value))
  }
  return byRow
}
