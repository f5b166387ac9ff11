/**
 * Counts of many streets in one table. Each street fills the rows that are its own, whether the layout lists streets, communities or one area: what
 * stands in the same cell is added up, and rows of different streets stand beside one another. A total that no street could know is made here.
 */
import type { SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { SheetPlan } from '../../contract.ts'
import { readLabels } from '../../fill.ts'
import { countColumns, isTotalLabel } from '../../statistics.ts'
import type { Returned } from './append.ts'

export async function addUpCounts(plan: SheetPlan, source: string, returned: readonly Returned[]): Promise<SheetEdit> {
  const { labels, standing } = await readLabels(source, source, plan)
  const columns = countColumns(plan).map(({ column }) => column)
  const sums = new Map<string, number>()
  for (const { path } of returned) {
    const sheet = (await readWorkbook(path, { name: path, maxRows: (plan.dataRows[1] ?? 0) + MOST_ROWS_AFTER })).sheets.find(
      ({ name }) => name === plan.sheet,
    )
    const rows = new Map(sheet?.rows.map((row) => [row.row, row.cells]))
    for (const { row } of labels)
      for (const column of columns) {
        const cell = rows.get(row)?.get(column)
        const address = cellAddress(row, column)
        if (cell?.kind !== 'number' || cell.formula || cell.number === undefined || standing.has(address)) continue
        sums.set(address, (sums.get(address) ?? 0) + cell.number)
      }
  }
  for (const [address, sum] of totalsOf(labels, columns, sums, standing)) sums.set(address, sum)
  return { sheet: plan.sheet, cells: [...sums].map(([address, value]) => ({ address, value })) }
}

/** A total may stand under the data. */
const MOST_ROWS_AFTER = 10

/** Of each total row that stayed empty, where every row above it says something. */
function totalsOf(
  labels: readonly { row: number; label: string }[],
  columns: readonly number[],
  sums: ReadonlyMap<string, number>,
  standing: ReadonlySet<string>,
): [string, number][] {
  const rows = labels.filter(({ label }) => !isTotalLabel(label))
  return labels
    .filter(({ label }) => isTotalLabel(label))
    .flatMap(({ row }) =>
      columns.flatMap((column): [string, number][] => {
        const address = cellAddress(row, column)
        const parts = rows.map((one) => sums.get(cellAddress(one.row, column)))
        if (sums.has(address) || standing.has(address) || parts.length === 0 || parts.includes(undefined)) return []
        return [[address, parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)]]
      }),
    )
}
