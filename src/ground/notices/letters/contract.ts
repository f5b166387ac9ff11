/** Letters: for whom has no other way, or wants one. Gathered grid by grid in walking order, printed, carried to the letter boxes. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Language } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })
const Region = Type.Integer({ minimum: 100_000_000_000_000, maximum: 999_999_999_999_999 })

/** Why a letter came back. */
export const Back = Type.Union([Type.Literal('moved'), Type.Literal('no-box'), Type.Literal('refused'), Type.Literal('unknown')])
export type Back = Static<typeof Back>

export const LetterState = Type.Union([Type.Literal('gathered'), Type.Literal('printed'), Type.Literal('handed'), Type.Literal('back')])

/** What waits in each grid, and the batches that are not yet carried out. Counts, no names. */
export const readQueue = contract('letter.queue', 'GET /letters/queue', {
  input: Type.Object({}),
  output: Type.Object({
    grids: Type.Array(
      Type.Object({
        region: Type.Integer(),
        community: Type.String(),
        grid: Type.String(),
        readers: Type.Integer(),
        notices: Type.Integer(),
        /** The oldest has waited since. */
        since: Type.String(),
        /** There is a number to ring; without one nothing is printed. */
        ring: Type.Boolean(),
      }),
    ),
    batches: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        printedAt: Type.Union([Type.String(), Type.Null()]),
        letters: Type.Integer(),
        open: Type.Integer(),
        places: Type.Array(Type.String()),
      }),
    ),
  }),
})

/** Take the next letters of these grids, at most 200, to print them together. */
export const gatherLetters = contract('letter.gather', 'POST /letters/batches', {
  input: Type.Object({ regions: Type.Array(Region, { minItems: 1, maxItems: 200 }) }),
  output: Type.Object({ batch: Type.String(), letters: Type.Integer() }),
})

export const Letter = Type.Object({
  id: Type.String(),
  no: Type.Integer(),
  state: LetterState,
  reason: Type.Union([Back, Type.Null()]),
  /** As it stands in the window above the name: where, which door. */
  address: Type.Array(Type.String()),
  /** null: to the household. */
  person: Type.Union([Type.String(), Type.Null()]),
  name: Type.Union([Type.String(), Type.Null()]),
  label: Type.String(),
  language: Language,
  large: Type.Boolean(),
  notices: Type.Array(Type.Object({ title: Type.String(), body: Type.String() })),
  office: Type.Object({ sign: Type.String(), phone: Type.String(), hours: Type.String() }),
})
export type Letter = Static<typeof Letter>

/** The sheets of a batch, in walking order. */
export const readBatch = contract('letter.batch', 'GET /letters/batches/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ at: Type.String(), printedAt: Type.Union([Type.String(), Type.Null()]), letters: Type.Array(Letter) }),
})

/** The sheets are out of the printer. */
export const markPrinted = contract('letter.mark-printed', 'POST /letters/batches/{id}/printing', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ letters: Type.Integer() }),
})

/** Not to be printed after all: what was gathered waits again. */
export const dissolveBatch = contract('letter.dissolve', 'DELETE /letters/batches/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ letters: Type.Integer() }),
})

/** Put into letter boxes or hands; or brought back, each with why. What came back goes another way, where there is one. */
export const markHanded = contract('letter.mark-handed', 'POST /letters/batches/{id}/handing', {
  input: Type.Object({
    id: Id,
    handed: Type.Array(Id, { maxItems: 200 }),
    back: Type.Array(Type.Object({ letter: Id, reason: Back }), { maxItems: 200 }),
  }),
  output: Type.Object({ open: Type.Integer() }),
})

/** Somebody rings and says the number on her letter. */
export const findLetter = contract('letter.find', 'POST /letters/search', {
  input: Type.Object({ no: Type.Integer({ minimum: 1, maximum: 9_999_999_999 }) }),
  output: Type.Object({ person: Type.Union([Type.String(), Type.Null()]), dwelling: Type.String(), batch: Type.String() }),
})
