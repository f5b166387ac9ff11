/** Evidence packs: what was done, as it stands in the house anyway, in one file. Nothing is written for it. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })

/** A zip, its bytes as base64; registered as having left, with its mark. Of a sealed matter there is none. */
export const File = Type.Object({ name: Type.String(), type: Type.String(), text: Type.String() })

export const takeEvidence = contract('evidence.take', 'POST /matters/{id}/evidence', {
  input: Type.Object({ id: Id, language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) }),
  output: File,
})
