import { Problem } from '#base/problem.ts'
import type { Cell, Range, Sheet } from '#ground/workbooks/contract.ts'
import { findRange, maxColumn, maxRow } from './address.ts'
import { booleanCell, computedCell, errorCell, findIsoDateCell, findNumberCell, findStoredTextCell } from './cells.ts'
import { type ListReading, type StatedList, takeList, takeListText } from './choices.ts'
import { createScanner, feed, findAttribute, finish, localName, next, type Scanner, tokenText } from './markup.ts'
import type { SharedStrings } from './shared-strings.ts'
import { type Ahead, lookNowhere, skipRow } from './skip-row.ts'
import { type CellStyle, plainStyle } from './styles.ts'

export type Row = Sheet['rows'][number]

/** What all sheets of a workbook share. */
export type Book = { strings: SharedStrings; styles: CellStyle[]; from1904: boolean }

/** What is known of a sheet beside its cells; complete when its rows were read to the end. */
export type SheetFrame = {
  merges: Range[]
  /** Lists that answers are chosen from, as the sheet states them. */
  lists: StatedList[]
  hiddenColumns: [first: number, last: number][]
  lastRow: number
  lastColumn: number
  lastRuledRow: number
  formulas: number
  /** Formulas without a stored result. */
  uncomputed: number
  /** False when the part holds no worksheet at all. */
  worksheet: boolean
}

export function emptyFrame(): SheetFrame {
  return {
    merges: [],
    lists: [],
    hiddenColumns: [],
    lastRow: 0,
    lastColumn: 0,
    lastRuledRow: 0,
    formulas: 0,
    uncomputed: 0,
    worksheet: false,
  }
}

/** `toTheEnd`: read on behind `lastRow`, to complete the frame. */
export type RowsWanted = { firstRow: number; lastRow: number; batch: number; toTheEnd: boolean }

/**
 * Streams the rows of a worksheet part in batches of about `batch`, and fills `frame` on the way. Rows outside of `firstRow`…`lastRow`
 * and rows in which nothing is seen are not yielded, but counted in the frame.
 */
export async function* sheetRows(chunks: AsyncIterable<Buffer>, book: Book, frame: SheetFrame, wanted: RowsWanted): AsyncGenerator<Row[]> {
  const scanner = createScanner()
  const walk = startWalk(book, frame, wanted)
  let batch: Row[] = []
  for await (const chunk of chunks) {
    feed(scanner, chunk)
    while (next(scanner)) take(scanner, walk, batch)
    const done = !wanted.toTheEnd && walk.row.row > wanted.lastRow
    if (batch.length >= wanted.batch || (done && batch.length > 0)) {
      yield batch
      batch = []
    }
    if (done) return
  }
  finish(scanner)
  while (next(scanner)) take(scanner, walk, batch)
  if (!frame.worksheet) throw new Problem('workbook.broken', { why: 'worksheet' })
  if (batch.length > 0) yield batch
}

type Walk = {
  book: Book
  frame: SheetFrame
  wanted: RowsWanted
  inData: boolean
  row: Row
  column: number
  /** The `t` attribute; numbers have none. */
  type: string
  style: CellStyle
  /** Inside of which element text counts: `<v>`, or `<t>` of an inline text. */
  capturing: boolean
  phonetic: number
  formula: boolean
  value: string
  stringIndex: number
  /** Whether any cell can be ruled: then rows are looked at whole. */
  ruled: boolean
  ahead: Ahead
  lists: ListReading
}

function startWalk(book: Book, frame: SheetFrame, wanted: RowsWanted): Walk {
  const row: Row = { row: 0, cells: new Map() }
  const cell = { column: 0, type: '', style: plainStyle, capturing: false, phonetic: 0, formula: false, value: '', stringIndex: -1 }
  const ruled = book.styles.some((style) => style.ruled)
  return { book, frame, wanted, inData: false, row, ...cell, ruled, lists: { found: frame.lists }, ahead: lookNowhere() }
}

const [letterC, letterF, letterI, letterT, letterV] = [99, 102, 105, 116, 118] as const

function take(scanner: Scanner, walk: Walk, batch: Row[]): void {
  const { kind } = scanner
  if (kind === 'text' || kind === 'cdata') {
    if (walk.lists.part) takeListText(scanner, walk.lists)
    else if (walk.capturing && walk.phonetic === 0) takeText(scanner, walk)
  } else if (kind !== 'other') {
    if (!walk.inData) takeFrame(scanner, walk)
    else if (scanner.nameEnd - scanner.nameStart === 1) takeShort(scanner, walk)
    else takeLong(scanner, walk, batch)
  }
}

function takeText(scanner: Scanner, walk: Walk): void {
  if (isBeyondNotice(walk)) return
  if (walk.type !== 's') walk.value += tokenText(scanner)
  else walk.stringIndex = wholeNumber(scanner.bytes, scanner.start, scanner.position, Math.max(walk.stringIndex, 0))
}

/** `c`, `v`, `t`, `f`: all but a few of the elements of a sheet. */
function takeShort(scanner: Scanner, walk: Walk): void {
  const name = scanner.bytes[scanner.nameStart]
  if (name === letterC) {
    if (scanner.kind !== 'close') startCell(scanner, walk)
    if (scanner.kind !== 'open') {
      endCell(walk)
      passOver(scanner, walk)
    }
  } else if (name === letterV || name === letterT) walk.capturing = scanner.kind === 'open'
  else if (name === letterF) walk.formula = true
}

function takeLong(scanner: Scanner, walk: Walk, batch: Row[]): void {
  // `is` stands around every inline text and says nothing.
  if (scanner.nameEnd - scanner.nameStart === 2 && scanner.bytes[scanner.nameStart] === letterI) return
  const name = localName(scanner)
  if (name === 'row') {
    if (scanner.kind !== 'close') startRow(scanner, walk)
    if (scanner.kind !== 'open') endRow(walk, batch)
  } else if (name === 'rPh' && scanner.kind !== 'empty') walk.phonetic += scanner.kind === 'open' ? 1 : -1
  else if (name === 'sheetData') walk.inData = false
}

function startRow(scanner: Scanner, walk: Walk): void {
  const number = Number(findAttribute(scanner, 'r') ?? walk.row.row + 1)
  if (!(number >= 1 && number <= maxRow)) throw new Problem('workbook.broken', { why: 'row' })
  walk.row = { row: number, cells: new Map() }
  if (isTrue(findAttribute(scanner, 'hidden'))) walk.row.hidden = true
  walk.column = 0
}

function endRow(walk: Walk, batch: Row[]): void {
  const { row, frame, wanted } = walk
  if (row.cells.size === 0) return
  frame.lastRow = Math.max(frame.lastRow, row.row)
  if (row.row >= wanted.firstRow && row.row <= wanted.lastRow) batch.push(row)
}

/** Reads `r`, `s` and `t` of a cell without building strings for the first two. */
function startCell(scanner: Scanner, walk: Walk): void {
  const { bytes, position: end } = scanner
  let column = walk.column + 1
  let style = 0
  walk.type = ''
  let at = scanner.nameEnd
  while (at < end) {
    while (at < end && bytes[at]! <= 32) at++
    const nameStart = at
    while (at < end && bytes[at] !== 61) at++
    const nameLength = at - nameStart
    const quote = bytes[++at]
    const valueStart = ++at
    while (at < end && bytes[at] !== quote) at++
    if (nameLength === 1) {
      const name = bytes[nameStart]
      if (name === 114) column = columnOf(bytes, valueStart)
      else if (name === 115) style = wholeNumber(bytes, valueStart, at, 0)
      else if (name === letterT) walk.type = typeOf(bytes, valueStart, at)
    }
    at++
  }
  if (!(column >= 1 && column <= maxColumn)) throw new Problem('workbook.broken', { why: 'column' })
  walk.column = column
  walk.style = walk.book.styles[style] ?? plainStyle
  walk.value = ''
  walk.stringIndex = -1
  walk.formula = false
}

/** The types that almost all cells have need no new text for each. */
function typeOf(bytes: Buffer, from: number, to: number): string {
  const first = bytes[from]
  if (to - from === 1) return first === 115 ? 's' : first === 110 ? 'n' : first === 98 ? 'b' : bytes.toString('latin1', from, to)
  if (to - from === 9 && first === 105) return 'inlineStr'
  return to - from === 3 && first === 115 ? 'str' : bytes.toString('latin1', from, to)
}

function columnOf(bytes: Buffer, from: number): number {
  let column = 0
  for (let at = from; ; at++) {
    const letter = bytes[at]! & 0xdf
    if (letter < 65 || letter > 90) return column
    column = column * 26 + letter - 64
  }
}

function wholeNumber(bytes: Buffer, from: number, to: number, start: number): number {
  let value = start
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48
    if (digit >= 0 && digit <= 9) value = value * 10 + digit
  }
  return value
}

/**
 * Of rows that are read for the frame alone, a cell says nothing new once its row is known to hold something and its column was reached: its
 * text is left unread.
 */
function isBeyondNotice({ row, column, wanted, frame, formula }: Walk): boolean {
  return row.row > wanted.lastRow && row.cells.size > 0 && column <= frame.lastColumn && !formula
}

/** Behind the first cell of a row that is read for the frame alone, most rows have nothing more to tell. */
function passOver(scanner: Scanner, { row, wanted, frame, ruled, ahead }: Walk): void {
  if (row.row <= wanted.lastRow || row.cells.size === 0) return
  if (!ruled || frame.lastRuledRow === row.row) skipRow(scanner, ahead, frame.lastColumn, columnOf)
}

function endCell(walk: Walk): void {
  const { frame, row, column } = walk
  if (isBeyondNotice(walk)) {
    if (walk.style.ruled) frame.lastRuledRow = row.row
    return
  }
  const result = findResult(walk)
  if (walk.style.ruled && row.row > frame.lastRuledRow) frame.lastRuledRow = row.row
  if (walk.formula) {
    frame.formulas++
    if (!result && walk.type !== 'str') frame.uncomputed++
  }
  if (!result && !walk.formula) return
  row.cells.set(column, walk.formula ? computedCell(result) : result!)
  if (column > frame.lastColumn) frame.lastColumn = column
}

function findResult(walk: Walk): Cell | undefined {
  const { value, style, book } = walk
  if (walk.type === 's') {
    if (walk.stringIndex < 0) return undefined
    const cell = book.strings.cell(walk.stringIndex)
    return cell.text === '' ? undefined : cell
  }
  if (value === '') return undefined
  if (walk.type === '' || walk.type === 'n') return findNumberCell(value, style, book.from1904)
  if (walk.type === 'b') return booleanCell(value)
  if (walk.type === 'e') return errorCell(value)
  return walk.type === 'd' ? findIsoDateCell(value, book.from1904) : findStoredTextCell(value)
}

/** Everything around the cells. */
function takeFrame(scanner: Scanner, walk: Walk): void {
  const { frame } = walk
  const name = localName(scanner)
  if (takeList(scanner, walk.lists, name) || scanner.kind === 'close') return
  if (name === 'worksheet') frame.worksheet = true
  else if (name === 'sheetData') walk.inData = scanner.kind === 'open'
  else if (name === 'col' && isTrue(findAttribute(scanner, 'hidden')))
    frame.hiddenColumns.push([Number(findAttribute(scanner, 'min')), Number(findAttribute(scanner, 'max'))])
  else if (name === 'mergeCell') {
    const range = findRange(findAttribute(scanner, 'ref') ?? '')
    if (range) frame.merges.push(range)
  }
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
