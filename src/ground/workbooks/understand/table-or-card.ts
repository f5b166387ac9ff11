import type { Body } from './body.ts'
import type { Grid } from './grid.ts'
import { type Header, headingCells } from './header.ts'
import { endsWithColon, headingScore, isNote, isSignature, isTotal, looksLikeData, titleScore } from './heading-words.ts'

/** So many labels above what looks like a header make the sheet a card. */
export const labelsOfCard = 4

/** Labels all over the sheet, not in one block: a card. */
export function isCard(grid: Grid, header: Header, body: Body): boolean {
  return (
    labelsAbove(grid, header) >= labelsOfCard ||
    isStacked(grid, header) ||
    labelsBelow(grid, header, body) ||
    hasLabelColumn(grid, header, body)
  )
}

/** Headings run down the left column while the top row names subjects (王芳, 李强; 成员一, 成员二): rows and columns changed places. */
export function isTransposed(grid: Grid, header: Header, body: Body): boolean {
  const [first, ...others] = header.columns.map((column) => column.path.at(-1) ?? '')
  if (header.top !== header.bottom || others.length < 2 || headingScore(first ?? '') < 0.8) return false
  if (others.some((text) => headingScore(text) >= 0.8 || endsWithColon(text))) return false
  const texts: string[] = []
  for (let row = header.bottom + 1; row <= body.dataRows[1]; row++) texts.push(grid.text(row, header.left))
  const labels = texts.filter((text) => text !== '' && headingScore(text) >= 0.8)
  return labels.length >= 3 && new Set(labels).size === labels.length && labels.length >= texts.filter((text) => text !== '').length * 0.7
}

/** Lines of headings, each with one line for its answers under it, down to the end of the form. */
function isStacked(grid: Grid, header: Header): boolean {
  const seen = new Set(header.columns.map((column) => column.path.at(-1) ?? ''))
  const own = seen.size
  let strong = 0
  for (let row = header.bottom + 2; row <= grid.lastRow; row += 2) {
    const texts = headingCells(grid, row).map((cell) => cell.text)
    const first = texts[0]
    if (first === undefined || isNote(first) || isSignature(first)) break
    if ((seen.size === own && texts.length < 2) || texts.some((text) => headingScore(text) < 0.3 || seen.has(text))) return false
    for (const text of texts) seen.add(text)
    strong += texts.filter((text) => headingScore(text) >= 0.8).length
  }
  return strong >= 2 && strong >= (seen.size - own) * 0.6
}

function isLabel(text: string): boolean {
  return endsWithColon(text) ? text.length <= 20 : headingScore(text) >= 0.8
}

/** A narrow table one column of which is headings from top to bottom: fields printed downwards. */
function hasLabelColumn(grid: Grid, header: Header, body: Body): boolean {
  if (header.columns.length > 4) return false
  return header.columns.some(({ column }) => {
    const texts = new Set<string>()
    let score = 0
    for (let row = header.bottom + 1; row <= body.dataRows[1]; row++) {
      const text = grid.text(row, column)
      if (text === '' || texts.has(text)) continue
      texts.add(text)
      score += endsWithColon(text) ? 1 : headingScore(text)
    }
    return texts.size >= 4 && score >= texts.size * 0.55
  })
}

/** Labels in lines above the header, leaving out the title and lines that name the unit, the day and the clerk. */
export function labelsAbove(grid: Grid, header: Header): number {
  let labels = 0
  for (let row = 1; row < header.top; row++) {
    const cells = headingCells(grid, row).filter((cell) => cell.from === row)
    if (cells.length < 2 || isSignature(cells[0]?.text ?? '')) continue
    labels += cells.filter((cell) => isLabel(cell.text) && titleScore(cell.text) < 1).length
  }
  return labels
}

function labelsBelow(grid: Grid, header: Header, body: Body): boolean {
  const out = new Set([...body.skippedRows.map((row) => row.row), ...body.footerRows])
  const end = Math.min(body.nextTable ?? grid.lastRow + 1, header.bottom + 80)
  const columns = new Set<number>()
  const rows = new Set<number>()
  let [labels, filled] = [0, 0]
  for (let row = header.bottom + 1; row < end; row++) {
    if (out.has(row)) continue
    for (const column of grid.filled(row)) {
      if (column < header.left || column > header.right) continue
      const text = grid.text(row, column)
      filled++
      if (looksLikeData(text) || isTotal(text) || !isLabel(text)) continue
      labels++
      columns.add(column)
      rows.add(row)
    }
  }
  const leftOnly = [...columns].every((column) => column <= header.left + 1) && header.columns.length >= 4
  if (leftOnly) return false
  const aligned = labels >= 2 && alternates(header) && [...columns].every((column) => isLabelColumn(header, column))
  // A filled card shows values between the labels, in its first row as further down; a header of a table is headings throughout.
  const mixed = labels >= 4 && rows.size >= 2 && labels >= filled * 0.25 && strongShare(header) <= 0.7
  return mixed || (((labels >= 3 && rows.size >= 2) || aligned) && labels >= filled * 0.4)
}

/** Headings and what does not look like one take turns in the header: labels with their answers. */
function alternates(header: Header): boolean {
  const scores = header.columns.map((column) => headingScore(column.path.at(-1) ?? ''))
  const labels = scores.filter((score) => score >= 0.8).length
  const pairs = scores.filter((score, index) => score >= 0.8 && (scores[index + 1] ?? 0) >= 0.8).length
  return labels >= 2 && labels <= scores.length * 0.67 && pairs === 0
}

function strongShare(header: Header): number {
  return header.columns.filter((column) => headingScore(column.path.at(-1) ?? '') >= 0.8).length / header.columns.length
}

function isLabelColumn(header: Header, column: number): boolean {
  return header.columns.some((other) => other.column === column && headingScore(other.path.at(-1) ?? '') >= 0.8)
}
