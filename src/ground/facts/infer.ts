/**
 * Birth date and sex are worked out from the identity number and stored (DESIGN §3), so that lists and counts read them like any other;
 * what somebody says always wins over them. Every other inference is made when it is read: some would copy an identity number in clear.
 */
import type { Element, FactValue } from './contract.ts'
import { derive } from './derive.ts'
import type { State } from './saying.ts'

/** Source of a stored inference; its date is that of what it was worked out from. */
export const INFERRED = 'inferred'

/** Rules whose result is stored. */
const storedRules = new Set(['sex-of-id', 'birth-date-of-id'])

/** The result tells no more than a birth date or a sex, although it comes from a sealed value. */
export function isHarmless(rule: string): boolean {
  return storedRules.has(rule)
}

const inferredOf = new WeakMap<ReadonlyMap<string, Element>, Element[]>()

function listInferred(elements: ReadonlyMap<string, Element>): Element[] {
  let list = inferredOf.get(elements)
  if (!list) {
    list = [...elements.values()].filter((element) => element.inferred && storedRules.has(element.inferred.rule))
    inferredOf.set(elements, list)
  }
  return list
}

/** Work out again what can be inferred from the state; changes it in place. */
export function inferValues(elements: ReadonlyMap<string, Element>, state: State, today: string): void {
  let values: Record<string, FactValue> | undefined
  for (const element of listInferred(elements)) {
    const known = state.get(element.id)
    if (known && known.standing.source !== INFERRED) continue
    const from = element.inferred!.from.map((id) => state.get(id)).find((source) => source !== undefined)
    if (!from) {
      if (known) state.delete(element.id)
      continue
    }
    values ??= Object.fromEntries([...state].map(([id, { value }]) => [id, value]))
    const value = derive(element, { values, today })
    if (value === undefined) state.delete(element.id)
    else state.set(element.id, { value, standing: { ...from.standing, source: INFERRED }, rivals: [] })
  }
}
