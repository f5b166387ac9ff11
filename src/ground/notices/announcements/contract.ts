/** Announcements: to everybody of an area, from a day until a day. On the doorstep, as a poster, and as a list of letter boxes for who has no phone. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })

/** A community by its 12 digits, a grid by its 15; an estate or building by its id. */
export const Area = Type.Union([
  Type.Object({ kind: Type.Literal('community'), region: Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 }) }),
  Type.Object({ kind: Type.Literal('grid'), region: Type.Integer({ minimum: 100_000_000_000_000, maximum: 999_999_999_999_999 }) }),
  Type.Object({ kind: Type.Literal('estate'), id: Id }),
  Type.Object({ kind: Type.Literal('building'), id: Id }),
])
export type Area = Static<typeof Area>

const Text = {
  title: Type.String({ minLength: 2, maxLength: 60 }),
  /** Plain paragraphs, parted by line ends. */
  body: Type.String({ minLength: 2, maxLength: 3000 }),
  until: Day,
}

export const AnnouncementState = Type.Union([Type.Literal('coming'), Type.Literal('up'), Type.Literal('over'), Type.Literal('taken-down')])
export type AnnouncementState = Static<typeof AnnouncementState>

export const Announcement = Type.Object({
  id: Type.String(),
  title: Type.String(),
  body: Type.String(),
  from: Type.String(),
  until: Type.String(),
  /** Who says it, by post, never by name. */
  by: Type.String(),
  at: Type.String(),
  state: AnnouncementState,
  areas: Type.Array(Type.String()),
  rev: Type.Integer(),
})
export type Announcement = Static<typeof Announcement>

export const listAnnouncements = contract('announcement.list', 'GET /announcements', {
  input: Type.Object({}),
  output: Type.Object({ announcements: Type.Array(Announcement) }),
})

export const readAnnouncement = contract('announcement.read', 'GET /announcements/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    announcement: Announcement,
    doors: Type.Integer(),
    takenWhy: Type.Union([Type.String(), Type.Null()]),
    /** As it stands on the poster. */
    office: Type.Object({ sign: Type.String(), phone: Type.Union([Type.String(), Type.Null()]), hours: Type.String() }),
    mayChange: Type.Boolean(),
  }),
})

/** As a dry run it tells how many doors it would reach. */
export const publish = contract('announcement.publish', 'POST /announcements', {
  input: Type.Object({ ...Text, from: Day, areas: Type.Array(Area, { minItems: 1, maxItems: 50 }) }),
  output: Type.Object({ announcement: Type.String(), doors: Type.Integer() }),
})

/** Its words and its last day; where it goes stays as it was announced. If-Match: its rev. */
export const changeAnnouncement = contract('announcement.change', 'PUT /announcements/{id}', {
  input: Type.Object({ id: Id, ...Text }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** Before its day, because it was wrong or is settled. It stays in the list with why. If-Match: its rev. */
export const takeDown = contract('announcement.take-down', 'POST /announcements/{id}/taking-down', {
  input: Type.Object({ id: Id, why: Type.String({ minLength: 2, maxLength: 200 }) }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** Letter boxes in walking order, to be ticked off. */
export const listBoxes = contract('announcement.boxes', 'GET /announcements/{id}/boxes', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    title: Type.String(),
    doors: Type.Array(Type.Object({ id: Type.String(), place: Type.String(), label: Type.String() })),
    more: Type.Boolean(),
  }),
})
