import type { LabelledCell } from '../contract.ts'
import { cellAddress } from '../read/address.ts'
import { cleanLabel } from './card-labels.ts'
import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import { hasBoxes, headingScore, headingWords, isNote, isSignature } from './heading-words.ts'

/** Headings that speak of the form itself: its fields stand in rows under them, not in columns. */
const aboutForms =
  /^(模块|板块|大类|小类|分类|类别|类型|选项卡|序号|编号|题号|字段|字段名|字段名称|栏目|栏目名称|项目|项目名称|采集项目?|信息项|数据项|调查项目|填写项目?|内容|填写内容|填报内容|信息内容|填写说明|说明|填写处|说明\/?填写处|填写要求|要求|格式|示例|字段类型|数据类型|必填|是否必填|备注|(检查|自查|巡查|排查|核查|督查|评估|考核|验收|测评)(项目?|内容|要点|标准|结果|情况|内容和情况|记录|事项|指标)|存在问题|存在的问题|结果|评价|评分|分值|标准分?|得分|扣分|扣分原因|是|否|是否符合|符合|不符合|不适用|整改情况|整改措施|.{0,8}的?范围)$/u
const labelHeads = /(字段|栏目|采集项|信息项|数据项|调查项|填写项|检查内容|检查要点|检查标准|检查项|项目|内容|事项|指标|范围|类型)/u
const answerHeads = /(填写内容|填写处|填报|信息内容|结果|情况|存在的?问题|得分|^是$|^符合$|评价|答)/u

const neverAnswers = /^(备注|示例|格式|填写要求|要求|字段类型|数据类型|必填|是否必填)$/u

/** True when the columns of this header are about fields or points to check: a form for one subject, printed downwards. */
export function isFieldTable(header: Header): boolean {
  const heads = header.columns.map((column) => leafOf(column.path))
  const meta = heads.filter((head) => aboutForms.test(head)).length
  return heads.length <= 10 && meta >= 2 && meta >= heads.length * 0.8 && heads.some((head) => labelHeads.test(head))
}

function leafOf(path: string[]): string {
  return headingWords(path.at(-1) ?? '')
}

/** Fields printed downwards: module, field, what is meant, the place to fill in; or points to check with the place for the finding. */
export function readFieldTable(grid: Grid, header: Header, last: number): LabelledCell[] {
  const label = labelColumn(grid, header, last)
  const answer = answerColumn(grid, header, label, last)
  const named = header.columns
    .filter((column) => column.column < label && !/^(序号|编号|题号)$/.test(leafOf(column.path)))
    .map((column) => column.column)
  // A word over all groups says no more than the title.
  const groups = named.filter((column) => named.length === 1 || new Set(textsOf(grid, column, header.bottom + 1, last)).size > 1)
  const cells: LabelledCell[] = []
  let group: string[] = []
  for (let row = header.bottom + 1; row <= last; row++) {
    const above = groups.map((column) => grid.shown(row, column)).filter((text) => text !== '' && !isNote(text))
    if (above.length > 0) group = above
    const merge = grid.merge(row, label)
    const text = merge && merge[0] < row ? '' : grid.text(row, label)
    const point = ownBox(grid.text(row, answer))
    if (isNote(text) || isSignature(text)) continue
    if (point !== undefined) cells.push({ path: [...group, point], label: cellAddress(row, answer), answer: cellAddress(row, answer) })
    else if (text !== '')
      cells.push({ path: [...group, cleanLabel(text)], label: cellAddress(row, label), answer: cellAddress(row, answer) })
  }
  return cells
}

/** Headings down the left column; the answers of the first subject stand in the column beside it. */
export function readLeftColumn(grid: Grid, header: Header, last: number): LabelledCell[] {
  const cells: LabelledCell[] = []
  const answer = header.columns[1]?.column ?? header.left + 1
  for (let row = header.top; row <= last; row++) {
    const text = grid.text(row, header.left)
    if (text === '' || isNote(text) || isSignature(text) || (row <= header.bottom && aboutForms.test(headingWords(text)))) continue
    cells.push({ path: [cleanLabel(text)], label: cellAddress(row, header.left), answer: cellAddress(row, answer) })
  }
  return cells
}

function textsOf(grid: Grid, column: number, first: number, last: number): string[] {
  const texts: string[] = []
  for (let row = first; row <= last; row++) if (grid.text(row, column) !== '') texts.push(grid.text(row, column))
  return texts
}

/** A point to check printed behind its own box is its own answer. */
function ownBox(text: string): string | undefined {
  const point = /^[□☐]\s*([^□☐]{5,})$/u.exec(text)?.[1]
  return point?.trim()
}

function labelColumn(grid: Grid, header: Header, last: number): number {
  let best = { column: header.left, score: -1 }
  for (const { column, path } of header.columns) {
    const head = leafOf(path)
    if (!labelHeads.test(head) || /^(填写内容|信息内容|填报内容)$/.test(head)) continue
    let score = /(字段|查内容|查项目|采集项|信息项)/.test(head) ? 3 : 0
    for (let row = header.bottom + 1; row <= last; row++) {
      const merge = grid.merge(row, column)
      if (!merge || merge[0] === row) score += grid.text(row, column) === '' ? 0 : 0.3 + headingScore(grid.text(row, column))
    }
    if (score > best.score) best = { column, score }
  }
  return best.column
}

function answerColumn(grid: Grid, header: Header, label: number, last: number): number {
  const behind = header.columns.filter((column) => column.column > label)
  const answers = behind.filter((column) => !neverAnswers.test(leafOf(column.path)))
  const right = answers.length > 0 ? answers : behind
  const named = right.find((column) => answerHeads.test(leafOf(column.path)))
  if (named) return named.column
  const blank = right.find(({ column }) => {
    let filled = 0
    for (let row = header.bottom + 1; row <= last; row++) if (grid.text(row, column) !== '' && !hasBoxes(grid.text(row, column))) filled++
    return filled === 0
  })
  return blank?.column ?? right[0]?.column ?? label + 1
}
