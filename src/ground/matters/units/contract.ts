/** Units: offices, departments and companies that lead matters or are called to them. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Kind = Type.Union([Type.Literal('office'), Type.Literal('department'), Type.Literal('company')])
const Phone = Type.String({ maxLength: 30 })
const Name = Type.String({ minLength: 2, maxLength: 60 })

export const UnitView = Type.Object({
  /** `unit:` and the id, as acts name it. */
  party: Type.String(),
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  phone: Type.String(),
  posts: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), name: Type.String() })),
  rev: Type.Integer(),
})
export type UnitView = Static<typeof UnitView>

/** Everybody a matter can be given to: units, communities of the street, the street itself; and posts that could act for a unit. */
export const listUnits = contract('unit.list', 'GET /units', {
  input: Type.Object({}),
  output: Type.Object({
    units: Type.Array(UnitView),
    places: Type.Array(Type.Object({ party: Type.String(), name: Type.String() })),
    posts: Type.Array(Type.Object({ id: Type.String(), login: Type.String(), title: Type.String(), name: Type.String() })),
  }),
})

export const addUnit = contract('unit.add', 'POST /units', {
  input: Type.Object({ kind: Kind, name: Name, phone: Type.Optional(Phone) }),
  output: Type.Object({ id: Type.String() }),
})

/** If-Match: the unit's rev. A name, a telephone, who acts for it. */
export const changeUnit = contract('unit.change', 'PUT /units/{id}', {
  input: Type.Object({ id: Id, name: Name, phone: Phone, posts: Type.Array(Id, { maxItems: 50, uniqueItems: true }) }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** It is no more; refused while it leads something or is called. */
export const endUnit = contract('unit.end', 'POST /units/{id}/end', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})
