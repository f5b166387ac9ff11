/** Inspections: an inspector's own index, filled with what stands in the house anyway, and given out in her numbering. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { File } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })
export const Kind = Type.Union([Type.Literal('matter'), Type.Literal('announcement'), Type.Literal('delivery')])
export type Kind = Static<typeof Kind>

/** As she numbered and worded it. */
export const Item = Type.Object({ no: Type.String({ minLength: 1, maxLength: 20 }), text: Type.String({ minLength: 1, maxLength: 500 }) })
export type Item = Static<typeof Item>

export const Piece = Type.Object({
  kind: Kind,
  ref: Type.String(),
  /** Empty where this post may not see it, or where it is no more. */
  title: Type.String(),
  at: Type.Union([Type.String(), Type.Null()]),
})
export type Piece = Static<typeof Piece>

/** The items of a workbook that was brought: to be looked through before it is begun with them. */
export const readIndex = contract('inspection.read-index', 'POST /inspections/index', {
  input: Type.Object({ file: Id }),
  output: Type.Object({ items: Type.Array(Item) }),
})

export const beginInspection = contract('inspection.begin', 'POST /inspections', {
  input: Type.Object({
    title: Type.String({ minLength: 2, maxLength: 80 }),
    inspector: Type.String({ minLength: 2, maxLength: 60 }),
    items: Type.Array(Item, { minItems: 1, maxItems: 500 }),
  }),
  output: Type.Object({ id: Type.String() }),
})

export const listInspections = contract('inspection.list', 'GET /inspections', {
  input: Type.Object({}),
  output: Type.Object({
    inspections: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        inspector: Type.String(),
        at: Type.String(),
        items: Type.Integer(),
        filled: Type.Integer(),
      }),
    ),
  }),
})

export const readInspection = contract('inspection.read', 'GET /inspections/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    title: Type.String(),
    inspector: Type.String(),
    at: Type.String(),
    items: Type.Array(Type.Object({ ...Item.properties, pieces: Type.Array(Piece) })),
  }),
})

/** What this post may see, by words of its title or by number. */
export const searchPieces = contract('inspection.search', 'POST /inspections/searching', {
  input: Type.Object({ text: Type.String({ minLength: 2, maxLength: 60 }) }),
  output: Type.Object({ pieces: Type.Array(Piece) }),
})

const OfItem = { id: Id, item: Type.Integer({ minimum: 0, maximum: 499 }), kind: Kind, ref: Id }

export const attachPiece = contract('inspection.attach', 'POST /inspections/{id}/pieces', {
  input: Type.Object(OfItem),
  output: Type.Object({ pieces: Type.Integer() }),
})

export const detachPiece = contract('inspection.detach', 'POST /inspections/{id}/pieces/removal', {
  input: Type.Object(OfItem),
  output: Type.Object({ pieces: Type.Integer() }),
})

export const removeInspection = contract('inspection.remove', 'POST /inspections/{id}/removal', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})

/** A folder for each item under her number; registered as having left. */
export const takeInspection = contract('inspection.take', 'POST /inspections/{id}/pack', {
  input: Type.Object({ id: Id, language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) }),
  output: File,
})
