/** What was asked, what it cost, and what it need not have cost: of a street, of a community's own part, of an office that asks. Offices are named, nobody else. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { entryKinds } from '../calendar/contract.ts'

const Count = Type.Integer({ minimum: 0 })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])

/** A month `YYYY-MM` or a year `YYYY`; without it the month that goes on. */
const Period = Type.String({ pattern: '^20\\d{2}(-(0[1-9]|1[0-2]))?$' })

/** By which way a request came: from an office through Linli, as a workbook by another way, or entered by hand. */
export const ways = ['demand', 'workbook', ...entryKinds] as const
export type Way = (typeof ways)[number]

/** Cells of the requests that were filled, as they stood before anybody was asked for them. */
export const CellSums = Type.Object({
  /** Requests that were filled at all. */
  requests: Count,
  lawful: Count,
  /** Filled without asking anybody. */
  known: Count,
  /** Filled, and old: to be confirmed. */
  stale: Count,
  /** To be asked. */
  open: Count,
  /** Without a basis, or protected: not lawful, and in no share. */
  withheld: Count,
})
export type CellSums = Static<typeof CellSums>

/** Questions that were opened: subject × element × request. */
export const Questions = Type.Object({
  /** Nobody had asked it when it was opened. */
  asked: Count,
  /** It was open already for another request: asked once for both. */
  joined: Count,
  /** Of the asked ones. */
  answered: Count,
  known: Count,
  refused: Count,
  expired: Count,
  open: Count,
  /** Taken back, or about somebody who went; counted nowhere else. */
  dropped: Count,
})
export type Questions = Static<typeof Questions>

export const Knocks = Type.Object({
  /** Doors in which somebody lives, added up over the months told. */
  homes: Count,
  /** One knock for each request and door. */
  apart: Count,
  /** One for each door in a month, for all that was open. */
  joined: Count,
  /** Knocks that were made, also where nobody was at home; null when fewer than three people walked. */
  walked: orNull(Count),
})
export type Knocks = Static<typeof Knocks>

const GivenBack = Type.Object({ cells: Count, questions: Count, knocks: Count })

/** By which the minutes of a filled cell are reckoned. */
const MinuteRule = Type.Object({
  id: Type.String(),
  secondsACell: Type.Number(),
  status: Type.Union([Type.Literal('C'), Type.Literal('P'), Type.Literal('M')]),
  citation: Type.Object({ zh: Type.String(), en: Type.String() }),
})

const AskerLine = Type.Object({
  /** An office, as it was written when the request came. */
  asker: Type.String(),
  requests: Count,
  lawful: Count,
  known: Count,
  /** Requests half of which this asker, or any, had asked within a year. */
  repeats: Count,
  merged: Count,
  sentBack: Count,
  /** To fill workbooks, and of what was entered; without doors. */
  minutes: Count,
})
export type AskerLine = Static<typeof AskerLine>

const BurdenMonth = Type.Object({
  month: Type.String(),
  requests: Count,
  given: Count,
  /** Per household: as if each request went by itself, and together. */
  apart: Type.Number(),
  joined: Type.Number(),
})
export type BurdenMonth = Static<typeof BurdenMonth>

const Objections = Type.Object({
  raised: Count,
  upheld: Count,
  partly: Count,
  dismissed: Count,
  withdrawn: Count,
  silent: Count,
  waiting: Count,
})

export const StreetBurden = Type.Object({
  period: Type.String(),
  /** The whole street, or a part of it. */
  whole: Type.Boolean(),
  ways: Type.Array(Type.Object({ way: Type.Enum(ways), requests: Count, minutes: Count })),
  askers: Type.Array(AskerLine),
  cells: CellSums,
  questions: Questions,
  knocks: Knocks,
  answers: Type.Object({ merged: Count, sentBack: Count, lacks: Type.Object({ money: Count, people: Count, powers: Count }) }),
  /** The street's; a community sees none. */
  objections: orNull(Objections),
  given: GivenBack,
  months: Type.Array(BurdenMonth),
  rule: MinuteRule,
})
export type StreetBurden = Static<typeof StreetBurden>

/** Of the post's area. Months that are over are as they stood last night. */
export const readStreetBurden = contract('burden.street', 'GET /burden/street', {
  input: Type.Object({ period: Type.Optional(Period) }),
  output: StreetBurden,
})

/** What one request found in the register, and what it asks of people. Told to its asker too. */
export const Held = Type.Object({
  /** Lawful cells; null before it was filled. */
  cells: orNull(Count),
  known: Count,
  asked: Count,
  joined: Count,
  /** Doors at which something is asked that nobody else asks. */
  doors: Count,
  seconds: Count,
})
export type Held = Static<typeof Held>

export const readHeld = contract('burden.held', 'GET /requests/{id}/held', {
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: Held,
})

const AskerSums = Type.Object({
  demands: Count,
  /** Streets asked, each demand by itself. */
  streets: Count,
  cells: Count,
  known: Count,
  asked: Count,
  joined: Count,
  minutes: Count,
  repeats: Count,
  merged: Count,
  sentBack: Count,
  objected: Count,
})
export type AskerSums = Static<typeof AskerSums>

const DemandBurden = Type.Object({
  id: Type.String(),
  title: Type.String(),
  asker: Type.String(),
  at: Type.String(),
  streets: Count,
  cells: Count,
  known: Count,
  asked: Count,
  minutes: Count,
  own: Count,
  others: Count,
  of: Count,
  /** The next period of one before. */
  next: Type.Boolean(),
})
export type DemandBurden = Static<typeof DemandBurden>

export const AskerBurden = Type.Object({
  period: Type.String(),
  /** The desk that admits sees every office. */
  whole: Type.Boolean(),
  own: AskerSums,
  /** Of all offices of the jurisdiction; null when fewer than three asked, since it would tell what another one asked. */
  all: orNull(AskerSums),
  offices: Count,
  demands: Type.Array(DemandBurden),
  months: Type.Array(Type.Object({ month: Type.String(), demands: Count, minutes: Count })),
})
export type AskerBurden = Static<typeof AskerBurden>

export const readAskerBurden = contract('burden.asker', 'GET /burden/asker', {
  input: Type.Object({ period: Type.Optional(Period) }),
  output: AskerBurden,
})

const Book = Type.Object({ file: Type.String() })
const Language = Type.Union([Type.Literal('zh'), Type.Literal('en')])

/** The same numbers as a workbook. */
export const makeStreetBook = contract('burden.street-book', 'POST /burden/street/books', {
  input: Type.Object({ period: Period, language: Language }),
  output: Book,
})

export const makeAskerBook = contract('burden.asker-book', 'POST /burden/asker/books', {
  input: Type.Object({ period: Period, language: Language }),
  output: Book,
})

/** The house itself, each night: months that are over, as sums that stay. */
export const keepBurden = contract('burden.keep', 'POST /burden/keeping', {
  input: Type.Object({}),
  output: Type.Object({ months: Count }),
})
