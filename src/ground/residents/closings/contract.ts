/** Looks that a person is not shown for now: closed by a law or for a victim's safety, with an end and a reviewer. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })

export const Closing = Type.Object({
  id: Type.String(),
  /** Whose looks; absent: everybody's. */
  looker: Type.Union([Type.String(), Type.Null()]),
  from: Type.String(),
  to: Type.Union([Type.String(), Type.Null()]),
  why: Type.Union([Type.Literal('law'), Type.Literal('safety')]),
  basis: Type.String(),
  /** Last day. */
  until: Type.String(),
  at: Type.String(),
  by: Type.String(),
  reviewer: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([
    Type.Literal('unreviewed'),
    Type.Literal('in-force'),
    Type.Literal('refused'),
    Type.Literal('lapsed'),
    Type.Literal('over'),
    Type.Literal('ended'),
  ]),
  /** May be reviewed by this login: somebody else closed it. */
  mayReview: Type.Boolean(),
})
export type Closing = Static<typeof Closing>

export const listClosings = contract('look.closings', 'GET /people/{id}/look-closings', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ closings: Type.Array(Closing) }),
})

/** Withhold looks of this period, of one looker or of all. In force at once; without a review within three days it falls away. */
export const closeLooks = contract('look.close', 'POST /people/{id}/look-closings', {
  input: Type.Object({
    id: Id,
    looker: Type.Optional(Id),
    from: Day,
    to: Type.Optional(Day),
    why: Closing.properties.why,
    /** The article, the order, the case number: in few words, never a name. */
    basis: Type.String({ minLength: 2, maxLength: 200 }),
    until: Day,
  }),
  output: Type.Object({ id: Type.String() }),
})

/** A second person keeps it or refuses it. */
export const reviewClosing = contract('look.review-closing', 'POST /look-closings/{id}/review', {
  input: Type.Object({ id: Id, kept: Type.Boolean() }),
  output: Type.Object({}),
})

export const endClosing = contract('look.end-closing', 'POST /look-closings/{id}/ending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})
