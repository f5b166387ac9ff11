/** What changed in a street's returned roster since the period before: rows by what identifies them, at the memory of one street's rows. */
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import type { SheetPlan } from '../../contract.ts'
import { identifies } from '../../rules.ts'
import type { Returned } from './append.ts'

export type Change = {
  how: 'new' | 'changed' | 'gone'
  /** As it stands now; of what is gone as it stood. In the order of the sheet's columns. */
  cells: string[]
  /** Of a changed row: which of its cells, and what stood there. */
  before: Map<number, string>
}

/** Columns that are compared: those the house fills, but for the running number. */
export function comparedColumns(plan: SheetPlan): { column: number; path: string[]; key: boolean }[] {
  const filled = plan.columns.filter(({ column, element }) => column !== undefined && element !== null)
  const number = filled.filter(({ element }) => element === `${plan.population.kind}.id-number`)
  // An identity number says all; without one a row is known by its name and whatever else says where or when: two that share it are told apart in order.
  const keys = number.length > 0 ? number : filled.filter(({ element }) => identifies(element, plan.population.kind) || tellsApart(element))
  return filled.map((one) => ({ column: one.column!, path: one.path, key: keys.includes(one) }))
}

function tellsApart(element: string | null): boolean {
  return element !== null && /\.(birth-date|address|residence-address|residence-room|credit-code|code)$/.test(element)
}

export async function* compareRosters(
  plan: SheetPlan,
  now: Returned,
  before: Returned,
  columns = comparedColumns(plan),
): AsyncGenerator<Change> {
  const earlier = new Map<string, string[][]>()
  for await (const row of rowsOf(plan, before)) {
    const cells = textsOf(row, columns)
    const key = keyOf(cells, columns)
    const known = earlier.get(key)
    if (known) known.push(cells)
    else earlier.set(key, [cells])
  }
  for await (const row of rowsOf(plan, now)) {
    const cells = textsOf(row, columns)
    const key = keyOf(cells, columns)
    const known = earlier.get(key)
    const was = known?.shift()
    if (known?.length === 0) earlier.delete(key)
    if (!was) {
      yield { how: 'new', cells, before: new Map() }
      continue
    }
    const changed = new Map(was.flatMap((text, at) => (text === cells[at] ? [] : [[at, text] as const])))
    if (changed.size > 0) yield { how: 'changed', cells, before: changed }
  }
  for (const left of earlier.values()) for (const cells of left) yield { how: 'gone', cells, before: new Map() }
}

async function* rowsOf(plan: SheetPlan, { path, spans }: Returned): AsyncGenerator<Row> {
  const span = spans.find(({ sheet }) => sheet === plan.sheet)
  if (!span || span.lastRow < span.firstRow) return
  for await (const rows of streamRows(path, { sheet: plan.sheet, firstRow: span.firstRow, lastRow: span.lastRow })) yield* rows
}

function textsOf({ cells }: Row, columns: readonly { column: number }[]): string[] {
  return columns.map(({ column }) => cells.get(column)?.text ?? '')
}

function keyOf(cells: readonly string[], columns: readonly { key: boolean }[]): string {
  const named = cells.filter((_, at) => columns[at]?.key)
  // Nothing identifies the row: it is what it says.
  return (named.some((text) => text !== '') ? named : cells).join('\u001f')
}
