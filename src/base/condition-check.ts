/** Whether a condition or calculation from a definition makes sense over the names it speaks of: shape, types, codes. Each fault is a sentence. */
import { isList } from './condition.ts'
import { isDay, isMonth } from './values/day.ts'

/** `sealed` values are masked on screens: only whether they are known may be asked. `thing` cannot be compared at all. */
export type ValueType = 'text' | 'code' | 'codes' | 'number' | 'boolean' | 'day' | 'month' | 'year' | 'sealed' | 'thing'
export type Typed = { type: ValueType; codes?: ReadonlySet<string> }

export type Names = {
  find: (name: string) => Typed | undefined
  /** The names inside a group, which also sees what is around it. */
  group: (name: string) => Names | undefined
}

/** A text key with what fills it. */
export type Fault = { say: string; with?: Record<string, string | number> }

/** Deeper than any form of a community; what comes over the wire must end. */
const DEEPEST = 8
/** Parts of one list. */
const LONGEST = 50

const ordered: ReadonlySet<ValueType> = new Set(['number', 'day', 'month', 'year'])

/** What is wrong with a condition; the empty list when it can be judged. */
export function conditionFaults(condition: unknown, names: Names, depth = 0): Fault[] {
  if (depth > DEEPEST) return [{ say: 'condition.too-deep' }]
  if (!isRecord(condition)) return [{ say: 'condition.shape' }]
  if ('element' in condition) return comparisonFaults(condition, names)
  if ('not' in condition) return conditionFaults(condition.not, names, depth + 1)
  if ('left' in condition) return relationFaults(condition, names, depth)
  const list = condition.all ?? condition.any
  if (!Array.isArray(list) || list.length === 0 || list.length > LONGEST) return [{ say: 'condition.shape' }]
  return list.flatMap((one) => conditionFaults(one, names, depth + 1))
}

function comparisonFaults({ element, op, value }: Record<string, unknown>, names: Names): Fault[] {
  const name = String(element)
  const typed = names.find(name)
  if (!typed) return [{ say: 'condition.name-unknown', with: { name } }]
  if (op === 'known') return typeof value === 'boolean' ? [] : [{ say: 'condition.value', with: { name } }]
  if (op !== '=' && op !== 'in' && !isOrder(op)) return [{ say: 'condition.op-unknown', with: { op: String(op) } }]
  if (typed.type === 'sealed' || typed.type === 'thing') return [{ say: 'condition.only-known', with: { name } }]
  if (op !== '=' && op !== 'in' && !ordered.has(typed.type)) return [{ say: 'condition.no-order', with: { name } }]
  if ((op === 'in') !== Array.isArray(value)) return [{ say: 'condition.value', with: { name } }]
  const values: unknown[] = Array.isArray(value) ? value : [value]
  if (values.length === 0) return [{ say: 'condition.value', with: { name } }]
  const wrong = values.filter((one) => !fits(one, typed))
  const say = typed.codes ? 'condition.code-unknown' : 'condition.value'
  return wrong.map((one) => ({ say, with: { name, value: String(one) } }))
}

function fits(value: unknown, { type, codes }: Typed): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (type === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'string' || value === '') return false
  if (type === 'day') return isDay(value)
  if (type === 'month') return isMonth(value)
  if (type === 'year') return /^\d{4}$/.test(value)
  return codes === undefined || codes.has(value)
}

function relationFaults({ left, op, right }: Record<string, unknown>, names: Names, depth: number): Fault[] {
  if (!isOrder(op) && op !== '=') return [{ say: 'condition.op-unknown', with: { op: String(op) } }]
  const [one, other] = [checkExpression(left, names, depth + 1), checkExpression(right, names, depth + 1)]
  const faults = [...one.faults, ...other.faults]
  if (faults.length > 0) return faults
  if (one.type === 'codes' || other.type === 'codes' || plainType(one.type) !== plainType(other.type))
    return [{ say: 'condition.types-differ', with: { one: one.type, other: other.type } }]
  return op === '=' || ordered.has(one.type) ? [] : [{ say: 'condition.no-order', with: { name: one.type } }]
}

/** A code and a text are both words. */
function plainType(type: ValueType): ValueType {
  return type === 'code' ? 'text' : type
}

export type Checked = { type: ValueType; faults: Fault[] }

/** The type an expression gives, with what is wrong in it. */
export function checkExpression(expression: unknown, names: Names, depth = 0): Checked {
  if (depth > DEEPEST) return failed('condition.too-deep')
  if (!isRecord(expression)) return failed('condition.shape')
  if ('total' in expression) return checkTotal(expression, names, depth)
  if ('of' in expression) return checkName(String(expression.of), names)
  if ('value' in expression) return checkConstant(expression.value)
  if (expression.today === true) return { type: 'day', faults: [] }
  if ('age' in expression)
    return needs('number', 'day', expression.on === undefined ? [expression.age] : [expression.age, expression.on], names, depth)
  if ('days' in expression) return pair('number', 'day', expression.days, names, depth)
  if ('difference' in expression) return pair('number', 'number', expression.difference, names, depth)
  if ('quotient' in expression) return pair('number', 'number', expression.quotient, names, depth)
  if ('sum' in expression) return needs('number', 'number', expression.sum, names, depth)
  if ('join' in expression) return checkJoin(expression, names, depth)
  return 'count' in expression ? checkCount(expression, names, depth) : failed('condition.shape')
}

function failed(say: string, filled?: Record<string, string | number>): Checked {
  return { type: 'thing', faults: [filled ? { say, with: filled } : { say }] }
}

function checkName(name: string, names: Names): Checked {
  const typed = names.find(name)
  if (!typed) return failed('condition.name-unknown', { name })
  if (typed.type === 'sealed' || typed.type === 'thing') return failed('condition.only-known', { name })
  return { type: typed.type, faults: [] }
}

function checkConstant(value: unknown): Checked {
  if (typeof value === 'number' && Number.isFinite(value)) return { type: 'number', faults: [] }
  if (typeof value === 'boolean') return { type: 'boolean', faults: [] }
  if (typeof value !== 'string') return failed('condition.shape')
  return { type: isDay(value) ? 'day' : isMonth(value) ? 'month' : 'text', faults: [] }
}

/** A list of expressions that must all be of one type. */
function needs(gives: ValueType, wanted: ValueType, list: unknown, names: Names, depth: number): Checked {
  if (!Array.isArray(list) || list.length === 0 || list.length > LONGEST) return failed('condition.shape')
  const faults = list.flatMap((one) => {
    const checked = checkExpression(one, names, depth + 1)
    if (checked.faults.length > 0 || checked.type === wanted) return checked.faults
    return [{ say: 'condition.types-differ', with: { one: checked.type, other: wanted } }]
  })
  return { type: gives, faults }
}

function pair(gives: ValueType, wanted: ValueType, list: unknown, names: Names, depth: number): Checked {
  return isList(list) && list.length === 2 ? needs(gives, wanted, list, names, depth) : failed('condition.shape')
}

function checkJoin({ join, with: between }: Record<string, unknown>, names: Names, depth: number): Checked {
  if (!Array.isArray(join) || join.length === 0 || join.length > LONGEST) return failed('condition.shape')
  if (between !== undefined && typeof between !== 'string') return failed('condition.shape')
  return { type: 'text', faults: join.flatMap((one) => checkExpression(one, names, depth + 1).faults) }
}

function checkCount({ count, where }: Record<string, unknown>, names: Names, depth: number): Checked {
  const inside = names.group(String(count))
  if (!inside) return failed('condition.group-unknown', { name: String(count) })
  return { type: 'number', faults: where === undefined ? [] : conditionFaults(where, inside, depth + 1) }
}

function checkTotal({ total, of }: Record<string, unknown>, names: Names, depth: number): Checked {
  const inside = names.group(String(total))
  return inside ? needs('number', 'number', [of], inside, depth) : failed('condition.group-unknown', { name: String(total) })
}

function isOrder(op: unknown): op is '>=' | '<=' | '<' | '>' {
  return op === '>=' || op === '<=' || op === '<' || op === '>'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
