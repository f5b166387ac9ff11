/** Doors that change while people live behind them: split, joined, closed, opened again. Nobody is lost on the way. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })
const DoorNumber = Type.String({ minLength: 1, maxLength: 20 })

/** Why a door is no longer. */
export const ClosedWhy = Type.Union([
  Type.Literal('torn-down'),
  Type.Literal('walled-up'),
  Type.Literal('not-a-home'),
  Type.Literal('never-was'),
])
export const closedWhys = ['torn-down', 'walled-up', 'not-a-home', 'never-was']

/**
 * One door becomes several: it keeps its page and takes the first number; the others are new doors beside it. Each person with a relation to it
 * stays, or goes to the door named for her, with all four relations, from `on`. If-Match: the door's rev.
 */
export const splitDoor = contract('household.split-door', 'POST /dwellings/{id}/split', {
  input: Type.Object({
    id: Id,
    /** Numbers in order, the first for the door itself: `501A`, `501B`. */
    doors: Type.Array(DoorNumber, { minItems: 2, maxItems: 20 }),
    /** Place in `doors` for each person who does not stay at the first. */
    moves: Type.Array(Type.Object({ person: Id, to: Type.Integer({ minimum: 0, maximum: 19 }) }), { maxItems: 200 }),
    on: Day,
  }),
  output: Type.Object({ doors: Type.Array(Type.String()), moved: Type.Integer() }),
})

/** Several doors become one: the people of the others come over with their relations, and those doors are closed and lead here. */
export const joinDoors = contract('household.join-doors', 'POST /dwellings/{id}/join', {
  input: Type.Object({ id: Id, others: Type.Array(Id, { minItems: 1, maxItems: 10 }), door: Type.Optional(DoorNumber), on: Day }),
  output: Type.Object({ moved: Type.Integer(), label: Type.String() }),
})

/**
 * Doors that are no longer. Refused while anybody lives or rents there; who is registered there or owns it stays so on paper, as in life.
 * Their pages stay, and their addresses are free.
 */
export const closeDoors = contract('household.close-doors', 'POST /dwellings/close', {
  input: Type.Object({ doors: Type.Array(Id, { minItems: 1, maxItems: 3000 }), why: ClosedWhy, on: Day }),
  output: Type.Object({ closed: Type.Integer() }),
})

/** A door closed by mistake stands again, unless its address was given to another meanwhile. */
export const reopenDoor = contract('household.reopen-door', 'POST /dwellings/{id}/reopen', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})
