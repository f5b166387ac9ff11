/** Signing for what goes back to an asker who asked here: each community for its part, the street for the whole, which returns it. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { CellCounts } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })

const Signature = Type.Object({ title: Type.String(), at: Type.String() })

const Part = Type.Object({
  /** A community, 12 digits. */
  region: Type.Integer(),
  name: Type.String(),
  subjects: Type.Integer(),
  counts: CellCounts,
  signed: Type.Union([Signature, Type.Null()]),
})
export type Part = Static<typeof Part>

/** The latest delivery with its parts, of which a community sees its own; nothing while it was not filled. */
export const readSigning = contract('report.signing', 'GET /requests/{id}/signing', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    delivery: Type.Union([Type.String(), Type.Null()]),
    parts: Type.Array(Part),
    /** The street signed, and it went back; without these communities. */
    whole: Type.Union([Type.Object({ ...Signature.properties, unsigned: Type.Array(Type.String()) }), Type.Null()]),
  }),
})
export type Signing = Static<typeof readSigning.output>

/** For every part within the post's area, or for one of them. The same said again is the same. */
export const signParts = contract('report.sign', 'POST /requests/{id}/signatures', {
  input: Type.Object({ id: Id, delivery: Id, region: Type.Optional(Type.Integer({ minimum: 1e11, maximum: 999_999_999_999 })) }),
  output: Type.Object({ signed: Type.Integer() }),
})

/** `partial`: it goes although communities have not signed, and says which. */
export const returnRequest = contract('report.return', 'POST /requests/{id}/returns', {
  input: Type.Object({ id: Id, delivery: Id, partial: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ delivery: Type.String() }),
})
