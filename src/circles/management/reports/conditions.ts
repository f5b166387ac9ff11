/**
 * Conditions over facts as SQL: who belongs on a roster, what a statistics cell counts. Values are bound; element ids come from the
 * catalogue. Ages are compared as birth dates, so that nothing is stored that changes by itself.
 */
import type { PendingQuery, Row } from 'postgres'
import type { Element } from '#ground/facts/contract.ts'
import { ageBands, ageRules, codeRules } from '#ground/facts/derive.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import { absenceMeansNo, isProtected } from './rules.ts'

export type Fragment = PendingQuery<Row[]>
type Elements = ReadonlyMap<string, Element>

const AGE = 'person.age'
const BORN = 'person.birth-date'

/** True for the subjects that satisfy the condition; aliases `s` (subject) and `t` (its protected twin). */
export function conditionSql(sql: Tx, elements: Elements, condition: CountCondition, today: string): Fragment {
  const element = elements.get(condition.element)
  if (!element) return sql`false`
  const { op, value } = condition
  if (element.id === AGE) return ageSql(sql, condition, today)
  if (element.derived?.rule === 'age-band') return bandSql(sql, [value].flat().map(String), today)
  if (op === 'known') return value === false ? sql`not ${isKnown(sql, element)}` : isKnown(sql, element)
  if (element.type === 'boolean') {
    const yes = yesSql(sql, elements, element, today)
    return value === false ? sql`not ${yes}` : yes
  }
  if (!isJudged(element)) return sql`false`
  const values = valuesOf(sql, element)
  if (element.type === 'codes') return sql`coalesce(${values}->${element.id} ?| ${[value].flat().map(String)}, false)`
  if (typeof value === 'number') return compareSql(sql, sql`(${values}->>${element.id})::numeric`, op, sql`${value}::numeric`)
  if (element.type === 'day' && op !== 'in') return compareSql(sql, sql`${values}->>${element.id}`, op, sql`${String(value)}`)
  return sql`${values}->>${element.id} = any(${[value].flat().map(String)})`
}

/** Whether judging it needs the protected twin `t`: the element is protected, or what it follows from is. */
export function needsTwin(elements: Elements, condition: CountCondition): boolean {
  const element = elements.get(condition.element)
  const from = (element?.derived ?? element?.inferred)?.from ?? []
  return [condition.element, ...from].some((id) => {
    const one = elements.get(id)
    return one !== undefined && isProtected(one)
  })
}

/** What says that somebody is here no longer. A sheet whose conditions ask about it means those people too. */
const departures: ReadonlySet<string> = new Set([
  'person.is-deceased',
  'person.deceased-date',
  'person.death-cause',
  'person.moved-out-date',
  'person.moved-out-to',
  'person.move-out-reason',
])

/** What a sheet about owners asks for: they belong on it also when they live elsewhere. */
const ownings: ReadonlySet<string> = new Set(['person.owns-here', 'person.ownership'])
const HOMES = ['person.residence', 'person.registration', 'person.tenancy']

/**
 * True for people who belong to the area today: nobody who died, nobody who moved away or only owns a door here, and neither lives, rents nor is
 * registered at one. Conditions about dying, moving away or owning choose among those too; other kinds of subjects are all here.
 */
export function presentSql(sql: Tx, kind: string, conditions: CountCondition[], today: string): Fragment {
  if (kind !== 'person' || conditions.some(({ element }) => departures.has(element))) return sql`true`
  const elsewhere = conditions.some(({ element }) => ownings.has(element))
    ? ['person.moved-out-date']
    : ['person.moved-out-date', 'person.ownership']
  return sql`(not coalesce((s.values->'person.is-deceased')::boolean, false) and coalesce(s.values->>'person.deceased-date' > ${today}, true)
    and (s.values ?| ${HOMES} or not s.values ?| ${elsewhere}))`
}

/** Whether the conditions say by themselves who is meant, so that `presentSql` of no conditions would leave some of them out. */
export function asksBeyondPresent(conditions: CountCondition[]): boolean {
  return conditions.some(({ element }) => departures.has(element) || ownings.has(element))
}

/** True for the subjects about whom the conditions together cannot be judged: one of them is unknown and none is known not to hold. */
export function unjudgedSql(sql: Tx, elements: Elements, conditions: CountCondition[], today: string): Fragment {
  const doubtful = conditions.filter((condition) => canBeUnknown(elements, condition))
  if (doubtful.length === 0) return sql`false`
  const possible = conditions.map((condition) => {
    const holds = sql`coalesce(${conditionSql(sql, elements, condition, today)}, false)`
    return doubtful.includes(condition) ? sql`(${unknownSql(sql, elements, condition)} or ${holds})` : holds
  })
  const open = anyOf(
    sql,
    doubtful.map((condition) => unknownSql(sql, elements, condition)),
  )
  return conditions.length === 1 ? sql`(${open})` : sql`(${open}) and ${allOf(sql, possible)}`
}

/** What would have to be asked so that the condition can be judged; undefined for what no answer settles. */
export function askedFor(elements: Elements, { element: id }: CountCondition): string | undefined {
  const element = elements.get(id)
  if (!element) return undefined
  if (isAge(element)) return BORN
  return element.derived ? undefined : element.id
}

/** True for the subjects about whom the condition cannot be judged. What no statement can work out is unknown of everybody, never a wrong number. */
export function unknownSql(sql: Tx, elements: Elements, condition: CountCondition): Fragment {
  const element = elements.get(condition.element)
  if (!element || !canBeUnknown(elements, condition)) return sql`false`
  if (isAge(element)) return sql`not (s.values ? ${BORN})`
  return isJudged(element) ? sql`not ${isKnown(sql, element)}` : sql`true`
}

/** Not so for a list of those who are in it: it needs no answer from the others. */
export function canBeUnknown(elements: Elements, { element: id, op }: CountCondition): boolean {
  const element = elements.get(id)
  if (!element || op === 'known') return false
  return isAge(element) || !isJudged(element) || !absenceMeansNo(element)
}

/** An element that follows from the birth date alone. */
function isAge(element: Element): boolean {
  const rule = (element.derived ?? element.inferred)?.rule ?? ''
  return element.id === AGE || rule === 'age-band' || ageRules[rule] !== undefined
}

export function allOf(sql: Tx, fragments: Fragment[]): Fragment {
  return fragments.reduce((all, fragment) => sql`${all} and ${fragment}`, sql`true`)
}

export function anyOf(sql: Tx, fragments: Fragment[]): Fragment {
  return fragments.reduce((any, fragment) => sql`${any} or ${fragment}`, sql`false`)
}

/** Stored, or derived by a rule that stands below. */
function isJudged(element: Element): boolean {
  const rule = element.derived?.rule
  return rule === undefined || (element.type === 'boolean' && (rule === 'has-tie' || rule in codeRules || rule in ageRules))
}

function valuesOf(sql: Tx, element: Element): Fragment {
  return isProtected(element) ? sql`t.values` : sql`s.values`
}

function isKnown(sql: Tx, element: Element): Fragment {
  if (element.type === 'tie') return tieSql(sql, element.id)
  return sql`coalesce(${valuesOf(sql, element)} ? ${element.id}, false)`
}

/** A yes-or-no element: what was said, otherwise what follows from another element, otherwise no. */
function yesSql(sql: Tx, elements: Elements, element: Element, today: string): Fragment {
  const how = element.derived ?? element.inferred
  const follows = how ? followsSql(sql, elements, how, today) : undefined
  const said = element.derived ? undefined : sql`(${valuesOf(sql, element)}->${element.id})::boolean`
  if (said && follows) return sql`coalesce(${said}, ${follows}, false)`
  return sql`coalesce(${said ?? follows ?? sql`false`}, false)`
}

function followsSql(sql: Tx, elements: Elements, { rule, from }: { rule: string; from: string[] }, today: string): Fragment | undefined {
  const source = elements.get(from[0] ?? '')
  if (!source) return undefined
  if (rule === 'has-tie') return tieSql(sql, source.id)
  const ages = ageRules[rule]
  if (ages) return agedSql(sql, ages, today)
  const values = valuesOf(sql, source)
  const codes = codeRules[rule]
  if (codes)
    return source.type === 'codes' ? sql`${values}->${source.id} ?| ${[...codes]}` : sql`${values}->>${source.id} = any(${[...codes]})`
  if (rule === 'is-positive') return sql`(${values}->>${source.id})::numeric > 0`
  return rule === 'has-value' ? sql`${values} ? ${source.id}` : undefined
}

/** Ties that ended are taken out of the table's open ones by their last day. */
function tieSql(sql: Tx, kind: string): Fragment {
  return sql`exists (select 1 from tie h where h.street_id = s.street_id and h.person_id = s.id and h.kind = ${kind} and h.to_day is null)`
}

/** Full years between the bounds: born after today `to + 1` years ago and not after today `from` years ago. */
function agedSql(sql: Tx, { from, to }: { from?: number; to?: number }, today: string): Fragment {
  const born = sql`s.values->>${BORN}`
  const bound = (age: number) => `${Number(today.slice(0, 4)) - age}${today.slice(4)}`
  const oldEnough = from === undefined ? sql`${born} <= ${today}` : sql`${born} <= ${bound(from)}`
  return to === undefined ? oldEnough : sql`(${oldEnough} and ${born} > ${bound(to + 1)})`
}

function ageSql(sql: Tx, { op, value }: CountCondition, today: string): Fragment {
  const years = Number(Array.isArray(value) ? value[0] : value)
  if (op === '>=') return agedSql(sql, { from: years }, today)
  if (op === '>') return agedSql(sql, { from: years + 1 }, today)
  if (op === '<') return agedSql(sql, { to: years - 1 }, today)
  if (op === '<=') return agedSql(sql, { to: years }, today)
  return agedSql(sql, { from: years, to: years }, today)
}

function bandSql(sql: Tx, codes: string[], today: string): Fragment {
  const bands = ageBands.flatMap(([from, code], at) =>
    codes.includes(code) ? [{ from, ...(at > 0 ? { to: ageBands[at - 1]![0] - 1 } : {}) }] : [],
  )
  const youngest = codes.includes('0-2') ? [{ to: 2 }] : []
  return sql`(${anyOf(
    sql,
    [...bands, ...youngest].map((band) => agedSql(sql, band, today)),
  )})`
}

function compareSql(sql: Tx, left: Fragment, op: CountCondition['op'], right: Fragment): Fragment {
  if (op === '>=') return sql`${left} >= ${right}`
  if (op === '>') return sql`${left} > ${right}`
  if (op === '<=') return sql`${left} <= ${right}`
  if (op === '<') return sql`${left} < ${right}`
  return sql`${left} = ${right}`
}
