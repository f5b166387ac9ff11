import type { Cell, Range, Sheet } from '../contract.ts'

/** A sheet seen as a grid: every covered cell of a merge knows its merge. Rows and columns are 1-based. */
export type Grid = {
  sheet: Sheet
  lastRow: number
  lastColumn: number
  /** The cell stored here; covered cells of a merge have none. */
  cell: (row: number, column: number) => Cell | undefined
  /** Text stored here, without layout spaces and line breaks; empty when there is none. */
  text: (row: number, column: number) => string
  /** Text a reader sees here: that of the merge when the cell is covered. */
  shown: (row: number, column: number) => string
  merge: (row: number, column: number) => Range | undefined
  /** Columns with text in this row, ascending; from `left` to `right` where these are given. */
  filled: (row: number, left?: number, right?: number) => number[]
}

/** Merges that cover more cells than this are backgrounds, not headings; only their first cell is remembered. */
const largestMerge = 20_000

export function gridOf(sheet: Sheet): Grid {
  const rows = new Map(sheet.rows.map((row) => [row.row, row.cells]))
  const merges = mergeIndex(sheet)
  const cell = (row: number, column: number) => rows.get(row)?.get(column)
  const merge = (row: number, column: number) => merges.get(row * 20_000 + column)
  const text = (row: number, column: number) => plainText(cell(row, column))
  return {
    sheet,
    lastRow: Math.min(
      sheet.lastRow,
      sheet.merges.reduce((last, range) => Math.max(last, range[2]), sheet.rows.at(-1)?.row ?? 0),
    ),
    lastColumn: sheet.merges.reduce((last, range) => Math.max(last, Math.min(range[3], sheet.lastColumn + 60)), sheet.lastColumn),
    cell,
    text,
    merge,
    shown(row, column) {
      const range = merge(row, column)
      return range ? text(range[0], range[1]) : text(row, column)
    },
    filled(row, left = 1, right = Number.MAX_SAFE_INTEGER) {
      const line = rows.get(row)
      if (!line) return []
      const columns: number[] = []
      let ordered = true
      for (const [column, found] of line) {
        if (found.text === '' || column < left || column > right) continue
        if (ordered && columns.length > 0 && column < (columns.at(-1) as number)) ordered = false
        columns.push(column)
      }
      return ordered ? columns : columns.sort((a, b) => a - b)
    },
  }
}

function mergeIndex(sheet: Sheet): Map<number, Range> {
  const index = new Map<number, Range>()
  for (const range of sheet.merges) {
    const [top, left, bottom, right] = range
    if ((bottom - top + 1) * (right - left + 1) > largestMerge) index.set(top * 20_000 + left, range)
    else
      for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) index.set(row * 20_000 + column, range)
  }
  return index
}

function plainText(cell: Cell | undefined): string {
  if (!cell) return ''
  return /\s/.test(cell.text) ? cell.text.replace(/\s+/g, ' ').trim() : cell.text
}
