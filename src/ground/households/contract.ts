/** Doors and the people of each: the one search box, the building wall, one door whole (一房一户), one person whole. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import { FactView } from '#ground/facts/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Kind = Type.Union([
  Type.Literal('person'),
  Type.Literal('dwelling'),
  Type.Literal('premises'),
  Type.Literal('estate'),
  Type.Literal('organisation'),
])

/** One line of the search box. `line` is where it is, as an address label; `tail` the last four of a telephone. */
export const Found = Type.Object({
  id: Type.String(),
  kind: Kind,
  name: Type.String(),
  line: Type.String(),
  sex: Type.Optional(Type.String()),
  age: Type.Optional(Type.Integer()),
  tail: Type.Optional(Type.String()),
  dwelling: Type.Optional(Type.String()),
  /** Is here no longer: died, or moved away and neither lives nor is registered here. */
  gone: Type.Optional(Type.Union([Type.Literal('died'), Type.Literal('moved')])),
})
export type Found = Static<typeof Found>

/** Names, single characters, pinyin initials, the tail of a telephone, an address, a door. POST: what is searched never stands in a URL. */
export const search = contract('household.search', 'POST /search', {
  input: Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 60 }),
      kinds: Type.Optional(Type.Array(Kind)),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ found: Type.Array(Found), more: Type.Boolean() }),
})

/** The questions a wall can be coloured by. */
export const WallQuestion = Type.Union([
  Type.Literal('people'),
  Type.Literal('living'),
  Type.Literal('fresh'),
  Type.Literal('conflicts'),
  Type.Literal('elders'),
  Type.Literal('children'),
])
export type WallQuestion = Static<typeof WallQuestion>

export const WallDoor = Type.Object({
  id: Type.String(),
  building: Type.Union([Type.String(), Type.Null()]),
  /** Of a house without a building its villagers' group and lane. */
  unit: Type.Union([Type.String(), Type.Null()]),
  floor: Type.Union([Type.Integer(), Type.Null()]),
  door: Type.String(),
  label: Type.String(),
  /** A state of the question's legend. */
  state: Type.String(),
  /** The number or letter drawn on the door, so that colour is never alone. */
  mark: Type.String(),
})

/** One estate as buildings of floors and doors, coloured by one question. Counts by door, no names; noted as a look over the estate. */
export const wall = contract('household.wall', 'GET /estates/{id}/wall', {
  input: Type.Object({ id: Id, question: WallQuestion }),
  output: Type.Object({
    estate: Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String() }),
    buildings: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    doors: Type.Array(WallDoor),
    legend: Type.Array(Type.Object({ state: Type.String(), count: Type.Integer() })),
  }),
})

/** A person at a door, in one of four relations with its period. */
export const DoorPerson = Type.Object({
  person: Type.String(),
  relation: Type.Union([Type.Literal('residence'), Type.Literal('registration'), Type.Literal('ownership'), Type.Literal('tenancy')]),
  from: Type.Union([Type.String(), Type.Null()]),
  to: Type.Union([Type.String(), Type.Null()]),
  rev: Type.Integer(),
  facts: Type.Array(FactView),
})

/** A grid and its team of today, telephones open: they are there to be rung. */
export const Responsible = Type.Object({
  id: Type.String(),
  name: Type.String(),
  members: Type.Array(Type.Object({ role: Type.String(), name: Type.String(), phone: Type.String() })),
})

/** One door whole: its bones, its facts, who lives there, is registered there, owns it, rents it, and who did before. */
export const readDoor = contract('household.door', 'GET /dwellings/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    label: Type.String(),
    estate: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()]),
    /** Who answers for this very door: of the stairwell heads only hers. */
    grid: Type.Union([Responsible, Type.Null()]),
    /** It is no longer: since when, why, and which door it became part of. */
    closed: Type.Union([
      Type.Object({ on: Type.String(), why: Type.String(), into: Type.Union([Type.String(), Type.Null()]) }),
      Type.Null(),
    ]),
    /** Parts of the address that a correction may change. */
    address: Type.Record(Type.String(), Type.String()),
    rev: Type.Integer(),
    facts: Type.Array(FactView),
    people: Type.Array(DoorPerson),
    past: Type.Array(DoorPerson),
    household: Type.Union([Type.Object({ id: Type.String(), rev: Type.Integer(), facts: Type.Array(FactView) }), Type.Null()]),
  }),
})

/** One person whole: facts by group with provenance, and the doors she is tied to. Protected values stay closed until revealed. */
export const readPerson = contract('household.person', 'GET /people/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    rev: Type.Integer(),
    facts: Type.Array(FactView),
    ties: Type.Array(
      Type.Object({
        relation: Type.String(),
        dwelling: Type.String(),
        label: Type.String(),
        from: Type.Union([Type.String(), Type.Null()]),
        to: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    /** There are protected values; which ones is itself protected. */
    merged: Type.Array(Type.Object({ merge: Type.String(), name: Type.String(), at: Type.String() })),
  }),
})

/** A new person at a door, with at least a name. Refused with candidates when she is known by an exact identifier. */
export const addPerson = contract('household.add-person', 'POST /dwellings/{id}/people', {
  input: Type.Object({
    id: Id,
    relation: Type.Union([Type.Literal('residence'), Type.Literal('registration'), Type.Literal('ownership'), Type.Literal('tenancy')]),
    from: Type.Optional(Day),
    values: Type.Record(Type.String(), Type.Unknown()),
    source: Type.String({ pattern: '^(seen|register|self|department:.{1,40})$' }),
    asOf: Day,
  }),
  output: Type.Object({ person: Type.String(), rev: Type.Integer() }),
})

/** Facts of the household at a door (户). The household record begins with its first fact. */
export const sayOfHousehold = contract('household.say', 'POST /dwellings/{id}/household', {
  input: Type.Object({
    id: Id,
    values: Type.Record(Type.String(), Type.Unknown(), { minProperties: 1 }),
    source: Type.String({ pattern: '^(seen|register|self|department:.{1,40})$' }),
    asOf: Day,
  }),
  output: Type.Object({ household: Type.String(), rev: Type.Integer() }),
})

/** One premises whole: asked once by all departments. */
export const readPremises = contract('household.premises', 'GET /premises/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    address: Type.String(),
    grid: Type.Union([Responsible, Type.Null()]),
    rev: Type.Integer(),
    facts: Type.Array(FactView),
  }),
})

/** The facts of an estate, building or other place, with provenance. */
export const readPlaceFacts = contract('household.place-facts', 'GET /places/{id}/facts', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Type.String(), rev: Type.Integer(), facts: Type.Array(FactView) }),
})
