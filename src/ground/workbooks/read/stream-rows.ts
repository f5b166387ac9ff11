import { Problem } from '#base/problem.ts'
import { maxRow } from './address.ts'
import { delimitedRows, detectDelimited } from './delimited.ts'
import { detectFileKind } from './file-kind.ts'
import { readCompound, readMarkup } from './old-formats.ts'
import { openPackage, xmlChunks } from './package.ts'
import { emptyFrame, type Row, type RowsWanted, sheetRows } from './sheet-rows.ts'
import { findWorkbookParts, readBook } from './xlsx.ts'

export type StreamRowsOptions = {
  /** The sheet's name; a text file has one sheet only, under any name. */
  sheet: string
  /** First and last row wanted (default: all). */
  firstRow?: number
  lastRow?: number
  /** About how many rows come at once (default 1000). */
  batch?: number
  signal?: AbortSignal
}

/**
 * Streams the rows of one sheet in order, in batches, with memory that does not grow with the sheet (only with the table of shared
 * texts, kept as bytes; old .xls is read whole). Nothing is read ahead of the consumer but one buffer; leaving the loop closes the file.
 * Rows in which nothing stands are left out. Throws like `readWorkbook`, and thing.unknown when there is no such sheet.
 */
export async function* streamRows(path: string, options: StreamRowsOptions): AsyncGenerator<Row[]> {
  const { firstRow = 1, lastRow = maxRow, batch = 1000, signal } = options
  const kind = await detectFileKind(path)
  if (kind === 'zip') yield* xlsxRows(path, options.sheet, { firstRow, lastRow, batch, toTheEnd: false }, signal)
  else if (kind === 'delimited') yield* batches(delimitedRows(path, await detectDelimited(path), signal), firstRow, lastRow, batch)
  else {
    const workbook = await (kind === 'compound' ? readCompound(path, signal) : readMarkup(path, signal))
    const sheet = workbook.sheets.find(({ name }) => name === options.sheet)
    if (!sheet) throw unknownSheet()
    yield* batches(sheet.rows, firstRow, lastRow, batch)
  }
}

async function* xlsxRows(path: string, sheet: string, wanted: RowsWanted, signal?: AbortSignal): AsyncGenerator<Row[]> {
  const container = await openPackage(path)
  try {
    const parts = await findWorkbookParts(container)
    const entry = parts.sheets.find(({ name }) => name === sheet)
    if (!entry) throw unknownSheet()
    yield* sheetRows(xmlChunks(entry.part, signal), await readBook(parts, signal), emptyFrame(), wanted)
  } finally {
    container.close()
  }
}

async function* batches(rows: AsyncIterable<Row> | Iterable<Row>, firstRow: number, lastRow: number, size: number): AsyncGenerator<Row[]> {
  let batch: Row[] = []
  for await (const row of rows) {
    if (row.row < firstRow) continue
    if (row.row > lastRow) break
    if (batch.push(row) < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function unknownSheet(): Problem {
  return new Problem('thing.unknown', { thing: 'sheet' })
}
