/**
 * Doors written once for a block of rows: 楼栋 and 单元 stand in its first row and are blank under it, as if they were merged. They hold for the rows
 * below as long as nothing else can be meant: what stands in the row itself always counts, and so does a gap.
 */
import { isRefused } from '#base/values/parsed.ts'
import type { Sheet } from '#ground/workbooks/contract.ts'
import type { Piece } from '../roles.ts'
import type { CompiledSheet } from './compile.ts'
import type { Cells } from './people-of-cell.ts'

/** From the largest to the smallest; a piece that stands says that all behind it are the row's own. */
const order: readonly Piece[] = ['estate', 'road', 'lane', 'house-number', 'group', 'building', 'unit', 'floor', 'room']
/** An estate alone may be left out where the door lies in none. */
const tellsBlock: readonly Piece[] = ['building', 'unit']
const HEADS: readonly unknown[] = ['01', '02']

/** Rows in order go through. */
export function carryDoors(compiled: CompiledSheet): (row: Sheet['rows'][number], cells: Cells) => Cells {
  const columns = order.flatMap((piece) => compiled.pieces.filter((one) => one.piece === piece))
  const relation = compiled.facts.find(({ element }) => element.id === 'person.relation-to-head')
  const stands = (cells: Cells, column: number) => (cells.get(column)?.text.trim() ?? '') !== ''
  let above: { row: number; cells: Cells } | undefined

  function carried(cells: Cells, from: Cells): Cells {
    if (stands(cells, columns[0]!.column)) return cells
    if (compiled.wholes.some((column) => stands(cells, column))) return cells
    const first = columns.findIndex(({ column }) => stands(cells, column))
    const blank = first < 0 ? columns : columns.slice(0, first)
    if (first >= 0 && !blank.some(({ piece, column }) => tellsBlock.includes(piece) && stands(from, column))) return cells
    // A row without any door is of the household above it only if it says that it is a member's.
    if (first < 0 && !isMember(cells)) return cells
    const filled = new Map(cells)
    for (const { column } of blank) if (stands(from, column)) filled.set(column, from.get(column)!)
    return filled
  }

  function isMember(cells: Cells): boolean {
    const cell = relation && cells.get(relation.column)
    const read = cell && relation.read(cell)
    return read !== undefined && !isRefused(read) && !HEADS.includes(read.value)
  }

  return ({ row }, cells) => {
    if (columns.length < 2 || compiled.skipped.has(row)) {
      above = undefined
      return cells
    }
    const found = above && row === above.row + 1 ? carried(cells, above.cells) : cells
    above = { row, cells: found }
    return found
  }
}
