/** One calendar of everything that was asked of a street: workbooks, and inspections, supervisions, group chats and apps. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })

/** What is entered by hand; workbooks come with their file. */
export const entryKinds = ['inspection', 'supervision', 'group-chat', 'app'] as const
export const EntryKind = Type.Enum(entryKinds)
export type EntryKind = Static<typeof EntryKind>

export const everies = ['once', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
export const Every = Type.Enum(everies)
export type Every = Static<typeof Every>

/** A day is two working days of a whole office at most. */
const Minutes = Type.Integer({ minimum: 0, maximum: 100_000 })

export const enterRequest = contract('request.enter', 'POST /requests/entries', {
  input: Type.Object({
    kind: EntryKind,
    title: Text(120),
    asker: Text(60),
    /** The day, or the first one. */
    on: Day,
    every: Every,
    until: Type.Optional(Day),
    /** Each time. */
    minutes: Minutes,
    basis: Type.Optional(Text(300)),
    planned: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ id: Type.String() }),
})

/** It is over: the inspection has been, the group was closed, the app is no longer required. */
export const endEntry = contract('request.end', 'POST /requests/{id}/end', {
  input: Type.Object({ id: Id, on: Day }),
  output: Type.Object({ id: Type.String() }),
})

const Entry = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  asker: Type.String(),
  on: Type.String(),
  every: Every,
  state: Type.String(),
  minutes: Type.Integer(),
  /** Minutes are reckoned, not said. */
  reckoned: Type.Boolean(),
  planned: Type.Union([Type.Boolean(), Type.Null()]),
})
export type CalendarEntry = Static<typeof Entry>

const Week = Type.Object({
  monday: Type.String(),
  entries: Type.Array(Entry),
  minutes: Type.Integer(),
})
export type CalendarWeek = Static<typeof Week>

export const readCalendar = contract('request.calendar', 'GET /calendar', {
  input: Type.Object({ from: Type.Optional(Day), weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 26 })) }),
  output: Type.Object({ weeks: Type.Array(Week) }),
})
