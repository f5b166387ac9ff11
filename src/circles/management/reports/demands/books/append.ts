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
  const parts = returned.flatMap(({ path, spans }) => {
    const span = spans.find(({ sheet }) => sheet === plan.sheet)
    return span && span.lastRow >= span.firstRow ? [{ path, ...span }] : []
  })
  const listed = parts.reduce((sum, part) => sum + part.lastRow - part.firstRow + 1, 0)
  // Lines nobody needs stay as they came.
  const left = Math.max(0, lastRow + 1 - firstRow - listed)
  return {
    sheet: plan.sheet,
    roster: {
      columns: columns.map(({ column }) => column),
      firstRow,
      lastRow,
      count: listed + left,
      rows: appended(columns, parts, left, count),
    },
  }
}

type Place = { column: number; numbers: boolean }

async function* appended(
  columns: readonly Place[],
  parts: readonly ({ path: string } & Span)[],
  left: number,
  count: (rows: number) => void,
): AsyncGenerator<RosterRows[]> {
  const nothing: Answer[] = columns.map(() => null)
  let number = 0
  for (const { path, sheet, firstRow, lastRow } of parts) {
    let next = firstRow
    for await (const rows of streamRows(path, { sheet, firstRow, lastRow, batch: BATCH })) {
      const answers: RosterRows[] = []
      for (const row of rows) {
        // A line in which nothing is seen has its place, and no number.
        for (; next < row.row; next += 1) answers.push(nothing)
        number += 1
        answers.push(columns.map(({ column, numbers }) => (numbers ? number : answerOf(row, column))))
        next += 1
      }
      yield answers
      count(rows.length)
    }
    if (next <= lastRow) yield Array.from({ length: lastRow + 1 - next }, () => nothing)
  }
  if (left > 0) yield [left]
}

/** What stands in a cell, as it is written again: formulas of the asker's layout write themselves. */
export function answerOf({ cells }: Row, column: number): Answer {
  const cell = cells.get(column)
  if (!cell || cell.formula || cell.kind === 'error') return null
  if (cell.kind === 'number') return cell.number ?? cell.text
  return cell.kind === 'date' ? { date: cell.text } : cell.text
}
