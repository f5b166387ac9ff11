/** A table of matters, or of figures, from a CSV: headings in either language, values as they are typed. What cannot be read is told by its cell. */

import type { Value } from '#base/condition.ts'
import type { FieldProblem } from '#base/problem.ts'
import { parseNumber } from '#base/values/amount.ts'
import { parseBoolean } from '#base/values/boolean.ts'
import { normaliseText } from '#base/values/normalise.ts'
import { isRefused } from '#base/values/parsed.ts'
import type { Counted, Figures } from './reckon.ts'
import { rateNames } from './reckon.ts'

/** Headings as they are printed, beside the names themselves. */
const headings = new Map(
  Object.entries({
    type: '事项类型 类型',
    category: '类别 分类 诉求类别',
    channel: '渠道 来源 受理渠道',
    stand: '状态 办理状态',
    outcome: '结果 办结方式',
    lead: '主办 承办单位 主办单位',
    'responded-on-time': '按时响应 是否按时响应 按时联系',
    'on-time': '按时 按期 按时办结 是否按时办结 按期办结',
    answered: '已答复 是否答复 答复',
    dispatched: '已派单 是否派单 派单',
    solved: '解决 是否解决 已解决',
    satisfied: '满意 满意度 评价',
    reopened: '重新打开 重办 重办次数',
    returned: '退回 退单 退回次数 退单次数',
  }).flatMap(([name, printed]) => [name, name.replaceAll('-', '_'), ...printed.split(' ')].map((heading) => [heading, name] as const)),
)

/** Words that stand for codes in printed tables. */
const codes = new Map(
  Object.entries({
    very: '很满意 非常满意',
    yes: '满意 是 基本满意',
    partly: '一般 部分满意',
    no: '不满意 否 很不满意',
    phone: '手机 微信 网上 网络 app',
    counter: '窗口 现场',
    telephone: '电话 来电',
    letter: '信件 来信',
    hotline: '12345 热线',
    helper: '代办',
    door: '上门 走访',
    received: '待派 已受理',
    'in-hand': '在办 办理中',
    closed: '已结束 办结 已办结',
    confirmed: '本人确认 确认解决',
    ruled: '按规则结束',
    refused: '不受理',
    merged: '已合并 合并 并案',
  }).flatMap(([code, printed]) => printed.split(' ').map((word) => [word, code] as const)),
)

export type Table = { rows: Counted[]; faults: FieldProblem[]; missing: string[] }

/** Rows as cells; the first holds the headings. `needed`: names without which the rate cannot be reckoned. */
export function readMatters(cells: readonly (readonly string[])[], needed: readonly string[]): Table {
  const [first = [], ...rest] = cells
  const names = first.map((heading) => headings.get(normaliseText(heading).toLowerCase().trim()))
  const faults: FieldProblem[] = []
  const rows = rest.map((row, at): Counted => {
    const known = new Map<string, Value>()
    for (const [column, name] of names.entries()) {
      const text = (row[column] ?? '').trim()
      if (name === undefined || text === '') continue
      const value = readCell(name, text)
      if (value === undefined) faults.push({ path: `${columnName(column)}${at + 2}`, say: 'value.not-in-list' })
      else known.set(name, value)
    }
    return known
  })
  return { rows, faults, missing: needed.filter((name) => !names.includes(name)) }
}

function readCell(name: string, text: string): Value | undefined {
  const typed = rateNames.get(name)!
  if (typed.type === 'boolean') {
    const parsed = parseBoolean({ text })
    return isRefused(parsed) ? undefined : parsed.value
  }
  if (typed.type === 'number') {
    const parsed = parseNumber({ text }, { integer: true })
    return isRefused(parsed) ? undefined : parsed.value
  }
  const code = codes.get(normaliseText(text).toLowerCase()) ?? text
  return typed.codes && !typed.codes.has(code) ? undefined : code
}

/** Either a heading row over figures, added up over all rows; or a name and its figure in each row. */
export function readFigures(cells: readonly (readonly string[])[], needed: readonly string[]): { figures: Figures; missing: string[] } {
  const number = (text: string | undefined) => {
    const parsed = parseNumber({ text: (text ?? '').replace(/(?<=\d)[,，](?=\d{3})/g, '') }, { integer: true })
    return isRefused(parsed) ? undefined : parsed.value
  }
  const figures = new Map<string, number>()
  const [first = [], ...rest] = cells
  const wide = needed.some((name) => first.some((cell) => cell.trim() === name)) && first.every((cell) => number(cell) === undefined)
  const pairs = wide
    ? rest.flatMap((row) => first.map((name, at) => [name, row[at]] as const))
    : cells.map((row) => [row[0] ?? '', row.find((cell, at) => at > 0 && number(cell) !== undefined)] as const)
  for (const [name, text] of pairs) {
    const figure = number(text)
    if (figure !== undefined) figures.set(name.trim(), (figures.get(name.trim()) ?? 0) + figure)
  }
  return { figures, missing: needed.filter((name) => !figures.has(name)) }
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)
}
