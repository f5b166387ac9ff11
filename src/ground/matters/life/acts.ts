/**
 * What can happen to a matter. An act is what was done, by whom, when; `body` holds codes, ids and moments only and is all that the state is folded
 * from. What people wrote stands beside it in `words` and can be erased without the life of the matter changing.
 */
import type { Term } from '../clock/terms.ts'
import type { ClockName, EscalatingClock } from '../types/type.ts'

/** A responsible party: `street:370683001`, `community:370683001020`, `grid:370683001020001` or `unit:<id>`. */
export type Party = string

export const channels = ['phone', 'counter', 'telephone', 'letter', 'hotline', 'helper', 'door'] as const
/** How it came: by her own phone, at the counter, by telephone, by letter, from 12345, through a helper, at the door. */
export type Channel = (typeof channels)[number]

/** A clock taken over with a merged matter: as it stood, in the terms of its own type. */
export type TakenClock = { clock: ClockName | 'outside'; since: string; term: Term; pauses: { from: string; to: string | null }[] }

/** Why one who was called need not come any more. */
export const callEnds = ['let-go', 'merged', 'refused', 'withdrawn', 'lifted', 'ended', 'closed'] as const

/** Judged by the place that called. */
export const verdicts = ['good', 'late', 'without-power', 'absent'] as const
export type Verdict = (typeof verdicts)[number]
export const satisfactions = ['very', 'yes', 'partly', 'no'] as const
export type Satisfaction = (typeof satisfactions)[number]

export type Bodies = {
  /** `answers`: of what the type asks when it begins; `until`: the last day of what ends by itself. */
  open: {
    category: string
    channel: Channel
    lead: Party
    reporter?: string
    from?: string
    answers?: Record<string, unknown>
    until?: string
  }
  join: { reporter: string; channel: Channel }
  classify: { category: string }
  dispatch: { lead: Party; place: Party; duty?: string }
  take: { holder: string }
  /** `party`: not the matter, but her call to it. */
  'send-back': { reason: string; party?: Party }
  /** Who leads; or that a party which sent her call back comes after all. */
  arbitrate: { lead: Party; place: Party } | { called: Party }
  /** Whoever sent it here wants it by then: a moment of theirs, beside the house's own terms. */
  outside: { until: string }
  'call-in': { parties: Party[] }
  arrive: { party: Party; people: number }
  finish: { party: Party }
  /** `did`: what she was called for. */
  judge: { party: Party; verdict: Verdict; did?: boolean }
  'let-go': { party: Party }
  /** `later`: she was not reached for it, because she asked to come back. `at`: when it was, of a contact that is told afterwards. */
  step: { step: string; answers: Record<string, unknown>; reached?: boolean; later?: boolean; at?: string }
  word: { step: string; ref: string; outcome?: string }
  note: { contact?: 'reached' | 'not-reached'; fact?: boolean; reporter?: string }
  pause: { code: string; until?: string }
  resume: Record<string, never>
  answer: Record<string, never>
  confirm: { reporter: string; solved: boolean; channel: Channel }
  /** `heard`: somebody spoke with her; `inTime`: soon enough. Hers to judge, whatever the clocks say. */
  rate: { reporter: string; satisfied: Satisfaction; channel: Channel; heard?: boolean; inTime?: boolean }
  /** A reporter takes back what she reported. */
  withdraw: { reporter: string; channel: Channel }
  refuse: { code: string }
  rule: { rule: string }
  /** Another last day, by a new decision. */
  'end-on': { until: string }
  /** It ends now, before its day. */
  lift: Record<string, never>
  reopen: { reporter?: string; channel?: Channel }
  merge: { gone: string; clocks: TakenClock[]; reporters: string[] } | { into: string }
  unmerge: { gone: string } | { into: string }
  split: { into: string[] }
  /** What it hangs on lies in another grid or community now: region numbers. */
  move: { from: number; to: number }
  escalate: { clock: EscalatingClock; to: 'street' | 'head' }
}

export type ActKind = keyof Bodies
export type Act<K extends ActKind = ActKind> = { [P in K]: { seq: number; kind: P; at: string; post: string; body: Bodies[P] } }[K]
