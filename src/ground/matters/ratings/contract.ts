/** How units come when they are called, and what they lead: counted, with numerator and denominator. Units, never persons. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Share = Type.Object({
  numerator: Type.Integer(),
  denominator: Type.Integer(),
  /** Null where nothing could be counted, or too little for a percentage to say anything. */
  percent: Type.Union([Type.String(), Type.Null()]),
})
const Count = Type.Integer()

export const RatingRow = Type.Object({
  party: Type.String(),
  name: Type.String(),
  called: Count,
  sentBack: Count,
  inTime: Count,
  late: Count,
  absent: Count,
  withoutPower: Count,
  /** Of the calls whose time to be there is over or that were gone to, those that were in time. */
  came: Share,
  /** Of the calls of which the place said so, those where it did what it was called for. */
  did: Share,
  led: Count,
  /** Of the matters it leads that were answered or are past their term, those answered within it. */
  answered: Share,
  /** Of the reporters who said whether it is solved, those who said yes. */
  solved: Share,
})
export type RatingRow = Static<typeof RatingRow>

/** Calls and matters that began in these days, in the area of the post. A year at most. */
export const rateUnits = contract('unit.rate', 'GET /unit-ratings', {
  input: Type.Object({ from: Day, to: Day }),
  output: Type.Object({ area: Type.String(), least: Type.Integer(), rows: Type.Array(RatingRow) }),
})
