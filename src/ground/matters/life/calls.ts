/** Units that were called to a matter: each call under a clock of its own, also when it was sent back and made again. */
import type { MatterType } from '../types/type.ts'
import type { Party } from './acts.ts'
import { activeCo, type State } from './state.ts'

export function callParty(state: State, type: MatterType, party: Party, at: Date): void {
  const { arrive, finish } = type.whistle!
  const before = state.calls.get(party) ?? { times: 0, returns: 0 }
  const times = before.times + 1
  state.calls.set(party, { ...before, times })
  state.co.set(party, { party, round: times, since: at, arrive, finish })
}

export function sendCallBack(state: State, party: Party, at: Date): void {
  Object.assign(state.co.get(party)!, { sentBack: at })
  state.calls.get(party)!.returns += 1
}

/** A matter that ends calls off whoever is still called to it: she need not come, and it is no fault of hers. */
export function callOff(state: State, at: Date): void {
  for (const co of activeCo(state)) co.off = at
}

/** One that she is still called by stands as it is; otherwise she is called anew. */
export function settleCall(state: State, type: MatterType, party: Party, at: Date): void {
  if (!activeCo(state).some((co) => co.party === party)) callParty(state, type, party, at)
  state.calls.get(party)!.settled = true
}
