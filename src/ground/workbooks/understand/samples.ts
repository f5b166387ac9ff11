import type { Cell, Sheet, SheetLayout } from '../contract.ts'

/** What the cells under a heading hold: shares of the filled cells that look like one thing or another. */
export type Profile = {
  filled: number
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
const empty: Profile = {
  filled: 0,
  texts: [],
  idNumbers: 0,
  phones: 0,
  dates: 0,
  numbers: 0,
  answers: 0,
  names: 0,
  addresses: 0,
  codes18: 0,
  sequence: false,
}
export const noSamples: Profile = empty

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
  const profile: Profile = { ...empty, texts: [], filled: cells.length, sequence: cells.length >= 2 }
  const distinct = new Set<string>()
  let before = Number.NaN
  for (const cell of cells) {
    const text = cell.text.normalize('NFKC').replace(/\s+/g, '')
    distinct.add(text)
    if (/\d/.test(text)) countDigits(profile, text, cell)
    else countWords(profile, text, cell)
    if (!Number.isNaN(before) && Number(text) !== before + 1) profile.sequence = false
    before = Number(text)
    if (Number.isNaN(before)) profile.sequence = false
  }
  for (const kind of shares) if (cells.length > 0) profile[kind] /= cells.length
  profile.texts = [...distinct].slice(0, 60)
  return profile
}

const shares = ['idNumbers', 'phones', 'dates', 'numbers', 'answers', 'names', 'addresses', 'codes18'] as const

function countWords(profile: Profile, text: string, cell: Cell): void {
  if (cell.kind === 'date') profile.dates++
  if (/^(是|否|有|无|√|✓|✔|×|✗|y|n|yes|no|已.{1,3}|未.{1,3}|不.{1,2})$/iu.test(text)) profile.answers++
  if (/^\p{Script=Han}{2,4}$|^\p{Script=Han}+·\p{Script=Han}+$/u.test(text)) profile.names++
  if (text.length >= 4 && addressWord.test(text)) profile.addresses++
}

function countDigits(profile: Profile, text: string, cell: Cell): void {
  if (text === '1' || text === '0') profile.answers++
  if (text.length >= 10 && looksLikeId(text)) profile.idNumbers++
  if (text.length === 18 && /^[0-9A-HJ-NPQRTUWXY]{18}$/i.test(text)) profile.codes18++
  if (text.length >= 7 && looksLikePhone(text)) profile.phones++
  if (cell.kind === 'date' || looksLikeDate(text, cell)) profile.dates++
  const number = text.length < 15 && /^[-+]?[\d,]+(\.\d+)?%?$/.test(text)
  if (number) profile.numbers++
  else if (text.length >= 4 && addressWord.test(text)) profile.addresses++
}

const addressWord = /(号|室|栋|幢|单元|路|街|巷|弄|村|组|社区|小区|镇|乡|区|县|市|省)/u

/** Citizen numbers, also those that lost their last digits or were masked on the way. */
function looksLikeId(text: string): boolean {
  return /^\d{17}[\dXx]$|^\d{15}$|^\d\.\d{4,}e\+1[4-7]$|^\d{6}[\d*]{8,11}[\dXx*]$/i.test(text)
}

function looksLikePhone(text: string): boolean {
  return /1[3-9]\d{9}(?!\d)|^0\d{2,3}-?\d{7,8}$|^[2-8]\d{6,7}$/.test(text) && !/^\d{15,}/.test(text)
}

function looksLikeDate(text: string, cell: Cell): boolean {
  if (/^(\d{4}|\d{2})[-./年]\d{1,2}([-./月](\d{1,2}日?)?)?$|^(19|20)\d{2}(0[1-9]|1[0-2])([0-3]\d)?$|^(19|20)\d{2}年?$/.test(text))
    return true
  return cell.kind === 'number' && cell.number !== undefined && Number.isInteger(cell.number) && cell.number > 7000 && cell.number < 60000
}
