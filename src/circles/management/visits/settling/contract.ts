/** What somebody has to look at again: answers that met another one, and items of a post that had ended. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Outcome as Reached } from '#ground/matters/contacts/contract.ts'
import { ItemReply, Outcome } from '../outbox/contract.ts'

const Id = Type.String({ format: 'uuid' })

const Side = Type.Object({ value: Type.Unknown(), source: Type.String(), asOf: Type.String(), at: Type.String() })

/** Answers that met another one. Those of her own visits for whoever walked; all of her area for who may plan rounds. */
export const listConflicts = contract('visit.conflicts', 'GET /visits/conflicts', {
  input: Type.Object({}),
  output: Type.Object({
    conflicts: Type.Array(
      Type.Object({
        id: Type.String(),
        dwelling: Type.String(),
        label: Type.String(),
        subject: Type.String(),
        name: Type.String(),
        element: Type.String(),
        /** Heard at the door, and what somebody else said meanwhile. */
        heard: Side,
        other: Side,
        /** Which of them stands until it is settled. */
        stands: Type.Union([Type.Literal('heard'), Type.Literal('other')]),
        walker: Type.String(),
        mine: Type.Boolean(),
      }),
    ),
  }),
})

export const settleConflict = contract('visit.settle', 'POST /visits/conflicts/{id}', {
  input: Type.Object({ id: Id, side: Type.Union([Type.Literal('heard'), Type.Literal('other')]) }),
  output: Type.Object({ id: Type.String() }),
})

/** Items of a post that had ended, of another's post, or of a round that was somebody else's by then. */
export const listQuarantine = contract('visit.quarantine', 'GET /visits/quarantine', {
  input: Type.Object({}),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.String(),
        why: Type.String(),
        dwelling: Type.String(),
        label: Type.String(),
        name: Type.String(),
        walker: Type.String(),
        at: Type.String(),
        outcome: Type.Union([Outcome, Type.Null()]),
        /** Of a contact that was due: what came of it. */
        reached: Type.Union([Type.Unsafe<Reached>(Type.String()), Type.Null()]),
        answers: Type.Array(Type.Object({ element: Type.String(), value: Type.Unknown(), still: Type.Boolean() })),
      }),
    ),
  }),
})

/** Taken over as heard on its day, or left out; either way it stays on record who decided. */
export const releaseItem = contract('visit.release', 'POST /visits/quarantine/{id}', {
  input: Type.Object({ id: Id, use: Type.Boolean() }),
  output: ItemReply,
})
