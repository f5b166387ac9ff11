/** Duty lists: what an item is, and what is asked of this module. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })
const DayOrNull = Type.Union([Type.String(), Type.Null()])

/** On whom the list lays its items. */
export const levels = ['street', 'community', 'county'] as const
export type Level = (typeof levels)[number]

/**
 * basic 基本履职: one's own. assisting 配合履职 (of a community: 协助政府): a department leads, the named parts are done here. withdrawn 上级收回 (of a
 * community: what it must not be asked for). self 依法自治: what residents order among themselves, and nobody hands down.
 */
export const dutyLists = ['basic', 'assisting', 'withdrawn', 'self'] as const
export type DutyList = (typeof dutyLists)[number]

/** Which lists there are at each level, in the order they are shown. */
export const listsOf: Record<Level, readonly DutyList[]> = {
  street: ['basic', 'assisting', 'withdrawn'],
  community: ['self', 'assisting', 'withdrawn'],
  county: ['basic', 'assisting', 'withdrawn'],
}

const LevelShape = Type.Unsafe<Level>(Type.Union(levels.map((one) => Type.Literal(one))))
const ListShape = Type.Unsafe<DutyList>(Type.Union(dutyLists.map((one) => Type.Literal(one))))

const text = (most: number) => Type.String({ maxLength: most })
/** What is printed of an item. */
export const ItemWords = Type.Object(
  {
    list: ListShape,
    /** Its number as printed. */
    number: text(20),
    category: text(60),
    /** Second category, where the list has one. */
    subcategory: text(60),
    title: Type.String({ minLength: 2, maxLength: 300 }),
    /** Of assisting items the department that leads; of withdrawn ones the one they belong to. */
    lead: text(200),
    /** Departments beside the lead. */
    partners: Type.Array(text(100), { maxItems: 30 }),
    /** What is done here, of assisting items nothing beyond it; of withdrawn ones how the department does it. */
    tasks: text(2000),
    /** Law and article, or document. */
    basis: text(1000),
  },
  { additionalProperties: false },
)
export type ItemWords = Static<typeof ItemWords>

/** Document, number and day that say so. */
export const Source = Type.Object(
  { document: Type.String({ minLength: 2, maxLength: 200 }), day: Type.Union([Day, Type.Null()]), file: Type.Optional(Id) },
  { additionalProperties: false },
)
export type Source = Static<typeof Source>

/** One version of an item: valid from a day to a day, both included. */
export type DutyItem = ItemWords & {
  id: string
  rev: number
  level: Level
  edition: string | null
  source: { document: string; day: string | null; file: string | null }
  from: string
  to: string | null
  /** The document that ended it, where no version and no edition followed. */
  ended: { document: string; day: string | null } | null
}

export const Edition = Type.Object({
  id: Type.String(),
  level: Type.Unsafe<Level>(Type.String()),
  title: Type.String(),
  issuer: Type.String(),
  document: Type.String(),
  documentDay: DayOrNull,
  file: Type.Union([Type.String(), Type.Null()]),
  from: Type.String(),
  to: DayOrNull,
  items: Type.Integer(),
})
export type Edition = Static<typeof Edition>

/** What is valid on a day (today where none is said), with the editions it comes from. Not about persons. */
export const listDuties = contract('duty.list', 'GET /duties', {
  input: Type.Object({ day: Type.Optional(Day), level: Type.Optional(LevelShape) }),
  output: Type.Object({ day: Type.String(), items: Type.Array(Type.Unsafe<DutyItem>({})), editions: Type.Array(Edition) }),
})

/** One item with every version it had, the newest first. */
export const readDuty = contract('duty.read', 'GET /duties/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ versions: Type.Array(Type.Unsafe<DutyItem>({})) }),
})

/** One item more than the edition had, by a document of its own. */
export const addDuty = contract('duty.add', 'POST /duties', {
  input: Type.Object({ level: LevelShape, item: ItemWords, source: Source, from: Day }),
  output: Type.Object({ id: Type.String(), rev: Type.Integer() }),
})

/** A new version of an item from a day on; the one before ends the day before. If-Match: the newest version. */
export const changeDuty = contract('duty.change', 'PUT /duties/{id}', {
  input: Type.Object({ id: Id, item: ItemWords, source: Source, from: Day }),
  output: Type.Object({ id: Type.String(), rev: Type.Integer() }),
})

/** An item that is no longer: valid up to and with the day. If-Match: the newest version. */
export const endDuty = contract('duty.end', 'POST /duties/{id}/end', {
  input: Type.Object({ id: Id, source: Source, to: Day }),
  output: Type.Object({ id: Type.String(), rev: Type.Integer() }),
})

/** Why an item answers to a text: `title` the whole title stands in it; `words` and `tasks` the words they share; `lead` it names the department. */
export type MatchReason = { kind: 'title' | 'words' | 'tasks' | 'lead'; words: string[] }
export type DutyMatch = { item: DutyItem; certain: boolean; reasons: MatchReason[] }

/** Items that answer to a text, best first, with reasons. Nothing leaves the house for it. */
export const matchDuties = contract('duty.match', 'POST /duties/match', {
  input: Type.Object({
    text: Type.String({ minLength: 2, maxLength: 2000 }),
    day: Type.Optional(Day),
    level: Type.Optional(LevelShape),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  }),
  output: Type.Object({ matches: Type.Array(Type.Unsafe<DutyMatch>({})) }),
})
