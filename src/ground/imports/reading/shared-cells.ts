/** Cells that may answer either of two elements: an identity number or that of another document, a day of birth or its month alone. */
import { isRefused } from '#base/values/parsed.ts'
import type { Cell } from '#ground/workbooks/contract.ts'
import type { Birth, CompiledSheet, Documents, FactColumn } from './compile.ts'
import type { Cells } from './people-of-cell.ts'

/** Documents that bear the citizen's identity number as their own. */
export const bearsIdNumber: ReadonlySet<unknown> = new Set(['id-card', 'register'])

/** Of elements that share a cell, those it does not speak of. */
export function elementsNotMeant({ documents, birth }: CompiledSheet, cells: Cells): readonly (string | undefined)[] {
  return [numberNotMeant(documents, cells), birthNotMeant(birth, cells)]
}

function numberNotMeant({ kind, idNumber, other }: Documents, cells: Cells): string | undefined {
  if (!idNumber || !other || idNumber.column !== other.column) return undefined
  const cell = cells.get(idNumber.column)
  if (!cell) return undefined
  const kindCell = kind && cells.get(kind.column)
  const said = kind && kindCell ? kind.read(kindCell) : undefined
  const named = said && !isRefused(said) ? said.value : undefined
  const isIdNumber = typeof named === 'string' && named !== 'other' ? bearsIdNumber.has(named) : looksLikeIdNumber(cell)
  return isIdNumber ? other.element.id : idNumber.element.id
}

/** Under 出生年月 a spreadsheet keeps a month that was typed as its first day: only a later day is one that was meant. */
function birthNotMeant({ day, month, asked }: Birth, cells: Cells): string | undefined {
  if (!day || !month || day.column !== month.column) return undefined
  const cell = cells.get(day.column)
  if (!cell) return undefined
  const read = day.read(cell)
  if (isRefused(read)) return asked === month && read.refused !== 'day.month-only' ? day.element.id : dayOrMonth(month, day, cell)
  const typed = asked === month && cell.kind !== 'text' && String(read.value).endsWith('-01')
  return typed ? day.element.id : month.element.id
}

function dayOrMonth(month: FactColumn, day: FactColumn, cell: Cell): string {
  return isRefused(month.read(cell)) ? month.element.id : day.element.id
}

/** Long runs of digits, also cut short or spoilt by the spreadsheet: what is wrong with them is said by who reads identity numbers. */
function looksLikeIdNumber({ kind, text }: Cell): boolean {
  const plain = text.normalize('NFKC').replace(/\s/gu, '')
  return kind === 'number' || /^\d{13,}[\dXx*]*$/u.test(plain) || /^\d(?:\.\d+)?E\+\d+$/iu.test(plain)
}
