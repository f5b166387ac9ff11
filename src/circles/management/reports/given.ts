/** Rosters that come with people in them: each row is recognised by its identifier, or by a name only one person of the area bears, and its empty cells are filled. */

import { Problem } from '#base/problem.ts'
import { parseIdNumber } from '#base/values/id-number.ts'
import { normaliseName } from '#base/values/normalise.ts'
import { isRefused } from '#base/values/parsed.ts'
import { findHolders } from '#ground/facts/queries.ts'
import type { Sheet } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Ctx, Tx } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { SheetPlan } from './contract.ts'
import type { Prepared } from './prepare.ts'
import { findByName } from './roster-query.ts'

export type GivenRow = { row: number; subject: string | null; filled: Set<number> }

/**
 * The sheet of a plan with its rows recognised; subtotals, notes and repeated headers are no rows. `source` is the file to read where the
 * request's own has been converted.
 */
export async function readGivenRows(
  ctx: Ctx,
  { request, range, context }: Prepared,
  plan: SheetPlan,
  source?: string,
): Promise<{ sheet: Sheet; rows: GivenRow[] }> {
  const path = source ?? (await getFile(ctx, request.file_id)).path
  const sheet = (await readWorkbook(path, { name: source ?? request.file_name })).sheets.find((one) => one.name === plan.sheet)
  if (!sheet) throw new Problem('thing.unknown')
  const understood = request.sheets.sheets.find((one) => one.name === plan.sheet)
  const skipped = new Set(understood?.layout.skippedRows.map(({ row }) => row))
  const own = { ...sheet, rows: sheet.rows.filter(({ row }) => !skipped.has(row)) }
  return { sheet, rows: await recogniseRows(ctx.sql, ctx.street, range, context.keys, own, plan, ctx.today) }
}

async function recogniseRows(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  keys: StreetKeys,
  sheet: Sheet,
  plan: SheetPlan,
  today: string,
): Promise<GivenRow[]> {
  const columnOf = (element: string) => plan.columns.find((column) => column.element === element)?.column
  const [idColumn, nameColumn] = [columnOf(`${plan.population.kind}.id-number`), columnOf(`${plan.population.kind}.name`)]
  const [first, last] = plan.dataRows
  const rows = sheet.rows.filter((row) => row.row >= first! && row.row <= last! && [...row.cells.values()].some((cell) => cell.text !== ''))
  const read = rows.map((row) => {
    const idCell = idColumn ? row.cells.get(idColumn) : undefined
    const id = idCell
      ? parseIdNumber(idCell.number === undefined ? { text: idCell.text } : { text: idCell.text, number: idCell.number }, today)
      : undefined
    const name = nameColumn ? normaliseName(row.cells.get(nameColumn)?.text ?? '') : ''
    const token = id && !isRefused(id) ? keys.token('id-number', id.value.number) : undefined
    const filled = new Set([...row.cells].flatMap(([column, cell]) => (cell.text === '' ? [] : [column])))
    return { row: row.row, token, name, filled }
  })
  const holders = new Map(
    (
      await findHolders(
        sql,
        street,
        read.flatMap(({ token }) => (token ? [token] : [])),
      )
    ).map((holder) => [holder.token, holder.subject_id]),
  )
  const named = await findByName(sql, street, range, plan.population.kind, [
    ...new Set(read.filter(({ token, name }) => !(token && holders.has(token)) && name).map(({ name }) => name)),
  ])
  return read.map(({ row, token, name, filled }) => ({ row, filled, subject: (token && holders.get(token)) || named.get(name) || null }))
}
