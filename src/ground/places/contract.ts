/** Everything spatial: divisions, estates and villages, buildings, doors, premises, grids with their teams. */
import { type Static, Type } from 'typebox'
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
    /** Doors that stand in no estate: along a road, scattered. */
    scattered: Type.Integer(),
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
    /** Who answers for its doors: the grids they are in, with their teams. */
    grids: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        doors: Type.Integer(),
        members: Type.Array(Type.Object({ role: Type.String(), name: Type.String(), phone: Type.String() })),
      }),
    ),
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

/** How the doors of a building are numbered; floors are named, not counted: 1 to 18 without 4, 13 and 14 are fifteen floors. */
export const BuildingPlan = Type.Object({
  units: Type.Integer({ minimum: 1, maximum: 30 }),
  /** `none`: a single unit that no address names. */
  unitNames: Type.Union([Type.Literal('number'), Type.Literal('letter'), Type.Literal('none')]),
  from: Type.Integer({ minimum: -9, maximum: 120 }),
  to: Type.Integer({ minimum: -9, maximum: 120 }),
  /** Doors on a floor of one unit. */
  doors: Type.Integer({ minimum: 1, maximum: 40 }),
  /**
   * - `floor` 101, 102, 201 … anew in each unit; `through` the same, but counted on through the units: 101 102 | 103 104
   * - `plain` 1, 2, 3 … up through the unit; `letter` 1A, 1B, 2A …; `side` 东户, 西户 on each floor
   */
  numbering: Type.Union([
    Type.Literal('floor'),
    Type.Literal('through'),
    Type.Literal('plain'),
    Type.Literal('letter'),
    Type.Literal('side'),
  ]),
  skipFloors: Type.Array(Type.Integer(), { maxItems: 60 }),
  /** Doors the plan would draw that are not there, as `unit-floor-door`. */
  leaveOut: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 3000 }),
})
export type BuildingPlan = Static<typeof BuildingPlan>

/** Doors without a building: homesteads of a villagers' group, houses along a lane or road. */
export const Houses = Type.Object({
  group: Type.Optional(Type.String({ maxLength: 20 })),
  lane: Type.Optional(Type.String({ maxLength: 30 })),
  numbers: Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { minItems: 1, maxItems: 3000 }),
})
export type Houses = Static<typeof Houses>

/** Parts of an address as a correction sends them; an empty part is taken away, an absent one stays. */
export const AddressChange = Type.Object({
  group: Type.Optional(Type.String({ maxLength: 20 })),
  lane: Type.Optional(Type.String({ maxLength: 30 })),
  number: Type.Optional(Type.String({ maxLength: 20 })),
  unit: Type.Optional(Type.String({ maxLength: 20 })),
  floor: Type.Optional(Type.String({ maxLength: 4 })),
  door: Type.Optional(Type.String({ maxLength: 20 })),
})
export type AddressChange = Static<typeof AddressChange>

const EstateKind = Type.Union([Type.Literal('estate'), Type.Literal('village')])
/** What is said of the estate at once: `estate.kind`, `estate.management-mode`, `estate.address` … */
const Values = Type.Record(Type.String(), Type.Unknown(), { maxProperties: 20 })
const Grid = Type.Optional(Type.Integer({ minimum: 1, maximum: 999 }))

/** Everything that stands in one estate, for changing it: its buildings, its doors with their grids, doors that are no longer. */
export const readDoors = contract('place.doors', 'GET /estates/{id}/doors', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    region: Type.Integer(),
    rev: Type.Integer(),
    buildings: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), rev: Type.Integer() })),
    grids: Type.Array(Type.Object({ id: Type.String(), number: Type.Integer(), name: Type.String() })),
    doors: Type.Array(
      Type.Object({
        id: Type.String(),
        building: Type.Union([Type.String(), Type.Null()]),
        unit: Type.Union([Type.String(), Type.Null()]),
        floor: Type.Union([Type.Integer(), Type.Null()]),
        door: Type.String(),
        label: Type.String(),
        /** Three digits of its grid, 0 where it is in none. */
        grid: Type.Integer(),
        rev: Type.Integer(),
        closedOn: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
})

/** Doors of a community that stand in no estate. */
export const listScattered = contract('place.scattered', 'GET /communities/{region}/scattered', {
  input: Type.Object({ region: Community }),
  output: Type.Object({
    doors: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), grid: Type.Integer(), rev: Type.Integer() })),
    grids: Type.Array(Type.Object({ id: Type.String(), number: Type.Integer(), name: Type.String() })),
  }),
})

/** Draw an estate or a natural village. */
export const addEstate = contract('place.add-estate', 'POST /communities/{region}/estates', {
  input: Type.Object({ region: Community, kind: EstateKind, name: Name, values: Type.Optional(Values) }),
  output: Type.Object({ estate: Type.String() }),
})

/** Rename an estate, change its kind, and say facts of it. All its doors take the new name into their address and stay who they are. If-Match: its rev. */
export const changeEstate = contract('place.change-estate', 'PUT /estates/{id}', {
  input: Type.Object({ id: Id, kind: EstateKind, name: Name, values: Type.Optional(Values) }),
  output: Type.Object({ doors: Type.Integer() }),
})

/** Draw a building with all its doors. Asked with Linli-Dry-Run it only tells whether it could be. */
export const addBuilding = contract('place.add-building', 'POST /estates/{id}/buildings', {
  input: Type.Object({ id: Id, name: Name, plan: BuildingPlan, grid: Grid }),
  output: Type.Object({ building: Type.String(), doors: Type.Integer() }),
})

/** Another name or number for a building; its doors take it into their address. If-Match: its rev. */
export const changeBuilding = contract('place.change-building', 'PUT /buildings/{id}', {
  input: Type.Object({ id: Id, name: Name }),
  output: Type.Object({ doors: Type.Integer() }),
})

/** Draw more doors in a building that stands: another unit, another floor. Doors that are there already stay as they are. */
export const drawMore = contract('place.draw-doors', 'POST /buildings/{id}/doors', {
  input: Type.Object({ id: Id, plan: BuildingPlan, grid: Grid }),
  output: Type.Object({ doors: Type.Integer(), standing: Type.Integer() }),
})

/** Houses without a building in an estate or village. Those that are there already stay as they are. */
export const addHouses = contract('place.add-houses', 'POST /estates/{id}/houses', {
  input: Type.Object({ id: Id, houses: Houses, grid: Grid }),
  output: Type.Object({ doors: Type.Integer(), standing: Type.Integer() }),
})

/** Houses in no estate at all: along a road, scattered. They need a lane or road, or a group. */
export const addScattered = contract('place.add-scattered', 'POST /communities/{region}/scattered', {
  input: Type.Object({ region: Community, houses: Houses, grid: Grid }),
  output: Type.Object({ doors: Type.Integer(), standing: Type.Integer() }),
})

/** Correct the address of one door: a wrong number, unit or lane. Who lives there and what was said stays with it. If-Match: its rev. */
export const correctAddress = contract('place.correct-address', 'PUT /dwellings/{id}/address', {
  input: Type.Object({ id: Id, change: AddressChange }),
  output: Type.Object({ label: Type.String(), rev: Type.Integer() }),
})

/** Take away what was drawn by mistake: an estate, building or door that nobody was tied to and nothing was said of. Otherwise it is refused. */
export const removePlace = contract('place.remove', 'DELETE /places/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ doors: Type.Integer() }),
})
