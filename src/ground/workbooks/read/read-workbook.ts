import { Problem } from '#base/problem.ts'
import type { Sheet, Workbook, WorkbookNote } from '#ground/workbooks/contract.ts'
import { delimitedRows, detectDelimited } from './delimited.ts'
import { detectFileKind } from './file-kind.ts'
import { readCompound, readMarkup } from './old-formats.ts'
import type { Row } from './sheet-rows.ts'
import { type ReadLimits, type ReadOptions, readXlsx } from './xlsx.ts'

export type ReadWorkbookOptions = {
  /** The file's own name without its path: names the only sheet of a text file. The format is told from the content alone. */
  name: string
  /** Keep at most the rows up to this one of every sheet (default 20,000); the rest is only counted, and `cut` says so. */
  maxRows?: number
  /** Called with the share of bytes read, 0–1, at most a hundred times. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** Two million cells take about 300 MB; beyond, sheets are cut. */
const defaultLimits: ReadLimits = { maxRows: 20_000, maxCells: 2_000_000 }

/**
 * Reads a workbook of any kind a community is sent: .xlsx and .xlsm, .xls of every age, web pages and XML spreadsheets named .xls,
 * .csv and .txt in UTF-8, UTF-16 or GB 18030.
 *
 * Throws `workbook.empty` (nothing in it), `workbook.encrypted` (a password), `workbook.unknown-format` (no table), `workbook.broken`
 * (damaged or cut off), `workbook.bomb` and `workbook.too-large` (see `packageLimits`), `job.cancelled` (by the signal).
 */
export async function readWorkbook(path: string, options: ReadWorkbookOptions): Promise<Workbook> {
  const kind = await detectFileKind(path)
  const limits = { ...defaultLimits, maxRows: options.maxRows ?? defaultLimits.maxRows }
  const { signal, onProgress } = options
  const chosen: ReadOptions = { ...limits, ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) }
  const workbook = await read(path, kind, options.name, chosen)
  const notes = [...workbook.notes, ...workbook.sheets.flatMap(sheetNotes)]
  if (workbook.sheets.every((sheet) => sheet.lastRow === 0)) throw new Problem('workbook.empty')
  return { ...workbook, notes }
}

async function read(path: string, kind: Awaited<ReturnType<typeof detectFileKind>>, name: string, options: ReadOptions): Promise<Workbook> {
  if (kind === 'zip') return readXlsx(path, options)
  if (kind === 'delimited') return readDelimited(path, name, options)
  const workbook = await (kind === 'compound' ? readCompound(path, options.signal) : readMarkup(path, options.signal))
  let budget = options.maxCells
  const sheets = workbook.sheets.map((sheet) => {
    const rows: Row[] = []
    for (const row of sheet.rows) {
      budget -= row.cells.size
      if (row.row > options.maxRows || budget < 0) break
      rows.push(row)
    }
    return { ...sheet, rows, cut: rows.length < sheet.rows.length }
  })
  return { ...workbook, sheets }
}

async function readDelimited(path: string, name: string, options: ReadOptions): Promise<Workbook> {
  const delimited = await detectDelimited(path)
  const rows: Row[] = []
  let [lastRow, lastColumn, cells] = [0, 0, 0]
  for await (const row of delimitedRows(path, delimited, options.signal)) {
    lastRow = row.row
    for (const column of row.cells.keys()) if (column > lastColumn) lastColumn = column
    cells += row.cells.size
    if (row.row <= options.maxRows && cells <= options.maxCells) rows.push(row)
  }
  const sheet: Sheet = {
    name: sheetName(name),
    state: 'visible',
    rows,
    merges: [],
    hiddenColumns: [],
    lastRow,
    lastColumn,
    cut: lastRow > (rows.at(-1)?.row ?? 0),
  }
  const notes: WorkbookNote[] = delimited.encoding.guessed
    ? [{ say: 'workbook.note.encoding-guessed', with: { encoding: delimited.encoding.name } }]
    : []
  return { format: 'csv', encoding: delimited.encoding.name, sheets: [sheet], notes }
}

/** What the only sheet of a text file is called: the file's name as far as a sheet may be called so. */
export function sheetName(fileName: string): string {
  const plain = fileName.replace(/\.[^.]*$/, '').replace(/[[\]:*?/\\\u0000-\u001f]/g, '_')
  return (
    plain
      .replace(/^'+/, '')
      .slice(0, 31)
      .replace(/[\ud800-\udbff]$/, '')
      .replace(/'+$/, '')
      .trim() || 'Sheet1'
  )
}

function sheetNotes(sheet: Sheet): WorkbookNote[] {
  const notes: WorkbookNote[] = []
  const hiddenRows = sheet.rows.filter((row) => row.hidden).length
  if (sheet.state !== 'visible') notes.push({ say: 'workbook.note.hidden-sheet', sheet: sheet.name })
  if (hiddenRows > 0) notes.push({ say: 'workbook.note.hidden-rows', sheet: sheet.name, with: { count: hiddenRows } })
  if (sheet.hiddenColumns.length > 0)
    notes.push({ say: 'workbook.note.hidden-columns', sheet: sheet.name, with: { count: sheet.hiddenColumns.length } })
  if (sheet.cut)
    notes.push({ say: 'workbook.note.cut', sheet: sheet.name, with: { shown: sheet.rows.at(-1)?.row ?? 0, of: sheet.lastRow } })
  return notes
}
