/** Asking for what a delivery lacks. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })

/**
 * Ask residents for what a delivery could not say (去问缺的): its gaps become open questions, merged per door with those of all other requests. Asked again, only
 * what is new is added. A dry run tells what it would be: doors, questions, and the minutes they would take.
 */
export const askMissing = contract('report.ask-missing', 'POST /deliveries/{id}/asks', {
  input: Type.Object({
    id: Id,
    until: Type.Optional(Day),
    /** Residents are told, and answer first until this day; rounds are planned afterwards. Left out: rounds may go at once, and nobody is told. */
    firstUntil: Type.Optional(Day),
  }),
  output: Type.Object({
    until: Type.String(),
    /** Until when residents answer first; before that was decided, what is proposed. */
    firstUntil: Type.Union([Type.String(), Type.Null()]),
    /** Of this request: doors, subjects and questions that are open, and how many of them others ask as well. */
    doors: Type.Integer(),
    people: Type.Integer(),
    questions: Type.Integer(),
    shared: Type.Integer(),
    declined: Type.Integer(),
    /** Opened by this asking. */
    opened: Type.Integer(),
    minutes: Type.Integer(),
  }),
})

/** What a delivery could not say, as one list in walking order: door, person, open questions. */
export const listMissing = contract('report.missing', 'GET /deliveries/{id}/missing', {
  input: Type.Object({ id: Id, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })) }),
  output: Type.Object({
    total: Type.Integer(),
    doors: Type.Array(
      Type.Object({
        dwelling: Type.Union([Type.String(), Type.Null()]),
        label: Type.String(),
        people: Type.Array(
          Type.Object({
            subject: Type.String(),
            name: Type.String(),
            missing: Type.Array(Type.String()),
            stale: Type.Array(Type.String()),
            conflicting: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  }),
})
