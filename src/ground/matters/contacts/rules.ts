/** Which contact is whose turn, who is seen to by whoever stands at the door, and how an outcome is kept. Browser-safe. */
import type { Bodies, Party } from '../life/acts.ts'
import type { State } from '../life/state.ts'
import { stepsInTurn } from '../life/step.ts'
import type { MatterType, Step } from '../types/type.ts'
import type { Outcome } from './contract.ts'

/** The contact that is owed now; of several the first. */
export function contactInTurn(type: MatterType, state: State): Step | undefined {
  return state.stand === 'in-hand' ? stepsInTurn(type, state).find(({ contact }) => contact) : undefined
}

export function stepFor(step: string, outcome: Outcome, answers: Record<string, unknown>): Bodies['step'] {
  if (outcome === 'reached') return { step, answers, reached: true }
  return { step, answers, reached: false, ...(outcome === 'later' ? { later: true } : {}) }
}

/** Whom somebody sent to a door acts for there: its grid, its community and the street, never for a department that leads. */
export function partiesAt(street: number, region: number): Party[] {
  return [`grid:${region}`, `community:${Math.floor(region / 1000)}`, `street:${street}`]
}
