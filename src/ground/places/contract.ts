/** Everything spatial: divisions, estates and villages, buildings, doors, premises, grids with their teams. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })
const Name = Type.String({ minLength: 1, maxLength: 60 })

/** The communities of the post's area, counted. `region` is the 12-digit code. */
export const listCommunities = contract('place.communities', 'GET /communities', {
  input: Type.Object({}),
  output: Type.Object({
    communities: Type.Array(
      Type.Object({
        region: Type.Integer(),
        name: Type.String(),
        estates: Type.Integer(),
        doors: Type.Integer(),
        people: Type.Integer(),
        premises: Type.Integer(),
        grids: Type.Integer(),
      }),
    ),
  }),
})

export const listEstates = contract('place.estates', 'GET /communities/{region}/estates', {
  input: Type.Object({ region: Community }),
  output: Type.Object({
    estates: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.String(),
        name: Type.String(),
        buildings: Type.Integer(),
        doors: Type.Integer(),
        people: Type.Integer(),
      }),
    ),
    grids: Type.Array(
      Type.Object({
        id: Type.String(),
        region: Type.Integer(),
        name: Type.String(),
        doors: Type.Integer(),
        premises: Type.Integer(),
        members: Type.Array(Type.Object({ role: Type.String(), name: Type.String(), doors: Type.Union([Type.Integer(), Type.Null()]) })),
      }),
    ),
  }),
})

/** One estate whole (一院一档) in numbers; its wall and its facts are views of their own. */
export const readEstate = contract('place.estate', 'GET /estates/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    region: Type.Integer(),
    community: Type.String(),
    counts: Type.Record(Type.String(), Type.Integer()),
    premises: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String(), address: Type.String() })),
  }),
})

const Premises = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  address: Type.String(),
  region: Type.Integer(),
})

export const listPremises = contract('place.premises-list', 'GET /premises', {
  input: Type.Object({
    region: Type.Optional(Community),
    kind: Type.Optional(Type.String()),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({ premises: Type.Array(Premises), next: Type.Union([Type.String(), Type.Null()]) }),
})

/** Draw an estate or a natural village. */
export const addEstate = contract('place.add-estate', 'POST /communities/{region}/estates', {
  input: Type.Object({ region: Community, kind: Type.Union([Type.Literal('estate'), Type.Literal('village')]), name: Name }),
  output: Type.Object({ estate: Type.String() }),
})

/** Draw a building with units, floors and doors on each floor: doors are numbered floor × 100 + place. */
export const addBuilding = contract('place.add-building', 'POST /estates/{id}/buildings', {
  input: Type.Object({
    id: Id,
    name: Name,
    units: Type.Integer({ minimum: 1, maximum: 30 }),
    floors: Type.Integer({ minimum: 1, maximum: 120 }),
    doors: Type.Integer({ minimum: 1, maximum: 40 }),
    grid: Type.Optional(Type.Integer()),
  }),
  output: Type.Object({ building: Type.String(), doors: Type.Integer() }),
})

/** One door without a building: a homestead, a scattered house. */
export const addDoor = contract('place.add-door', 'POST /estates/{id}/doors', {
  input: Type.Object({ id: Id, door: Name, grid: Type.Optional(Type.Integer()) }),
  output: Type.Object({ dwelling: Type.String() }),
})

/** A grid of a community: three digits, 001 to 999. */
export const addGrid = contract('place.add-grid', 'POST /communities/{region}/grids', {
  input: Type.Object({ region: Community, number: Type.Integer({ minimum: 1, maximum: 999 }), name: Name }),
  output: Type.Object({ grid: Type.String() }),
})

export const addMember = contract('place.add-member', 'POST /grids/{id}/members', {
  input: Type.Object({ id: Id, role: Name, name: Name }),
  output: Type.Object({ member: Type.String() }),
})

/** Put doors and premises into a grid; people who live there follow. */
export const assignGrid = contract('place.assign-grid', 'POST /grids/{id}/places', {
  input: Type.Object({ id: Id, places: Type.Array(Id, { minItems: 1, maxItems: 2000 }) }),
  output: Type.Object({ moved: Type.Integer() }),
})
