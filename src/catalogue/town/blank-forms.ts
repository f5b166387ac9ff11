import { splitRegionNo } from '#base/values/region-code.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import type { Look } from '#ground/workbooks/write/looks.ts'
import type { SimpleCell, SimpleRow, SimpleSheet } from '#ground/workbooks/write/simple.ts'
import type { Town } from './town-shape.ts'

const border: Look = { border: true, align: 'center', wrap: true }
const heading: Look = { border: true, bold: true, align: 'center', wrap: true }
const title: Look = { bold: true, size: 18, align: 'center' }

/** What a department sends out to be filled: an empty roster, with a line for the unit above and signatures below. */
export function allowanceRoster(): SimpleSheet {
  const upper = [
    '序号',
    '姓名',
    '性别',
    '身份证号码',
    '出生年月',
    '年龄',
    '户籍地址',
    '现居住地址',
    '联系电话',
    '紧急联系人',
    '',
    '',
    '月补贴标准（元）',
    '备注',
  ]
  const lower = ['', '', '', '', '', '', '', '', '', '姓名', '关系', '电话', '', '']
  const empty: SimpleRow[] = Array.from({ length: 20 }, (_row, at) => ({
    cells: [at + 1, ...new Array<null>(13).fill(null)],
    look: border,
    height: 24,
  }))
  const down = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]
  const merges: Range[] = [[1, 1, 1, 14], [3, 10, 3, 12], ...down.map((column): Range => [3, column, 4, column]), [25, 1, 25, 14]]
  return {
    name: '高龄津贴',
    columns: [6, 10, 6, 21, 11, 7, 28, 28, 15, 10, 9, 15, 12, 12].map((width, at) => ({
      width,
      ...(at === 3 || at === 8 || at === 11 ? { look: { format: 'text' as const } } : {}),
    })),
    merges,
    landscape: true,
    rows: [
      { cells: [{ value: '莱州市80周岁以上老年人高龄津贴发放花名册', look: title }], height: 36 },
      ['填报单位（盖章）：', ...new Array<undefined>(10).fill(undefined), '填报时间：    年   月   日'],
      ...headings(upper, lower),
      ...empty,
      ['注：1.80-89周岁每月100元，90-99周岁每月200元，100周岁以上每月500元。2.请于每月5日前报市民政局养老服务科。'],
      ['单位负责人：', undefined, undefined, '审核人：', undefined, undefined, '填表人：', undefined, '联系电话：'],
    ],
  }
}

function headings(upper: string[], lower: string[]): SimpleRow[] {
  return [upper, lower].map((cells) => ({ cells: cells.map((cell) => (cell === '' ? null : cell)), look: heading, height: 28 }))
}

const figures: [string, string[]][] = [
  ['总户数', ['']],
  ['实有人口', ['合计', '男', '女']],
  ['户籍人口', ['']],
  ['流动人口', ['']],
  ['年龄结构', ['0-17岁', '18-59岁', '60岁以上', '其中：80岁以上']],
  ['残疾人', ['']],
  ['低保户数', ['']],
  ['出租房屋数', ['']],
  ['空置房屋数', ['']],
]

/** Counts by community, and by grid of one community: cells are numbers of subjects, the last row their sums. */
export function populationTable(town: Town, street: number, community: string): SimpleSheet[] {
  const communities = town.communities.filter((one) => one.street === street)
  const grids = town.grids.filter(({ region }) => splitRegionNo(region).community === community)
  return [
    statistics(
      '分社区',
      '文昌路街道各社区人口房屋统计表',
      '社区（村）',
      communities.map(({ name }) => name),
    ),
    statistics(
      '分网格',
      '社区各网格人口房屋统计表',
      '网格',
      grids.map(({ name }) => name),
    ),
  ]
}

function statistics(sheet: string, name: string, first: string, labels: string[]): SimpleSheet {
  const upper = [first, ...figures.flatMap(([word, parts]) => parts.map((_part, at) => (at === 0 ? word : '')))]
  const lower = ['', ...figures.flatMap(([, parts]) => parts)]
  const merges: Range[] = [
    [1, 1, 1, upper.length],
    [3, 1, 4, 1],
  ]
  let column = 2
  for (const [, parts] of figures) {
    merges.push(parts.length > 1 ? [3, column, 3, column + parts.length - 1] : [3, column, 4, column])
    column += parts.length
  }
  const line = (label: string): SimpleRow => ({ cells: [label, ...new Array<null>(upper.length - 1).fill(null)], look: border, height: 22 })
  return {
    name: sheet,
    columns: upper.map((_word, at) => ({ width: at === 0 ? 22 : 10 })),
    merges,
    landscape: true,
    rows: [
      { cells: [{ value: name, look: title }], height: 34 },
      [
        '填报单位：',
        ...new Array<undefined>(8).fill(undefined),
        '统计截止时间：    年   月   日',
        undefined,
        undefined,
        '单位：人、户、套',
      ],
      ...headings(upper, lower),
      ...labels.map(line),
      line('合计'),
      ['填表人：', undefined, undefined, '负责人：'],
    ],
  }
}

/** A card for one household: labels beside and above the cells that are to be filled. */
export function visitCard(): SimpleSheet {
  const label = (value: string): SimpleCell => ({ value, look: heading })
  const rows: SimpleCell[][] = [
    [label('姓名'), null, label('性别'), null, label('出生年月'), null],
    [label('身份证号码'), null, null, null, label('联系电话'), null],
    [label('户籍地址'), null, null, null, label('户口性质'), null],
    [label('现居住地址'), null, null, null, label('居住方式'), null],
    [label('婚姻状况'), null, label('文化程度'), null, label('健康状况'), null],
    [label('是否残疾'), null, label('残疾类别'), null, label('残疾等级'), null],
    [label('就业状态'), null, label('工作单位'), null, null, null],
    [label('享受救助类别'), null, null, null, label('家庭月收入'), null],
    [label('紧急联系人'), null, label('关系'), null, label('联系电话'), null],
    [label('家庭主要困难'), null, null, null, null, null],
    [label('入户核查意见'), null, null, null, null, null],
    [label('核查人签字'), null, null, label('核查日期'), null, null],
  ]
  const top = 3
  const merges: Range[] = [
    [1, 1, 1, 6],
    ...[1, 2, 3, 7].map((at): Range => [top + at, 2, top + at, 4]),
    [top + 6, 4, top + 6, 6],
    [top + 9, 2, top + 9, 6],
    [top + 10, 2, top + 10, 6],
    [top + 11, 2, top + 11, 3],
    [top + 11, 5, top + 11, 6],
  ]
  return {
    name: '入户核查表',
    columns: [16, 16, 12, 14, 12, 18].map((width) => ({ width })),
    merges,
    rows: [
      { cells: [{ value: '困难群众入户核查表', look: title }], height: 36 },
      ['编号：', undefined, undefined, undefined, '填表日期：'],
      ...rows.map((cells, at): SimpleRow => ({ cells, look: border, height: at === 9 || at === 10 ? 60 : 28 })),
      ['说明：本表由社区工作者入户填写，一户一表。'],
    ],
  }
}
