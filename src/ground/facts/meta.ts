/**
 * The stored form of a state: `values` by element, and `meta`, which names each saying once. A subject known from one saying
 * costs one entry, not one for each element.
 */
import type { FactValue } from './contract.ts'
import type { Known, Rival, State } from './saying.ts'

export type StoredRival = { v: FactValue; s: string; o: string; d: string }
export type Meta = {
  /** [statement id, source, as-of] */
  at: [string, string, string][]
  /** Element → index into `at`; absent means the first. */
  of?: Record<string, number>
  /** Element → rivals. */
  x?: Record<string, StoredRival[]>
}

export function readState(values: Record<string, FactValue>, meta: Meta): State {
  const state: State = new Map()
  for (const [element, value] of Object.entries(values)) {
    const at = meta.at[meta.of?.[element] ?? 0]
    if (!at) throw new Error(`${element} has no saying`)
    const rivals = (meta.x?.[element] ?? []).map((rival): Rival => ({ value: rival.v, statement: rival.s, source: rival.o, asOf: rival.d }))
    state.set(element, { value, standing: { statement: at[0], source: at[1], asOf: at[2] }, rivals })
  }
  return state
}

export function writeState(state: State): { values: Record<string, FactValue>; meta: Meta; conflicts: number } {
  const values: Record<string, FactValue> = {}
  const meta: Meta = { at: [] }
  const places = new Map<string, number>()
  let conflicts = 0
  for (const [element, known] of state) {
    values[element] = known.value
    const place = placeOf(meta, places, known)
    if (place > 0) {
      meta.of ??= {}
      meta.of[element] = place
    }
    if (known.rivals.length === 0) continue
    conflicts += 1
    meta.x ??= {}
    meta.x[element] = known.rivals.map((rival) => ({ v: rival.value, s: rival.statement, o: rival.source, d: rival.asOf }))
  }
  return { values, meta, conflicts }
}

function placeOf(meta: Meta, places: Map<string, number>, { standing }: Known): number {
  const key = `${standing.statement} ${standing.source} ${standing.asOf}`
  const known = places.get(key)
  if (known !== undefined) return known
  places.set(key, meta.at.length)
  meta.at.push([standing.statement, standing.source, standing.asOf])
  return meta.at.length - 1
}
