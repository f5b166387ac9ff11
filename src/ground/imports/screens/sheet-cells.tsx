/** The first rows of a sheet as they stand in the file, with what was taken for header and data. */

import { columnLetters } from '#ground/workbooks/read/address.ts'
import { call } from '#kit/api.ts'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { previewSheet } from '../contract.ts'
import type { SheetPlan } from '../shapes.ts'

const rowsShown = 20
const columnsShown = 40

export function SheetCells({ id, sheet }: { id: string; sheet: SheetPlan }) {
  const text = useText()
  const read = useRead(
    `${id} ${sheet.sheet}`,
    (signal) => call(previewSheet, { id, sheet: sheet.sheet, from: 1, count: rowsShown }, { signal }),
    'once',
  )
  const rows = read.reply?.data.rows
  if (read.refusal && !rows) return <ProblemNote refusal={read.refusal} />
  if (!rows) return <Loading lines={8} />
  const last = Math.min(columnsShown, sheet.lastColumn)
  const columns = Array.from({ length: last }, (_, at) => at + 1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-frame sheet-cells" tabIndex={0} aria-label={text.say('sheet.cells', { name: sheet.name })}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.say('sheet.row-number')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {columnLetters(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => {
            const texts = new Map(cells.map((cell) => [cell.column, cell.text]))
            return (
              <tr key={row} data-part={partOf(sheet, row)}>
                <th scope="row" class="digits">
                  {row}
                  {partOf(sheet, row) === 'header' && <span class="small"> {text.say('sheet.is-header')}</span>}
                </th>
                {columns.map((column) => (
                  <td key={column}>{texts.get(column) ?? ''}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function partOf({ headerRows, dataRows, skippedRows }: SheetPlan, row: number): 'header' | 'data' | 'skipped' | undefined {
  if (row >= headerRows[0] && row <= headerRows[1]) return 'header'
  if (skippedRows.some((skipped) => skipped.row === row)) return 'skipped'
  return row >= dataRows[0] && row <= dataRows[1] ? 'data' : undefined
}
