/**
 * Rounds: a set of doors in walking order for one post, planned, handed over, read whole (to last for days without a network). What comes back from the
 * doors is `outbox/contract.ts`.
 */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import { AskedElement, Asking, Party } from '#ground/asks/asked/contract.ts'
import type { CodeList } from '#ground/facts/contract.ts'
import { DueContact } from '#ground/matters/contacts/contract.ts'
import { Outcome } from './outbox/contract.ts'

const Id = Type.String({ format: 'uuid' })
const IdOrNull = Type.Union([Type.String(), Type.Null()])
const DayOrNull = Type.Union([Type.String(), Type.Null()])
/** A community (12 digits) or one of its grids (15). */
const Area = Type.String({ pattern: '^\\d{12}(\\d{3})?$' })

const Door = Type.Object({
  dwelling: Type.String(),
  label: Type.String(),
  /** Place in the walk, from 1. */
  place: Type.Integer(),
  open: Type.Boolean(),
  last: Type.Union([Type.Object({ outcome: Outcome, at: Type.String(), comeBackAt: IdOrNull }), Type.Null()]),
  parties: Type.Array(Party),
  /** Who is kept in touch with here, and due while the round is on a phone. Absent: nobody, or only for others to see. */
  contacts: Type.Optional(Type.Array(DueContact)),
})
export type RoundDoor = Static<typeof Door>

/** What is shown at the door before anything is asked: who I am, which law, what for, who sees it, what you may decline. Made from the requests. */
const Card = Type.Object({
  name: Type.String(),
  title: Type.String(),
  office: Type.String(),
  /** Of the team, to be rung by who wants to be sure. */
  phones: Type.Array(Type.Object({ name: Type.String(), role: Type.String(), phone: Type.String() })),
  from: Type.String(),
  to: Type.String(),
  purposes: Type.Array(Type.String()),
  bases: Type.Array(Type.String()),
  recipients: Type.Array(Type.String()),
  /** Elements that may be declined without any consequence. */
  optional: Type.Array(Type.String()),
})
export type Card = Static<typeof Card>

const RoundSummary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  region: Type.Integer(),
  from: Type.String(),
  to: Type.String(),
  state: Type.Union([Type.Literal('open'), Type.Literal('over')]),
  walker: Type.Object({ post: Type.String(), name: Type.String(), title: Type.String() }),
  /** It is the reader's own. */
  mine: Type.Boolean(),
  doors: Type.Integer(),
  visited: Type.Integer(),
  comeBack: Type.Integer(),
})
export type RoundSummary = Static<typeof RoundSummary>

export const listRounds = contract('round.list', 'GET /rounds', {
  input: Type.Object({ mine: Type.Optional(Type.Boolean()), over: Type.Optional(Type.Boolean()) }),
  output: Type.Object({
    rounds: Type.Array(RoundSummary),
    /** What waits for her to look at again: contradictions, and items of posts that had ended. */
    looking: Type.Object({ conflicts: Type.Integer(), waiting: Type.Integer() }),
    /** Grids at whose doors somebody is due to be in touch with today: for who may plan. */
    due: Type.Array(Type.Object({ region: Type.Integer(), name: Type.String(), community: Type.String(), contacts: Type.Integer() })),
  }),
})

/** A round whole. The round is the reason its doors are opened for; the look is noted with it. */
export const readRound = contract('round.read', 'GET /rounds/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...RoundSummary.properties,
    /** Who reads it: the post in which she captures. */
    reader: Type.Object({ street: Type.Integer(), post: Type.String() }),
    card: Card,
    requests: Type.Array(Asking),
    elements: Type.Array(AskedElement),
    codes: Type.Array(Type.Unsafe<CodeList>({})),
    list: Type.Array(Door),
  }),
})

const Totals = Type.Object({
  doors: Type.Integer(),
  people: Type.Integer(),
  /** With the contacts that are due, each as one. */
  questions: Type.Integer(),
  contacts: Type.Integer(),
  minutes: Type.Integer(),
})

/** What a round would be. The nearest deadlines first while there is time (`minutes`) and room (`most`), then in walking order. */
export const planRound = contract('round.plan', 'POST /rounds/plan', {
  input: Type.Object({
    area: Area,
    /** Who would walk; of a stairwell head only her doors, and protected questions only for a post that may ask them. */
    post: Type.Optional(Id),
    requests: Type.Optional(Type.Array(Id, { maxItems: 100 })),
    minutes: Type.Optional(Type.Integer({ minimum: 10, maximum: 3000 })),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    /** Also doors whose residents still have their days to answer by themselves. */
    early: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({
    doors: Type.Array(
      Type.Object({
        dwelling: Type.String(),
        label: Type.String(),
        people: Type.Integer(),
        questions: Type.Integer(),
        minutes: Type.Number(),
        until: DayOrNull,
      }),
    ),
    totals: Totals,
    /** Doors that wait for another round; doors in a round already; doors visited since anything new was asked; questions this post may not ask. */
    left: Type.Object({ more: Type.Integer(), inRounds: Type.Integer(), visited: Type.Integer(), protected: Type.Integer() }),
    /** Doors left to their residents for now, and the first day on which one of them may be planned. */
    first: Type.Object({ doors: Type.Integer(), from: DayOrNull }),
    /** Minutes are measured on rounds of this street, or assumed as long as too few were walked. */
    measured: Type.Boolean(),
    walkers: Type.Array(Type.Object({ post: Type.String(), name: Type.String(), title: Type.String(), team: Type.Boolean() })),
  }),
})

export const assignRound = contract('round.assign', 'POST /rounds', {
  input: Type.Object({
    area: Area,
    post: Id,
    title: Type.String({ minLength: 1, maxLength: 60 }),
    from: Day,
    to: Day,
    doors: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  }),
  output: Type.Object({ id: Type.String(), doors: Type.Integer() }),
})

/** The doors that are still open go to somebody else, or stay longer with the same one. */
export const reassignRound = contract('round.reassign', 'PUT /rounds/{id}/walker', {
  input: Type.Object({ id: Id, post: Id, to: Type.Optional(Day) }),
  output: Type.Object({ id: Type.String() }),
})

/** A round that is over: its open doors may be planned again. */
export const endRound = contract('round.end', 'POST /rounds/{id}/end', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ doors: Type.Integer() }),
})
