import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import { headingWords, looksLikeValue } from './heading-words.ts'

const explains = /(填[表写报]说明|代码表?|码表|字典|选项|下拉|指标解释|数据源|枚举|可选值)/u
const subjects = /(姓名|名称|序号|编号|身份证|证件|电话|手机|地址|住址)/u

/** A sheet that only explains: codes with what they mean, or the lists that cells of other sheets are chosen from. */
export function isCodeSheet(grid: Grid, header: Header, title: string): boolean {
  const heads = header.columns.map((column) => headingWords(column.path.at(-1) ?? ''))
  const about = explains.test(`${grid.sheet.name} ${title}`)
  if (about && heads.length <= 4 && /^(代码|编码|选项|值|序号)$/u.test(heads[0] ?? '')) return true
  if (heads.some((head) => subjects.test(head))) return false
  return areLists(grid, header, about || grid.sheet.state !== 'visible')
}

/** Every column lists different words from its first row on; unless the sheet's name says what it is, the lists differ in length. */
function areLists(grid: Grid, header: Header, hinted: boolean): boolean {
  const lengths = new Set<number>()
  for (const { column } of header.columns) {
    const texts: string[] = []
    for (let row = header.bottom + 1; row <= grid.lastRow && grid.text(row, column) !== ''; row++) texts.push(grid.text(row, column))
    for (let row = header.bottom + 1 + texts.length; row <= grid.lastRow; row++) if (grid.text(row, column) !== '') return false
    if (texts.length < 2 || new Set(texts).size < texts.length || texts.some(looksLikeValue)) return false
    lengths.add(texts.length)
  }
  return hinted || lengths.size > 1
}
