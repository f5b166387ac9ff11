import { Problem } from '#base/problem.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import { columnLetters, columnNumber, findRange, maxColumn, maxRow, rangeReference, sheetSize } from '#ground/workbooks/read/address.ts'

/**
 * What happens to references when a roster grows. Rows `firstRow`…`lastRow` hold the subjects; `by` rows are added behind `lastRow` as
 * copies of it. To every formula and range outside it must look as if the new rows had been inside the roster from the beginning.
 */
export type Growth = { firstRow: number; lastRow: number; by: number }

/** Growths by sheet name in lower case, as sheet names are compared without case. */
export type Growths = ReadonlyMap<string, Growth>

/** Where a row of the sheet as read stands after growth. Rows beyond the end of a sheet: workbook.too-large. */
export function movedRow(row: number, { lastRow, by }: Growth): number {
  if (row <= lastRow) return row
  if (row + by > maxRow) throw new Problem('workbook.too-large', { why: 'rows', most: sheetSize })
  return row + by
}

/** Where the last row of a range stands. A range down to the end of the sheet, as validations of whole columns are, still ends there. */
function movedEnd(row: number, growth: Growth): number {
  return row === maxRow ? row : movedRow(row, growth)
}

/** A range that holds the last row of the roster grows with it; one below moves; one above stays. */
export function grownRange([top, left, bottom, right]: Range, growth: Growth): Range {
  const grows = top <= growth.lastRow && bottom === growth.lastRow
  return [
    movedRow(top, growth),
    left,
    grows ? bottom + growth.by : top === bottom ? movedRow(bottom, growth) : movedEnd(bottom, growth),
    right,
  ]
}

/** A list of ranges as attributes hold it: `A5:F24 H5`. What is no range stays. */
export function grownRanges(references: string, growth: Growth): string {
  return references.replace(/[^\s]+/g, (reference) => {
    const range = findRange(reference)
    return range ? rangeReference(grownRange(range, growth)) : reference
  })
}

/** A single cell (where a cursor stands, what a comment or link belongs to) moves but never grows. */
export function movedCell(reference: string, growth: Growth): string {
  const range = findRange(reference)
  if (!range) return reference
  if (range[0] !== range[2]) return rangeReference(grownRange(range, growth))
  return rangeReference([movedRow(range[0], growth), range[1], movedRow(range[2], growth), range[3]])
}

/** One end of a reference. `row` 0: a reference to whole columns; `column` 0: to whole rows. */
type Corner = { column: number; columnFixed: boolean; row: number; rowFixed: boolean }
export type Reference = { sheet: string | undefined; first: Corner; last: Corner | undefined }

const name = String.raw`[\p{L}_\\][\p{L}\p{N}_.\\?]*`
const sheet = String.raw`(?:'(?<quoted>(?:[^']|'')*)'|(?<bare>(?:\[\d+\])?${name}(?::${name})?))!`
const corner = (mark: string) => String.raw`(?<a${mark}>\$?)(?<c${mark}>[A-Za-z]{1,3})(?<b${mark}>\$?)(?<r${mark}>[1-9]\d{0,6})`
const columns = String.raw`(?<a3>\$?)(?<c3>[A-Za-z]{1,3}):(?<a4>\$?)(?<c4>[A-Za-z]{1,3})`
const rows = String.raw`(?<b5>\$?)(?<r5>[1-9]\d{0,6}):(?<b6>\$?)(?<r6>[1-9]\d{0,6})`
const reference = String.raw`(?:${sheet})?(?:${corner('1')}(?::${corner('2')})?|${columns}|${rows})(?![\p{L}\p{N}_.(!\\])`
const bracketed = String.raw`\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*\]`
/** Texts, references, names of tables' columns, quoted names, names and functions, numbers; then any single character. */
const token = new RegExp(
  String.raw`"(?:[^"]|"")*"|(?<reference>${reference})|${bracketed}|'(?:[^']|'')*'|${name}|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|[\s\S]`,
  'gu',
)

/** Rewrites the references of a formula; everything else stays to the character. `change` returns undefined to leave one as it is. */
export function rewriteReferences(formula: string, change: (reference: Reference) => Reference | undefined): string {
  return formula.replace(token, (whole, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    if (groups.reference === undefined) return whole
    const found = toReference(groups)
    const changed = found && change(found)
    return changed ? sheetPrefix(whole) + referenceText(changed) : whole
  })
}

function toReference(groups: Record<string, string | undefined>): Reference | undefined {
  const at = (
    letters: string | undefined,
    letterMark: string | undefined,
    digits: string | undefined,
    digitMark: string | undefined,
  ): Corner => ({
    column: letters === undefined ? 0 : columnNumber(letters),
    columnFixed: letterMark === '$',
    row: digits === undefined ? 0 : Number(digits),
    rowFixed: digitMark === '$',
  })
  let ends: [Corner, Corner | undefined]
  if (groups.c1 !== undefined) {
    ends = [
      at(groups.c1, groups.a1, groups.r1, groups.b1),
      groups.c2 === undefined ? undefined : at(groups.c2, groups.a2, groups.r2, groups.b2),
    ]
  } else if (groups.c3 !== undefined) ends = [at(groups.c3, groups.a3, undefined, ''), at(groups.c4, groups.a4, undefined, '')]
  else ends = [at(undefined, '', groups.r5, groups.b5), at(undefined, '', groups.r6, groups.b6)]
  if (ends.some((end) => end && (end.column > maxColumn || end.row > maxRow))) return undefined
  return { sheet: groups.quoted?.replaceAll("''", "'") ?? groups.bare, first: ends[0], last: ends[1] }
}

function sheetPrefix(whole: string): string {
  return whole.slice(0, whole.lastIndexOf('!') + 1)
}

function referenceText({ first, last }: Reference): string {
  return last ? `${cornerText(first)}:${cornerText(last)}` : cornerText(first)
}

function cornerText({ column, columnFixed, row, rowFixed }: Corner): string {
  const letters = column === 0 ? '' : (columnFixed ? '$' : '') + columnLetters(column)
  return row === 0 ? letters : `${letters}${rowFixed ? '$' : ''}${row}`
}

/** Where a formula stands: its sheet, and its row when it is a cell of that sheet. */
export type Place = { sheet: string; row?: number }

/** A formula as it must read after growth, standing where it stood (its own row may move too). */
export function grownFormula(formula: string, growths: Growths, place: Place): string {
  return rewriteReferences(formula, (found) => {
    const growth = growths.get((found.sheet ?? place.sheet).toLowerCase())
    if (!growth || growth.by === 0 || found.first.row === 0) return undefined
    const home = (found.sheet ?? place.sheet).toLowerCase() === place.sheet.toLowerCase()
    return grownReference(found, growth, home ? place.row : undefined)
  })
}

/**
 * A range of the roster grows by its new rows. Not so a range that a row of the roster itself uses for its own row, as
 * `SUM(C24:F24)` or the running `SUM(F$5:F24)` in row 24.
 */
function grownReference({ sheet, first, last }: Reference, growth: Growth, ownRow: number | undefined): Reference {
  const moved = (end: Corner): Corner => ({ ...end, row: movedRow(end.row, growth) })
  if (!last) return { sheet, first: moved(first), last }
  const ownEnd = ownRow === growth.lastRow && last.row === ownRow && !last.rowFixed
  const grows = !ownEnd && first.row <= growth.lastRow && last.row === growth.lastRow
  return { sheet, first: moved(first), last: { ...last, row: grows ? last.row + growth.by : movedEnd(last.row, growth) } }
}

/**
 * The formula of the roster's last row, copied `copy` rows down. References to rows of the roster (and to the row just above it, for
 * running numbers) move with the copy; references elsewhere keep meaning the same cell.
 */
export function copiedFormula(formula: string, growths: Growths, place: Place, copy: number): string {
  const own = growths.get(place.sheet.toLowerCase())
  return rewriteReferences(formula, (found) => {
    const growth = growths.get((found.sheet ?? place.sheet).toLowerCase())
    if (!growth || found.first.row === 0) return undefined
    const grown = grownReference(found, growth, growth === own ? growth.lastRow : undefined)
    if (growth !== own) return grown
    const follows = (end: Corner) => !end.rowFixed && end.row >= growth.firstRow - 1 && end.row <= growth.lastRow
    const copied = (before: Corner, after: Corner): Corner => (follows(before) ? { ...before, row: before.row + copy } : after)
    return { ...grown, first: copied(found.first, grown.first), last: found.last && copied(found.last, grown.last!) }
  })
}

/** A member of a shared formula, from its master's text: relative references move by the distance (ECMA-376-1 §18.3.1.40). */
export function sharedFormula(master: string, rowsDown: number, columnsRight: number): string {
  if (rowsDown === 0 && columnsRight === 0) return master
  const wrap = (value: number, by: number, limit: number) => ((((value - 1 + by) % limit) + limit) % limit) + 1
  const moved = (end: Corner): Corner => ({
    ...end,
    column: end.column === 0 || end.columnFixed ? end.column : wrap(end.column, columnsRight, maxColumn),
    row: end.row === 0 || end.rowFixed ? end.row : wrap(end.row, rowsDown, maxRow),
  })
  return rewriteReferences(master, (found) => ({ ...found, first: moved(found.first), last: found.last && moved(found.last) }))
}
