/**
 * Conditions and calculations as data, and the one evaluator of them: in the browser while somebody types, and in the house when it is saved.
 * Three-valued: a condition over what is not known is itself not known, and stays so unless the rest decides it.
 */
import { ageOn, type Day, daysBetween, isDay } from './values/day.ts'

/** What a name can stand for; `undefined` is not known. Days, months and years are `YYYY-MM-DD`, `YYYY-MM`, `YYYY`. */
export type Value = string | number | boolean | readonly string[]
export type Truth = boolean | undefined

/**
 * One name compared with something fixed. `=` and `in` over a list of codes ask whether one of them is in it; `known` asks whether there is an
 * answer at all (`false`: whether there is none) and is never unknown itself.
 */
export type Comparison = {
  element: string
  op: '=' | '>=' | '<=' | '<' | '>' | 'in' | 'known'
  value: string | number | boolean | string[]
}

/** Two calculations compared: a day with another day, a count with a number. */
export type Relation = { left: Expression; op: Order; right: Expression }
export type Order = '=' | '>=' | '<=' | '<' | '>'

export type Condition = Comparison | Relation | { all: Condition[] } | { any: Condition[] } | { not: Condition }

/**
 * - `of` what stands under a name; `value` a constant; `today` the day of the question
 * - `age` full years (周岁) on a day, today unless `on` says another; `days` from the first to the second
 * - `sum`, `difference`, `quotient` (two decimals) of numbers; `join` of texts, what is not known left out
 * - `count` of a group's members for which `where` holds; `total` of a number over a group's members
 */
export type Expression =
  | { of: string }
  | { value: string | number | boolean }
  | { today: true }
  | { age: Expression; on?: Expression }
  | { days: [Expression, Expression] }
  | { sum: Expression[] }
  | { difference: [Expression, Expression] }
  | { quotient: [Expression, Expression] }
  | { join: Expression[]; with?: string }
  | { count: string; where?: Condition }
  | { total: string; of: Expression }

/** Where names are looked up. Members of a group are scopes of their own, which also see what is around them. */
export type Scope = {
  today: Day
  find: (name: string) => Value | undefined
  members: (group: string) => readonly Scope[] | undefined
}

export function judge(condition: Condition, scope: Scope): Truth {
  if ('element' in condition) return judgeComparison(condition, scope.find(condition.element))
  if ('left' in condition) return judgeRelation(condition, scope)
  if ('not' in condition) return notTruth(judge(condition.not, scope))
  if ('all' in condition) return allTrue(condition.all, scope)
  return notTruth(
    allTrue(
      condition.any.map((one) => ({ not: one })),
      scope,
    ),
  )
}

function notTruth(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

/** One that does not hold decides, whatever is not known of the others. */
function allTrue(conditions: readonly Condition[], scope: Scope): Truth {
  let all: Truth = true
  for (const condition of conditions) {
    const truth = judge(condition, scope)
    if (truth === false) return false
    if (truth === undefined) all = undefined
  }
  return all
}

function judgeComparison({ op, value: wanted }: Comparison, value: Value | undefined): Truth {
  if (op === 'known') return (value !== undefined) === (wanted !== false)
  if (value === undefined) return undefined
  if (op === '=' || op === 'in') {
    const wants: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted]
    return isList(value) ? value.some((one) => wants.includes(one)) : wants.includes(value)
  }
  if (typeof value === 'number' && typeof wanted === 'number') return compare([value, value], op, [wanted, wanted])
  return typeof value === 'string' && typeof wanted === 'string' ? compareTexts(value, op, wanted) : undefined
}

type Range = readonly [low: number, high: number]

function judgeRelation({ left, op, right }: Relation, scope: Scope): Truth {
  const [from, to] = [rangeOf(left, scope), rangeOf(right, scope)]
  if (from && to) return compare(from, op, to)
  const [one, other] = [work(left, scope), work(right, scope)]
  if (one === undefined || other === undefined || isList(one) || isList(other)) return undefined
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, op, other)
  return op === '=' ? one === other : undefined
}

/** A count of members of whom some cannot be judged lies between two numbers, and may decide a comparison all the same. */
function rangeOf(expression: Expression, scope: Scope): Range | undefined {
  if ('count' in expression) return countMembers(expression, scope)
  const value = work(expression, scope)
  return typeof value === 'number' ? [value, value] : undefined
}

function countMembers({ count, where }: { count: string; where?: Condition }, scope: Scope): Range | undefined {
  const members = scope.members(count)
  if (!members) return undefined
  const truths = members.map((member) => (where ? judge(where, member) : true))
  const sure = truths.filter((truth) => truth === true).length
  return [sure, sure + truths.filter((truth) => truth === undefined).length]
}

function compare([low, high]: Range, op: Order, [least, most]: Range): Truth {
  if (op === '>' || op === '>=') return compare([least, most], op === '>' ? '<' : '<=', [low, high])
  if (op === '<') return high < least ? true : low >= most ? false : undefined
  if (op === '<=') return high <= least ? true : low > most ? false : undefined
  if (high < least || low > most) return false
  return low === high && least === most ? true : undefined
}

/** Days, months and years are in the order of their texts. */
function compareTexts(one: string, op: Order, other: string): boolean {
  if (op === '=') return one === other
  if (op === '<') return one < other
  if (op === '<=') return one <= other
  return op === '>' ? one > other : one >= other
}

/** The value of an expression; nothing when something it needs is not known. */
export function work(expression: Expression, scope: Scope): Value | undefined {
  if ('total' in expression) {
    const members = scope.members(expression.total)
    return members && addUp(members.map((member) => work(expression.of, member)))
  }
  if ('of' in expression) return scope.find(expression.of)
  if ('value' in expression) return expression.value
  if ('today' in expression) return scope.today
  if ('age' in expression) return workAge(expression, scope)
  if ('days' in expression) {
    const [from, to] = expression.days.map((one) => dayOf(work(one, scope)))
    return from && to ? daysBetween(from, to) : undefined
  }
  if ('sum' in expression) return addUp(expression.sum.map((one) => work(one, scope)))
  if ('difference' in expression) return workPair(expression.difference, scope, (one, other) => round(one - other))
  if ('quotient' in expression)
    return workPair(expression.quotient, scope, (one, other) => (other === 0 ? undefined : Math.round((one / other) * 100) / 100))
  if ('join' in expression) {
    const texts = expression.join.map((one) => work(one, scope)).filter((one) => one !== undefined)
    return texts.length > 0 ? texts.map(String).join(expression.with ?? '') : undefined
  }
  const range = countMembers(expression, scope)
  return range && range[0] === range[1] ? range[0] : undefined
}

function workAge({ age, on }: { age: Expression; on?: Expression }, scope: Scope): number | undefined {
  const born = dayOf(work(age, scope))
  const day = on ? dayOf(work(on, scope)) : scope.today
  return born && day && born <= day ? ageOn(born, day) : undefined
}

function workPair(
  [one, other]: [Expression, Expression],
  scope: Scope,
  how: (one: number, other: number) => number | undefined,
): number | undefined {
  const [left, right] = [work(one, scope), work(other, scope)]
  return typeof left === 'number' && typeof right === 'number' ? how(left, right) : undefined
}

function addUp(values: readonly (Value | undefined)[]): number | undefined {
  let total = 0
  for (const value of values) {
    if (typeof value !== 'number') return undefined
    total += value
  }
  return round(total)
}

/** Decimals of money and areas add up as they are written: 0.1 + 0.2 is 0.3. */
function round(number: number): number {
  return Math.round(number * 1e6) / 1e6
}

function dayOf(value: Value | undefined): Day | undefined {
  return typeof value === 'string' && isDay(value) ? value : undefined
}

export function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value)
}

/** Every name a condition looks at, members' names too. */
export function namesIn(condition: Condition): string[] {
  if ('element' in condition) return [condition.element]
  if ('left' in condition) return [...namesOf(condition.left), ...namesOf(condition.right)]
  if ('not' in condition) return namesIn(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(namesIn)
}

/** Every name an expression looks at. */
export function namesOf(expression: Expression): string[] {
  if ('total' in expression) return namesOf(expression.of)
  if ('of' in expression) return [expression.of]
  if ('age' in expression) return [...namesOf(expression.age), ...(expression.on ? namesOf(expression.on) : [])]
  if ('days' in expression) return expression.days.flatMap(namesOf)
  if ('sum' in expression) return expression.sum.flatMap(namesOf)
  if ('difference' in expression) return expression.difference.flatMap(namesOf)
  if ('quotient' in expression) return expression.quotient.flatMap(namesOf)
  if ('join' in expression) return expression.join.flatMap(namesOf)
  if ('count' in expression) return expression.where ? namesIn(expression.where) : []
  return []
}
