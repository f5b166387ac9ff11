/** The administrative-affairs desk 行政事务站: one list of the paperwork of several communities, who has it, and the minutes it takes off them. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
/** Twelve digits; of the street as a whole nine digits and three zeros. */
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })

export const pieceKinds = ['fill', 'hand-over', 'sign', 'objection', 'entry'] as const
export type PieceKind = (typeof pieceKinds)[number]

const Hold = Type.Object({ id: Type.String(), who: Type.String(), title: Type.String(), since: Type.String(), mine: Type.Boolean() })
export type Hold = Static<typeof Hold>

/** One piece of paperwork. A part to sign is one for each community, by the request's id. */
const Piece = Type.Object({
  kind: Type.Enum(pieceKinds),
  /** The request, the entry of the calendar, or the objection. */
  id: Type.String(),
  community: Community,
  /** Null: of the whole street. */
  name: Type.Union([Type.String(), Type.Null()]),
  title: Type.String(),
  asker: Type.String(),
  on: Type.Union([Type.String(), Type.Null()]),
  /** Reckoned, or as the entry says. */
  minutes: Type.Integer(),
  hold: Type.Union([Hold, Type.Null()]),
  /** Of a part to sign: the delivery, and whether the community lets the desk sign for it. */
  delivery: Type.Optional(Type.String()),
  signs: Type.Optional(Type.Boolean()),
})
export type Piece = Static<typeof Piece>

const DeskCommunity = Type.Object({
  area: Type.String(),
  community: Community,
  name: Type.String(),
  signs: Type.Boolean(),
  open: Type.Integer(),
  /** Taken off this community by the desk: this month and this year, in minutes. */
  month: Type.Integer(),
  year: Type.Integer(),
})
export type DeskCommunity = Static<typeof DeskCommunity>

/** What waits for the desk of this post, in the order of days. Posts over the street that are no desk see all desks' communities. */
export const readDesk = contract('desk.read', 'GET /desk-queue', {
  input: Type.Object({}),
  output: Type.Object({ communities: Type.Array(DeskCommunity), pieces: Type.Array(Piece) }),
})

const Area = Type.Object({
  id: Type.String(),
  post: Type.String(),
  title: Type.String(),
  who: Type.String(),
  community: Community,
  name: Type.String(),
  signsSince: Type.Union([Type.String(), Type.Null()]),
})
export type Area = Static<typeof Area>

/** Which communities are named to whom, as far as this post sees; posts that can be a desk, and communities of the post's area. */
export const listAreas = contract('desk.areas', 'GET /desk-areas', {
  input: Type.Object({}),
  output: Type.Object({
    areas: Type.Array(Area),
    posts: Type.Array(Type.Object({ post: Type.String(), title: Type.String(), who: Type.String() })),
    communities: Type.Array(Type.Object({ community: Community, name: Type.String() })),
  }),
})

/** Communities are named to a desk by the street. */
export const assignArea = contract('desk.assign', 'POST /desk-areas', {
  input: Type.Object({ post: Id, community: Community }),
  output: Type.Object({ id: Type.String() }),
})

export const releaseArea = contract('desk.release', 'POST /desk-areas/{id}/release', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Type.String() }),
})

/** The community itself says whether the desk may sign for its part, and takes it back when it likes. */
export const entrustArea = contract('desk.entrust', 'POST /desk-areas/{id}/signing', {
  input: Type.Object({ id: Id, signs: Type.Boolean() }),
  output: Type.Object({ id: Type.String() }),
})

/** From now on it is this post's; whoever had it no longer has. */
export const takePiece = contract('desk.take', 'POST /desk-queue/holds', {
  input: Type.Object({ thing: Id, community: Community }),
  output: Type.Object({ hold: Type.String() }),
})

/** Given back undone, or done where nothing else says so. */
export const givePiece = contract('desk.give-back', 'POST /desk-queue/holds/{id}/end', {
  input: Type.Object({ id: Id, done: Type.Boolean() }),
  output: Type.Object({ id: Type.String() }),
})
