import { isIdNumber } from '#base/values/id-number.ts'
import type { Cell, Sheet, SheetLayout } from '../contract.ts'

/** What the cells under a heading hold: shares of the filled cells that look like one thing or another. */
export type Profile = {
  filled: number
  distinct: number
  /** Distinct texts, at most some dozens. */
  texts: string[]
  idNumbers: number
  phones: number
  dates: number
  numbers: number
  answers: number
  names: number
  addresses: number
  codes18: number
  sequence: boolean
}

const most = 200
export const noSamples: Profile = profileOf([])

/** Samples of every column of a table, up to 200 filled cells each. */
export function sampleColumns(sheet: Sheet, layout: SheetLayout): Map<number, Profile> {
  const cells = new Map<number, Cell[]>(layout.columns.map((column) => [column.column, []]))
  const skipped = new Set(layout.skippedRows.map((row) => row.row))
  let open = cells.size
  for (const line of sheet.rows) {
    if (line.row < layout.dataRows[0] || skipped.has(line.row)) continue
    if (line.row > layout.dataRows[1] || open === 0) break
    for (const [column, cell] of line.cells) {
      const list = cells.get(column)
      if (!list || list.length >= most || cell.text.trim() === '') continue
      list.push(cell)
      if (list.length === most) open--
    }
  }
  return new Map([...cells].map(([column, list]) => [column, profileOf(list)]))
}

export function profileOf(cells: Cell[]): Profile {
  const texts = cells.map((cell) => cell.text.normalize('NFKC').replace(/\s+/g, ''))
  const share = (test: (text: string, cell: Cell) => boolean) =>
    texts.length === 0 ? 0 : texts.filter((text, at) => test(text, cells[at] as Cell)).length / texts.length
  const distinct = [...new Set(texts)]
  return {
    filled: texts.length,
    distinct: distinct.length,
    texts: distinct.slice(0, 60),
    idNumbers: share(looksLikeId),
    phones: share(looksLikePhone),
    dates: share((text, cell) => cell.kind === 'date' || looksLikeDate(text, cell)),
    numbers: share((text) => /^[-+]?[\d,]+(\.\d+)?%?$/.test(text) && text.length < 15),
    answers: share((text) => /^(是|否|有|无|√|✓|✔|×|✗|1|0|y|n|yes|no|已.{1,3}|未.{1,3}|不.{1,2})$/iu.test(text)),
    names: share((text) => /^\p{Script=Han}{2,4}$|^\p{Script=Han}+·\p{Script=Han}+$/u.test(text)),
    addresses: share(
      (text) =>
        text.length >= 4 && /(号|室|栋|幢|单元|路|街|巷|弄|村|组|社区|小区|镇|乡|区|县|市|省)/u.test(text) && !/^[\d.,-]+$/.test(text),
    ),
    codes18: share((text) => /^[0-9A-HJ-NPQRTUWXY]{18}$/i.test(text)),
    sequence: texts.length >= 2 && texts.every((text, at) => at === 0 || Number(text) === Number(texts[at - 1]) + 1),
  }
}

function looksLikeId(text: string): boolean {
  return (
    isIdNumber(text.toUpperCase()) ||
    /^\d{17}[\dXx]$/.test(text) ||
    /^\d{15}$/.test(text) ||
    /^\d\.\d{4,}e\+1[4-7]$/i.test(text) ||
    /^\d{6}[\d*]{8,11}[\dXx*]$/.test(text)
  )
}

function looksLikePhone(text: string): boolean {
  return /^(\+?86)?1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$|^[2-8]\d{6,7}$/.test(text) || /1[3-9]\d{9}/.test(text)
}

function looksLikeDate(text: string, cell: Cell): boolean {
  if (/^(\d{4}|\d{2})[-./年]\d{1,2}([-./月](\d{1,2}日?)?)?$|^(19|20)\d{2}(0[1-9]|1[0-2])([0-3]\d)?$|^(19|20)\d{2}年?$/.test(text))
    return true
  return cell.kind === 'number' && cell.number !== undefined && Number.isInteger(cell.number) && cell.number > 7000 && cell.number < 60000
}
