import { type Body, readBody } from './body.ts'
import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import { headingWords, looksLikeData } from './heading-words.ts'

/** The table without the lists of codes that its author left touching the last column, with the rows sorted for what remains. */
export function setCodeListsAside(grid: Grid, header: Header): { header: Header; body: Body } {
  for (let lists = Math.min(mostLists, header.columns.length - 3); lists > 0; lists--) {
    const columns = header.columns.slice(0, -lists)
    const set = header.columns.slice(-lists)
    if (!set.every((list) => mayBeList(grid, header, list.column))) continue
    const beside = [...header.beside, ...set.map((list) => list.column)]
    const rest: Header = { ...header, columns, right: columns.at(-1)?.column ?? header.right, beside }
    const body = readBody(grid, rest)
    if (set.every((list) => isList(grid, rest, body, list))) return { header: rest, body }
  }
  return { header, body: readBody(grid, header) }
}

const mostLists = 4

function valuesOf(grid: Grid, header: Header, column: number): { row: number; text: string }[] {
  const values: { row: number; text: string }[] = []
  for (let row = header.top + 1; row <= grid.lastRow && values.length < 400; row++) {
    const text = grid.text(row, column)
    if (text !== '') values.push({ row, text })
  }
  return values
}

/** Every value stands once and is a word. */
function mayBeList(grid: Grid, header: Header, column: number): boolean {
  const values = valuesOf(grid, header, column)
  if (values.length < 2 || values.length >= 400) return false
  return values.every((value) => !looksLikeData(value.text)) && new Set(values.map((value) => value.text)).size === values.length
}

/** Its heading repeats one of the table, and its lines do not go with the lines of the table. */
function isList(grid: Grid, header: Header, body: Body, list: Header['columns'][number]): boolean {
  const leaves = new Set(header.columns.map((column) => headingWords(column.path.at(-1) ?? '')))
  const named = list.path.some((text) => leaves.has(headingWords(text)) || /(选项|字典|代码|可选|参考|下拉|说明)/u.test(text))
  if (!named) return false
  const values = valuesOf(grid, header, list.column).filter((value) => value.row > header.bottom)
  if (body.empty) return true
  const lines = body.dataRows[1] - body.dataRows[0] + 1 - body.skippedRows.length
  const beyond = values.some((value) => value.row > body.dataRows[1])
  return beyond || values.length < lines * 0.8
}
