import { normalHeading } from '#ground/facts/heading.ts'
import type { ColumnRelation, Sheet, SheetLayout } from '../contract.ts'

/** A column of numbers with its path; `values` are those of the data rows, in order, `undefined` where a cell is empty. */
export type NumberColumn = { column: number; path: string[]; values: (number | undefined)[] }

/** The numbers of every column in the data rows, subtotals left out. */
export function numbersOf(layout: SheetLayout, sheet: Sheet): NumberColumn[] {
  const skipped = new Set(layout.skippedRows.map((row) => row.row))
  const lines = sheet.rows
    .filter((line) => line.row >= layout.dataRows[0] && line.row <= layout.dataRows[1] && !skipped.has(line.row))
    .slice(0, 200)
  return layout.columns.map(({ column, path }) => ({ column, path, values: lines.map((line) => numberIn(line.cells.get(column)?.text)) }))
}

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^[-+]?[\d,]+(\.\d+)?%?$/.test(text.trim())) return undefined
  return Number(text.replace(/[,%]/g, ''))
}

/** How a column follows from others of its row: proven by the numbers where there are any, by the headings where the table is empty. */
export function relationOf(target: NumberColumn, columns: NumberColumn[], ratio: boolean): ColumnRelation | undefined {
  const others = columns.filter((other) => other.column !== target.column)
  return ratio ? ratioOf(target, others) : sumOf(target, others)
}

const totalHead = /^(合计|小计|总计|共计|总数|总人数|总户数|总合计)$/u

function sumOf(target: NumberColumn, others: NumberColumn[]): ColumnRelation | undefined {
  // 新收纠纷总数 under 新收纠纷 is its total.
  const [leaf, upper] = [plain(target.path.at(-1)), plain(target.path.at(-2))]
  const head = upper !== '' && leaf !== upper && leaf.startsWith(upper) ? leaf.slice(upper.length) : leaf
  const isTotal = totalHead.test(head.replace(/(人数|户数|\(.*\))$/u, ''))
  const mayBeTotal = /(总数|总人数|总户数|合计|总计)$/u.test(head)
  const groupsOfParts = isTotal
    ? partsOfTotal(target, others)
    : [
        ...partsByName(target, others),
        ...(mayBeTotal ? partsOfTotal(target, others).filter((parts) => provenSum(target, parts) === true) : []),
      ]
  for (const parts of groupsOfParts) {
    if (parts.length < 2) continue
    const proof = provenSum(target, parts)
    if (proof === true || (proof === undefined && (isTotal ? target.path.length > 1 : true)))
      return { kind: 'sum', of: parts.map((part) => part.column) }
  }
  return undefined
}

/** The columns a total may add up: its own group, the group before it, the whole block after it. */
function partsOfTotal(target: NumberColumn, others: NumberColumn[]): NumberColumn[][] {
  const counts = others.filter((other) => !isRatio(other) && !totalHead.test(plain(other.path.at(-1))))
  const group = target.path.slice(0, -1).join('\n')
  const siblings = counts.filter(
    (other) => group !== '' && other.path.length > 1 && other.path.slice(0, target.path.length - 1).join('\n') === group,
  )
  const groups = [...new Set(counts.filter((other) => other.path.length > 1).map((other) => other.path[0] ?? ''))]
  const wholeGroups = groups.map((name) => counts.filter((other) => other.path[0] === name))
  // A total of totals: those of the groups within its own, or of the groups beside it.
  const totals = others.filter(
    (other) => !isRatio(other) && totalHead.test(plain(other.path.at(-1))) && other.path.length > target.path.length,
  )
  const within = totals.filter((other) => group !== '' && other.path.slice(0, target.path.length - 1).join('\n') === group)
  const after = counts.filter((other) => other.column > target.column && other.path.length === target.path.length)
  const runs = [2, 3, 4, 5, 6].map((size) => after.slice(0, size))
  return [siblings, withoutParts(siblings), within, ...wholeGroups, ...(within.length > 0 ? [] : [totals]), after, ...runs]
}

/** Columns said to be 其中 (of which) are parts of parts. */
function withoutParts(columns: NumberColumn[]): NumberColumn[] {
  return columns.filter((column) => !/^其中/u.test(column.path.at(-1) ?? ''))
}

/** 低保户 is the sum of 有劳动能力的低保户 and 无劳动能力的低保户. */
function partsByName(target: NumberColumn, others: NumberColumn[]): NumberColumn[][] {
  const name = normalHeading(target.path.at(-1) ?? '')
  if (target.path.length > 1 || name.length < 3) return []
  const named = others.filter((other) => other.path.length > 1 && !isRatio(other) && normalHeading(other.path.at(-1) ?? '').includes(name))
  const groups = new Set(named.map((other) => other.path[0]))
  return groups.size === 1 ? [named] : []
}

/** True when every row with numbers adds up, false when one does not, undefined when there are none. */
function provenSum(target: NumberColumn, parts: NumberColumn[]): boolean | undefined {
  let rows = 0
  for (const [at, value] of target.values.entries()) {
    const numbers = parts.map((part) => part.values[at])
    if (value === undefined || numbers.every((number) => number === undefined)) continue
    rows++
    if (Math.abs(numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0) - value) > 0.01) return false
  }
  return rows >= 2 ? true : undefined
}

function isRatio(column: NumberColumn): boolean {
  return /(比例|占比|比率|率|百分比|%|％)/u.test(column.path.at(-1) ?? '')
}

/** Part and whole of a ratio: by the numbers, otherwise by the words 占…比例. */
function ratioOf(target: NumberColumn, others: NumberColumn[]): ColumnRelation | undefined {
  const counts = others.filter((other) => !isRatio(other))
  const named = namedRatio(target, counts)
  if (named && proveRatio(target, named.part, named.whole) !== false) return relation(target, named.part, named.whole)
  for (const whole of counts)
    for (const part of counts) if (part !== whole && proveRatio(target, part, whole) === true) return relation(target, part, whole)
  return undefined
}

function relation(target: NumberColumn, part: NumberColumn, whole: NumberColumn): ColumnRelation {
  return {
    kind: 'ratio',
    part: part.column,
    whole: whole.column,
    percent: target.values.some((value) => value !== undefined && value > 1) || /[%％]/u.test(target.path.at(-1) ?? ''),
  }
}

function namedRatio(target: NumberColumn, counts: NumberColumn[]): { part: NumberColumn; whole: NumberColumn } | undefined {
  const words = plain(target.path.at(-1))
  const match = /^(.*?)(?:所?占(.*?)(?:的?(?:比例|比重|比率|比)|$)|比例|比率|率$)/u.exec(words)
  if (!match) return undefined
  const find = (name: string) =>
    counts.find((other) => name !== '' && plain(other.path.at(-1)) === name) ??
    counts.find((other) => name !== '' && plain(other.path.join('')).includes(name))
  const before = counts.filter((other) => other.column < target.column)
  const part = find(match[1] ?? '') ?? before.findLast((other) => totalHead.test(plain(other.path.at(-1)))) ?? before.at(-1)
  const whole =
    find(match[2] ?? '') ?? counts.find((other) => /^(合计|总计|总数|总人数|总户数)$/u.test(plain(other.path.at(-1))) && other !== part)
  return part && whole && part !== whole ? { part, whole } : undefined
}

function proveRatio(target: NumberColumn, part: NumberColumn, whole: NumberColumn): boolean | undefined {
  let rows = 0
  for (const [at, value] of target.values.entries()) {
    const [top, bottom] = [part.values[at], whole.values[at]]
    if (value === undefined || top === undefined || bottom === undefined || bottom === 0) continue
    rows++
    const share = top / bottom
    if (Math.abs(share - value) > 0.006 && Math.abs(share * 100 - value) > 0.6) return false
  }
  return rows >= 2 ? true : undefined
}

function plain(text: string | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .replace(/[\s*:]/gu, '')
    .replace(/\((%|人|户|万?元|个|件)\)$/u, '')
}
