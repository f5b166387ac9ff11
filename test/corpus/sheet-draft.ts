import type { Cell, Range, Sheet } from '#ground/workbooks/contract.ts'
import type { Value } from './values.ts'

/** A sheet being written cell by cell; `sheet()` hands it over as a reader would. */
export type SheetDraft = {
  set: (row: number, column: number, value: Value) => void
  text: (row: number, column: number) => string
  merge: (...range: Range) => void
  sheet: (name: string, hiddenColumns?: number[]) => Sheet
}

/** `merges: false` drops all merges, as a CSV file does. */
export function draftSheet(options: { merges: boolean }): SheetDraft {
  const cells = new Map<number, Map<number, Cell>>()
  const merges: Range[] = []
  return {
    set(row, column, value) {
      const cell = cellOf(value)
      if (!cell) return
      const line = cells.get(row) ?? new Map<number, Cell>()
      line.set(column, cell)
      cells.set(row, line)
    },
    text: (row, column) => cells.get(row)?.get(column)?.text ?? '',
    merge(top, left, bottom, right) {
      if (options.merges && (bottom > top || right > left)) merges.push([top, left, bottom, right])
    },
    sheet(name, hiddenColumns = []) {
      const rows = [...cells].sort((a, b) => a[0] - b[0]).map(([row, line]) => ({ row, cells: line }))
      const furthest = (found: number[], start: number) => found.reduce((most, one) => Math.max(most, one), start)
      return {
        name,
        state: 'visible',
        rows,
        merges,
        hiddenColumns,
        lastRow: furthest(
          merges.map((range) => range[2]),
          rows.at(-1)?.row ?? 0,
        ),
        lastColumn: furthest([...rows.flatMap((line) => [...line.cells.keys()]), ...merges.map((range) => range[3])], 0),
        cut: false,
      }
    },
  }
}

function cellOf(value: Value): Cell | undefined {
  if (typeof value === 'object') return { kind: 'date', text: value.text, number: value.serial }
  if (typeof value === 'number') return { kind: 'number', text: wholeText(value), number: value }
  return value.trim() === '' ? undefined : { kind: 'text', text: value.trim() }
}

/** 18-digit numbers lose their last digits as a workbook stores them; they are never shown with an exponent. */
function wholeText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) > 1e15 ? BigInt(value).toString() : String(value)
}
