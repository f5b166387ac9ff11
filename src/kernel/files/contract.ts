/** Files are sent as a plain body (`application/octet-stream`, name percent-encoded in `Linli-File-Name`) and fetched by id. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'

export const bringFile = contract('file.bring', 'POST /files', {
  input: Type.Object({
    id: Type.String(),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    media: Type.String(),
    bytes: Type.Integer(),
    sha256: Type.String(),
  }),
  output: Type.Object({ file: Type.String(), bytes: Type.Integer() }),
})

export const openFile = contract('file.open', 'GET /files/{id}', {
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: Type.Object({ name: Type.String(), media: Type.String(), bytes: Type.Integer() }),
})
