/** Breaking the glass: one person or household opened beyond one's area or caps, for a reason and for a while; reviewed by somebody else, told to the person. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { FactView } from '#ground/facts/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Empty = Type.Object({})

/** Found by what somebody knows who needs it: an id from one's own area, or number and name, which both have to be right. */
export const openGlass = contract('glass.open', 'POST /glasses', {
  input: Type.Object({
    person: Type.Optional(Id),
    number: Type.Optional(Type.String({ minLength: 5, maxLength: 30 })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** With everybody who lives with her, and their door. */
    whole: Type.Boolean(),
    reason: Type.String({ minLength: 6, maxLength: 200 }),
    hours: Type.Integer({ minimum: 1, maximum: 24 }),
  }),
  output: Type.Object({ id: Type.String(), expiresAt: Type.String() }),
})

const Part = Type.Object({ id: Type.String(), kind: Type.String(), facts: Type.Array(FactView), child: Type.Boolean() })

/** What is behind it, as on the pages of one's own area: numbers masked, protected values closed. */
export const readGlass = contract('glass.read', 'GET /glasses/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    person: Type.String(),
    reason: Type.String(),
    expiresAt: Type.String(),
    door: Type.Union([Type.String(), Type.Null()]),
    parts: Type.Array(Part),
  }),
})

/** Whole numbers and protected values of one of them, beyond the day's cap; each time is a look of its own. */
export const revealGlass = contract('glass.reveal', 'POST /glasses/{id}/reveal/{subject}', {
  input: Type.Object({ id: Id, subject: Id }),
  output: Type.Object({ facts: Type.Array(FactView) }),
})

export const closeGlass = contract('glass.close', 'POST /glasses/{id}/close', { input: Type.Object({ id: Id }), output: Empty })

export const OwnGlass = Type.Object({
  id: Type.String(),
  reason: Type.String(),
  openedAt: Type.String(),
  expiresAt: Type.String(),
  open: Type.Boolean(),
  state: Type.Unsafe<'reviewed' | 'waiting' | 'overdue'>(Type.String()),
  justified: Type.Union([Type.Boolean(), Type.Null()]),
  words: Type.Union([Type.String(), Type.Null()]),
})

/** Those this login opened, and what was said of them. Of nobody by name. */
export const listOwnGlasses = contract('glass.own', 'GET /glasses/own', {
  input: Type.Object({}),
  output: Type.Object({ glasses: Type.Array(OwnGlass) }),
})

export const ReviewGlass = Type.Object({
  id: Type.String(),
  person: Type.String(),
  name: Type.String(),
  persons: Type.Integer(),
  who: Type.String(),
  title: Type.String(),
  /** Opened by the reader herself: somebody else reviews it. */
  own: Type.Boolean(),
  reason: Type.String(),
  openedAt: Type.String(),
  expiresAt: Type.String(),
  reviewBy: Type.String(),
  state: Type.Unsafe<'reviewed' | 'waiting' | 'overdue'>(Type.String()),
  justified: Type.Union([Type.Boolean(), Type.Null()]),
  words: Type.Union([Type.String(), Type.Null()]),
})
export type ReviewGlass = Static<typeof ReviewGlass>

/** Every one of the area, those that wait first, the longest overdue before the others. */
export const listReviews = contract('glass.reviews', 'GET /glasses/reviews', {
  input: Type.Object({}),
  output: Type.Object({ glasses: Type.Array(ReviewGlass) }),
})

export const reviewGlass = contract('glass.review', 'POST /glasses/{id}/review', {
  input: Type.Object({ id: Id, justified: Type.Boolean(), words: Type.String({ minLength: 2, maxLength: 300 }) }),
  output: Empty,
})

/** By the house itself, after commit: the persons behind it are told that they were looked at, or that it was not justified. */
export const tellOfGlass = contract('glass.tell', 'POST /glasses/{id}/telling', {
  input: Type.Object({ id: Id, unjustified: Type.Boolean() }),
  output: Type.Object({ told: Type.Integer() }),
})
