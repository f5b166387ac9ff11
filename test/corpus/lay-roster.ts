import type { Sheet } from '#ground/workbooks/contract.ts'
import type { Form, FormColumn } from './form.ts'
import type { SheetKey } from './key.ts'
import { draftSheet, type SheetDraft } from './sheet-draft.ts'
import { between, cellValue, communities, type Random } from './values.ts'

type Lines = { draft: SheetDraft; form: Form; random: Random; merges: boolean; width: number }

/** Prints a roster or statistics form as a sheet, with its mess. `empty` prints the template before anybody filled it. */
export function layRoster(form: Form, random: Random, empty: boolean): { sheet: Sheet; key: SheetKey } {
  const merges = !form.mess.has('csv') && !form.mess.has('csv-gbk')
  const lines: Lines = { draft: draftSheet({ merges }), form, random, merges, width: form.columns.length }
  const top = layAbove(lines)
  const levels = Math.max(form.at?.[1] ?? 1, ...form.columns.map((column) => column.path.length))
  layHeader(lines, top, levels)
  const skipped: number[] = []
  let row = top + levels
  if (form.mess.has('units') || form.mess.has('unit-row')) skipped.push(layUnits(lines, row++))
  if (form.mess.has('numbering')) skipped.push(layNumbering(lines, row++))
  const data = empty ? layEmpty(lines, row) : layData(lines, row, top, levels, skipped)
  const footerRows = layBelow(lines, data[1] + 1, empty)
  const beside = layCodes(lines, top, data[1])
  const hidden = form.mess.has('hidden-columns') ? [Math.min(4, lines.width)] : []
  const key: SheetKey = {
    layout: form.layout === 'statistics' ? 'statistics' : 'roster',
    headerRows: [top, top + levels - 1],
    dataRows: empty && footerRows.length === 0 && !prefilled(form) ? [row, row] : data,
    skippedRows: skipped,
    footerRows,
    besideColumns: beside,
    answers: form.columns.map((column, index) => ({
      column: index + 1,
      path: column.path,
      keys: column.keys,
      local: column.local,
      ...(column.counts ? { counts: column.counts } : {}),
    })),
  }
  if (form.mess.has('title')) key.title = form.title
  return { sheet: lines.draft.sheet(form.sheet, hidden), key }
}

/** Title, notes and the line that names the unit. Returns the first header row. */
function layAbove({ draft, form, width }: Lines): number {
  let row = 1
  if (form.mess.has('title')) {
    draft.set(row, 1, form.title)
    draft.merge(row, 1, row++, width)
  }
  if (form.mess.has('notes')) {
    for (const line of form.above.length > 0 ? form.above : ['填写说明：带*号的为必填项，请勿改动表头。']) {
      draft.set(row, 1, line)
      draft.merge(row, 1, row++, width)
    }
  } else if (form.above.length > 0) {
    const step = Math.max(1, Math.floor(width / form.above.length))
    for (const [index, line] of form.above.entries()) draft.set(row, 1 + index * step, line)
    row++
  }
  if (!form.at) return row
  if (form.mess.has('region-line'))
    for (const [index, word] of ['填报单位：', '省', '', '市', '', '区县', '', '乡镇', '', '社区'].entries())
      draft.set(form.at[0] - 2, 1 + index, word)
  return form.at[0]
}

function layHeader({ draft, form, merges }: Lines, top: number, levels: number): void {
  const bottom = top + levels - 1
  const unmerged = form.mess.has('blank-upper')
  for (const [index, column] of form.columns.entries()) {
    const own = index + 1
    for (const [level, text] of column.path.entries()) {
      const span = spanOf(form.columns, index, level)
      if (span[0] !== index) continue
      const last = level === column.path.length - 1 && span[1] === index
      const row = unmerged && column.path.length === 1 && span[1] === index ? bottom : top + level
      draft.set(row, own, text)
      if (unmerged && column.path.length === 1 && span[1] === index) continue
      if (last) draft.merge(row, own, bottom, own)
      else if (merges) draft.merge(row, own, row, span[1] + 1)
    }
  }
}

/** First and last index of the run of columns under this heading; neighbours that merely have the same name stay apart. */
function spanOf(columns: FormColumn[], index: number, level: number): [number, number] {
  const joined = (a: number, b: number) => {
    const [one, other] = [columns[a]?.path ?? [], columns[b]?.path ?? []]
    const deeper = Math.max(one.length, other.length) > level + 1 && Math.min(one.length, other.length) > level
    return deeper && one.slice(0, level + 1).join('\n') === other.slice(0, level + 1).join('\n')
  }
  let [from, to] = [index, index]
  while (joined(from, from - 1)) from--
  while (joined(to, to + 1)) to++
  return [from, to]
}

function unitOf({ counts = '', sample }: FormColumn): string {
  if (counts.startsWith('#households')) return '户'
  if (counts.startsWith('#persons') || sample === 'sum') return '人'
  return /^money/.test(sample) || counts === '#' ? '元' : sample === 'ratio' ? '%' : ''
}

function layUnits({ draft, form }: Lines, row: number): number {
  for (const [index, column] of form.columns.entries()) draft.set(row, index + 1, unitOf(column))
  return row
}

function layNumbering({ draft, form }: Lines, row: number): number {
  const letters = form.layout === 'statistics'
  let number = 0
  for (const index of form.columns.keys()) draft.set(row, index + 1, letters && index < 1 ? '甲' : ++number)
  return row
}

const prefilled = (form: Form) => form.layout === 'statistics' || (form.columns[0]?.sample === 'seq' && form.id.endsWith('3'))

/** Lines meant for data: numbered, or with the names of the communities, or plain empty. */
function layEmpty({ draft, form }: Lines, start: number): [number, number] {
  const count = form.layout === 'statistics' ? communities.length : 6
  if (prefilled(form)) {
    for (let n = 0; n < count; n++) {
      for (const [index, column] of form.columns.entries()) {
        if (column.sample === 'seq') draft.set(start + n, index + 1, n + 1)
        else if (form.layout === 'statistics' && column.sample === 'community') draft.set(start + n, index + 1, communities[n] ?? '')
      }
    }
  }
  return [start, start + count - 1]
}

function layData(lines: Lines, start: number, top: number, levels: number, skipped: number[]): [number, number] {
  const { draft, form, random, width } = lines
  const count = form.layout === 'statistics' ? communities.length : between(random, 7, 14)
  let row = start
  let first = 0
  const skip = (put: (row: number) => void) => {
    put(row)
    skipped.push(row++)
  }
  for (let n = 1; n <= count; n++) {
    if (form.mess.has('group-titles') && n % 5 === 1) {
      skip((at) => {
        draft.set(at, 1, `${n === 1 ? '一' : n === 6 ? '二' : '三'}、${communities[Math.floor(n / 5)] ?? ''}`)
        draft.merge(at, 1, at, width)
      })
    }
    first ||= row
    layRow(lines, row++, n)
    if (form.mess.has('subtotals') && n % 4 === 0 && n < count) skip((at) => layTotal(lines, at, '小计'))
    if (form.mess.has('blank-rows') && n === 5) skip(() => {})
    if (form.mess.has('repeated-header') && n === 6)
      for (let level = 0; level < levels; level++) skip((at) => copyRow(lines, top + level, at))
  }
  return [first, row - 1]
}

function layRow({ draft, form, random }: Lines, row: number, n: number): void {
  const numbers = new Map<number, number>()
  for (const [index, column] of form.columns.entries()) {
    if (column.sample === 'sum' || column.sample === 'ratio') continue
    const blank = random() < 0.1 && !column.local && index > 2 && form.layout === 'roster'
    const region = column.sample === 'community' && form.layout === 'statistics'
    const value = region ? (communities[n - 1] ?? '') : cellValue(column.sample, random, n, form.mess)
    if (typeof value === 'number') numbers.set(index, value)
    if (!blank) draft.set(row, index + 1, value)
  }
  for (const [index, column] of form.columns.entries()) {
    if (column.sample !== 'sum' && column.sample !== 'ratio') continue
    const value = calculated(form, column, numbers)
    if (value !== undefined) numbers.set(index, value)
    draft.set(row, index + 1, value ?? between(random, 10, 40))
  }
}

/** What the key of a calculated column says: `=sum(男,女)` of its group, `=ratio(c10,c7)` by number of column. */
function calculated(form: Form, column: FormColumn, numbers: Map<number, number>): number | undefined {
  const [, kind, inside = ''] = /^=(sum|ratio)\((.*)\)$/.exec(column.counts ?? '') ?? []
  const values = inside.split(',').map((name) => {
    const group = column.path.slice(0, -1).join('>')
    const named = (other: FormColumn) => other.path.at(-1) === name
    const inGroup = form.columns.findIndex((other) => named(other) && other.path.slice(0, -1).join('>') === group)
    const at = /^c\d+$/.test(name) ? Number(name.slice(1)) - 1 : inGroup >= 0 ? inGroup : form.columns.findIndex(named)
    return numbers.get(at)
  })
  if (kind === undefined || values.some((value) => value === undefined)) return undefined
  const [part = 0, whole = 0] = values
  return kind === 'sum' ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0) : Math.round((part / whole) * 1000) / 10
}

function layTotal({ draft, form }: Lines, row: number, word: string): void {
  draft.set(row, 1, word)
  for (const [index, column] of form.columns.entries())
    if (index > 0 && /^(money|count|sum|int)/.test(column.sample)) draft.set(row, index + 1, 100 + index)
}

function copyRow({ draft, width }: Lines, from: number, to: number): void {
  for (let column = 1; column <= width; column++) draft.set(to, column, draft.text(from, column))
}

function layBelow(lines: Lines, start: number, empty: boolean): number[] {
  const { draft, form, width } = lines
  const rows: number[] = []
  let row = start
  if (form.mess.has('total-row') || form.mess.has('money-total')) {
    layTotal(lines, row, empty ? '合计' : '合  计')
    rows.push(row++)
  }
  if (form.mess.has('signatures')) {
    for (const [index, word] of ['填表人：', '审核人：', '单位负责人：'].entries())
      draft.set(row, 1 + index * Math.max(1, Math.floor(width / 3)), word)
    rows.push(row++)
  }
  for (const line of form.below) {
    draft.set(row, 1, line)
    draft.merge(row, 1, row, width)
    rows.push(row++)
  }
  return rows
}

/** A list of codes that the form's author left beside the table: apart, or touching its last column. */
function layCodes({ draft, form, width }: Lines, top: number, last: number): number[] {
  if (form.codes.length === 0) return []
  const touching = form.mess.has('code-list-touching')
  const column = touching ? width + 1 : width + 2
  for (const [index, text] of form.codes.entries()) if (top + index <= last + 20) draft.set(top + index, column, text)
  return [column]
}
