/** Passing over the rest of a row of which nothing more is wanted, by looking for its end instead of at each of its tags. */
import type { Scanner } from './markup.ts'

/**
 * Where in the window the next `<f` and `<!` stand, looked for once, not once for each row; and up to where the row has to be read, found out once,
 * not once for each of its cells.
 */
export type Ahead = { bytes: Buffer | undefined; formula: number; declaration: number; readTo: number }

export function lookNowhere(): Ahead {
  return { bytes: undefined, formula: 0, declaration: 0, readTo: 0 }
}

const rowEnd = Buffer.from('</row>')
const cellStart = Buffer.from('<c r="')
const anyCell = Buffer.from('<c')

/**
 * Moves to the closing tag of the row that the scanner is in, behind one of its cells. Does nothing when the row ends beyond the window, holds a
 * formula, a comment or a cell that does not say its place, or reaches beyond `lastColumn`: then it has to be read.
 */
export function skipRow(scanner: Scanner, ahead: Ahead, lastColumn: number, columnOf: (bytes: Buffer, from: number) => number): void {
  const { bytes, position } = scanner
  if (ahead.bytes !== bytes) Object.assign(ahead, { bytes, formula: -1, declaration: -1, readTo: -1 })
  if (position < ahead.readTo) return
  const end = bytes.indexOf(rowEnd, position)
  if (end >= 0 && isPassable(scanner, ahead, end, lastColumn, columnOf)) scanner.position = end
  else ahead.readTo = end < 0 ? bytes.length : end
}

function isPassable(
  { bytes, position }: Scanner,
  ahead: Ahead,
  end: number,
  lastColumn: number,
  columnOf: (bytes: Buffer, from: number) => number,
): boolean {
  if (ahead.formula < position) ahead.formula = find(bytes, '<f', position)
  if (ahead.declaration < position) ahead.declaration = find(bytes, '<!', position)
  if (ahead.formula < end || ahead.declaration < end) return false
  const last = bytes.lastIndexOf(anyCell, end)
  if (last < position) return true
  const saysPlace = bytes.compare(cellStart, 0, cellStart.length, last, last + cellStart.length) === 0
  return saysPlace && columnOf(bytes, last + cellStart.length) <= lastColumn
}

function find(bytes: Buffer, text: string, from: number): number {
  const at = bytes.indexOf(text, from, 'latin1')
  return at < 0 ? Number.POSITIVE_INFINITY : at
}
