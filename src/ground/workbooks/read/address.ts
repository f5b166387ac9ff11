import type { Range } from '#ground/workbooks/contract.ts'

/** The largest row and column a worksheet can have (ECMA-376-1 §18.3.1.73 and §18.3.1.4 as implemented by every office suite). */
export const maxRow = 1_048_576
export const maxColumn = 16_384

/** Rows and columns of the largest sheet, as refusals say it in any language. */
export const sheetSize = `${maxRow} × ${maxColumn}`

/** `1` → `A`, `28` → `AB`. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `A` → 1, `ab` → 28. */
export function columnNumber(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** `C5` for row 5, column 3. */
export function cellAddress(row: number, column: number): string {
  return columnLetters(column) + row
}

/** Reads `C5` or `$C$5`; `undefined` for anything else or outside of a sheet. */
export function findCell(address: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(address)
  if (!match) return undefined
  const [row, column] = [Number(match[2]), columnNumber(match[1]!)]
  return row <= maxRow && column <= maxColumn ? { row, column } : undefined
}

/** Reads `B2:D9`, `B2`, or `$B$2:$D$9`; `undefined` for anything else. */
export function findRange(reference: string): Range | undefined {
  const [first, second, more] = reference.split(':')
  const from = findCell(first ?? '')
  const to = second === undefined ? from : findCell(second)
  if (!from || !to || more !== undefined) return undefined
  return [Math.min(from.row, to.row), Math.min(from.column, to.column), Math.max(from.row, to.row), Math.max(from.column, to.column)]
}

/** `B2:D9`; a single cell as `B2`. */
export function rangeReference([top, left, bottom, right]: Range): string {
  const first = cellAddress(top, left)
  return top === bottom && left === right ? first : `${first}:${cellAddress(bottom, right)}`
}
