import { addDays } from '#base/values/day.ts'
import { idCheckCharacter } from '#base/values/id-number.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import type { Look } from '#ground/workbooks/write/looks.ts'
import type { SimpleCell, SimpleRow, SimpleSheet } from '#ground/workbooks/write/simple.ts'
import { type Draw, drawFrom } from './draw.ts'
import { drawName, drawSurname } from './names.ts'
import { type Entry, listEntries } from './rosters.ts'
import { fullWidth, spellBuilding, spellDay, spellIdNumber, spellName, spellPhone, spellSex } from './spellings.ts'
import type { Town } from './town-shape.ts'

export type ClerkRoster = { sheets: SimpleSheet[]; people: number; changed: number; fresh: number }

const border: Look = { border: true }
const heading: Look = { border: true, bold: true, align: 'center', wrap: true }
const lastColumn = 17

/**
 * The roster one clerk has kept for years: title rows and merged headings, numbers in every spelling, group titles, subtotals, repeated
 * headings, ditto marks, notes below, a list of codes glued to its right, another table beside it on its own sheet, and a hidden sheet of last
 * year. It is the community's own people, about three in a hundred changed since, and some new ones.
 */
export function clerkRoster(town: Town, community: string): ClerkRoster {
  const entries = listEntries(town, community)
  const { sheet, ...held } = mainSheet(town, community, entries)
  return { ...held, sheets: [sheet, floatingSheet(town, entries), instructions(), hiddenSheet(entries)] }
}

type Made = Omit<ClerkRoster, 'sheets'> & { sheet: SimpleSheet }

function mainSheet(town: Town, community: string, entries: readonly Entry[]): Made {
  const { name } = town.communities.find(({ code }) => code === community)!
  const rows: SimpleRow[] = [...titleRows(name, town.today), ...headingRows()]
  const merges: Range[] = [...titleMerges, ...headingMerges(3)]
  const count = { people: 0, changed: 0, fresh: 0 }
  let before: Entry | undefined
  let ofEstate = 0
  const close = (estate: string) => {
    rows.push({ cells: [`${estate}小计`, ...blanks(2), `${ofEstate}人`, ...blanks(lastColumn - 4)], look: { ...border, bold: true } })
    ofEstate = 0
  }
  for (const entry of entries) {
    const draw = drawFrom(town.seed, 'roster', entry.person.id)
    if (entry.estate !== before?.estate) {
      if (before) close(before.estate.name)
      rows.push({
        cells: [`${entry.estate.name}（${entry.dwelling.region % 1000}网格起）`, ...blanks(lastColumn - 1)],
        look: { ...border, bold: true, fill: 'DDEBF7' },
      })
      merges.push([rows.length, 1, rows.length, lastColumn])
    }
    if (count.people > 0 && count.people % 1000 === 0) {
      merges.push(...headingMerges(rows.length + 1))
      rows.push(...headingRows())
    }
    // who died or left is often still in the file, and now and then somebody is missing from it
    if (draw.chance(0.015)) continue
    const changed = draw.chance(0.03)
    count.people += 1
    ofEstate += 1
    if (changed) count.changed += 1
    rows.push({ cells: residentCells(draw, entry, count.people, changed, before?.dwelling === entry.dwelling), look: border })
    if (draw.chance(0.008)) {
      count.people += 1
      count.fresh += 1
      ofEstate += 1
      rows.push({ cells: newcomerCells(draw, town, entry, count.people), look: border })
    }
    before = entry
  }
  if (before) close(before.estate.name)
  rows.push(
    [],
    ['注：1.本表一式两份，社区留存一份；2.有变动的请用红笔标注；3.户主在前，其他成员依次排列。'],
    [`审核人：${'　'.repeat(8)}填表人：陈静${'　'.repeat(8)}联系电话：0535-2000999`],
  )
  return {
    ...count,
    sheet: { name: `${name}花名册`, columns: widths.map((width) => ({ width })), rows: withCodeList(rows), merges, landscape: true },
  }
}

const widths = [6, 12, 9, 7, 9, 11, 10, 22, 6, 14, 22, 9, 26, 10, 8, 20, 14, 4, 12, 14]
const titleMerges: Range[] = [[1, 1, 1, lastColumn]]

function titleRows(community: string, today: string): SimpleRow[] {
  const [year, month, date] = today.split('-')
  return [
    { cells: [{ value: `文昌路街道${community}居民基本情况登记表`, look: { bold: true, size: 18, align: 'center' } }], height: 34 },
    [
      `填报单位：${community}居委会`,
      ...new Array<undefined>(9).fill(undefined),
      `填表日期：${fullWidth(year ?? '')}年${Number(month)}月${Number(date)}日`,
    ],
  ]
}

const upper = [
  '序号',
  '现居住地址',
  '',
  '',
  '',
  '姓名',
  '与户主\n关系',
  '身份证号码',
  '性别',
  '出生日期',
  '联系电话',
  '户籍情况',
  '',
  '文化\n程度',
  '婚姻\n状况',
  '工作单位（学校）',
  '备注',
]
const lower = ['', '小区', '楼号', '单元', '房号', '', '', '', '', '', '', '是否\n本地户籍', '户籍地址', '', '', '', '']

function headingRows(): SimpleRow[] {
  return [upper, lower].map((cells) => ({ cells: cells.map((cell) => (cell === '' ? null : cell)), look: heading, height: 30 }))
}

function headingMerges(top: number): Range[] {
  const down = [1, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17]
  return [[top, 2, top, 5], [top, 12, top, 13], ...down.map((column): Range => [top, column, top + 1, column])]
}

function blanks(count: number): null[] {
  return new Array<null>(count).fill(null)
}

function residentCells(draw: Draw, entry: Entry, number: number, changed: boolean, sameDoor: boolean): SimpleCell[] {
  const { word } = entry
  const change = changed ? draw.pick(['phone', 'education', 'employer'] as const) : undefined
  const phone = change === 'phone' ? newPhone(draw) : entry.phone
  const ditto = sameDoor && draw.chance(0.03)
  return [
    draw.chance(0.02) ? fullWidth(String(number)) : number,
    ...(ditto ? ['〃', '〃', '〃', '〃'] : placeCells(draw, entry)),
    spellName(draw, entry.name),
    kinWord(draw, word('person.relation-to-head')),
    entry.idNumber ? spellIdNumber(draw, entry.idNumber) : draw.pick([null, '不详', '/']),
    spellSex(draw, entry.male),
    spellDay(draw, entry.birth),
    phone ? spellPhone(draw, phone, newPhone(draw)) : draw.pick([null, '无', null]),
    ...bookCells(draw, entry),
    change === 'education'
      ? '大专'
      : word('person.education-level').replace(/教育$/, '').replace('普通高级中学', '高中').replace('初级中学', '初中') || null,
    word('person.marital-status') || null,
    change === 'employer' ? '个体' : word('person.employer') || word('person.school') || null,
    remark(draw, entry),
  ]
}

function placeCells(draw: Draw, { estate, building, dwelling }: Entry): SimpleCell[] {
  const door = draw.chance(0.3) ? Number(dwelling.door) : dwelling.door
  return [
    estate.name,
    building ? spellBuilding(draw, building.name) : null,
    dwelling.unit === null ? null : draw.pick<SimpleCell>([dwelling.unit, `${dwelling.unit}单元`, Number(dwelling.unit)]),
    typeof door === 'number' && Number.isNaN(door) ? dwelling.door : door,
  ]
}

function bookCells(draw: Draw, { word, dwelling }: Entry): SimpleCell[] {
  const away = word('person.registered-address')
  if (away !== '') return [draw.pick(['否', '×', '外地']), away]
  return [draw.pick(['是', '√', '是']), draw.chance(0.6) ? dwelling.label : draw.pick(['同现住址', null])]
}

function kinWord(draw: Draw, word: string): string | null {
  if (word === '') return null
  if (word === '户主') return draw.pick(['户主', '户主', '本人'])
  if (word === '妻' || word === '夫') return draw.pick([word, '配偶', word === '妻' ? '妻子' : '丈夫'])
  return word
}

function remark(draw: Draw, { word, age }: Entry): string | null {
  const kind = word('person.population-kind')
  if (kind === '流动人口') return draw.pick(['租户', '流动', null])
  if (age >= 80) return draw.pick(['高龄', '独居', null, null])
  return draw.chance(0.02) ? draw.pick(['电话常无人接', '房屋出租', '常年在外', '已通知']) : null
}

/** A number of the demo's own range that the town has not given out: it begins with 1607. */
function newPhone(draw: Draw): string {
  return `1607${draw.integer(1_000_000, 9_999_999)}`
}

/** Somebody the register does not know yet, met at a known door. */
function newcomerCells(draw: Draw, town: Town, { estate, building, dwelling }: Entry, number: number): SimpleCell[] {
  const male = draw.chance(0.5)
  const birth = addDays(town.today, -draw.integer(3, 60 * 365))
  const stem = `370683${birth.replaceAll('-', '')}${male ? 899 : 898}`
  const name = drawName(draw, drawSurname(draw), male ? 'male' : 'female', Number(birth.slice(0, 4)))
  return [
    number,
    estate.name,
    building?.name ?? null,
    dwelling.unit,
    dwelling.door,
    name,
    '非亲属',
    { value: stem + idCheckCharacter(stem), look: { format: 'text', border: true } },
    spellSex(draw, male),
    spellDay(draw, birth),
    newPhone(draw),
    '否',
    '山东省潍坊市安丘市景芝镇',
    null,
    null,
    null,
    '新来',
  ]
}

/** The codes somebody typed beside the table, once, many years ago. */
function withCodeList(rows: readonly SimpleRow[]): SimpleRow[] {
  const codes = [
    ['与户主关系', '文化程度'],
    ['1户主', '1小学'],
    ['2配偶', '2初中'],
    ['3子', '3高中/中专'],
    ['4女', '4大专'],
    ['5孙', '5本科及以上'],
    ['6父母', '6文盲'],
    ['7其他', ''],
  ]
  return rows.map((row, at): SimpleRow => {
    const code = codes[at - 4]
    if (!code) return row
    const plain = 'cells' in row ? row : { cells: row }
    const cells = [...plain.cells, ...new Array<undefined>(Math.max(0, lastColumn + 1 - plain.cells.length)).fill(undefined)]
    return { ...plain, cells: [...cells, ...code.map((value): SimpleCell => ({ value, look: {} }))] }
  })
}

/** Another form for the same people who come from elsewhere, with headings of its own. */
function floatingSheet(town: Town, entries: readonly Entry[]): SimpleSheet {
  const floating = entries.filter(({ word }) => word('person.population-kind') === '流动人口')
  const headings = ['编号', '姓名', '性别', '年龄', '公民身份号码', '来自何地', '现住址', '手机号', '流入时间', '居住事由']
  const rows = floating.map((entry, at): SimpleRow => {
    const draw = drawFrom(town.seed, 'floating-list', entry.person.id)
    const { word } = entry
    return [
      at + 1,
      entry.name,
      spellSex(draw, entry.male),
      entry.age,
      entry.idNumber ?? null,
      word('person.registered-address'),
      `${entry.dwelling.label}`,
      entry.phone ?? null,
      word('person.flow-in-date') || null,
      word('person.residence-reason') || null,
    ]
  })
  return {
    name: '流动人口',
    columns: [6, 10, 6, 6, 22, 30, 30, 14, 12, 12].map((width) => ({ width, look: border })),
    headingRows: 1,
    rows: [{ cells: headings, look: heading }, ...rows],
  }
}

function instructions(): SimpleSheet {
  const lines = [
    '填表说明',
    '一、登记范围为辖区内实际居住人员。',
    '二、身份证号码须填写18位。',
    '三、出生日期格式：1990-01-01。',
    '四、流动人口另填“流动人口”表。',
  ]
  return { name: '填表说明', columns: [{ width: 60 }], rows: lines.map((line) => [line]) }
}

function hiddenSheet(entries: readonly Entry[]): SimpleSheet {
  const rows = entries
    .filter((_entry, at) => at % 9 === 0)
    .map(({ name, idNumber, estate }): SimpleRow => [name, idNumber ?? null, estate.name])
  return { name: '2024年旧表', hidden: true, rows: [['姓名', '身份证号', '小区'], ...rows] }
}
