/** What a matter type is made of: everything between "received" and "answered" is data. Browser-safe. */
import { Type } from 'typebox'
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
  questions?: StepQuestion[]
  /** A form of the register, filled for what the matter hangs on: its answers are facts, asked once. */
  form?: string
  /** What an engine of the house does here (`tell`, `ask` …), and what it is handed. */
  word?: { name: string; with: Record<string, unknown> }
}

export type Stage = { id: string; title: Words; steps: Step[] }

/** After so much time past the due moment (none: at once) it comes before the next level. */
export type Escalation = { clock: 'response' | 'resolve'; after?: Term; to: 'street' | 'head' }

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

const closed = { additionalProperties: false }
const Said = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 600 }), en: Type.String({ minLength: 1, maxLength: 900 }) }, closed)
const Code = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const Count = Type.Integer({ minimum: 1, maximum: 2000 })
export const TermShape = Type.Union([
  Type.Object({ workingHours: Type.Number({ minimum: 0.25, maximum: 2000, multipleOf: 0.25 }) }, closed),
  Type.Object({ workdays: Count }, closed),
  Type.Object({ days: Count }, closed),
  Type.Object({ hours: Count }, closed),
  Type.Object({ minutes: Type.Integer({ minimum: 5, maximum: 10_000 }) }, closed),
])
const CodedShape = { code: Code, label: Said }
const maybe = Type.Optional
const literals = <T extends string>(...words: T[]) => Type.Union(words.map((word) => Type.Literal(word)))
const ClockShape = Type.Object({ term: TermShape, citation: maybe(Said) }, closed)
const types = ['text', 'code', 'codes', 'integer', 'decimal', 'boolean', 'day'] as const

const StepShape = Type.Object(
  {
    id: Code,
    title: Said,
    by: maybe(literals('lead', 'place')),
    optional: maybe(Type.Boolean()),
    when: maybe(Type.Object({})),
    term: maybe(TermShape),
    every: maybe(TermShape),
    questions: maybe(
      Type.Array(
        Type.Object(
          {
            id: Code,
            label: Said,
            type: literals(...types),
            choices: maybe(
              Type.Array(
                Type.Object(
                  { code: Type.String({ maxLength: 20 }), zh: Type.String({ maxLength: 60 }), en: Type.String({ maxLength: 80 }) },
                  closed,
                ),
                {
                  minItems: 1,
                  maxItems: 60,
                },
              ),
            ),
            required: maybe(Type.Boolean()),
          },
          closed,
        ),
        { maxItems: 30 },
      ),
    ),
    form: maybe(Code),
    word: maybe(Type.Object({ name: Code, with: Type.Object({}) }, closed)),
  },
  closed,
)

/** The shape alone; what the parts mean together is checked by `typeFaults`. */
export const MatterTypeShape = Type.Object(
  {
    id: Code,
    title: Said,
    plain: Said,
    sealed: maybe(literals('accused', 'duty-to-report')),
    about: Type.Array(literals('person', 'household', 'dwelling', 'premises', 'estate'), { maxItems: 5, uniqueItems: true }),
    purpose: Said,
    basis: Type.Array(Said, { minItems: 1, maxItems: 10 }),
    recipients: Said,
    keepYears: Type.Integer({ minimum: 1, maximum: 30 }),
    opened: Type.Array(literals('resident', 'staff'), { minItems: 1, maxItems: 2, uniqueItems: true }),
    categories: Type.Array(
      Type.Object(
        {
          ...CodedShape,
          hint: maybe(Said),
          clocks: maybe(Type.Object({ response: maybe(TermShape), resolve: maybe(TermShape), confirm: maybe(TermShape) }, closed)),
          refuse: maybe(Code),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
    clocks: Type.Object({ response: maybe(ClockShape), resolve: ClockShape, confirm: maybe(ClockShape) }, closed),
    again: maybe(TermShape),
    reopenWithin: maybe(TermShape),
    whistle: maybe(Type.Object({ arrive: TermShape, finish: TermShape }, closed)),
    pauses: Type.Array(Type.Object({ ...CodedShape, most: maybe(TermShape) }, closed), { maxItems: 20 }),
    refusals: Type.Array(Type.Object({ ...CodedShape, office: maybe(Said) }, closed), { maxItems: 60 }),
    returns: Type.Object(
      {
        reasons: Type.Array(Type.Object(CodedShape, closed), { maxItems: 20 }),
        most: Type.Integer({ minimum: 0, maximum: 5 }),
        within: TermShape,
      },
      closed,
    ),
    escalations: Type.Array(
      Type.Object({ clock: literals('response', 'resolve'), after: maybe(TermShape), to: literals('street', 'head') }, closed),
      { maxItems: 6 },
    ),
    confirm: literals('first', 'all'),
    stages: Type.Array(Type.Object({ id: Code, title: Said, steps: Type.Array(StepShape, { minItems: 1, maxItems: 30 }) }, closed), {
      maxItems: 20,
    }),
    texts: Type.Object({ received: Said, answered: Said, closed: Said, refused: Said }, closed),
    indicators: Type.Array(Code, { maxItems: 20, uniqueItems: true }),
  },
  closed,
)
