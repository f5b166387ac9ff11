import type { Column } from '../contract.ts'
import type { Grid } from './grid.ts'
import {
  columnNumber,
  endsWithColon,
  hasBoxes,
  headingScore,
  headingWords,
  isNote,
  isSignature,
  isUnit,
  looksLikeData,
  looksLikeValue,
  titleScore,
} from './heading-words.ts'

/** The header of a table: its rows, the columns of the main table with their paths, and the columns of other segments beside it. */
export type Header = { top: number; bottom: number; left: number; right: number; columns: Column[]; beside: number[] }

type HeadingCell = { column: number; span: number; text: string; score: number; from: number }

const deepestHeader = 5
const rowsSearched = 60

/** The most header-like block of rows near the top of the sheet, or nothing when no row looks like a header. */
export function findHeader(grid: Grid, from = 1): Header | undefined {
  const best = bestRow(grid, from)
  if (best === undefined) return undefined
  let [top, bottom] = [best, best]
  while (bottom - top < deepestHeader && isLowerLevel(grid, top, bottom)) bottom++
  top = mergedTop(grid, top, bottom)
  while (top > from && bottom - top < deepestHeader && isUpperLevel(grid, top - 1, top, bottom)) top = mergedTop(grid, top - 1, bottom)
  return columnsOf(grid, top, bottom)
}

/** Cells of a row as a reader sees them: one for each merge, also for merges that began above. */
export function headingCells(grid: Grid, row: number): HeadingCell[] {
  const cells: HeadingCell[] = []
  for (let column = 1; column <= grid.lastColumn; column++) {
    const merge = grid.merge(row, column)
    if (merge && merge[1] !== column) continue
    const text = grid.shown(row, column)
    if (text !== '')
      cells.push({ column, span: merge ? merge[3] - column + 1 : 1, text, score: headingScore(text), from: merge ? merge[0] : row })
  }
  return cells
}

function bestRow(grid: Grid, from: number): number | undefined {
  let best: { row: number; score: number } | undefined
  for (let row = from; row <= Math.min(grid.lastRow, from + rowsSearched); row++) {
    const cells = headingCells(grid, row)
    if (cells.length < 2) continue
    const score = rowScore(cells.filter((cell) => !isTall(grid, row, cell))) * 0.99 ** (row - from)
    if (score > (best?.score ?? 0.9)) best = { row, score }
  }
  return best?.row
}

/** The name of a group merged over many lines is no heading. */
function isTall(grid: Grid, row: number, cell: HeadingCell): boolean {
  const merge = grid.merge(row, cell.column)
  return merge !== undefined && merge[2] - merge[0] > deepestHeader
}

/** Distinct headings count, groups a little less, data against. A line with colons is a line of remarks. */
function rowScore(cells: HeadingCell[]): number {
  const texts = new Set<string>()
  let score = 0
  for (const { text, span, score: own } of cells) {
    if (endsWithColon(text) || isNote(text) || hasBoxes(text)) score -= 0.3
    else if (looksLikeData(text)) score -= 0.5
    else if (!texts.has(text)) score += span > 1 ? own * 0.6 : own
    texts.add(text)
  }
  return score
}

/** Rows above that vertical merges pull into the header. */
function mergedTop(grid: Grid, top: number, bottom: number): number {
  let highest = top
  for (let row = top; row <= bottom; row++)
    for (const cell of headingCells(grid, row)) if (cell.from < highest && cell.span < grid.lastColumn * 0.8) highest = cell.from
  return highest
}

/** Words that head answers, not other headings. */
const neverOver =
  /(签字|签名|签章|盖章)$|^(姓名|性别|年龄|民族|身份证号码?|公民身份号码|联系电话|手机号码?|文化程度|职业|出生日期|出生年月)$/u

/** 年龄 over 17岁以下, 18至59岁 and so on: classes, which nobody takes for labels. */
function isClassOver(grid: Grid, cell: HeadingCell, top: number): boolean {
  if (cell.span < 2 || !/^(性别|年龄|民族|文化程度|职业)$/u.test(headingWords(cell.text))) return false
  const below = headingCells(grid, top).filter((other) => other.column >= cell.column && other.column < cell.column + cell.span)
  return below.length >= 2 && below.every((other) => other.score < 0.8 && !endsWithColon(other.text))
}

function isUpperLevel(grid: Grid, row: number, top: number, bottom: number): boolean {
  const cells = headingCells(grid, row)
  if (
    cells.length === 0 ||
    cells.some((cell) => isRemark(cell.text) || (neverOver.test(headingWords(cell.text)) && !isClassOver(grid, cell, top)))
  )
    return false
  const below = headingCells(grid, top)
  const width = below.reduce((right, cell) => Math.max(right, cell.column + cell.span - 1), 0)
  // Over a heading that spans the whole table stand lines of their own.
  if (cells.length > 1 && below.length === 1 && (below[0] as HeadingCell).span >= width * 0.8) return false
  const first = cells[0] as HeadingCell
  if (cells.length === 1 && first.span >= width * 0.8) return isGroupOverAll(grid, first, row)
  if (cells.length === 1)
    return first.column > 1 && first.span < width * 0.8 && first.score >= 0.3 && headsSomething(grid, first, top, bottom)
  return cells.every((cell) => cell.score >= 0.1 || cell.text.length < 20) && cells.every((cell) => headsSomething(grid, cell, top, bottom))
}

/** A heading over the whole table, under a title of its own. */
function isGroupOverAll(grid: Grid, cell: HeadingCell, row: number): boolean {
  if (
    cell.span < 2 ||
    cell.text.length > 12 ||
    cell.score < 0.8 ||
    titleScore(cell.text) === 1 ||
    /^(填|制|上报|单位|[一二三四五六七八九十]+、)/u.test(cell.text)
  )
    return false
  for (let above = row - 1; above >= 1; above--) if (headingCells(grid, above).some((other) => titleScore(other.text) === 1)) return true
  return false
}

function isRemark(text: string): boolean {
  return (
    endsWithColon(text) ||
    isNote(text) ||
    (isSignature(text) && /[:：]/u.test(text)) ||
    isUnit(text) ||
    looksLikeData(text) ||
    text.length > 40
  )
}

function headsSomething(grid: Grid, cell: HeadingCell, top: number, bottom: number): boolean {
  for (let row = top; row <= bottom; row++)
    for (let column = cell.column; column < cell.column + cell.span; column++) if (grid.shown(row, column) !== '') return true
  return false
}

/** True when the row under `bottom` divides headings above it and holds nothing but such divisions. */
function isLowerLevel(grid: Grid, top: number, bottom: number): boolean {
  const row = bottom + 1
  const cells = headingCells(grid, row)
  if (cells.some((cell) => cell.from >= top && cell.from <= bottom)) return isHeaderMerge(grid, cells, row, bottom)
  if (
    dividesBySex(
      grid,
      cells.filter((cell) => cell.from === row),
      bottom,
    )
  )
    return true
  // 幢 and 室 may be parts of an address; a line of nothing but units is no heading.
  const aside = cells.filter(({ text }) => isRemark(text) || columnNumber(text) !== undefined)
  if (aside.length === cells.length || aside.some(({ text }) => !isUnit(text))) return false
  // A line that begins where the header begins is a line of data.
  const begins = Math.min(...range(top, bottom).map((header) => headingCells(grid, header)[0]?.column ?? Number.MAX_SAFE_INTEGER))
  if ((cells[0]?.column ?? 0) <= begins) return false
  const divides = cells.map((cell) => cell.score >= 0.1 && dividesAbove(grid, cell, bottom, row))
  // Lists of codes may stand at the right, in line with the header.
  const own = divides.lastIndexOf(true) + 1
  return own >= 2 && (own === cells.length || (own > 2 && cells.length - own <= 4)) && divides.slice(0, own).every(Boolean)
}

/** 男 and 女 in turn under headings merged over both: answers anywhere else. */
function dividesBySex(grid: Grid, cells: HeadingCell[], bottom: number): boolean {
  const merged = cells.every((cell) => (grid.merge(bottom, cell.column)?.[3] ?? 0) > (grid.merge(bottom, cell.column)?.[1] ?? 0))
  return merged && cells.length >= 2 && cells.every(({ text }, at) => text === (at % 2 === 0 ? '男' : '女'))
}

/** A merge begun in the header reaches this row: it is header, unless the merge is a tall one in the data (a list of codes, a side note). */
function isHeaderMerge(grid: Grid, cells: HeadingCell[], row: number, bottom: number): boolean {
  const reaching = cells.filter((cell) => cell.from <= bottom)
  const own = cells.filter((cell) => cell.from === row)
  const tall = reaching.every((cell) => (grid.merge(row, cell.column)?.[2] ?? row) > row + deepestHeader)
  return !tall && own.every((cell) => !looksLikeValue(cell.text))
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function dividesAbove(grid: Grid, cell: HeadingCell, bottom: number, row: number): boolean {
  const above = grid.merge(bottom, cell.column)
  if (above && above[3] > above[1]) return true
  if (grid.text(bottom, cell.column) === '') return true
  // Without merges a heading over several levels leaves the cells beside it empty.
  const beside = cell.column + 1
  return grid.text(bottom, beside) === '' && (grid.text(row, beside) !== '' || grid.text(row + 1, beside) !== '')
}

function columnsOf(grid: Grid, top: number, bottom: number): Header | undefined {
  const paths = new Map<number, string[]>()
  for (let column = 1; column <= grid.lastColumn; column++) {
    const path = pathOf(grid, top, bottom, column)
    if (path.length > 0 && !isCoveredLeaf(grid, top, bottom, column) && !isOnlyCovered(grid, top, bottom, column)) paths.set(column, path)
  }
  const segments = segmentsOf(grid, bottom, [...paths.keys()])
  const main = segments.reduce<number[]>((best, segment) => (segment.length > best.length ? segment : best), [])
  if (main.length < 2) return undefined
  const [left, right] = [main[0] as number, main.at(-1) as number]
  return {
    top,
    bottom,
    left,
    right: lastCovered(grid, bottom, right),
    columns: main.map((column) => ({ column, path: paths.get(column) ?? [] })),
    beside: segments.filter((segment) => segment !== main).flat(),
  }
}

function lastCovered(grid: Grid, bottom: number, column: number): number {
  return Math.max(column, grid.merge(bottom, column)?.[3] ?? column)
}

function pathOf(grid: Grid, top: number, bottom: number, column: number): string[] {
  const path: string[] = []
  for (let row = top; row <= bottom; row++) {
    const merge = grid.merge(row, column)
    const text = grid.shown(row, column) || (merge || row === bottom ? '' : inherited(grid, row, bottom, column))
    const repeats = merge !== undefined && merge[0] < row && merge[0] >= top
    if (text !== '' && !repeats) path.push(text)
  }
  return path
}

/** An unmerged upper heading holds for the empty cells to its right, as long as they have a heading of their own below. */
function inherited(grid: Grid, row: number, bottom: number, column: number): string {
  const below = (at: number) => {
    for (let lower = row + 1; lower <= bottom; lower++) if (grid.shown(lower, at) !== '') return true
    return false
  }
  if (!below(column)) return ''
  for (let left = column - 1; left >= 1; left--) {
    const merge = grid.merge(row, left)
    if (merge) return ''
    const text = grid.text(row, left)
    if (text !== '') return text
    if (!below(left)) return ''
  }
  return ''
}

/** A heading merged sideways only for its width: the covered columns carry nothing of their own below. */
function isCoveredLeaf(grid: Grid, top: number, bottom: number, column: number): boolean {
  const merge = grid.merge(bottom, column)
  if (!merge || merge[1] === column || merge[0] < top) return false
  for (let row = bottom + 1; row <= Math.min(bottom + 6, grid.lastRow); row++) {
    const below = grid.merge(row, column)
    if (below && below[1] < column) continue
    if (grid.text(row, column) !== '') return false
  }
  return true
}

/** An upper heading reaches over more columns than have a heading of their own: nothing is asked there, unless something stands below. */
function isOnlyCovered(grid: Grid, top: number, bottom: number, column: number): boolean {
  for (let row = top; row <= bottom; row++) {
    const merge = grid.merge(row, column)
    if (merge ? merge[1] === column || merge[2] >= bottom : grid.text(row, column) !== '') return false
  }
  for (let row = bottom + 1; row <= Math.min(bottom + 6, grid.lastRow); row++) if (grid.text(row, column) !== '') return false
  return true
}

/** Runs of headed columns; a single unheaded column that carries data does not part a table. */
function segmentsOf(grid: Grid, bottom: number, columns: number[]): number[][] {
  const segments: number[][] = []
  for (const column of columns) {
    const last = segments.at(-1)
    const before = last?.at(-1)
    if (last && before !== undefined && bridged(grid, bottom, before, column)) last.push(column)
    else segments.push([column])
  }
  return segments
}

function bridged(grid: Grid, bottom: number, before: number, column: number): boolean {
  if (column === before + 1) return true
  if (grid.merge(bottom, before)?.[3] === column - 1) return true
  for (let gap = before + 1; gap < column; gap++) {
    let filled = 0
    const last = Math.min(bottom + 12, grid.lastRow)
    for (let row = bottom + 1; row <= last; row++) if (grid.shown(row, gap) !== '') filled++
    if (filled < Math.max(2, (last - bottom) * 0.3)) return false
  }
  return true
}
