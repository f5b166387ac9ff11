/** The counter: who stands there or rings, everything that is asked of her, and what she says to it. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { AskedElement, Asking, Party } from '#ground/asks/asked/contract.ts'
import type { CodeList } from '#ground/facts/contract.ts'
import { Found } from '#ground/households/contract.ts'
import { Before, OwnFact, OwnLooks } from '#ground/residents/contract.ts'

const Id = Type.String({ format: 'uuid' })
const ElementId = Type.String({ minLength: 3, maxLength: 80 })

/** How she came: to the counter, on the telephone, or by something written that was sent or brought. */
export const Contact = Type.Union([Type.Literal('counter'), Type.Literal('telephone'), Type.Literal('paper')])
export type Contact = Static<typeof Contact>

/** As whom somebody answers for a subject. `home`: her door and her household. */
export const Standing = Type.Union([Type.Literal('self'), Type.Literal('home'), Type.Literal('guardian'), Type.Literal('helper')])
export type Standing = Static<typeof Standing>

/** Persons and doors by name, telephone, address; by the number of a letter that was sent; by the number on a receipt. `by` tells what fitted. */
export const findParty = contract('counter.find', 'POST /counter/finding', {
  input: Type.Object({ text: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false }),
  output: Type.Object({
    found: Type.Array(
      Type.Object({
        ...Found.properties,
        by: Type.Union([Type.Literal('search'), Type.Literal('letter'), Type.Literal('receipt')]),
      }),
    ),
    more: Type.Boolean(),
  }),
})

/** Everything asked of a person who came, or of a door whose letter came back, and of whom she may answer for. `contact` is the reason of the look. */
export const readParty = contract('counter.read', 'GET /counter/{party}', {
  input: Type.Object({ party: Id, contact: Contact }),
  output: Type.Object({
    party: Type.Object({
      id: Type.String(),
      kind: Type.Union([Type.Literal('person'), Type.Literal('dwelling')]),
      name: Type.String(),
      line: Type.String(),
    }),
    /** Younger than 14: her guardian answers for her (个人信息保护法 art. 31). */
    child: Type.Boolean(),
    parties: Type.Array(Type.Object({ ...Party.properties, as: Standing })),
    requests: Type.Array(Asking),
    elements: Type.Array(AskedElement),
    codes: Type.Array(Type.Unsafe<CodeList>({})),
    /** Questions that take her card to the counter: they are not said this way. */
    withCard: Type.Integer(),
  }),
})

const Answer = Type.Object({
  element: ElementId,
  value: Type.Optional(Type.Unknown()),
  still: Type.Optional(Type.Literal(true)),
  baseStatement: Type.Optional(Id),
})

/** What she said, written down by whoever heard it. Whole or not at all. */
export const answerParty = contract('counter.answer', 'POST /counter/{party}/answers', {
  input: Type.Object({ party: Id, contact: Contact, subject: Id, answers: Type.Array(Answer, { minItems: 1, maxItems: 60 }) }),
  output: Type.Object({ answered: Type.Integer() }),
})

/** She would rather not say. The slip is printed for her. */
export const declineParty = contract('counter.decline', 'POST /counter/{party}/refusals', {
  input: Type.Object({
    party: Id,
    contact: Contact,
    subject: Id,
    elements: Type.Array(ElementId, { minItems: 1, maxItems: 60 }),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  output: Type.Object({ slip: Type.String(), closed: Type.Integer() }),
})

/** Who looked at her, in what post, at what and why, to be read to her: as on her own phone, without what is closed for now. Itself a look, at her request. */
export const readLooksAt = contract('counter.looks', 'POST /counter/{party}/looks', {
  input: Type.Object({ party: Id, contact: Contact, before: Type.Optional(Before) }),
  output: OwnLooks,
})

/** What is known about her, as her own phone would show it to a helper: numbers masked, and without what is protected, of which only the number is told. */
export const readKnown = contract('counter.known', 'GET /counter/{party}/known', {
  input: Type.Object({ party: Id, contact: Contact }),
  output: Type.Object({
    facts: Type.Array(OwnFact),
    homes: Type.Array(
      Type.Object({
        relation: Type.String(),
        label: Type.String(),
        from: Type.Union([Type.String(), Type.Null()]),
        to: Type.Union([Type.String(), Type.Null()]),
        facts: Type.Array(OwnFact),
      }),
    ),
    codes: Type.Record(Type.String(), Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }))),
    closed: Type.Integer(),
  }),
})
