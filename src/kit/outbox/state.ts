/** How what was captured goes out, as one word. Pure. */
import type { Outgoing } from './context.ts'

export type OutgoingState = 'none' | 'carrying' | 'soon' | NonNullable<Outgoing['rests']>

export function stateOf({ waiting, carrying, rests }: Pick<Outgoing, 'waiting' | 'carrying' | 'rests'>): OutgoingState {
  if (waiting === 0) return 'none'
  return carrying ? 'carrying' : (rests ?? 'soon')
}
