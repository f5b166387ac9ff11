/** Grids: a set of doors and premises with the team that answers for it. Every door is in one grid or in none, by its number. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })
const Name = Type.String({ minLength: 1, maxLength: 60 })
const DayOrNull = Type.Union([Type.String(), Type.Null()])

export const TeamRole = Type.Union([
  Type.Literal('grid-worker'),
  Type.Literal('stairwell-head'),
  Type.Literal('police'),
  Type.Literal('city-management'),
  Type.Literal('medic'),
])
export type TeamRole = Static<typeof TeamRole>
/** In the order a team is told. */
export const teamRoles = ['grid-worker', 'police', 'city-management', 'medic', 'stairwell-head']

/** A member of a team: somebody with a login, or a neighbour by name. `doors` null = the whole grid. */
export const Member = Type.Object({
  id: Type.String(),
  role: Type.String(),
  name: Type.String(),
  login: Type.Union([Type.String(), Type.Null()]),
  phone: Type.String(),
  doors: Type.Union([Type.Array(Type.String()), Type.Null()]),
  from: Type.String(),
  to: DayOrNull,
})
export type Member = Static<typeof Member>

/** The grids of a community, what each holds, and what no grid holds. */
export const listGrids = contract('grid.list', 'GET /communities/{region}/grids', {
  input: Type.Object({ region: Community }),
  output: Type.Object({
    grids: Type.Array(
      Type.Object({
        id: Type.String(),
        number: Type.Integer(),
        name: Type.String(),
        doors: Type.Integer(),
        premises: Type.Integer(),
        members: Type.Array(Type.Object({ role: Type.String(), name: Type.String() })),
      }),
    ),
    /** Doors and premises whose number names no grid that stands. */
    without: Type.Object({ doors: Type.Integer(), premises: Type.Integer() }),
    /** Doors that two stairwell heads answer for, the community over. A door cannot be in two grids. */
    twoHeads: Type.Integer(),
  }),
})

/** One grid whole: its sets, stair by stair over the whole community, its premises, its team. */
export const readGrid = contract('grid.read', 'GET /grids/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    number: Type.Integer(),
    region: Type.Integer(),
    name: Type.String(),
    community: Type.String(),
    rev: Type.Integer(),
    doors: Type.Integer(),
    /** A unit of a building, or the houses of an estate without building; `inside` of its doors are in this grid, `other` in another one. */
    stairs: Type.Array(
      Type.Object({
        estate: Type.Union([Type.String(), Type.Null()]),
        building: Type.Union([Type.String(), Type.Null()]),
        unit: Type.Union([Type.String(), Type.Null()]),
        name: Type.String(),
        doors: Type.Integer(),
        inside: Type.Integer(),
        other: Type.Integer(),
      }),
    ),
    premises: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), address: Type.String(), grid: Type.Integer() })),
    members: Type.Array(Member),
    /** Logins with a post that reaches into this community, to choose members from. */
    logins: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), title: Type.String() })),
  }),
})

/** The doors of one stair, for a set finer than a stair. */
export const listStair = contract('grid.stair', 'POST /grids/{id}/stair', {
  input: Type.Object({
    id: Id,
    estate: Type.Union([Id, Type.Null()]),
    building: Type.Union([Id, Type.Null()]),
    unit: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
  }),
  output: Type.Object({ doors: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), grid: Type.Integer() })) }),
})

/** Draw a grid; without a number it takes the next free one of 001 to 999. */
export const addGrid = contract('grid.add', 'POST /communities/{region}/grids', {
  input: Type.Object({ region: Community, number: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })), name: Name }),
  output: Type.Object({ grid: Type.String(), number: Type.Integer() }),
})

/** If-Match: the grid's rev. */
export const renameGrid = contract('grid.rename', 'PUT /grids/{id}', {
  input: Type.Object({ id: Id, name: Name }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** A grid that is no longer; refused while it holds doors or premises. Its team ends with it. */
export const closeGrid = contract('grid.close', 'POST /grids/{id}/close', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})

/** A stair as `grid.read` names it. */
export const Stair = Type.Object({
  estate: Type.Union([Id, Type.Null()]),
  building: Type.Union([Id, Type.Null()]),
  unit: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
})
export type Stair = Static<typeof Stair>

/**
 * Put doors and premises into a grid, or out of every grid (`out`). They leave the grid they were in; the people who live there, their
 * households and what is known of them follow. What was said keeps the number it was said under.
 */
export const assignGrid = contract('grid.assign', 'POST /grids/{id}/places', {
  input: Type.Object({
    id: Id,
    stairs: Type.Optional(Type.Array(Stair, { maxItems: 500 })),
    places: Type.Optional(Type.Array(Id, { maxItems: 2000 })),
    out: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ moved: Type.Integer() }),
})

/** Somebody joins the team: a login of the house (her name comes from it), or a person by name with a telephone. */
export const addMember = contract('grid.add-member', 'POST /grids/{id}/members', {
  input: Type.Object({
    id: Id,
    role: TeamRole,
    login: Type.Optional(Id),
    name: Type.Optional(Name),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    from: Day,
    to: Type.Optional(Day),
    /** A stairwell head answers for these stairs only. */
    stairs: Type.Optional(Type.Array(Stair, { maxItems: 100 })),
  }),
  output: Type.Object({ member: Type.String() }),
})

/** Change telephone or term of a member. The last day stays in the list until it is over. */
export const changeMember = contract('grid.change-member', 'PUT /grids/{id}/members/{member}', {
  input: Type.Object({
    id: Id,
    member: Id,
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    from: Type.Optional(Day),
    to: Type.Optional(Type.Union([Day, Type.Null()])),
  }),
  output: Type.Object({}),
})
