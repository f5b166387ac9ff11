/** Admission 准入: what is said of a request, and what the rule suggests. A person decides. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import type { HeldRule } from '#ground/law/contract.ts'
import type { DutyMatch } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })
const one = <const T extends readonly string[]>(words: T) => Type.Unsafe<T[number]>(Type.Union(words.map((word) => Type.Literal(word))))

export const requestKinds = ['form', 'inspection', 'supervision', 'group-chat', 'app'] as const
export const askerLevels = ['central', 'province', 'city', 'county', 'street'] as const

/** A demand as far as admission looks at it. What is not known is left out, never guessed. */
export const AdmissionRequest = Type.Object(
  {
    title: Type.String({ minLength: 2, maxLength: 300 }),
    asker: Type.String({ maxLength: 100 }),
    askerLevel: one(askerLevels),
    /** On whom it would be laid. */
    laidOn: one(['street', 'community'] as const),
    /** Duty items it cites, or that the street gave it. */
    cited: Type.Array(Id, { maxItems: 20 }),
    kind: one(requestKinds),
    /** It is a survey under the Statistics Law. */
    survey: Type.Optional(Type.Boolean()),
    formNo: Type.Optional(Type.String({ maxLength: 60 })),
    formMaker: Type.Optional(Type.String({ maxLength: 100 })),
    formApproval: Type.Optional(Type.String({ maxLength: 100 })),
    formValidTo: Type.Optional(Day),
    basis: Type.Optional(Type.String({ maxLength: 400 })),
    /** It asks for personal data. */
    personal: Type.Optional(Type.Boolean()),
    /** What it would cost those who fill it, in minutes. */
    minutes: Type.Optional(Type.Integer({ minimum: 0 })),
    /** Who pays, who sends people, by which document powers come with it. */
    fundedBy: Type.Optional(Type.String({ maxLength: 200 })),
    peopleFrom: Type.Optional(Type.String({ maxLength: 200 })),
    powers: Type.Optional(Type.String({ maxLength: 200 })),
    /** An inspection stands in the plan of the year. */
    planned: Type.Optional(Type.Boolean()),
    /** It was admitted once, by the body entitled, up to a day. */
    admittedUntil: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export type AdmissionRequest = Static<typeof AdmissionRequest>

/** Another open request that asks the same: how many of the fields asked now it asks already. */
export const Duplicate = Type.Object(
  {
    id: Id,
    title: Type.String({ maxLength: 300 }),
    asker: Type.String({ maxLength: 100 }),
    shared: Type.Integer({ minimum: 1 }),
    of: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
)
export type Duplicate = Static<typeof Duplicate>

/** From the strongest on. close: by itself, by law. refuse: always. The others are a person's to take or leave. */
export const verdicts = ['close', 'refuse', 'send-back', 'merge', 'admit-once', 'admit'] as const
export type Verdict = (typeof verdicts)[number]

export const admissionReasons = [
  'form-expired',
  'withdrawn',
  'not-for-committee',
  'certificate',
  'unfunded',
  'duplicate',
  'on-no-list',
  'street-duty',
  'admitted-once',
  'admission-over',
  'listed',
  'form-unmarked',
  'form-marks-unsaid',
  'self-government',
  'other-lead',
  'cited-not-valid',
  'looks-withdrawn',
  'looks-listed',
  'no-basis',
  'not-planned',
  'plan-unsaid',
  'by-group-chat',
  'by-app',
] as const
export type AdmissionReason = (typeof admissionReasons)[number]

/** Which version of a rule, what it rests on, and how far that was checked (M: unconfirmed, it only reminds). */
export type RuleRef = Pick<HeldRule, 'id' | 'version' | 'origin' | 'status' | 'citation'>

/** `object`: the street may object. `remind`: worth knowing, decides nothing. */
export type Suggestion = {
  decide: Verdict | 'object' | 'remind'
  reason: AdmissionReason
  with: Record<string, string | number>
  /** The rule it follows from, as it was; kept with the decision. */
  rule: RuleRef | null
  /** Duty items or requests it speaks of. */
  about: string[]
}
export type Judgement = { verdict: Verdict; suggestions: Suggestion[] }

/** Try a request against the lists and rules of today; nothing is kept. */
export const judgeRequest = contract('duty.judge', 'POST /duties/judge', {
  input: Type.Object({
    request: AdmissionRequest,
    duplicates: Type.Optional(Type.Array(Duplicate, { maxItems: 50 })),
    day: Type.Optional(Day),
  }),
  output: Type.Object({ judgement: Type.Unsafe<Judgement>({}), matches: Type.Array(Type.Unsafe<DutyMatch>({})) }),
})
