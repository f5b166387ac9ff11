/** What is known, laid out for the one it is about. Pure. */

import type { OutputOf } from '#base/contract.ts'
import { rankOfGroup } from '#ground/facts/screens/group-order.ts'
import { showValue } from '#ground/facts/screens/show-value.ts'
import type { Language, Text } from '#kit/text.ts'
import type { OwnFact, readOwn } from '../contract.ts'

export type Own = OutputOf<typeof readOwn>

/** As on a register card. Ties to doors stand among the homes; what is merely worked out from the rest says nothing new, but for the age. */
export function groupOwn(facts: readonly OwnFact[]): [group: string, facts: OwnFact[]][] {
  const groups = new Map<string, OwnFact[]>()
  for (const fact of facts) {
    if (fact.type === 'tie' || (fact.source === 'derived' && !fact.element.endsWith('.age'))) continue
    groups.set(fact.group, [...(groups.get(fact.group) ?? []), fact])
  }
  const ordered = [...groups].sort(([a], [b]) => rankOfGroup(a) - rankOfGroup(b))
  return ordered.map(([group, list]) => [group, [...list].sort((a, b) => rankOf(a) - rankOf(b))])
}

/** What a card begins with; the rest in the order the house gives. */
const first = ['person.name', 'person.id-number', 'person.birth-date', 'person.sex', 'person.phone']

function rankOf({ element }: OwnFact): number {
  return first.includes(element) ? first.indexOf(element) : first.length
}

export function showOwn(fact: OwnFact, codes: Own['codes'], language: Language): string {
  const names = new Map((fact.codes ? codes[fact.codes] : undefined)?.map((entry) => [entry.code, entry[language]]))
  const shown = showValue({ ...fact, id: fact.element }, fact.value, language, (code) => names.get(code) ?? code)
  return fact.type === 'phone' ? spaced(shown, [3, 4, 4]) : fact.type === 'id-number' ? spaced(shown, [6, 8, 4]) : shown
}

/** Long numbers are compared with the card in the hand by groups of digits. */
function spaced(number: string, lengths: readonly number[]): string {
  const starts = lengths.map((_, at) => lengths.slice(0, at).reduce((sum, length) => sum + length, 0))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  return number.length === whole ? lengths.map((length, at) => number.slice(starts[at], starts[at]! + length)).join(' ') : number
}

/** Who said it and when, in plain words. */
export function sayWhence(text: Text, { source, asOf }: Pick<OwnFact, 'source' | 'asOf'>): string {
  const day = text.day(asOf)
  if (source.startsWith('department:')) return text.say('own.by-department', { department: source.slice('department:'.length), day })
  return text.say(`own.by.${source}`, { day })
}
