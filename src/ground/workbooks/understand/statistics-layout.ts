import type { Body } from './body.ts'
import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import { headingScore, headingWords } from './heading-words.ts'

const ofPersons = /(姓名|身份证|证件号|证件类型|性别|住址|出生(日期|年月|时间|地)|(?<!少数)民族|学历|签字|签名|残疾人?证号)/u
const ofEvents = /(电话|手机|联系方式|日期|时间|地址|负责人|责任人)/u
const counted =
  /(人数|人次|户数|数量|总数|总人口|人口数?|次数|件数|个数|栋数|套数|数$|合计|小计|总计|共计|总量|比例|占比|比率|率$|百分比|金额|资金|收入|支出|费用|面积|产值|补助额|贷款|结余|[(（][人户元万亿件个名%‰套份起次栋头亩吨处家对台辆]+[)）])/u
const labels =
  /(社区|村|街道|乡|镇|区|县|市|地区|区划|单位|名称|园所|学校|机构|部门|类别|类型|分类|项目|指标|年龄段?|年级|班级|组别|网格|小区|行业|栏目|病种|月份|年份|年度)/u
const locals = /^(序号|编号|备注|说明|代码|行次|排名|计量单位)$/u
const reportTitle = /(统计|汇总|月报|日报|周报|季报|年报|报表|分析|一览)/u

/** True when the cells of this table count subjects: few label columns, numbers in all others, nothing that names a person. */
export function isStatistics(grid: Grid, header: Header, body: Body, title: string): boolean {
  const columns = header.columns.filter((column) => !locals.test(headingWords(column.path.at(-1) ?? '')))
  const texts = columns.map((column) => column.path.join(' '))
  const kinds = columns.map((column) => kindOfColumn(grid, body, column.column))
  const counts = columns.map(({ path }, at) => path.length > 1 && (kinds[at] === 'number' || /^(文化程度|学历)/u.test(path.at(-2) ?? '')))
  if (texts.some((text, at) => asksOfPerson(text, counts[at]!))) return false
  const wordy = kinds.filter((kind) => kind === 'text').length
  const numeric = kinds.filter((kind) => kind === 'number').length
  const events = texts.filter((text) => ofEvents.test(text)).length
  if (!body.empty && wordy + numeric >= columns.length * 0.5) {
    return (
      numeric >= (wordy + numeric) * 0.6 &&
      wordy <= 3 &&
      wordy > 0 &&
      (events === 0 || reportTitle.test(title)) &&
      labels.test(texts[kinds.indexOf('text')] ?? '')
    )
  }
  const attributes = columns.filter((column) => column.path.length === 1 && isAttribute(column.path[0] ?? '')).length
  // What stands under 年龄结构 or 其中 are numbers too.
  const parts = (path: readonly string[]) => path.slice(0, -1).some((upper) => /(结构|构成|其中)/u.test(upper))
  const figures = columns.filter(({ path }, at) => counted.test(texts[at]!) || (reportTitle.test(title) && parts(path))).length
  const described = columns.filter((column) => column.path.length === 1 && !counted.test(column.path[0] ?? '')).length
  const few = events === 0 || (reportTitle.test(title) && described <= 4 && figures >= texts.length * 0.4)
  return few && labels.test(texts[0] ?? '') && attributes <= 3 && figures >= (reportTitle.test(title) ? 1 : 2)
}

/** What only a person has: a name, a number, a day of birth. Under a group (学历 / 大专, 按性别 / 男) numbers count those who have it. */
function asksOfPerson(text: string, counts: boolean): boolean {
  if (counts && !/(姓名|身份证|证件号|住址|签字|签名)/u.test(text)) return false
  return ofPersons.test(text.replace(/(按|分)性别|性别( |$).*[男女]/gu, '')) && !/性别 ?[男女]$/u.test(text)
}

function isAttribute(heading: string): boolean {
  return headingScore(heading) >= 0.8 && !counted.test(heading) && !labels.test(heading)
}

function kindOfColumn(grid: Grid, body: Body, column: number): 'number' | 'text' | 'blank' {
  let [numbers, texts] = [0, 0]
  const skipped = new Set(body.skippedRows.map((row) => row.row))
  for (let row = body.dataRows[0]; row <= Math.min(body.dataRows[1], body.dataRows[0] + 60); row++) {
    if (skipped.has(row)) continue
    const text = grid.text(row, column)
    if (text === '') continue
    if (/^[-+]?[\d,]+(\.\d+)?%?$/.test(text) && text.length < 12) numbers++
    else texts++
  }
  return numbers + texts === 0 ? 'blank' : numbers > texts ? 'number' : 'text'
}

/** The column that names the region or class of each row: the last of the label columns at the left. */
export function rowLabelColumn(grid: Grid, header: Header, body: Body): number | undefined {
  let found: number | undefined
  for (const { column, path } of header.columns) {
    const heading = headingWords(path.at(-1) ?? '')
    if (locals.test(heading)) continue
    const kind = kindOfColumn(grid, body, column)
    const isLabel =
      kind === 'text' ||
      (kind === 'blank' && found === undefined) ||
      (kind === 'blank' && path.length === 1 && labels.test(heading) && !counted.test(path[0] ?? ''))
    if (!isLabel) break
    found = column
  }
  return found
}
