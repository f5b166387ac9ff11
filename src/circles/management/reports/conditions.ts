/**
 * Conditions over facts as SQL: who belongs on a roster, what a statistics cell counts. Values are bound; element ids come from the
 * catalogue. Ages are compared as birth dates, so that nothing is stored that changes by itself.
 */
import type { PendingQuery, Row } from 'postgres'
import type { Element } from '#ground/facts/contract.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import { absenceMeansNo, isProtected } from './rules.ts'

type Fragment = PendingQuery<Row[]>

/** Elements that are ages: compared through the birth date. */
const ages = new Set(['person.age'])

/** True for the subjects that satisfy the condition; aliases `s` (subject) and `t` (its protected twin). */
export function conditionSql(sql: Tx, elements: ReadonlyMap<string, Element>, condition: CountCondition, today: string): Fragment {
  const element = elements.get(condition.element)
  if (!element) return sql`false`
  if (ages.has(condition.element)) return ageSql(sql, condition, today)
  const values = isProtected(element) ? sql`t.values` : sql`s.values`
  const { op, value } = condition
  if (op === 'known')
    return value === false ? sql`not coalesce(${values} ? ${element.id}, false)` : sql`coalesce(${values} ? ${element.id}, false)`
  if (element.type === 'boolean') {
    const yes = sql`coalesce((${values}->${element.id})::boolean, false)`
    return value === false ? sql`not ${yes}` : yes
  }
  if (element.type === 'codes') return sql`coalesce(${values}->${element.id} ?| ${[value].flat().map(String)}, false)`
  if (typeof value === 'number') return numberSql(sql, sql`(${values}->>${element.id})::numeric`, op, value)
  if (element.type === 'day' && op !== '=' && op !== 'in') return dateSql(sql, sql`${values}->>${element.id}`, op, String(value))
  return sql`${values}->>${element.id} = any(${[value].flat().map(String)})`
}

/** True for the subjects about whom the condition cannot be judged. */
export function unknownSql(sql: Tx, elements: ReadonlyMap<string, Element>, condition: CountCondition): Fragment {
  const element = elements.get(condition.element)
  if (!element || condition.op === 'known' || absenceMeansNo(element)) return sql`false`
  const id = ages.has(condition.element) ? 'person.birth-date' : element.id
  return isProtected(element) ? sql`not coalesce(t.values ? ${id}, false)` : sql`not (s.values ? ${id})`
}

export function allOf(sql: Tx, fragments: Fragment[]): Fragment {
  return fragments.reduce((all, fragment) => sql`${all} and ${fragment}`, sql`true`)
}

export function anyOf(sql: Tx, fragments: Fragment[]): Fragment {
  return fragments.reduce((any, fragment) => sql`${any} or ${fragment}`, sql`false`)
}

/** Whole years: at least n when born on or before today n years ago. */
function ageSql(sql: Tx, { op, value }: CountCondition, today: string): Fragment {
  const born = sql`s.values->>'person.birth-date'`
  const years = Number(Array.isArray(value) ? value[0] : value)
  const bound = (age: number) => `${Number(today.slice(0, 4)) - age}${today.slice(4)}`
  if (op === '>=') return sql`${born} <= ${bound(years)}`
  if (op === '>') return sql`${born} <= ${bound(years + 1)}`
  if (op === '<') return sql`${born} > ${bound(years)}`
  if (op === '<=') return sql`${born} > ${bound(years + 1)}`
  return sql`(${born} <= ${bound(years)} and ${born} > ${bound(years + 1)})`
}

function numberSql(sql: Tx, left: Fragment, op: CountCondition['op'], value: number): Fragment {
  if (op === '>=') return sql`${left} >= ${value}::numeric`
  if (op === '>') return sql`${left} > ${value}::numeric`
  if (op === '<=') return sql`${left} <= ${value}::numeric`
  if (op === '<') return sql`${left} < ${value}::numeric`
  return sql`${left} = ${value}::numeric`
}

function dateSql(sql: Tx, left: Fragment, op: CountCondition['op'], value: string): Fragment {
  if (op === '>=') return sql`${left} >= ${value}`
  if (op === '>') return sql`${left} > ${value}`
  if (op === '<=') return sql`${left} <= ${value}`
  return sql`${left} < ${value}`
}
