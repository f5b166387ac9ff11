/** The list of people to ring: who, on which number, what to say, and what came of it. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Language } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })

/** `said`: told, by voice. `not-reached`: nobody answered. `wrong`: the number is somebody else's or out of use. */
export const CallOutcome = Type.Union([Type.Literal('said'), Type.Literal('not-reached'), Type.Literal('wrong')])
export type CallOutcome = Static<typeof CallOutcome>

/** Urgent ones first, then who has waited longest. Numbers stand open: they are there to be rung, and each is a look at her. */
export const listCalls = contract('call.list', 'GET /calls', {
  input: Type.Object({ language: Type.Optional(Language) }),
  output: Type.Object({
    calls: Type.Array(
      Type.Object({
        person: Type.String(),
        name: Type.String(),
        phone: Type.String(),
        door: Type.String(),
        urgent: Type.Union([Type.String(), Type.Null()]),
        since: Type.String(),
        /** How often she was not reached, and when last. */
        tries: Type.Integer(),
        last: Type.Union([Type.String(), Type.Null()]),
        notices: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), body: Type.String() })),
      }),
    ),
    /** More wait than the list shows. */
    more: Type.Boolean(),
  }),
})

/** One call is about all that waits for her. */
export const noteCall = contract('call.note', 'POST /people/{id}/calls', {
  input: Type.Object({ id: Id, notices: Type.Array(Id, { minItems: 1, maxItems: 50 }), outcome: CallOutcome }),
  output: Type.Object({ next: Type.Union([Type.Literal('told'), Type.Literal('again'), Type.Literal('another')]) }),
})
