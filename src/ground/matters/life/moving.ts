/** What a matter hangs on came into another grid or community: whoever answered for it because it lay there is followed by whoever does now. */
import type { Bodies, Party } from './acts.ts'
import type { State } from './state.ts'

/** Departments, the street, and who was called by name stay who they are. */
export function moveLead(state: State, { from, to }: Bodies['move'], at: Date): void {
  const lead = partyAfter(state.lead, from, to)
  state.place = partyAfter(state.place, from, to)
  if (lead === state.lead) return
  state.lead = lead
  state.leadSince = at
  // Whoever had taken it had it there; the clocks run on.
  delete state.holder
  state.co.delete(lead)
}

function partyAfter(party: Party, from: number, to: number): Party {
  const community = (region: number) => `community:${Math.floor(region / 1000)}`
  if (party === `grid:${from}`) return to % 1000 === 0 ? community(to) : `grid:${to}`
  return party === community(from) ? community(to) : party
}
