/**
 * A printed duty list as rows of cells, from a workbook or pasted from one: which column is what is told by its heading, the three lists by their
 * titles or the names of their sheets, categories by lines of their own. Pure; runs in the browser too.
 */
import { normaliseText, tidyText } from '#base/values/normalise.ts'
import { type DutyList, type Level, listsOf } from '../contract.ts'
import { MOST_ITEMS } from '../rules.ts'
import type { DraftRow } from './contract.ts'

export type CellTable = { name: string; rows: readonly (readonly string[])[] }
export type ReadRows = {
  rows: DraftRow[]
  /** Lines that were no item and no heading, and that nobody should lose unseen. */
  left: number
  /** Not one heading was known: the columns were taken as number, category, title. */
  unheaded: boolean
}

type Field = 'number' | 'category' | 'subcategory' | 'list' | 'title' | 'lead' | 'partners' | 'leadTasks' | 'tasks' | 'basis'

/** The more particular before the general. */
const headings: readonly [RegExp, Field][] = [
  [/^(序号|编号|事项编号|编码|序)$/, 'number'],
  [/二级(类别|分类|目录)|子类|小类/, 'subcategory'],
  [/(清单|履职|职责)(类型|类别)$|^所属清单$/, 'list'],
  [/类别|分类|领域|一级目录|板块/, 'category'],
  [/(上级|牵头|主责|责任|主管)(部门|单位)?(及其)?(职责|任务)/, 'leadTasks'],
  [/(配合|协同|参与|协办|协作)(部门|单位)/, 'partners'],
  [
    /(乡镇|街道|镇街|社区|村)[^名]*(职责|任务|内容|事务)|配合(内容|职责|任务|事项内容)|工作方式|履职方式|办理方式|实施方式|(工作|职责|具体|履职)内容/,
    'tasks',
  ],
  [/(牵头|上级|对应|承接|主责|责任|主管|办理|实施)[^依]*(部门|单位|机关)|牵头单位/, 'lead'],
  [/依据/, 'basis'],
  [/事项|职责名称|证明|名称|任务/, 'title'],
]

const listWords: readonly [RegExp, DutyList][] = [
  [/收回|取消|不应|不得|负面|不再|禁入/, 'withdrawn'],
  [/配合|协助/, 'assisting'],
  [/自治/, 'self'],
  [/基本|依法履行|主责/, 'basic'],
]

export function readTables(tables: readonly CellTable[], level: Level): ReadRows {
  const found: ReadRows = { rows: [], left: 0, unheaded: false }
  const named = tables.filter(({ rows }) => rows.length > 0)
  for (const table of named) readTable(table, level, found)
  return found
}

type Reading = { fields: Map<number, Field> | undefined; list: DutyList; category: string; subcategory: string }

function readTable({ name, rows }: CellTable, level: Level, found: ReadRows): void {
  const cells = rows.map((row) => row.map((cell) => tidyText(cell)))
  const isHeaded = cells.some((row) => headingsOf(row) !== undefined)
  const reading: Reading = {
    fields: isHeaded ? undefined : plainColumns(cells),
    list: listIn(name, level) ?? listsOf[level][0]!,
    category: '',
    subcategory: '',
  }
  if (!isHeaded) found.unheaded = true
  for (const row of cells) {
    const said = row.filter((cell) => cell !== '')
    if (said.length === 0) continue
    const fields = headingsOf(row)
    if (fields) reading.fields = fields
    else if (new Set(said).size === 1) readLine(said[0]!, reading, level, found)
    else if (reading.fields && found.rows.length < MOST_ITEMS) readItem(row, reading, level, found)
    else found.left += 1
  }
}

/** A row of headings: at least two that are known, one of them the title, and none as long as an item. */
function headingsOf(row: readonly string[]): Map<number, Field> | undefined {
  const fields = new Map<number, Field>()
  for (const [at, cell] of row.entries()) {
    const plain = normaliseText(cell).replace(/[\s()]/g, '')
    if (plain === '' || plain.length > 16) continue
    const field = headings.find(([words]) => words.test(plain))?.[1]
    if (field && ![...fields.values()].includes(field)) fields.set(at, field)
  }
  const known = [...fields.values()]
  const isHead = known.includes('title') && known.length >= 2 && row.every((cell) => cell.length <= 24)
  return isHead && !row.some((cell) => /^\d+$/.test(cell.trim())) ? fields : undefined
}

/** Without headings: a number first where there is one, then the longest column as the title. */
function plainColumns(rows: readonly (readonly string[])[]): Map<number, Field> {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const lengths = Array.from({ length: width }, (_, at) => rows.reduce((sum, row) => sum + (row[at]?.length ?? 0), 0))
  const title = lengths.indexOf(Math.max(...lengths))
  const isNumbered = title > 0 && rows.filter((row) => /^\d+$/.test(row[0] ?? '')).length > rows.length / 2
  return new Map<number, Field>([...(isNumbered ? [[0, 'number'] as const] : []), [title, 'title']])
}

/** 一、党的建设（15项）, or the title of one of the lists. */
function readLine(line: string, reading: Reading, level: Level, found: ReadRows): void {
  if (/清单|目录|事项$|证明$/.test(normaliseText(line))) {
    const list = listIn(line, level)
    if (list) Object.assign(reading, { list, category: '', subcategory: '' })
  } else if (/^[（(][一二三四五六七八九十]+[）)]/.test(line)) reading.subcategory = groupName(line)
  else if (/^[一二三四五六七八九十]+[、.．]/.test(line)) Object.assign(reading, { category: groupName(line), subcategory: '' })
  else found.left += 1
}

/** Without its numeral and without how many items it has. */
function groupName(line: string): string {
  return line
    .replace(/\s+/g, '')
    .replace(/^[（(]?[一二三四五六七八九十]+[）)]?[、.．]?/, '')
    .replace(/[（(]共?\d+项[）)]$/, '')
    .slice(0, 60)
}

function listIn(words: string, level: Level): DutyList | undefined {
  const list = listWords.find(([pattern]) => pattern.test(words))?.[1]
  const here = list === 'basic' && level === 'community' ? 'self' : list
  return here && listsOf[level].includes(here) ? here : undefined
}

function readItem(row: readonly string[], reading: Reading, level: Level, found: ReadRows): void {
  const of = (wanted: Field) => [...reading.fields!].flatMap(([at, field]) => (field === wanted ? [row[at] ?? ''] : []))[0] ?? ''
  const title = of('title').replace(/\s*\n\s*/g, '')
  if (title === '') {
    found.left += 1
    return
  }
  // A category is printed once for all its items.
  const category = groupName(of('category'))
  if (category !== '' && category !== reading.category) Object.assign(reading, { category, subcategory: '' })
  if (of('subcategory') !== '') reading.subcategory = groupName(of('subcategory'))
  const [lead = '', ...others] = splitUnits(of('lead'))
  const tasks = [of('leadTasks') && `牵头部门：${of('leadTasks')}`, of('tasks')].filter(Boolean).join('\n')
  found.rows.push({
    list: listIn(of('list'), level) ?? reading.list,
    number: of('number').slice(0, 20),
    category: reading.category,
    subcategory: reading.subcategory,
    title: title.slice(0, 300),
    lead: lead.slice(0, 200),
    partners: [...others, ...splitUnits(of('partners'))].map((unit) => unit.slice(0, 100)).slice(0, 30),
    tasks: tasks.slice(0, 2000),
    basis: of('basis').slice(0, 1000),
  })
}

function splitUnits(text: string): string[] {
  return text
    .split(/[\n、，,；;]+/)
    .map((unit) => unit.trim())
    .filter((unit) => unit !== '')
}

/** Cells as a spreadsheet or a word processor puts them on the clipboard: tabs and lines, a cell with lines of its own in quotes. */
export function readPasted(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y
  let at = 0
  while (at <= text.length) {
    pattern.lastIndex = at
    const [whole = '', quoted, plain = ''] = pattern.exec(text) ?? []
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    at += whole.length
    if (at >= text.length) break
    if (text[at] === '\t') at += 1
    else {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
      rows.push([])
    }
  }
  return rows.filter((row) => row.some((cell) => cell.trim() !== ''))
}
