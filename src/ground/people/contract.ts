/** Persons: doubles found, merged and un-merged by a human. Posts and logins are shown here and live in kernel/access. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { FactView } from '#ground/facts/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Side = Type.Object({ id: Type.String(), rev: Type.Integer(), facts: Type.Array(FactView) })

/** People who may be the same as this one, with the reasons for and against. */
export const findDoubles = contract('person.doubles', 'GET /people/{id}/doubles', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    person: Side,
    candidates: Type.Array(
      Type.Object({
        other: Side,
        probability: Type.Number(),
        reasons: Type.Array(Type.Object({ say: Type.String(), field: Type.String(), weight: Type.Number() })),
      }),
    ),
  }),
})

/** Keep `keep`, fold `gone` into it. Everything said about both stays and can be taken apart again. */
export const mergePeople = contract('person.merge', 'POST /people/{keep}/merges', {
  input: Type.Object({ keep: Id, gone: Id, reasons: Type.Array(Type.String(), { maxItems: 20 }) }),
  output: Type.Object({ merge: Type.String(), rev: Type.Integer() }),
})

/** Take a merge back: both persons stand again as their own sayings make them. */
export const unmergePeople = contract('person.unmerge', 'POST /merges/{id}/undoing', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ kept: Type.String(), again: Type.String() }),
})

/** These two are different people; they are not proposed again. */
export const keepApart = contract('person.keep-apart', 'POST /people/{id}/different', {
  input: Type.Object({ id: Id, other: Id }),
  output: Type.Object({ noted: Type.Boolean() }),
})

/** Each look at a person, newest first: who, in which post, when, why, which fields. */
export const listLooks = contract('look.list', 'POST /looks/search', {
  input: Type.Object({
    subject: Type.Optional(Id),
    login: Type.Optional(Id),
    /** `next` of the page before. */
    before: Type.Optional(
      Type.String({
        pattern: '^20\\d{2}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3,6}Z [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  output: Type.Object({
    looks: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        who: Type.String(),
        title: Type.String(),
        view: Type.String(),
        subjects: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
        count: Type.Integer(),
        /** So many were looked at that none is named: the one who is asked about stood in their area. */
        maybe: Type.Boolean(),
        fields: Type.Array(Type.String()),
        reason: Type.Union([Type.String(), Type.Null()]),
        sensitive: Type.Boolean(),
      }),
    ),
    next: Type.Union([Type.String(), Type.Null()]),
  }),
})
