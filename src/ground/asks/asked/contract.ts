/** What is asked of somebody, as it is shown to whoever asks or answers: questions with their requests, what is known beside them, and their lists. */
import { type Static, Type } from 'typebox'
import type { ElementType } from '#ground/facts/contract.ts'
import { AskState } from '../contract.ts'

const TextOrNull = Type.Union([Type.String(), Type.Null()])

/** Who asks, why, on which law, until when. */
export const Asking = Type.Object({
  id: Type.String(),
  title: Type.String(),
  asker: Type.String(),
  basis: TextOrNull,
  purpose: TextOrNull,
  until: TextOrNull,
})
export type Asking = Static<typeof Asking>

/** An element that is asked, with everything needed to show and take it without a network. Its list stands in `codes`. */
export const AskedElement = Type.Object({
  id: Type.String(),
  label: Type.Object({ zh: Type.String(), en: Type.String() }),
  type: Type.Unsafe<ElementType>(Type.String()),
  codes: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  /** Specially protected: only a post that may open it is shown it. `basis`: the one stated for it. */
  sensitive: Type.Boolean(),
  basis: Type.Optional(Type.String()),
})

export type AskedElement = Static<typeof AskedElement>

/** Something known, as it may be shown: identifiers masked. `base` goes back with an answer. */
const Known = Type.Object({
  element: Type.String(),
  value: Type.Unknown(),
  masked: Type.Boolean(),
  source: Type.String(),
  asOf: Type.String(),
  base: Type.String(),
})

const Question = Type.Object({
  element: Type.String(),
  /** `missing` is asked, `stale` is confirmed or corrected, `conflicting` is decided: what stands is in `known`, what waits beside it in `rivals`. */
  state: AskState,
  rivals: Type.Array(Type.Object({ value: Type.Unknown(), source: Type.String(), asOf: Type.String() })),
  /** Places in `requests` of those who ask it, and the nearest day. */
  requests: Type.Array(Type.Integer()),
  until: TextOrNull,
  /** May be declined without any consequence. */
  optional: Type.Boolean(),
})

export const Party = Type.Object({
  subject: Type.String(),
  kind: Type.Union([
    Type.Literal('person'),
    Type.Literal('household'),
    Type.Literal('dwelling'),
    Type.Literal('building'),
    Type.Literal('estate'),
  ]),
  name: Type.String(),
  /** Lives, is registered, owns or rents here. */
  relation: TextOrNull,
  age: Type.Union([Type.Integer(), Type.Null()]),
  known: Type.Array(Known),
  questions: Type.Array(Question),
})
export type Party = Static<typeof Party>
