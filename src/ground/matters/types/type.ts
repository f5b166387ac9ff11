/** What a matter type is made of: everything between "received" and "answered" is data. Browser-safe. */
import type { Condition } from '#base/condition.ts'
import type { Choice, FormSubject, LocalType, Words } from '#ground/forms/contract.ts'
import type { Term } from '../clock/terms.ts'

/** A code that stands in acts, with what it is called. */
export type Coded = { code: string; label: Words }

/** The clocks every type may have; steps have their own beside them. */
export const clockNames = ['response', 'resolve', 'confirm'] as const
export type ClockName = (typeof clockNames)[number]
export type ClockRule = {
  term: Term
  /** Law, standard or local decision that says so. */
  citation?: Words
}

export type Category = Coded & {
  /** What belongs here, for whoever sorts; words that people use. */
  hint?: Words
  /** Shorter or longer than the type's own. */
  clocks?: Partial<Record<ClockName, Term>>
  /** Taken in and refused at once, by this code: the answer is where to go instead. */
  refuse?: string
}

export type Refusal = Coded & {
  /** The office that does it. */
  office?: Words
}

export type StepQuestion = { id: string; label: Words; type: LocalType; choices?: Choice[]; required?: boolean }

export type Step = {
  id: string
  title: Words
  /** Who does it: the lead unless said otherwise; `place` is whoever dispatches. */
  by?: 'lead' | 'place'
  /** The matter may be answered without it. */
  optional?: boolean
  /** Left out where this does not hold; looks at category, channel and answers of earlier steps. */
  when?: Condition
  term?: Term
  /** Again and again, so long after it was done last, until the matter is answered. */
  every?: Term
  /** Being in touch with her: each time it is said whether she was reached, and until she is it stays due. */
  contact?: boolean
  questions?: StepQuestion[]
  /** A form of the register, filled for what the matter hangs on: its answers are facts, asked once. */
  form?: string
  /** What an engine of the house does here (`tell`, `ask` …), and what it is handed. */
  word?: { name: string; with: Record<string, unknown> }
}

export type Stage = { id: string; title: Words; steps: Step[] }

/** After so much time past the due moment (none: at once) it comes before the next level. */
export type Escalation = { clock: EscalatingClock; after?: Term; to: 'street' | 'head' }
/** `step`: of any step; it comes down again once that is done. */
export type EscalatingClock = 'response' | 'resolve' | 'step'

export type MatterType = {
  id: string
  title: Words
  /** What a resident calls it. */
  plain: Words
  /**
   * `accused`: about a person or unit, kept from it and from those under it. `duty-to-report`: kept from everybody but who must act.
   * Absent: seen by whoever answers for the area.
   */
  sealed?: 'accused' | 'duty-to-report'
  /** What it may hang on besides its place. */
  about: FormSubject[]
  purpose: Words
  basis: Words[]
  recipients: Words
  keepYears: number
  /** Who may begin one. */
  opened: ('resident' | 'staff')[]
  /** What the house asks back of whoever reports; in the order of the list. */
  categories: Category[]
  clocks: Partial<Record<ClockName, ClockRule>> & { resolve: ClockRule }
  /** From an answer that was not enough, or a reopening, on; the term of `resolve` where there is none. */
  again?: Term
  /** A closed one may be reopened for so long. */
  reopenWithin?: Term
  /** Units called to the spot: when they must be there, and when done. */
  whistle?: { arrive: Term; finish: Term }
  pauses: (Coded & { most?: Term })[]
  refusals: Refusal[]
  /** Reasons to send a dispatch back, how often in all, and how soon after it came. */
  returns: { reasons: Coded[]; most: number; within: Term }
  escalations: Escalation[]
  /** When the reporters confirmed: the first of them, or all. Silence closes after the clock `confirm`, by the rule cited there. */
  confirm: 'first' | 'all'
  stages: Stage[]
  /** What a reporter is told. Holes: {number} {due} {lead} {office} {reason}. */
  texts: { received: Words; answered: Words; closed: Words; refused: Words }
  /** Rates shown for this type, by id. */
  indicators: string[]
}

/** Holes a text of a type may have. */
export const textHoles: Record<keyof MatterType['texts'], readonly string[]> = {
  received: ['number', 'due', 'lead'],
  answered: ['number', 'due'],
  closed: ['number'],
  refused: ['number', 'office', 'reason'],
}
