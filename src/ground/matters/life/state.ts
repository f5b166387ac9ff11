/** What a matter is now: folded from its acts, kept nowhere else. */
import type { Pause, Term } from '../clock/terms.ts'
import type { ClockName, EscalatingClock } from '../types/type.ts'
import type { Channel, Party, Satisfaction, Verdict } from './acts.ts'

export type Stand = 'received' | 'in-hand' | 'answered' | 'closed'
export type Outcome = 'confirmed' | 'ruled' | 'refused' | 'merged'

/** One clock: `name` of the type's, `outside`, or `step:` and the step. */
export type RunningClock = {
  name: string
  since: Date
  term: Term
  /** Its length does not follow the category. */
  fixed?: true
  /** Came with this matter when it was merged, with the pauses it had had there. */
  taken?: string
  takenAt?: Date
  pauses: Pause[]
  over?: Date
}

export type CoHandler = {
  party: Party
  /** Which call of this party it is: one that is over is not written over by the next. */
  round: number
  since: Date
  arrive: Term
  finish: Term
  arrived?: Date
  people?: number
  done?: Date
  sentBack?: Date
  /** Called off: the matter came to its end before she was done. */
  off?: Date
  verdict?: Verdict
  did?: boolean
}

/** What one party's calls to this matter have come to; `settled`: decided by the one above, she does not send it back any more. */
export type Calls = { times: number; returns: number; settled?: true }

export type Reporter = {
  since: Date
  channel: Channel
  home?: string
  solved?: boolean
  satisfied?: Satisfaction
  heard?: boolean
  inTime?: boolean
}

export type StepState = {
  done?: Date
  times: number
  /** Of a contact: when she was reached last, when it was tried last, how often in vain since, and whether she asked to come back then. */
  reached?: Date
  tried?: Date
  vain?: number
  later?: boolean
  answers: Record<string, unknown>
  waits?: string
  outcome?: string
}

export type State = {
  stand: Stand
  outcome?: Outcome
  reason?: string
  category: string
  channel: Channel
  opened: Date
  /** Who answers for it now, and who gave it to them. */
  lead: Party
  place: Party
  leadSince: Date
  holder?: string
  /** The last call of each party. */
  co: Map<Party, CoHandler>
  calls: Map<Party, Calls>
  reporters: Map<string, Reporter>
  /** In the order they began. The last of a name is the one that runs. */
  clocks: RunningClock[]
  pauses: (Pause & { code: string; until?: string })[]
  steps: Map<string, StepState>
  dispatched: boolean
  returns: number
  /** Decided by the one above: it is not sent back any more. */
  settled: boolean
  answered?: { at: Date; post: string }
  responded?: Date
  reopened: number
  closed?: Date
  /** The last day of what ends by itself. */
  until?: string
  into?: string
  /** Merged into this one. */
  holds: Set<string>
  from?: string
  splitInto: string[]
  escalated: { clock: EscalatingClock; to: 'street' | 'head' }[]
  moved: Date
  seq: number
}

export function isPaused({ pauses }: State): boolean {
  return pauses.at(-1)?.to === null
}

/** Those who answer for it beside the lead: called, not let go, not done, not sent back, not called off. */
export function activeCo({ co }: State): CoHandler[] {
  return [...co.values()].filter(({ done, sentBack, off }) => done === undefined && sentBack === undefined && off === undefined)
}

export function lastClock({ clocks }: State, name: ClockName | string): RunningClock | undefined {
  return clocks.findLast((clock) => clock.name === name && clock.taken === undefined)
}
