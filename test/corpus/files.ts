import { Buffer } from 'node:buffer'
import * as XLSX from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import iconv from 'iconv-lite'
import type { Cell, Sheet } from '#ground/workbooks/contract.ts'
import type { CorpusWorkbook } from './corpus.ts'

/** The workbook as the file a clerk would be sent: .xlsx, .xls, or .csv in UTF-8 (with its mark) or GBK. */
export async function fileOf(book: CorpusWorkbook): Promise<{ name: string; bytes: Buffer }> {
  const name = `${book.form.title.replace(/[\\/:*?"<>|]/g, ' ')}.${book.workbook.format}`
  if (book.workbook.format === 'csv') return { name, bytes: csvOf(book.workbook.sheets[0]!, book.encoding ?? 'utf8') }
  return { name, bytes: book.workbook.format === 'xls' ? xlsOf(book.workbook.sheets) : await xlsxOf(book.workbook.sheets) }
}

async function xlsxOf(sheets: Sheet[]): Promise<Buffer> {
  const file = new ExcelJS.Workbook()
  for (const sheet of sheets) {
    const written = file.addWorksheet(sheet.name, { state: sheet.state === 'very-hidden' ? 'veryHidden' : sheet.state })
    for (const line of sheet.rows)
      for (const [column, cell] of line.cells) {
        const place = written.getCell(line.row, column)
        place.value = cell.kind === 'text' ? cell.text : (cell.number ?? cell.text)
        if (cell.kind === 'date') place.numFmt = 'yyyy-mm-dd'
      }
    for (const range of sheet.merges) written.mergeCells(...range)
    for (const column of sheet.hiddenColumns) written.getColumn(column).hidden = true
  }
  return Buffer.from(await file.xlsx.writeBuffer())
}

function xlsOf(sheets: Sheet[]): Buffer {
  const file = XLSX.utils.book_new()
  for (const sheet of sheets) {
    const written = XLSX.utils.aoa_to_sheet(linesOf(sheet, (cell) => (cell.kind === 'text' ? cell.text : (cell.number ?? cell.text))))
    written['!merges'] = sheet.merges.map(([top, left, bottom, right]) => ({
      s: { r: top - 1, c: left - 1 },
      e: { r: bottom - 1, c: right - 1 },
    }))
    XLSX.utils.book_append_sheet(file, written, sheet.name)
  }
  return Buffer.from(XLSX.write(file, { type: 'buffer', bookType: 'biff8' }) as Uint8Array)
}

function csvOf(sheet: Sheet, encoding: 'utf8' | 'gbk'): Buffer {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = linesOf(sheet, (cell) => cell.text).map((line) => line.map((text) => quoted(text ?? '')).join(','))
  return iconv.encode(`${lines.join('\r\n')}\r\n`, encoding, { addBOM: encoding === 'utf8' })
}

function linesOf<T>(sheet: Sheet, shown: (cell: Cell) => T): (T | undefined)[][] {
  const lines: (T | undefined)[][] = Array.from({ length: sheet.lastRow }, () => [])
  for (const line of sheet.rows) {
    const values: (T | undefined)[] = Array.from({ length: Math.max(...line.cells.keys(), 0) }, () => undefined)
    for (const [column, cell] of line.cells) values[column - 1] = shown(cell)
    lines[line.row - 1] = values
  }
  return lines
}
