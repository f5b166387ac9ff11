/** Restrictions in force: who ordered them, where, until when, what is excepted and how to contest them. For whoever answers there, and for those they restrict. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '#ground/forms/contract.ts'

const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))

export const Restriction = Type.Object({
  id: Type.String(),
  number: Type.String(),
  type: Told,
  category: Told,
  /** The building, the estate or the door; empty where it is somebody's own. */
  where: Type.String(),
  began: Type.String(),
  /** The last day: it ends by itself after it. */
  until: Type.String(),
  /** What was said when it began: who ordered it, from which day, what is excepted. */
  says: Type.Array(Type.Object({ id: Type.String(), label: Told, value: Told })),
  basis: Type.Array(Told),
  contest: Told,
})
export type Restriction = Static<typeof Restriction>

/** Of an estate with its buildings, of a door with its building and estate, of a person. */
export const listRestrictions = contract('matter.restrictions', 'GET /places/{id}/restrictions', {
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: Type.Object({ restrictions: Type.Array(Restriction) }),
})

/** Of the doors where she lives, and her own. */
export const listOwnRestrictions = contract('own.restrictions', 'GET /mine/restrictions', {
  input: Type.Object({}),
  output: Type.Object({ restrictions: Type.Array(Restriction) }),
})
