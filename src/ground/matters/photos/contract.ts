/** Photographs of matters. Their bytes travel beside the door: as a plain body in, as a picture out. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const File = Type.Object({ path: Type.String() })

/** By whoever may see the matter. */
export const openPhoto = contract('matter.photo', 'GET /matters/{id}/photos/{photo}', {
  input: Type.Object({ id: Id, photo: Id }),
  output: File,
})

/** For a person of hers; sent with a report, or with a word more, within three days. */
export const bringPhoto = contract('own.bring-photo', 'POST /mine/{person}/photos', {
  input: Type.Object({
    person: Id,
    id: Id,
    bytes: Type.Integer(),
    sha256: Type.String(),
    width: Type.Integer({ minimum: 1, maximum: 20_000 }),
    height: Type.Integer({ minimum: 1, maximum: 20_000 }),
  }),
  output: Type.Object({ photo: Type.String(), width: Type.Integer(), height: Type.Integer() }),
})

export const openOwnPhoto = contract('own.photo', 'GET /mine/{person}/matters/{id}/photos/{photo}', {
  input: Type.Object({ person: Id, id: Id, photo: Id }),
  output: File,
})
