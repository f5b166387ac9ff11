/** Cells that stand for more than one row: merged downwards, or marked "as above". */
import { isDitto } from '#base/values/normalise.ts'
import type { Cell, Range, Sheet } from '#ground/workbooks/contract.ts'

type Row = Sheet['rows'][number]

/**
 * Rows in order go through; a cell merged downwards is given to every row it covers, and 同上 is replaced by what stands above it.
 * Only columns in `columns` are looked at.
 */
export function spreadCells(merges: readonly Range[], columns: readonly number[]): (row: Row) => ReadonlyMap<number, Cell> {
  const wanted = new Set(columns)
  const open = merges.filter(([top, left, bottom]) => bottom > top && wanted.has(left)).sort((a, b) => a[0] - b[0])
  const covering = new Map<number, { until: number; cell: Cell }>()
  let above: ReadonlyMap<number, Cell> = new Map()
  let next = 0
  return ({ row, cells }) => {
    let filled: Map<number, Cell> | undefined
    const fill = (column: number, cell: Cell) => {
      filled ??= new Map(cells)
      filled.set(column, cell)
    }
    while (next < open.length && open[next]![0] <= row) {
      const [top, left, bottom] = open[next++]!
      const cell = top === row ? cells.get(left) : undefined
      if (cell) covering.set(left, { until: bottom, cell })
    }
    for (const [column, { until, cell }] of covering) {
      if (until < row) covering.delete(column)
      else if (!cells.has(column)) fill(column, cell)
    }
    for (const column of columns) {
      const cell = cells.get(column)
      const meant = cell && isDittoCell(cell) ? above.get(column) : undefined
      if (meant) fill(column, meant)
    }
    above = filled ?? cells
    return above
  }
}

/** The first character is looked at first: almost no cell gets further. */
function isDittoCell(cell: Cell): boolean {
  return cell.kind === 'text' && /^\s*[同〃"″〞dDｄＤ]/.test(cell.text) && isDitto(cell.text)
}
