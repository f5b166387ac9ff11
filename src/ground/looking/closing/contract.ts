/** Looks withheld for now from the person they were at: placed by one, confirmed by another, over by themselves. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })
const Empty = Type.Object({})

/** One look, or all of the login that made it: those before and those to come. Reason and basis name nobody. */
export const placeClosing = contract('closing.place', 'POST /people/{id}/closings', {
  input: Type.Object({
    id: Id,
    look: Id,
    all: Type.Boolean(),
    reason: Type.String({ minLength: 4, maxLength: 200 }),
    basis: Type.String({ minLength: 4, maxLength: 200 }),
    until: Day,
  }),
  output: Type.Object({ closing: Type.String() }),
})

export const ClosingLine = Type.Object({
  id: Type.String(),
  person: Type.String(),
  name: Type.String(),
  /** Whose looks, where all of one login are closed. */
  whose: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  basis: Type.String(),
  until: Type.String(),
  who: Type.String(),
  own: Type.Boolean(),
  at: Type.String(),
  reviewBy: Type.String(),
  state: Type.Unsafe<'in-force' | 'waiting' | 'over'>(Type.String()),
  reviewer: Type.Union([Type.String(), Type.Null()]),
  words: Type.Union([Type.String(), Type.Null()]),
})
export type ClosingLine = Static<typeof ClosingLine>

export const listClosings = contract('closing.list', 'GET /closings', {
  input: Type.Object({}),
  output: Type.Object({ closings: Type.Array(ClosingLine) }),
})

export const reviewClosing = contract('closing.review', 'POST /closings/{id}/review', {
  input: Type.Object({ id: Id, kept: Type.Boolean(), words: Type.String({ minLength: 2, maxLength: 300 }) }),
  output: Empty,
})

export const endClosing = contract('closing.end', 'POST /closings/{id}/end', { input: Type.Object({ id: Id }), output: Empty })
