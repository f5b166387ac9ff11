/** What follows from a call. Pure. */
import type { CallOutcome } from './contract.ts'

/** After so many calls that nobody answered, another way is taken. */
export const MOST_RINGS = 3

/** @param notReached how often nobody answered before this call */
export function afterCall(outcome: CallOutcome, notReached: number): 'told' | 'again' | 'another' {
  if (outcome === 'said') return 'told'
  return outcome === 'wrong' || notReached + 1 >= MOST_RINGS ? 'another' : 'again'
}
