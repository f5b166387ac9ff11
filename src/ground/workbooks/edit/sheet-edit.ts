import { Problem } from '#base/problem.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import { findRange, rangeReference } from '#ground/workbooks/read/address.ts'
import { createScanner, feed, findAttribute, finish, localName, next, type Scanner } from '#ground/workbooks/read/markup.ts'
import { tooLarge } from '#ground/workbooks/read/too-large.ts'
import { type Growth, grownRange } from './references.ts'
import { tagPrefix, tokenSource, withAttributes } from './rewrite.ts'
import { createRowWriter, findColumnStyle, type RowWriter, type SheetPlan } from './row-writer.ts'
import { withoutAttributes } from './rows.ts'
import { shiftReferences } from './shift-part.ts'

const rowLimit = 64 * 1024 ** 2
const flushAt = 256 * 1024

/** Streams a worksheet part with its answers; memory does not grow with the sheet nor with the answers. */
export async function* editSheet(chunks: AsyncIterable<Buffer>, plan: SheetPlan): AsyncGenerator<Buffer> {
  const walk: Walk = {
    scanner: createScanner(),
    frame: frameEdit(plan),
    writer: createRowWriter(plan),
    inData: false,
    sawData: false,
    row: undefined,
    number: 0,
    copied: 0,
  }
  const pieces: (Buffer | string)[] = []
  let size = 0
  for await (const step of steps(chunks, walk.scanner)) {
    for await (const piece of editWindow(walk, step === 'last')) {
      pieces.push(piece)
      size += piece.length
      if (size < flushAt) continue
      yield joined(pieces)
      size = 0
    }
  }
  if (!walk.sawData) throw new Problem('workbook.broken', { why: 'worksheet' })
  if (pieces.length > 0) yield joined(pieces)
}

function joined(pieces: (Buffer | string)[]): Buffer {
  return Buffer.concat(pieces.splice(0).map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

async function* steps(chunks: AsyncIterable<Buffer>, scanner: Scanner): AsyncGenerator<'more' | 'last'> {
  for await (const chunk of chunks) {
    feed(scanner, chunk)
    yield 'more'
  }
  finish(scanner)
  yield 'last'
}

type Walk = {
  scanner: Scanner
  frame: (scanner: Scanner) => string | undefined
  writer: RowWriter
  inData: boolean
  sawData: boolean
  /** The bytes of the row being read that fell out of the window, and where it continues in it. */
  row: { pieces: Buffer[]; from: number } | undefined
  number: number
  /** All bytes of the window before this one are dealt with. */
  copied: number
}

async function* editWindow(walk: Walk, last: boolean): AsyncGenerator<Buffer | string> {
  const { scanner } = walk
  walk.copied = scanner.position
  if (walk.row) walk.row.from = scanner.position
  while (next(scanner)) {
    if (scanner.kind === 'text' || scanner.kind === 'other' || scanner.kind === 'cdata') {
      if (!walk.inData) yield* replaceToken(walk, walk.frame(scanner))
    } else if (walk.inData) {
      const name = localName(scanner)
      // The tags of cells are by far the most, and none of them is to cost a generator.
      if (name === 'row' || name === 'sheetData') yield* dataTag(walk, name)
    } else if (localName(scanner) === 'sheetData') yield* startData(walk)
    else yield* replaceToken(walk, walk.frame(scanner))
  }
  if (walk.row) keepRow(walk, walk.row)
  else yield* untouched(walk, scanner.position)
  if (last && walk.row) throw new Problem('workbook.broken', { why: 'xml-unclosed' })
}

function* untouched(walk: Walk, end: number): Generator<Buffer> {
  if (end > walk.copied) yield walk.scanner.bytes.subarray(walk.copied, end)
  walk.copied = end
}

function* replaceToken(walk: Walk, replaced: string | undefined): Generator<Buffer | string> {
  if (replaced === undefined) return
  yield* untouched(walk, walk.scanner.start)
  yield replaced
  walk.copied = walk.scanner.position
}

async function* startData(walk: Walk): AsyncGenerator<Buffer | string> {
  const { scanner } = walk
  if (scanner.kind === 'close') return
  walk.sawData = true
  if (scanner.kind === 'open') {
    walk.inData = true
    return
  }
  const prefix = tagPrefix(scanner)
  yield* replaceToken(walk, `<${prefix}sheetData>`)
  yield* walk.writer.rest(prefix)
  yield `</${prefix}sheetData>`
}

async function* dataTag(walk: Walk, name: 'row' | 'sheetData'): AsyncGenerator<Buffer | string> {
  const { scanner } = walk
  if (name === 'row') {
    if (scanner.kind !== 'close') {
      yield* untouched(walk, scanner.start)
      walk.number = Number(findAttribute(scanner, 'r') ?? walk.number + 1)
      walk.row = { pieces: [], from: scanner.start }
    }
    if (scanner.kind !== 'open' && walk.row) {
      const source = scanner.bytes.subarray(walk.row.from, scanner.position)
      const whole = walk.row.pieces.length === 0 ? source : Buffer.concat([...walk.row.pieces, source])
      walk.row = undefined
      walk.copied = scanner.position
      yield* walk.writer.row(whole, walk.number)
    }
  } else if (scanner.kind === 'close') {
    yield* untouched(walk, scanner.start)
    yield* walk.writer.rest(tagPrefix(scanner))
    walk.inData = false
  }
}

function keepRow(walk: Walk, row: { pieces: Buffer[]; from: number }): void {
  const { scanner } = walk
  if (scanner.position > row.from) row.pieces.push(scanner.bytes.subarray(row.from, scanner.position))
  walk.copied = scanner.position
  if (row.pieces.reduce((sum, piece) => sum + piece.length, 0) > rowLimit) throw tooLarge('row', rowLimit)
}

/** Edits of everything around the rows: the extent, references, merged cells; and notes the styles of columns. */
function frameEdit(plan: SheetPlan): (scanner: Scanner) => string | undefined {
  const own = plan.growths.get(plan.name.toLowerCase())
  const shift = plan.growths.size > 0 ? shiftReferences(plan.name, plan.growths, own) : () => undefined
  const merges = mergeEdit(own)
  return (scanner) => {
    if (scanner.kind === 'open' || scanner.kind === 'empty') {
      const name = localName(scanner)
      if (name === 'dimension')
        return withAttributes(scanner, (attribute, value) => (attribute === 'ref' ? extent(value, plan, own) : undefined))
      if (name === 'col') {
        const style = findColumnStyle(tokenSource(scanner))
        if (style) plan.columnStyles.push(style)
      }
    }
    const shifted = shift(scanner)
    return shifted ?? merges(scanner)
  }
}

/** The used range of the sheet with everything that is written into it. */
function extent(reference: string, plan: SheetPlan, own: Growth | undefined): string | undefined {
  const before = findRange(reference)
  if (!before) return undefined
  const extents: Range[] = [own ? grownRange(before, own) : before]
  const { roster } = plan
  if (roster && roster.columns.length > 0 && roster.spool.rows > 0) {
    extents.push([roster.firstRow, Math.min(...roster.columns), roster.firstRow + roster.spool.rows - 1, Math.max(...roster.columns)])
  }
  for (const [row, contents] of plan.cells) {
    const at = own ? grownRange([row, 1, row, 1], own)[0] : row
    for (const column of contents.keys()) extents.push([at, column, at, column])
  }
  const side = (index: 0 | 1 | 2 | 3) => extents.map((range) => range[index])
  return rangeReference([Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))])
}

/**
 * Merged cells: those inside of the last row are repeated in every copy of it; one that spans the whole roster grows; one that
 * only ends with it, such as the last of several groups, stays.
 */
function mergeEdit(own: Growth | undefined): (scanner: Scanner) => string | undefined {
  const inLastRow: [left: number, right: number][] = []
  return (scanner) => {
    if (!own || scanner.kind === 'text' || scanner.kind === 'other' || scanner.kind === 'cdata') return undefined
    const name = localName(scanner)
    if (name === 'mergeCells')
      return scanner.kind === 'close' ? repeatedMerges(own, inLastRow, scanner) : withoutAttributes(tokenSource(scanner), 'count')
    if (name !== 'mergeCell' || scanner.kind === 'close') return undefined
    return withAttributes(scanner, (attribute, value) => {
      const range = attribute === 'ref' ? findRange(value) : undefined
      if (!range) return undefined
      const [top, left, bottom, right] = range
      if (top === own.lastRow && bottom === own.lastRow) inLastRow.push([left, right])
      const stays = bottom === own.lastRow && (top > own.firstRow || top === bottom)
      return stays ? undefined : rangeReference(grownRange(range, own))
    })
  }
}

function repeatedMerges(own: Growth, inLastRow: [left: number, right: number][], scanner: Scanner): string | undefined {
  if (inLastRow.length === 0) return undefined
  const prefix = tagPrefix(scanner)
  let xml = ''
  for (let row = own.lastRow + 1; row <= own.lastRow + own.by; row++) {
    for (const [left, right] of inLastRow) xml += `<${prefix}mergeCell ref="${rangeReference([row, left, row, right])}"/>`
  }
  return xml + tokenSource(scanner)
}
