/** Which comparisons fit an element, and how a condition is put into words. Pure. */
import type { Element } from '#ground/facts/contract.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'

export type Op = CountCondition['op']

const ordered: Op[] = ['>=', '<=', '>', '<', '=']

/** The first is the usual one. */
export function opsFor({ type }: Pick<Element, 'type'>): Op[] {
  if (type === 'integer' || type === 'decimal' || type === 'day' || type === 'month' || type === 'year') return [...ordered, 'known']
  if (type === 'boolean') return ['=']
  if (type === 'code' || type === 'codes') return ['in', 'known']
  return type === 'tie' ? ['known'] : ['=', 'known']
}

/** A condition to begin with: yes for yes-or-no elements, otherwise still without a value. */
export function startCondition(element: Pick<Element, 'id' | 'type'>): CountCondition {
  const op = opsFor(element)[0]!
  if (op === 'known' || element.type === 'boolean') return { element: element.id, op, value: true }
  return { element: element.id, op, value: op === 'in' ? [] : '' }
}

/** A condition without a value says nothing yet and is not kept. */
export function isWhole({ op, value }: CountCondition): boolean {
  if (op === 'known') return true
  return Array.isArray(value) ? value.length > 0 : value !== ''
}

/** Numbers compare as numbers; what is no number stays as it was typed until it is one. */
export function readValue(element: Pick<Element, 'type'>, typed: string): CountCondition['value'] {
  if (element.type !== 'integer' && element.type !== 'decimal') return typed.trim()
  const number = Number(typed.trim())
  return typed.trim() === '' || Number.isNaN(number) ? '' : number
}
