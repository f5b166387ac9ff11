import type { Cell, Range, Sheet } from '#ground/workbooks/contract.ts'

/** A sheet from lines of texts; `''` is an empty cell, numbers are number cells. */
export function sheetOf(lines: (string | number)[][], merges: Range[] = [], more: Partial<Sheet> = {}): Sheet {
  const rows = lines.map((line, at) => ({
    row: at + 1,
    cells: new Map(
      line.flatMap((value, column): [number, Cell][] =>
        value === ''
          ? []
          : [
              [
                column + 1,
                typeof value === 'number' ? { kind: 'number', text: String(value), number: value } : { kind: 'text', text: value },
              ],
            ],
      ),
    ),
  }))
  const lastColumn = Math.max(0, ...lines.map((line) => line.length), ...merges.map((range) => range[3]))
  return { name: 'Sheet1', state: 'visible', rows, merges, hiddenColumns: [], lastRow: lines.length, lastColumn, cut: false, ...more }
}
