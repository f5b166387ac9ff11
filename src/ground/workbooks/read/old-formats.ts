import { readFile, stat } from 'node:fs/promises'
import type { CellObject, WorkSheet, WorkBook as XlsWorkbook } from '@e965/xlsx'
import { Problem } from '#base/problem.ts'
import type { Cell, Sheet, Workbook, WorkbookNote } from '#ground/workbooks/contract.ts'
import { maxColumn, maxRow } from './address.ts'
import { booleanCell, computedCell, errorCell, findNumberCell, findTextCell } from './cells.ts'
import { formatMeaning, type NumberFormat } from './number-formats.ts'
import type { Row } from './sheet-rows.ts'
import { decodedText, detectEncoding } from './text-encoding.ts'
import { tooLarge } from './too-large.ts'

/**
 * Formats before .xlsx, read whole by SheetJS: binary .xls (BIFF 2 to 8, WPS .et), and the web pages and XML spreadsheets of 2003
 * that information systems hand out under the name .xls.
 */

const sizeLimit = 96 * 1024 ** 2

/** The library's own model of an old workbook, and what is to be said about it. */
export type OldBook = { book: XlsWorkbook; encoding?: string; notes: WorkbookNote[] }

/** Reads an OLE compound file. Throws workbook.encrypted also for an .xlsx with a password, which is such a file. */
export async function readCompound(path: string, signal?: AbortSignal): Promise<Workbook> {
  return toWorkbook(await openCompound(path, signal))
}

/** Reads a web page's tables (one sheet each) or an XML spreadsheet of 2003. Numbers of web pages stay texts: their digits are all there. */
export async function readMarkup(path: string, signal?: AbortSignal): Promise<Workbook> {
  return toWorkbook(await openMarkup(path, signal))
}

export async function openCompound(path: string, signal?: AbortSignal): Promise<OldBook> {
  const library = await loadLibrary()
  const bytes = await readWhole(path, signal)
  const streams: string[] = asProblems(() => library.CFB.read(bytes, { type: 'buffer' }).FullPaths)
  const names = streams.map((stream) => stream.replace(/^.*\//, '').toLowerCase())
  if (names.includes('encryptedpackage')) throw new Problem('workbook.encrypted')
  if (!names.includes('workbook') && !names.includes('book')) throw new Problem('workbook.unknown-format', { why: 'compound' })
  const options = { type: 'buffer', dense: true, cellNF: true, cellStyles: true, sheetStubs: true, cellText: false, codepage: 936 } as const
  const notes = names.includes('_vba_project_cur') ? [{ say: 'workbook.note.macros' }] : []
  return { book: named(asProblems(() => library.read(bytes, options))), notes }
}

export async function openMarkup(path: string, signal?: AbortSignal): Promise<OldBook> {
  const library = await loadLibrary()
  if ((await stat(path)).size > sizeLimit) throw tooLarge('old-format', sizeLimit)
  const encoding = await detectEncoding(path)
  let text = ''
  for await (const chunk of decodedText(path, encoding)) text += chunk
  if (signal?.aborted) throw new Problem('job.cancelled')
  if (/<!entity/i.test(text)) throw new Problem('workbook.bomb', { why: 'declaration' })
  if (/(?:span|index|merge(?:across|down))\s*=\s*["']?0*[1-9]\d{6,}/i.test(text) || spansTooFar(text))
    throw new Problem('workbook.bomb', { why: 'span' })
  const spreadsheet = text.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<(?:\w+:)?workbook\b/i.test(text)
  if (!spreadsheet && !/<table\b|^mime-version:/im.test(text)) throw new Problem('workbook.unknown-format', { why: 'no-table' })
  const book = named(asProblems(() => library.read(text, { type: 'string', raw: true, dense: true, cellNF: true, cellText: false })))
  return { book, encoding: encoding.name, notes: [{ say: spreadsheet ? 'workbook.note.xml-spreadsheet' : 'workbook.note.web-page' }] }
}

/**
 * The library writes out every column that `<Column Span>` repeats, and compares every cell of a page with every merged one, again after each that
 * reaches down to it: a few kilobytes can keep it busy for ever, or take the whole process down.
 */
function spansTooFar(text: string): boolean {
  const sum = (pattern: RegExp, most: number): number => {
    let all = 0
    for (const [, digits] of text.matchAll(pattern)) all += Math.min(Number(digits), most)
    return all
  }
  const count = (pattern: RegExp): number => {
    let all = 0
    for (const _ of text.matchAll(pattern)) all += 1
    return all
  }
  const sheets = count(/<(?:\w+:)?worksheet\b/gi)
  if (sum(/<(?:\w+:)?column\b[^>]*?\bspan\s*=\s*["']?(\d+)/gi, maxRow) > maxColumn * sheets) return true
  const rows = count(/<tr\b/gi)
  const merged = count(/(?:col|row)span\s*=\s*["']?0*(?:[2-9]|1\d)/gi)
  if (merged * count(/<t[dh]\b/gi) > MOST_COMPARED) return true
  return sum(/\browspan\s*=\s*["']?(\d+)/gi, rows) > rows * MOST_REACHING_DOWN
}

/** About a second of the library's comparing; a page of 5000 rows with a merged cell in every second one has 10^8. */
const MOST_COMPARED = 2e8
/** Cells from above that a row meets on average. */
const MOST_REACHING_DOWN = 256

/** The library keeps sheets by their name: of two that share one, the first would be lost. */
function named(book: XlsWorkbook): XlsWorkbook {
  if (new Set(book.SheetNames.map((name) => name.toLowerCase())).size !== book.SheetNames.length)
    throw new Problem('workbook.broken', { why: 'sheet-twice' })
  return book
}

/** The library with its code page tables, for files older than Unicode. Loaded only when such a file comes. */
export async function loadLibrary() {
  const [library, codePages] = await Promise.all([import('@e965/xlsx'), import('@e965/xlsx/dist/cpexcel.full.mjs')])
  library.set_cptable(codePages)
  return library
}

async function readWhole(path: string, signal?: AbortSignal): Promise<Buffer> {
  if ((await stat(path)).size > sizeLimit) throw tooLarge('old-format', sizeLimit)
  if (signal?.aborted) throw new Problem('job.cancelled')
  return readFile(path)
}

/** The library reports every damage and every password as a plain Error. */
export function asProblems<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (/password|encrypt/i.test(String(error))) throw new Problem('workbook.encrypted')
    throw new Problem('workbook.broken', { why: 'old-format' })
  }
}

function toWorkbook({ book, encoding, notes }: OldBook): Workbook {
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  const said = [...notes]
  const sheets: Sheet[] = []
  for (const [index, name] of book.SheetNames.entries()) {
    const source = book.Sheets[name]
    if (!source) throw new Problem('workbook.broken', { why: 'sheet-part' })
    if (source['!type'] === 'chart') {
      said.push({ say: 'workbook.note.sheet-without-cells', sheet: name })
      continue
    }
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden ?? 0
    const state = hidden === 2 ? 'very-hidden' : hidden === 1 ? 'hidden' : 'visible'
    const { sheet, formulas } = toSheet(name, state, source, from1904)
    if (formulas > 0) said.push({ say: 'workbook.note.formulas', sheet: name, with: { count: formulas } })
    sheets.push(sheet)
  }
  return { format: 'xls', sheets, notes: said, ...(encoding === undefined ? {} : { encoding }) }
}

/** Formats that go on further below the last text were given to whole columns. */
const mostRuledRows = 500

function toSheet(name: string, state: Sheet['state'], source: WorkSheet, from1904: boolean): { sheet: Sheet; formulas: number } {
  const formats = new Map<string, NumberFormat>()
  const rows: Row[] = []
  let [lastColumn, formulas, ruled] = [0, 0, 0]
  const data: (CellObject | undefined)[][] = source['!data'] ?? []
  data.forEach((line, index) => {
    const row: Row = { row: index + 1, cells: new Map() }
    // Empty cells are stored where they have a format: in forms, the lines around them.
    if ((line?.filter((object) => object?.t === 'z').length ?? 0) > 1) ruled = index + 1
    line?.forEach((object, column) => {
      const cell = object && findCell(object, formats, from1904)
      if (!cell) return
      row.cells.set(column + 1, cell)
      lastColumn = Math.max(lastColumn, column + 1)
      if (cell.formula) formulas++
    })
    if (source['!rows']?.[index]?.hidden) row.hidden = true
    if (row.cells.size > 0) rows.push(row)
  })
  const lastRow = rows.at(-1)?.row ?? 0
  if (lastRow > maxRow || lastColumn > maxColumn) throw new Problem('workbook.broken', { why: 'extent' })
  const merges = (source['!merges'] ?? []).map(({ s, e }): Sheet['merges'][number] => [s.r + 1, s.c + 1, e.r + 1, e.c + 1])
  const hiddenColumns = (source['!cols'] ?? []).flatMap((column, index) => (column?.hidden && index < lastColumn ? [index + 1] : []))
  const lastRuledRow = ruled > lastRow + mostRuledRows ? 0 : ruled
  return { sheet: { name, state, rows, merges, hiddenColumns, lastRow, lastColumn, lastRuledRow, cut: false }, formulas }
}

const errors: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

function findCell(object: CellObject, formats: Map<string, NumberFormat>, from1904: boolean): Cell | undefined {
  const result = findResult(object, formats, from1904)
  return object.f === undefined ? result : computedCell(result)
}

function findResult({ t, v, z }: CellObject, formats: Map<string, NumberFormat>, from1904: boolean): Cell | undefined {
  if (v === undefined || v === null || t === 'z') return undefined
  if (t === 'b') return booleanCell(v ? '1' : '0')
  if (t === 'e') return errorCell(errors[Number(v)] ?? '#VALUE!')
  if (t !== 'n') return findTextCell(String(v))
  const code = String(z ?? 'General')
  const format = formats.get(code) ?? formatMeaning(code)
  formats.set(code, format)
  // Beyond 15 digits a double prints digits that nobody typed.
  const number = Number(v)
  return findNumberCell(Math.abs(number) >= 1e15 ? number.toExponential(14) : String(number), format, from1904)
}
