/** Which of the two numbers a cell holds: the citizen's identity number, or that of a passport, permit or other document. */
import { isRefused } from '#base/values/parsed.ts'
import type { Cell } from '#ground/workbooks/contract.ts'
import type { CompiledSheet } from './compile.ts'
import type { Cells } from './people-of-cell.ts'

/** Documents that bear the citizen's identity number as their own. */
const bearsIdNumber = new Set(['id-card', 'register'])

/** The element the shared cell does not speak of; nothing when each number has a column of its own. */
export function elementNotMeant({ documents }: CompiledSheet, cells: Cells): string | undefined {
  const { kind, idNumber, other } = documents
  if (!idNumber || !other || idNumber.column !== other.column) return undefined
  const cell = cells.get(idNumber.column)
  if (!cell) return undefined
  const kindCell = kind && cells.get(kind.column)
  const said = kind && kindCell ? kind.read(kindCell) : undefined
  const named = said && !isRefused(said) ? said.value : undefined
  const isIdNumber = typeof named === 'string' && named !== 'other' ? bearsIdNumber.has(named) : looksLikeIdNumber(cell)
  return isIdNumber ? other.element.id : idNumber.element.id
}

/** Long runs of digits, also cut short or spoilt by the spreadsheet: what is wrong with them is said by who reads identity numbers. */
function looksLikeIdNumber({ kind, text }: Cell): boolean {
  const plain = text.normalize('NFKC').replace(/\s/gu, '')
  return kind === 'number' || /^\d{13,}[\dXx*]*$/u.test(plain) || /^\d(?:\.\d+)?E\+\d+$/iu.test(plain)
}
