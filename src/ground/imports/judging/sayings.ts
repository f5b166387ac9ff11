/** What a row changes, by the same rules that write facts. Pure, but for the keys that seal. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import type { Meta } from '#ground/facts/meta.ts'
import { writeState } from '#ground/facts/meta.ts'
import { applySaying, sameValue } from '#ground/facts/rules.ts'
import type { Outcome, State, TiePeriod } from '#ground/facts/saying.ts'
import { sealMeta, sealValues } from '#ground/facts/seal.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Body, Reading } from '../reading/reading.ts'
import { bearsIdNumber } from '../reading/shared-cells.ts'
import type { Verdict } from '../shapes.ts'
import type { StoredState } from './staged.ts'

/** What stands of a subject when its row is judged; opened. */
export type Standing = { rev: number; region: number; state: State; twin: State; ties: TiePeriod[] }

export function nothingStands(region: number): Standing {
  return { rev: 0, region, state: new Map(), twin: new Map(), ties: [] }
}

export type Said = { id: string; plain: Body; twin: Body }
export type SayingTerms = { source: string; asOf: string; today: string; decides: boolean }

/** Says everything in order; changes `standing`, and tells what became of each element. */
export function saySayings(catalogue: Catalogue, standing: Standing, said: readonly Said[], terms: SayingTerms): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>()
  const { source, asOf, today: saidOn, decides } = terms
  const numbered = standing.state.has(ID_NUMBER)
  for (const { id, plain, twin } of said) {
    const saying = { id, source, asOf, saidOn, decides }
    const told = [
      ...applySaying(catalogue.elements, standing.state, standing.ties, { ...saying, body: plain }),
      ...applySaying(catalogue.elements, standing.twin, standing.ties, { ...saying, body: twin }),
    ]
    for (const [element, outcome] of told) outcomes.set(element, worse(outcomes.get(element), outcome))
    // Whose citizen number is known has the document that bears it: that is kept with the number, and no news to look at in every row.
    if (numbered && outcomes.get(DOCUMENT_TYPE) === 'new' && bearsIdNumber.has(plain[DOCUMENT_TYPE])) outcomes.set(DOCUMENT_TYPE, 'same')
  }
  return outcomes
}

const ID_NUMBER = 'person.id-number'
const DOCUMENT_TYPE = 'person.document-type'

const order: Outcome[] = ['same', 'older', 'new', 'changed', 'gone', 'conflict']

function worse(one: Outcome | undefined, other: Outcome): Outcome {
  return one === undefined || order.indexOf(other) > order.indexOf(one) ? other : one
}

/** The verdict over a known subject. What is history only changes nothing. */
export function verdictOf(outcomes: ReadonlyMap<string, Outcome>): Verdict {
  const told = new Set(outcomes.values())
  if (told.has('conflict')) return 'conflict'
  return told.has('new') || told.has('changed') || told.has('gone') ? 'changed' : 'same'
}

export function storeState(keys: StreetKeys, catalogue: Catalogue, state: State): StoredState {
  const { values, meta, conflicts } = writeState(state)
  return { values: sealValues(keys, catalogue.elements, values), meta: sealMeta(keys, catalogue.elements, meta), conflicts }
}

/** A fingerprint of all a row says, for rows without protected values: equal words about a subject have equal ones within a street. */
export function digestOf(keys: StreetKeys, { kind, plain, twin }: Pick<Reading, 'kind' | 'plain' | 'twin'>): string | null {
  for (const _ in twin) return null
  return keys.token('saying', `${kind} ${JSON.stringify(plain)}`)
}

/** True when everything that stands of the subject comes from one statement, nothing waits beside it, and `source` said it. */
export function standsOnOne(meta: Meta, source: string): boolean {
  const first = meta.at[0]
  if (!first || meta.x) return false
  return meta.at.every((said) => said[0] === first[0]) && meta.at.some((said) => said[1] === source)
}

export type Joined = { plain: Body; twin: Body; further: Body; differing: string[] }

/**
 * A later row of the same sheet about the same subject. What the first left unsaid is added to it; several values of a set stand side by side
 * (lists are joined, another dwelling is a further saying); any other difference is the sheet contradicting itself.
 */
export function joinRows(catalogue: Catalogue, first: { plain: Body; twin: Body }, later: { plain: Body; twin: Body }): Joined {
  const joined: Joined = { plain: { ...first.plain }, twin: { ...first.twin }, further: {}, differing: [] }
  for (const half of ['plain', 'twin'] as const) {
    for (const [id, value] of Object.entries(later[half])) {
      const known = joined[half][id]
      if (known === undefined) joined[half][id] = value
      else if (!sameValue(known, value)) joinValue(catalogue, joined, half, id, known, value)
    }
  }
  joined.plain = inOrder(joined.plain)
  return joined
}

function joinValue(catalogue: Catalogue, joined: Joined, half: 'plain' | 'twin', id: string, known: FactValue, value: FactValue): void {
  const element = catalogue.elements.get(id)
  if (element?.merge !== 'set') joined.differing.push(id)
  else if (Array.isArray(known) && Array.isArray(value)) joined[half][id] = [...new Set([...known, ...value])]
  else joined.further[id] = value
}

/** Facts by element, ties behind: the order in which a row puts them. */
function inOrder(body: Body): Body {
  const isTie = (value: FactValue) => typeof value === 'object' && !Array.isArray(value)
  const entries = Object.entries(body)
  const facts = entries.filter(([, value]) => !isTie(value)).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries([...facts, ...entries.filter(([, value]) => isTie(value))])
}
