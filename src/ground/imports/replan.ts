/** The clerk's corrections laid over a plan. */

import type { InputOf } from '#base/contract.ts'
import { nameOrHole, Problem } from '#base/problem.ts'
import type { Sheet, SheetLayout } from '#ground/workbooks/contract.ts'
import { pathKey } from '#ground/workbooks/understand/heading.ts'
import { isTooWide, tooWide, understandSheet } from '#ground/workbooks/understand/layout.ts'
import { mapColumns } from '#ground/workbooks/understand/map-columns.ts'
import type { planImport } from './contract.ts'
import { type DraftContext, draftSheet, judgeColumn, type KeptSheet, type Plan, withoutRepeats } from './plan.ts'
import type { UnderstandContext } from './understand.ts'

export type Corrections = InputOf<typeof planImport>
type SheetCorrection = NonNullable<Corrections['sheets']>[number]

/** Sheets whose header or data rows were set by hand: their columns must be read from the file again. */
export function sheetsToReread(plan: Plan, corrections: Corrections): number[] {
  return (corrections.sheets ?? []).flatMap(({ sheet, headerRows }) => {
    const known = plan.sheets.find((one) => one.sheet === sheet)
    return known && headerRows && !sameRows(known.headerRows, headerRows) ? [sheet] : []
  })
}

function sameRows(one: readonly number[], other: readonly number[]): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

/** @throws Problem thing.unknown for a sheet or column that is not there, element.unknown, input.invalid for rows out of order */
export function correctPlan(plan: Plan, corrections: Corrections, context: DraftContext): Plan {
  const sheets = plan.sheets.map((sheet) => {
    const correction = corrections.sheets?.find((one) => one.sheet === sheet.sheet)
    return correction ? correctSheet(sheet, correction, context) : sheet
  })
  for (const { sheet } of corrections.sheets ?? []) if (!plan.sheets.some((one) => one.sheet === sheet)) throw new Problem('thing.unknown')
  return {
    ...plan,
    sheets,
    ...(corrections.estate === undefined ? {} : { estate: corrections.estate?.trim() || null }),
    ...(corrections.newDoors === undefined ? {} : { newDoors: corrections.newDoors }),
    ...(corrections.asOf === undefined ? {} : { asOfFrom: 'clerk' as const }),
    ...(corrections.community === undefined ? {} : { communityFrom: 'clerk' as const }),
  }
}

function correctSheet(sheet: KeptSheet, correction: SheetCorrection, context: DraftContext): KeptSheet {
  const { use, subject = sheet.subject, relation = sheet.relation, headerRows = sheet.headerRows, dataRows = sheet.dataRows } = correction
  if (headerRows[0] > headerRows[1] || dataRows[0] > dataRows[1] || dataRows[1] > Math.max(sheet.lastRow, dataRows[0]))
    throw new Problem('input.invalid', { count: 1 }, [{ path: `/sheets/${sheet.sheet}`, say: 'import.plan.rows' }])
  const changes = new Map((correction.columns ?? []).map((column) => [column.column, column]))
  for (const column of changes.keys()) if (!sheet.columns.some((one) => one.column === column)) throw new Problem('thing.unknown')
  const columns = sheet.columns.map((column) => {
    const change = changes.get(column.column)
    if (change?.element && !context.catalogue.elements.has(change.element))
      throw new Problem('element.unknown', { element: nameOrHole(change.element) })
    const chosen = change && 'element' in change && change.element !== undefined
    const changed = {
      ...column,
      ...(chosen ? { element: change.element ?? null, by: 'clerk' as const, certain: true, confidence: 1 } : {}),
      ...(change?.basis === undefined ? {} : { basis: change.basis?.trim() || null }),
    }
    return judgeColumn(changed, subject, context)
  })
  return {
    ...sheet,
    subject,
    relation,
    headerRows,
    dataRows,
    ...(use === undefined ? {} : { use, why: { say: use ? 'import.sheet.chosen' : 'import.sheet.set-aside' } }),
    columns: withoutRepeats(columns),
  }
}

/** What the clerk confirmed or chose, for the street to learn. */
export function lessonsOf(plan: Plan, corrections: Corrections): { heading: string; element: string | null }[] {
  const lessons = new Map<string, string | null>()
  for (const { sheet, columns } of corrections.sheets ?? []) {
    const known = plan.sheets.find((one) => one.sheet === sheet)
    for (const { column, element } of columns ?? []) {
      const path = known?.columns.find((one) => one.column === column)?.path
      if (path && path.length > 0 && element !== undefined) lessons.set(pathKey(path), element)
    }
  }
  return [...lessons].map(([heading, element]) => ({ heading, element }))
}

/** A sheet understood anew under the header rows the clerk set. */
export function rereadSheet(sheet: Sheet, kept: KeptSheet, context: UnderstandContext): KeptSheet {
  const { headerRows, dataRows } = kept
  const found = understandSheet(sheet)
  const layout: SheetLayout = {
    ...found,
    layout: 'roster',
    headerRows,
    dataRows: [Math.max(dataRows[0], headerRows[1] + 1), Math.max(dataRows[1], headerRows[1] + 1)],
    skippedRows: found.skippedRows.filter(({ row }) => row > headerRows[1]),
    columns: columnsUnder(sheet, headerRows),
  }
  const drafted = draftSheet(sheet, kept.sheet, layout, mapColumns(layout, sheet, context.catalogue, context.learned), context)
  return { ...drafted, dataRows: layout.dataRows, use: true, why: { say: 'import.sheet.chosen' } }
}

/** Texts of the header cells from the top down; a merged cell heads every column it covers. @throws Problem workbook.too-large */
export function columnsUnder(sheet: Sheet, [top, bottom]: readonly [number, number]): { column: number; path: string[] }[] {
  const rows = new Map(sheet.rows.map(({ row, cells }) => [row, cells]))
  const textAt = (row: number, column: number) => {
    const merge = sheet.merges.find(([first, left, last, right]) => row >= first && row <= last && column >= left && column <= right)
    return (
      rows
        .get(merge?.[0] ?? row)
        ?.get(merge?.[1] ?? column)
        ?.text.trim() ?? ''
    )
  }
  const columns: { column: number; path: string[] }[] = []
  for (let column = 1; column <= sheet.lastColumn; column++) {
    const path: string[] = []
    for (let row = top; row <= bottom; row++) {
      const text = textAt(row, column)
      if (text !== '' && path.at(-1) !== text) path.push(text)
    }
    if (path.length > 0) columns.push({ column, path })
  }
  if (isTooWide({ columns })) throw tooWide()
  return columns
}
