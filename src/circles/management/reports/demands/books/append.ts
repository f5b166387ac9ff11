/** Rows of many returned rosters as the rows of one: in the order of streets, numbered on, at constant memory. */
import type { Answer, RosterRows } from '#ground/workbooks/edit/answers.ts'
import type { SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import type { SheetPlan, Span } from '../../contract.ts'

/** One returned workbook; `only`: of it the rows of one community. */
export type Returned = { path: string; spans: readonly Span[]; only?: number }

const BATCH = 1000

/** `count` is told of every batch of rows. */
export function appendRosters(plan: SheetPlan, returned: readonly Returned[], count: (rows: number) => void): SheetEdit {
  const columns = plan.columns.flatMap(({ column, element, local }) =>
    column !== undefined && (element || (local && local !== 'leave')) ? [{ column, numbers: local === 'number' }] : [],
  )
  const [firstRow, lastRow] = plan.dataRows as [number, number]
  const parts = returned.flatMap(({ path, spans, only }) => {
    const span = spans.find(({ sheet }) => sheet === plan.sheet)
    return span && span.lastRow >= span.firstRow ? [{ path, span, ...rowsIn(span, only) }] : []
  })
  const listed = parts.reduce((sum, { rows }) => sum + rows, 0)
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
type Part = { path: string; span: Span; rows: number; takes: (row: number) => boolean }

/** How many rows of a span are meant, and which; all of them, or those of one community. Rows are asked in their order. */
export function rowsIn({ firstRow, lastRow, communities = [] }: Span, only: number | undefined): Pick<Part, 'rows' | 'takes'> {
  if (only === undefined) return { rows: lastRow - firstRow + 1, takes: () => true }
  let row = firstRow
  const runs = communities.flatMap(([community, rows]) => {
    const first = row
    row += rows
    return community === only ? [{ first, last: row - 1 }] : []
  })
  let at = 0
  return {
    rows: runs.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    takes: (asked) => {
      while (at < runs.length && runs[at]!.last < asked) at += 1
      return at < runs.length && runs[at]!.first <= asked
    },
  }
}

async function* appended(
  columns: readonly Place[],
  parts: readonly Part[],
  left: number,
  count: (rows: number) => void,
): AsyncGenerator<RosterRows[]> {
  const nothing: Answer[] = columns.map(() => null)
  let number = 0
  for (const { path, span, takes } of parts) {
    const { sheet, firstRow, lastRow } = span
    let next = firstRow
    for await (const rows of streamRows(path, { sheet, firstRow, lastRow, batch: BATCH })) {
      const answers: RosterRows[] = []
      for (const row of rows) {
        // A line in which nothing is seen has its place, and no number.
        for (; next < row.row; next += 1) if (takes(next)) answers.push(nothing)
        next += 1
        if (!takes(row.row)) continue
        number += 1
        answers.push(columns.map(({ column, numbers }) => (numbers ? number : answerOf(row, column))))
      }
      yield answers
      count(rows.length)
    }
    for (; next <= lastRow; next += 1) if (takes(next)) yield [nothing]
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
