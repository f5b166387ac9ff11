/** Letters with a number, for everybody of whom a request still wants something and whose door was silent. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { AskedElement } from '#ground/asks/asked/contract.ts'
import type { CodeList } from '#ground/facts/contract.ts'

const Id = Type.String({ format: 'uuid' })
const TextOrNull = Type.Union([Type.String(), Type.Null()])

/** How many letters a request would take, and what was printed for it. Counts only. */
export const readLetters = contract('counter.letters', 'GET /ask-requests/{id}/letters', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    title: Type.String(),
    asker: Type.String(),
    until: Type.String(),
    /** Readers and doors that were silent and have no letter that is still good. */
    readers: Type.Integer(),
    doors: Type.Integer(),
    /** There is a number to ring; without one nothing is printed. */
    ring: Type.Boolean(),
    prints: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        until: Type.String(),
        letters: Type.Integer(),
        /** Signed in with, or typed in at the counter. */
        used: Type.Integer(),
        /** Still good. */
        open: Type.Integer(),
        withdrawn: Type.Boolean(),
        mark: Type.String(),
      }),
    ),
  }),
})

/** One sheet. What is written on it is a name, an address, a number and questions: nothing that is known of anybody. */
export const Sheet = Type.Object({
  id: Type.String(),
  number: Type.String(),
  address: Type.Array(Type.String()),
  /** Null: to whoever lives there. */
  name: TextOrNull,
  groups: Type.Array(
    Type.Object({
      whose: Type.Union([Type.Literal('person'), Type.Literal('household'), Type.Literal('dwelling')]),
      elements: Type.Array(Type.String()),
    }),
  ),
  /** Protected questions: not written on a letter. */
  more: Type.Integer(),
  office: Type.Object({ sign: Type.String(), phone: Type.String(), hours: Type.String() }),
})
export type Sheet = Static<typeof Sheet>

/** The next letters in walking order, at most 200, registered as leaving. The sheets are shown once: their numbers are kept nowhere. */
export const printLetters = contract('counter.print-letters', 'POST /ask-requests/{id}/letters', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    print: Type.String(),
    letters: Type.Integer(),
    /** Readers that wait for the next print. */
    left: Type.Integer(),
    mark: Type.String(),
    recallOn: Type.String(),
    /** Moment from which the numbers open nothing. */
    until: Type.String(),
    sheets: Type.Optional(
      Type.Object({
        list: Type.Array(Sheet),
        elements: Type.Array(AskedElement),
        codes: Type.Array(Type.Unsafe<CodeList>({})),
        /** Who asks what for, of everything on the sheets, with the nearest day. */
        askers: Type.Array(Type.Object({ asker: Type.String(), what: Type.String(), basis: TextOrNull })),
        by: Type.String(),
        optional: Type.Boolean(),
      }),
    ),
  }),
})

/** A print that went wrong or astray: its numbers open nothing any more, and its doors may be written to again. */
export const withdrawPrint = contract('counter.withdraw-letters', 'POST /letter-prints/{id}/ending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ letters: Type.Integer() }),
})
