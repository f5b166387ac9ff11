/** What goes over when a matter is merged into another: its running clocks as they stand, with what stood still. */
import type { TakenClock } from './acts.ts'
import type { State } from './state.ts'

/** Steps stay behind: the one it goes into has its own. */
export function takenClocks(state: State, now: Date): TakenClock[] {
  return state.clocks.flatMap(({ name, since, term, over, taken }): TakenClock[] => {
    if (over !== undefined || taken !== undefined || (name !== 'response' && name !== 'resolve' && name !== 'outside')) return []
    const stops = name === 'resolve' ? state.pauses : []
    const pauses = stops.map(({ from, to }) => ({ from: from.toISOString(), to: (to ?? now).toISOString() }))
    return [{ clock: name, since: since.toISOString(), term, pauses }]
  })
}
