/** A sheet understood under the heading the clerk pointed out, and what her corrections teach. */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { columnsUnder } from '#ground/imports/replan.ts'
import type { SheetLayout } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { pathKey } from '#ground/workbooks/understand/heading.ts'
import { understandSheet } from '#ground/workbooks/understand/layout.ts'
import { type Learned, mapColumns } from '#ground/workbooks/understand/map-columns.ts'
import { understandStatistics } from '#ground/workbooks/understand/statistics.ts'
import { heldColumns, LOOKED_AT_ROWS, type UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import type { ReportPlan } from './contract.ts'

export type LayoutWish = { sheet: string; layout: 'roster' | 'statistics'; headerRows: [number, number]; dataRows: [number, number] }

/** @throws Problem thing.unknown, input.invalid for rows out of order, workbook.layout-unknown where the rows hold no heading */
export async function understandUnder(
  path: string,
  name: string,
  wish: LayoutWish,
  catalogue: Catalogue,
  learned: Learned,
): Promise<UnderstoodSheet> {
  const { sheet: wanted, layout: kind, headerRows, dataRows } = wish
  if (headerRows[0] > headerRows[1] || dataRows[0] > dataRows[1] || dataRows[0] <= headerRows[1])
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/dataRows', say: 'input.minimum' }])
  const sheet = (await readWorkbook(path, { name, maxRows: LOOKED_AT_ROWS })).sheets.find((one) => one.name === wanted)
  if (!sheet) throw new Problem('thing.unknown')
  const columns = columnsUnder(sheet, headerRows)
  if (columns.length === 0) throw new Problem('workbook.layout-unknown')
  const found = understandSheet(sheet)
  const { rowLabelColumn, ...rest } = found
  const layout: SheetLayout = {
    ...rest,
    layout: kind,
    headerRows,
    dataRows,
    columns,
    cells: [],
    footerRows: found.footerRows.filter((row) => row > dataRows[1]),
    skippedRows: found.skippedRows.filter(({ row }) => row >= dataRows[0] && row <= dataRows[1]),
    // Rows of a statistics sheet are named by their first column, unless the sheet itself told.
    ...(kind === 'statistics' ? { rowLabelColumn: rowLabelColumn ?? columns[0]!.column } : {}),
  }
  const statistics = kind === 'statistics' ? { statistics: understandStatistics(layout, sheet, catalogue) } : {}
  const held = kind === 'roster' ? { held: heldColumns(layout, sheet) } : {}
  return { name: sheet.name, state: sheet.state, layout, columns: mapColumns(layout, sheet, catalogue, learned), ...held, ...statistics }
}

/** Columns of rosters and cards whose element the clerk changed. */
export function lessonsOf(before: ReportPlan, after: ReportPlan): { heading: string; element: string | null }[] {
  const lessons = new Map<string, string | null>()
  for (const sheet of after.sheets) {
    const known = before.sheets.find((one) => one.sheet === sheet.sheet)
    if (!known || sheet.layout === 'statistics') continue
    for (const { path, column, cell, element } of sheet.columns) {
      const earlier = known.columns.find((one) => one.column === column && one.cell === cell)
      if (earlier && earlier.element !== element && path.length > 0) lessons.set(pathKey(path), element)
    }
  }
  return [...lessons].map(([heading, element]) => ({ heading, element }))
}
