/** An ask (待问) is one outstanding question: subject × element × request, until a day. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const ElementId = Type.String({ minLength: 3, maxLength: 80 })
const TextOrNull = Type.Union([Type.String(), Type.Null()])

/** Why it is asked: nothing is known, what is known is past its time, or two sayings contradict each other. */
export const AskState = Type.Union([Type.Literal('missing'), Type.Literal('stale'), Type.Literal('conflicting')])
export type AskState = Static<typeof AskState>

/** By which way it was answered or declined. `paper`: written down and brought or sent back; a clerk typed it in. */
export const Channel = Type.Union([
  Type.Literal('phone'),
  Type.Literal('helper'),
  Type.Literal('letter'),
  Type.Literal('counter'),
  Type.Literal('telephone'),
  Type.Literal('paper'),
  Type.Literal('door'),
])
export type Channel = Static<typeof Channel>

const GridCount = Type.Object({
  /** 15 digits; the last three 000: in no grid. */
  region: Type.Integer(),
  name: Type.String(),
  community: Type.String(),
  doors: Type.Integer(),
  people: Type.Integer(),
  questions: Type.Integer(),
  /** How many cells of workbooks the questions answer: each is asked once. */
  cells: Type.Integer(),
  until: TextOrNull,
})

/** What is open, grid by grid, and by which requests. Counts only. */
export const listOpen = contract('ask.list', 'GET /asks', {
  input: Type.Object({}),
  output: Type.Object({
    grids: Type.Array(GridCount),
    requests: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        asker: Type.String(),
        until: TextOrNull,
        open: Type.Integer(),
        answered: Type.Integer(),
        refused: Type.Integer(),
        /** Open, but of no door: about a building, an estate, or somebody without a home here. */
        without: Type.Integer(),
      }),
    ),
  }),
})

/** How far the asking of one request is. `null`: it never asked. */
export const readAsking = contract('ask.request', 'GET /asks/requests/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    asking: Type.Union([
      Type.Object({
        until: Type.String(),
        withdrawn: Type.Boolean(),
        open: Type.Integer(),
        answered: Type.Integer(),
        refused: Type.Integer(),
        without: Type.Integer(),
        /** Residents answer first until this day. */
        firstUntil: TextOrNull,
        /** How they answered or declined, most used first. What an import knew, or a clerk corrected without being told, is in none. */
        channels: Type.Array(Type.Object({ channel: Channel, answered: Type.Integer(), refused: Type.Integer() })),
      }),
      Type.Null(),
    ]),
  }),
})

/** Nobody is asked for this request any more. */
export const stopAsking = contract('ask.stop', 'POST /asks/requests/{id}/stop', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ closed: Type.Integer() }),
})

/** Somebody declines questions: at the counter or by telephone. At the door it is an item of the outbox. Without `requests`: all who ask it now. */
export const refuseAsks = contract('ask.refuse', 'POST /asks/refusals', {
  input: Type.Object({
    subject: Id,
    elements: Type.Array(ElementId, { minItems: 1, maxItems: 60 }),
    requests: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100 })),
    /** In her words, when she wants to give one. */
    reason: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  output: Type.Object({ slip: Type.String(), closed: Type.Integer() }),
})

/** The slip that is left with her: what was asked, by whom, on which basis; that it is not asked again for this purpose; how to answer later, or object. */
export const readSlip = contract('ask.slip', 'GET /asks/refusals/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    at: Type.String(),
    name: Type.String(),
    reason: TextOrNull,
    elements: Type.Array(Type.String()),
    requests: Type.Array(
      Type.Object({
        title: Type.String(),
        asker: Type.String(),
        basis: TextOrNull,
        purpose: TextOrNull,
        elements: Type.Array(Type.String()),
        /** Those of them that may be declined without any consequence. */
        optional: Type.Array(Type.String()),
      }),
    ),
    phones: Type.Array(Type.Object({ name: Type.String(), role: Type.String(), phone: Type.String() })),
  }),
})
