/** Keeping in touch: whom the community looks after by agreement, who is due, who was not reached, and what came of a contact. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '#ground/forms/contract.ts'
import { outcomes } from '#ground/matters/contacts/contract.ts'
import { StepView } from '#ground/matters/shown.ts'

const Id = Type.String({ format: 'uuid' })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const literals = <T extends string>(words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))

export const lists = ['due', 'unreached', 'unagreed', 'all'] as const
/** Due until tonight or late; not reached when it was tried last, or late; nothing agreed yet; everybody. */
export type ListName = (typeof lists)[number]

const Helper = Type.Object({ post: Type.String(), name: Type.String(), title: Type.String() })

export const CareLine = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  type: Told,
  category: Told,
  /** Whom it is about, and where; null where it hangs on a place alone. */
  who: OrNull(Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String(), where: Type.String() })),
  /** Who sees to the next contact. */
  helper: OrNull(Helper),
  mine: Type.Boolean(),
  /** The contact whose turn it is; null while nothing is agreed, and once it is answered. */
  contact: OrNull(Type.Object({ step: Type.String(), title: Told, questions: StepView.properties.questions })),
  /** What was agreed, as answers of earlier steps. */
  agreed: Type.Array(Told),
  due: OrNull(Type.String()),
  opened: Type.String(),
  reached: OrNull(Type.String()),
  tried: OrNull(Type.String()),
  /** How often in vain since she was reached, and whether she asked to come back the last time. */
  vain: Type.Integer(),
  later: Type.Boolean(),
  paused: Type.Boolean(),
  raised: OrNull(Type.String()),
  /** The day on which it ends by itself. */
  until: OrNull(Type.String()),
  rev: Type.Integer(),
})
export type CareLine = Static<typeof CareLine>

const Counts = Type.Object({
  due: Type.Integer(),
  late: Type.Integer(),
  unreached: Type.Integer(),
  unagreed: Type.Integer(),
  all: Type.Integer(),
})

/** In walking order of doors where it is due, the longest not reached first where she was not. `mine`: only what this post was asked to see to. */
export const listCare = contract('care.list', 'GET /care', {
  input: Type.Object({ list: literals(lists), mine: Type.Optional(Type.Boolean()) }),
  output: Type.Object({
    lines: Type.Array(CareLine),
    more: Type.Boolean(),
    counts: Counts,
    /** Responses that go on in this area: help does not stop for them. */
    emergencies: Type.Array(Type.Object({ title: Type.String(), until: Type.String() })),
  }),
})

/** In numbers, without anybody's name. */
export const countCare = contract('care.count', 'GET /care/count', { input: Type.Object({}), output: Counts })

/** One contact, as an act of the matter. `word`: a short one about the service, never about her. */
export const keepContact = contract('care.contact', 'POST /care/{id}/contacts', {
  input: Type.Object({
    id: Id,
    outcome: literals(outcomes),
    answers: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { maxProperties: 20 })),
    word: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** Somebody else, or oneself, sees to the next contacts. */
export const handCare = contract('care.hand', 'PUT /care/{id}/helper', {
  input: Type.Object({ id: Id, post: Id }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** Posts of this area that may be asked to. */
export const listHelpers = contract('care.helpers', 'GET /care/helpers', {
  input: Type.Object({}),
  output: Type.Object({ helpers: Type.Array(Helper) }),
})
