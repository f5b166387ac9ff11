/** Passing over the rest of a row of which nothing more is wanted, by looking for its end instead of at each of its tags. */
import type { Scanner } from './markup.ts'

/** Where in the window the next `<f` and `<!` stand: looked for once, not once for each row. */
export type Ahead = { bytes: Buffer | undefined; formula: number; declaration: number }

export function lookNowhere(): Ahead {
  return { bytes: undefined, formula: 0, declaration: 0 }
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
  const end = bytes.indexOf(rowEnd, position)
  if (end < 0) return
  if (ahead.bytes !== bytes) Object.assign(ahead, { bytes, formula: -1, declaration: -1 })
  if (ahead.formula < position) ahead.formula = find(bytes, '<f', position)
  if (ahead.declaration < position) ahead.declaration = find(bytes, '<!', position)
  if (ahead.formula < end || ahead.declaration < end) return
  const last = bytes.lastIndexOf(anyCell, end)
  if (last >= position) {
    if (bytes.compare(cellStart, 0, cellStart.length, last, last + cellStart.length) !== 0) return
    if (columnOf(bytes, last + cellStart.length) > lastColumn) return
  }
  scanner.position = end
}

function find(bytes: Buffer, text: string, from: number): number {
  const at = bytes.indexOf(text, from, 'latin1')
  return at < 0 ? Number.POSITIVE_INFINITY : at
}
