/** Rows of many returned rosters as the rows of one: in the order of streets, numbered on, at constant memory. */
import type { Answer, RosterRows } from '#ground/workbooks/edit/answers.ts'
import type { SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import type { SheetPlan, Span } from '../../contract.ts'

/** One returned workbook; `count` is told of every batch of rows. */
export type Returned = { path: string; spans: readonly Span[] }

const BATCH = 1000

export function appendRosters(plan: SheetPlan, returned: readonly Returned[], count: (rows: number) => void): SheetEdit {
  const columns = plan.columns.flatMap(({ column, element, local }) =>
    column !== undefined && (element || (local && local !== 'leave')) ? [{ column, numbers: local === 'number' }] : [],
  )
  const [firstRow, lastRow] = plan.dataRows as [number, number]
  return {
    sheet: plan.sheet,
    roster: { columns: columns.map(({ column }) => column), firstRow, lastRow, rows: appended(plan, columns, returned, count) },
  }
}

type Place = { column: number; numbers: boolean }

async function* appended(
  plan: SheetPlan,
  columns: readonly Place[],
  returned: readonly Returned[],
  count: (rows: number) => void,
): AsyncGenerator<RosterRows[]> {
  const [firstRow, lastRow] = plan.dataRows as [number, number]
  let number = 0
  for (const { path, spans } of returned) {
    const span = spans.find(({ sheet }) => sheet === plan.sheet)
    if (!span || span.lastRow < span.firstRow) continue
    for await (const rows of streamRows(path, { sheet: plan.sheet, firstRow: span.firstRow, lastRow: span.lastRow, batch: BATCH })) {
      yield rows.map((row) => {
        number += 1
        return columns.map(({ column, numbers }) => (numbers ? number : answerOf(row, column)))
      })
      count(rows.length)
    }
  }
  // Lines nobody needs stay as they came.
  if (firstRow + number <= lastRow) yield [lastRow + 1 - firstRow - number]
}

/** What stands in a cell, as it is written again: formulas of the asker's layout write themselves. */
export function answerOf({ cells }: Row, column: number): Answer {
  const cell = cells.get(column)
  if (!cell || cell.formula || cell.kind === 'error') return null
  if (cell.kind === 'number') return cell.number ?? cell.text
  return cell.kind === 'date' ? { date: cell.text } : cell.text
}
