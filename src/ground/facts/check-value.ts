/** Values that come over the wire are read exactly like the cells of a workbook; each wrong one is named with its field. */
import { type FieldProblem, nameOrHole, Problem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import { isRefused } from '#base/values/parsed.ts'
import { type Catalogue, codeOf, getCodeList } from './catalogue.ts'
import type { Element, FactValue, SubjectKind, TieValue } from './contract.ts'
import { parseValue } from './parse.ts'

/** @throws Problem element.value with a field for each wrong value */
export function checkValues(
  catalogue: Catalogue,
  kind: SubjectKind,
  values: Record<string, unknown>,
  today: string,
): Record<string, FactValue | null> {
  const body: Record<string, FactValue | null> = {}
  const fields: FieldProblem[] = []
  for (const [id, given] of Object.entries(values)) {
    const element = catalogue.elements.get(id)
    if (!element || element.kind !== kind || element.derived) {
      fields.push({ path: `/values/${nameOrHole(id)}`, say: 'element.unknown' })
      continue
    }
    const checked = checkValue(catalogue, element, given, today)
    if (checked && typeof checked === 'object' && 'refused' in checked) fields.push({ path: `/values/${id}`, say: checked.refused })
    else body[id] = checked
  }
  if (fields.length > 0) throw new Problem('element.value', { element: fields[0]!.path.slice('/values/'.length) }, fields)
  return body
}

function checkValue(catalogue: Catalogue, element: Element, given: unknown, today: string): FactValue | null | { refused: string } {
  if (given === null || given === '') return null
  if (element.type === 'tie') return isTie(given) ? given : { refused: 'value.tie' }
  const text = Array.isArray(given) ? given.join('、') : String(given)
  if (typeof given === 'object' && !Array.isArray(given)) return { refused: 'value.not-in-list' }
  const kind = typeof given === 'boolean' ? 'boolean' : 'text'
  const findCode = (list: string, name: string) => codeOf(getCodeList(catalogue, list), name)?.code
  const parsed = parseValue(element, { kind, text }, findCode, { today })
  return isRefused(parsed) ? { refused: parsed.refused } : parsed.value
}

function isTie(given: unknown): given is TieValue {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  const { dwelling, from, to, share, ...rest } = given as Record<string, unknown>
  const isDayOrNone = (day: unknown) => day === undefined || (typeof day === 'string' && isDay(day))
  const isShareOrNone = share === undefined || (typeof share === 'string' && share.length <= 40)
  return isId(dwelling) && isDayOrNone(from) && isDayOrNone(to) && isShareOrNone && Object.keys(rest).length === 0
}

function isId(given: unknown): boolean {
  return typeof given === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)
}
