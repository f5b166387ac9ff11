import type { Sheet } from '#ground/workbooks/contract.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import type { Form, FormColumn } from './form.ts'
import type { Answer, SheetKey } from './key.ts'
import { draftSheet, type SheetDraft } from './sheet-draft.ts'
import { cellValue, hash, type Random } from './values.ts'

type Card = { draft: SheetDraft; form: Form; random: Random; filled: boolean; width: number; answers: Answer[]; row: number }

/** Prints a form for one subject: labels and answers in a grid, a column of fields, or a list of items to check. */
export function layCard(form: Form, random: Random): { sheet: Sheet; key: SheetKey } {
  const card: Card = {
    draft: draftSheet({ merges: true }),
    form,
    random,
    filled: hash(form.id) % 2 === 0,
    width: 1 + 2 * form.pairs,
    answers: [],
    row: 1,
  }
  if (form.layout !== 'card') card.width = 5
  layTop(card)
  const top = form.above.some((line) => line.includes('：')) ? 2 : card.row
  if (form.layout === 'vertical') layVertical(card)
  else if (form.layout === 'checklist') layItemTable(card)
  else layGrid(card)
  const bottom = card.row - 1
  const footerRows: number[] = []
  for (const line of form.below) {
    card.draft.set(card.row, 1, line)
    card.draft.merge(card.row, 1, card.row, card.width)
    footerRows.push(card.row++)
  }
  const key: SheetKey = {
    layout: 'card',
    headerRows: [top, bottom],
    dataRows: [top, bottom],
    skippedRows: [],
    footerRows,
    besideColumns: [],
    answers: card.answers,
  }
  if (form.mess.has('title')) key.title = form.title
  return { sheet: card.draft.sheet(form.sheet), key }
}

function layTop(card: Card): void {
  const { draft, form, width } = card
  draft.set(1, 1, form.title)
  draft.merge(1, 1, 1, width)
  card.row = 2
  for (const line of form.above) {
    draft.set(card.row, 1, line)
    draft.merge(card.row, 1, card.row++, width)
  }
  if (form.at) card.row = form.at[0]
}

/** Labels and answers side by side; a group's name stands to the left over its rows; opinions take a whole line. */
function layGrid(card: Card): void {
  const { form } = card
  const plain = form.columns.filter((column) => !column.nested && !column.item)
  for (let index = 0; index < plain.length; ) {
    const column = plain[index] as FormColumn
    if (column.path.length > 1) {
      const group = plain.slice(index).findIndex((other) => other.path[0] !== column.path[0])
      const run = plain.slice(index, group < 0 ? undefined : index + group)
      layGroup(card, run)
      index += run.length
    } else if (/意见|照片/.test(column.path[0] ?? '')) {
      layWide(card, column)
      index++
    } else {
      const next = plain.slice(index).findIndex((other) => other.path.length > 1 || /意见|照片/.test(other.path[0] ?? ''))
      const run = plain.slice(index, Math.min(index + form.pairs, next < 0 ? plain.length : index + next))
      layPairs(card, run, false)
      index += run.length
    }
    const nestedAt = Math.floor(plain.length * 0.7)
    if (form.nested !== '' && index >= nestedAt && !card.answers.some((answer) => answer.path[0] === form.nested)) layNested(card)
  }
  layItems(card)
}

/** One row of pairs. Without a group the first label takes the two left columns. */
function layPairs(card: Card, run: FormColumn[], grouped: boolean): void {
  const { draft, form, width } = card
  const sameCell = form.mess.has('same-cell-labels')
  for (const [index, column] of run.entries()) {
    const label = column.path.at(-1) ?? ''
    const left = index === 0 && !grouped ? 1 : 2 + 2 * index
    const answer = sameCell ? left : 3 + 2 * index
    const colon = sameCell || form.mess.has('colon-labels') ? '：' : ''
    if (left === 1 && !sameCell) draft.merge(card.row, 1, card.row, 2)
    if (sameCell) draft.merge(card.row, left, card.row, 3 + 2 * index)
    const value = answerOf(card, column)
    draft.set(card.row, left, sameCell ? `${label}：${value}` : label + colon)
    if (!sameCell) draft.set(card.row, answer, value)
    if (index === run.length - 1 && answer < width && !sameCell) draft.merge(card.row, answer, card.row, width)
    card.answers.push({ cell: cellAddress(card.row, answer), path: column.path, keys: column.keys, local: column.local })
  }
  card.row++
}

function answerOf({ form, random, filled }: Card, column: FormColumn): string {
  if (column.sample.startsWith('checkbox:'))
    return column.sample
      .slice(9)
      .split('/')
      .map((word) => `□${word}`)
      .join(' ')
  if (!filled || column.local) return /签|意见/.test(column.path.join('')) ? '' : ''
  const value = cellValue(column.sample, random, 1, form.mess)
  return typeof value === 'object' ? value.text : String(value)
}

function layGroup(card: Card, run: FormColumn[]): void {
  const top = card.row
  for (let at = 0; at < run.length; at += card.form.pairs) layPairs(card, run.slice(at, at + card.form.pairs), true)
  card.draft.set(top, 1, run[0]?.path[0] ?? '')
  card.draft.merge(top, 1, card.row - 1, 1)
}

function layWide(card: Card, column: FormColumn): void {
  const { draft, width } = card
  draft.set(card.row, 1, column.path[0] ?? '')
  draft.merge(card.row, 1, card.row, 2)
  draft.set(card.row, 3, '签字（盖章）：        年    月    日')
  draft.merge(card.row, 3, card.row, width)
  card.answers.push({ cell: cellAddress(card.row, 3), path: column.path, keys: column.keys, local: column.local })
  card.row++
}

/** A small table in the card: its headings stand side by side, the answers below. */
function layNested(card: Card): void {
  const { draft, form } = card
  const top = card.row
  for (const [index, column] of form.columns.filter((column) => column.nested).entries()) {
    draft.set(top, 2 + index, column.path[0] ?? '')
    card.answers.push({
      cell: cellAddress(top + 1, 2 + index),
      path: [form.nested, ...column.path],
      keys: column.keys,
      local: column.local,
    })
  }
  card.row += 5
  draft.set(top, 1, form.nested)
  draft.merge(top, 1, card.row - 1, 1)
}

function layItems(card: Card): void {
  const { draft, form, width } = card
  const items = form.columns.filter((column) => column.item)
  if (items.length === 0) return
  for (const [index, word] of ['序号', '检查内容', '检查结果', '备注'].entries()) draft.set(card.row, 1 + index, word)
  card.row++
  for (const [index, column] of items.entries()) {
    draft.set(card.row, 1, index + 1)
    draft.set(card.row, 2, column.path[0] ?? '')
    draft.set(card.row, 3, '□是 □否')
    card.answers.push({ cell: cellAddress(card.row, 3), path: column.path, keys: column.keys, local: column.local })
    card.row++
  }
  if (width < 4) card.width = 4
}

const verticalStyles = [
  { head: ['模块', '字段名称', '填写说明', '填写内容', '备注'], group: 1, label: 2, note: 3, answer: 4 },
  { head: ['模块', '选项卡', '字段名称', '说明/填写处', '备注'], group: 1, label: 3, note: 0, answer: 4 },
  { head: [], group: 1, label: 2, note: 0, answer: 3 },
] as const

/** Fields one below the other: module, field, what is meant, the place to fill in. */
function layVertical(card: Card): void {
  const { draft, form } = card
  const style = verticalStyles[form.at ? 1 : hash(form.id) % 3] ?? verticalStyles[0]
  for (const [index, word] of style.head.entries()) draft.set(card.row, index + 1, word)
  if (style.head.length > 0) card.row++
  let groupTop = card.row
  for (const [index, column] of form.columns.entries()) {
    const group = column.path.length > 1 ? (column.path[0] ?? '') : ''
    if (group !== '' && form.columns[index - 1]?.path[0] !== group) {
      groupTop = card.row
      draft.set(card.row, style.group, group)
    }
    draft.set(card.row, style.label, column.path.slice(group === '' ? 0 : 1).join('/'))
    if (style.note > 0 && index % 2 === 0) draft.set(card.row, style.note, noteOf(column))
    draft.set(card.row, style.answer, answerOf(card, column))
    card.answers.push({ cell: cellAddress(card.row, style.answer), path: column.path, keys: column.keys, local: column.local })
    if (group !== '' && form.columns[index + 1]?.path[0] !== group) draft.merge(groupTop, style.group, card.row, style.group)
    card.row++
  }
}

function noteOf(column: FormColumn): string {
  if (column.sample === 'id') return '填写18位号码，末位为X的用大写'
  if (/date|month/.test(column.sample)) return '按YYYYMMDD格式填写'
  return '按户口簿或证件如实填写'
}

/** A checklist printed as a table whose lines are what is to be looked at. */
function layItemTable(card: Card): void {
  const { draft, form } = card
  card.width = form.columns.length
  draft.set(card.row, 1, form.columns[0]?.path[0] ?? '')
  draft.merge(card.row, 1, card.row, card.width)
  card.row++
  for (const [index, column] of form.columns.entries()) draft.set(card.row, index + 1, column.path.at(-1) ?? '')
  card.row++
  for (const [kind, count] of [
    ['小档口', 4],
    ['小作坊', 3],
  ] as const) {
    const top = card.row
    draft.set(top, 1, kind)
    draft.set(top, 2, '建筑面积在300平方米以下的场所')
    for (let n = 1; n <= count; n++) {
      const item = `${n}.未按规定配置灭火器`
      card.answers.push({ cell: cellAddress(card.row, 3), path: [item], keys: [null], local: false })
      draft.set(card.row++, 3, `□${item}`)
    }
    draft.merge(top, 1, card.row - 1, 1)
    draft.merge(top, 2, card.row - 1, 2)
  }
}
