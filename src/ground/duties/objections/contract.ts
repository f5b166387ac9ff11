/** Objections 异议: a street against a request or a duty, to the level that owns both sides. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const one = <const T extends readonly string[]>(words: T) => Type.Unsafe<T[number]>(Type.Union(words.map((word) => Type.Literal(word))))
const Jurisdiction = Type.Integer({ minimum: 100_000_000, maximum: 999_999_999 })

export const objectionReasons = [
  'withdrawn',
  'unfunded',
  'on-no-list',
  'not-for-committee',
  'other-lead',
  'duplicate',
  'form-unmarked',
  'form-expired',
  'no-basis',
  'not-planned',
  'by-group-chat',
  'by-app',
  'too-short',
  'other',
] as const
export type ObjectionReason = (typeof objectionReasons)[number]

export const objectionAnswers = ['upheld', 'partly', 'dismissed'] as const
export type ObjectionAnswer = (typeof objectionAnswers)[number]

/** `silent`: its day is over and nobody answered. That is recorded, and means neither yes nor no. */
export const objectionStates = ['open', 'silent', 'answered', 'withdrawn'] as const
export type ObjectionState = (typeof objectionStates)[number]

const About = Type.Object(
  { kind: one(['request', 'duty'] as const), id: Id, title: Type.String({ minLength: 2, maxLength: 300 }) },
  { additionalProperties: false },
)
const Reasons = Type.Array(one(objectionReasons), { minItems: 1, maxItems: objectionReasons.length })
const Words = Type.String({ maxLength: 1500 })

export const Objection = Type.Object({
  id: Type.String(),
  side: one(['raised', 'received'] as const),
  /** The other side's jurisdiction. */
  other: Type.Integer(),
  /** What it is called, where its divisions are loaded. */
  otherName: Type.Union([Type.String(), Type.Null()]),
  about: About,
  asker: Type.String(),
  reasons: Type.Array(one(objectionReasons)),
  words: Type.String(),
  raisedOn: Type.String(),
  dueOn: Type.String(),
  rule: Type.Object({ id: Type.String(), version: Type.Integer(), origin: Type.String() }),
  answer: Type.Union([one(objectionAnswers), Type.Null()]),
  answerWords: Type.Union([Type.String(), Type.Null()]),
  answeredOn: Type.Union([Type.String(), Type.Null()]),
  withdrawnOn: Type.Union([Type.String(), Type.Null()]),
  state: one(objectionStates),
  /** Workdays until its day, negative past it. */
  workdaysLeft: Type.Integer(),
  rev: Type.Integer(),
})
export type Objection = Static<typeof Objection>

/** Both sides' in one list, the newest first. Not about persons. */
export const listObjections = contract('objection.list', 'GET /objections', {
  input: Type.Object({ about: Type.Optional(Id) }),
  output: Type.Object({ objections: Type.Array(Objection) }),
})

export const readObjection = contract('objection.read', 'GET /objections/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ objection: Objection }),
})

/** `to`: the jurisdiction that owns both sides; without it the county of this street. */
export const raiseObjection = contract('objection.raise', 'POST /objections', {
  input: Type.Object({
    about: About,
    asker: Type.String({ minLength: 1, maxLength: 100 }),
    reasons: Reasons,
    words: Words,
    to: Type.Optional(Jurisdiction),
  }),
  output: Type.Object({ id: Type.String(), dueOn: Type.String(), to: Type.Integer() }),
})

/** The level that owns both sides decides, with reasons. If-Match: the objection's rev. */
export const answerObjection = contract('objection.answer', 'POST /objections/{id}/answer', {
  input: Type.Object({ id: Id, answer: one(objectionAnswers), words: Type.String({ minLength: 2, maxLength: 1500 }) }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** The street takes it back while nobody answered. If-Match: the objection's rev. */
export const withdrawObjection = contract('objection.withdraw', 'POST /objections/{id}/withdraw', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** What crosses from one jurisdiction to the other; carried by the house, never asked from outside. */
const crossed = { id: Id, from: Jurisdiction }
export const receiveObjection = contract('objection.receive', 'POST /objections/crossing', {
  input: Type.Object({
    ...crossed,
    about: About,
    asker: Type.String({ maxLength: 100 }),
    reasons: Reasons,
    words: Words,
    raisedOn: Type.String({ format: 'date' }),
    dueOn: Type.String({ format: 'date' }),
    rule: Objection.properties.rule,
    withdrawnOn: Objection.properties.withdrawnOn,
  }),
  output: Type.Object({}),
})
export const hearObjection = contract('objection.hear', 'POST /objections/crossing/answer', {
  input: Type.Object({ ...crossed, answer: one(objectionAnswers), words: Words, on: Type.String({ format: 'date' }) }),
  output: Type.Object({}),
})
