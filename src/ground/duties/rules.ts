/** What makes an item, when a version may begin, and how the next edition knows an item again. Pure; runs in the browser too. */
import type { FieldProblem } from '#base/problem.ts'
import { normaliseText } from '#base/values/normalise.ts'
import { type DutyItem, type DutyList, type ItemWords, type Level, listsOf } from './contract.ts'

/** An edition of a county has some hundred items; beyond this it is no list of duties. */
export const MOST_ITEMS = 600

/** The title as two printings of it meet: without spaces, brackets' width and punctuation. */
export function titleKey(title: string): string {
  return normaliseText(title)
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '')
}

export function isValidOn({ from, to }: { from: string; to: string | null }, day: string): boolean {
  return from <= day && (to === null || day <= to)
}

/** What is wrong with one item; `at` stands before each path. */
export function itemFaults(level: Level, item: ItemWords, at = '/item'): FieldProblem[] {
  const faults: FieldProblem[] = []
  if (!listsOf[level].includes(item.list)) faults.push({ path: `${at}/list`, say: 'duty.list-not-here' })
  if (titleKey(item.title).length < 2) faults.push({ path: `${at}/title`, say: 'duty.title-needed' })
  // Who is sent away must be told where to; who is asked to help must know whom.
  if (needsLead(level, item.list) && item.lead.trim() === '') faults.push({ path: `${at}/lead`, say: 'duty.lead-needed' })
  return faults
}

function needsLead(level: Level, list: DutyList): boolean {
  return list === 'withdrawn' || (list === 'assisting' && level !== 'community')
}

/** As it is kept: no spaces at the ends, no empty partners. */
export function tidyItem(item: ItemWords): ItemWords {
  const trimmed = Object.fromEntries(Object.entries(item).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]))
  return { ...(trimmed as ItemWords), partners: item.partners.map((one) => one.trim()).filter((one) => one !== '') }
}

/** A row of a new edition with the item it goes on, where there is one. */
export type Placed = { row: ItemWords; before: DutyItem | undefined }
export type EditionPlan = {
  rows: Placed[]
  added: number
  /** In another list than before. */
  moved: number
  changed: number
  same: number
  gone: DutyItem[]
  faults: FieldProblem[]
}

/** What a new edition does to the list as it stands: an item is known again by its title, in its own list first. */
export function planEdition(level: Level, standing: readonly DutyItem[], rows: readonly ItemWords[]): EditionPlan {
  const plan: EditionPlan = { rows: [], added: 0, moved: 0, changed: 0, same: 0, gone: [], faults: [] }
  const used = new Set<string>()
  const seen = new Map<string, number>()
  const find = (list: DutyList | undefined, key: string) =>
    standing.find((one) => !used.has(one.id) && (list === undefined || one.list === list) && titleKey(one.title) === key)
  const keys = rows.map((row) => titleKey(row.title))
  // Those that stay in their list come first, so that a moved one never takes the place of one that stayed.
  const stayed = rows.map((row, at) => {
    const found = find(row.list, keys[at]!)
    if (found) used.add(found.id)
    return found
  })
  for (const [at, row] of rows.entries()) {
    plan.faults.push(...itemFaults(level, row, `/rows/${at}`))
    const name = `${row.list} ${keys[at]}`
    if (seen.has(name)) plan.faults.push({ path: `/rows/${at}/title`, say: 'duty.twice', with: { row: seen.get(name)! + 1 } })
    else seen.set(name, at)
    const before = stayed[at] ?? find(undefined, keys[at]!)
    if (before) used.add(before.id)
    plan.rows.push({ row, before })
    if (!before) plan.added += 1
    else if (before.list !== row.list) plan.moved += 1
    else if (isSameItem(before, row)) plan.same += 1
    else plan.changed += 1
  }
  plan.gone = standing.filter(({ id }) => !used.has(id))
  return plan
}

/** The printed number may differ: lists are counted anew with each edition. */
function isSameItem(one: ItemWords, other: ItemWords): boolean {
  const said = ({ list, category, subcategory, title, lead, partners, tasks, basis }: ItemWords) =>
    JSON.stringify([list, category, subcategory, title, lead, [...partners], tasks, basis])
  return said(one) === said(other)
}
