/** What is made of the returns of a demand: one workbook in the asker's own layout. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })

export const Book = Type.Object({
  id: Type.String(),
  /** `changed`: whole, with what changed since the period before as a sheet more. `communities`: an archive with one workbook for each. */
  kind: Type.Enum(['whole', 'difference', 'changed', 'communities'] as const),
  file: Type.String(),
  /** The bytes are gone: past the recall date, or with somebody who was erased. */
  purged: Type.Boolean(),
  at: Type.String(),
  who: Type.String(),
  subjects: Type.Integer(),
  /** How many returns it was made of, and the streets that had none. */
  returns: Type.Integer(),
  lacking: Type.Array(Type.Integer()),
  recallOn: Type.String(),
})
export type Book = Static<typeof Book>

/** Put together what has come back so far: a job. Nothing but what was signed for is in it. `changes`: with what changed as a sheet more. */
export const makeBook = contract('demand.consolidate', 'POST /demands/{id}/books', {
  input: Type.Object({ id: Id, changes: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ job: Type.String() }),
})

/** One workbook for each community, in the asker's own layout: a job. Rosters only: counts are not one community's. */
export const splitBook = contract('demand.split', 'POST /demands/{id}/communities', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ job: Type.String() }),
})

/** What changed since the period before: a job. */
export const makeDifference = contract('demand.compare', 'POST /demands/{id}/differences', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ job: Type.String() }),
})

export const listBooks = contract('demand.books', 'GET /demands/{id}/books', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ books: Type.Array(Book) }),
})
