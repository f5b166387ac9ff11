/** A demand: one request to many streets, from the side of the one who asks. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import type { WorkbookNote } from '#ground/workbooks/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import { CellCounts, ReportPlan } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
/** Nine digits. */
const Street = Type.Integer({ minimum: 100_000_000, maximum: 999_999_999 })

export const periods = ['once', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const
export const Period = Type.Enum(periods)
export type Period = Static<typeof Period>

/** How a demand stands, to its asker: a large workbook is `reading` until its job has understood it, `unreadable` when that was stopped or failed; what is past the validity of its form is `expired`, whatever was decided before. */
export type DemandState = 'reading' | 'unreadable' | 'draft' | 'submitted' | 'admitted' | 'refused' | 'withdrawn' | 'closed' | 'expired'
/** How it stands in one street. */
export type StreetState = 'waiting' | 'sent' | 'received' | 'filled' | 'merged' | 'objected' | 'upheld' | 'sent-back' | 'returned'

/** More streets than a city of the first rank has. */
const MOST_STREETS = 400

/** What comes down with it: whose money, whose people, by which authority. Without them a street may send it back. */
const Means = {
  money: Type.Optional(orNull(Text(200))),
  people: Type.Optional(orNull(Text(200))),
  powers: Type.Optional(orNull(Text(200))),
}

const Terms = {
  title: Type.Optional(Text(120)),
  dueOn: Type.Optional(orNull(Day)),
  basis: Type.Optional(orNull(Text(300))),
  basisFile: Type.Optional(orNull(Id)),
  purpose: Type.Optional(orNull(Text(200))),
  survey: Type.Optional(Type.Boolean()),
  formNo: Type.Optional(orNull(Text(60))),
  formValidTo: Type.Optional(orNull(Day)),
  ...Means,
  /** Duty items it rests on. */
  cited: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  period: Type.Optional(Period),
  streets: Type.Optional(Type.Array(Street, { maxItems: MOST_STREETS })),
}

/** The empty workbook is brought and understood; nothing leaves yet. */
export const draftDemand = contract('demand.draft', 'POST /demands', {
  input: Type.Object({ file: Id, ...Terms }),
  /** `job`: a large workbook is still being understood. */
  output: Type.Object({ id: Type.String(), job: orNull(Type.String()) }),
})

/** What is left out stays; `null` takes it away. Only of a draft. */
export const changeDemand = contract('demand.change', 'PATCH /demands/{id}', {
  input: Type.Object({ id: Id, ...Terms }),
  output: Type.Object({ id: Type.String() }),
})

export const changeDemandPlan = contract('demand.change-plan', 'PUT /demands/{id}/plan', {
  input: Type.Object({ id: Id, plan: ReportPlan }),
  output: Type.Object({ id: Type.String() }),
})

/** To the level that admits. From now on its terms stand. */
export const submitDemand = contract('demand.submit', 'POST /demands/{id}/submission', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Type.String() }),
})

/** The asker takes it back; streets that have it are told. */
export const withdrawDemand = contract('demand.withdraw', 'POST /demands/{id}/withdrawal', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Type.String() }),
})

/** Admission, once for all streets, or why not. */
export const decideDemand = contract('demand.decide', 'POST /demands/{id}/decision', {
  input: Type.Object({ id: Id, admit: Type.Boolean(), note: Type.Optional(Text(300)) }),
  output: Type.Object({ state: Type.String() }),
})

/** To a street that sent it back for want of means: what comes with it now. It is with the street again. */
export const supplyMeans = contract('demand.supply', 'POST /demands/{id}/means', {
  input: Type.Object({ id: Id, street: Street, ...Means }),
  output: Type.Object({ id: Type.String() }),
})

/** The same asked again for the next period: admitted once, it goes to the same streets, and what comes back is compared with this one. */
export const askAgain = contract('demand.again', 'POST /demands/{id}/next', {
  input: Type.Object({ id: Id, dueOn: Day }),
  output: Type.Object({ id: Type.String() }),
})

/** Streets within reach of the office that work with Linli, and how many do not. */
export const listTargets = contract('demand.targets', 'GET /demand-targets', {
  input: Type.Object({}),
  output: Type.Object({
    streets: Type.Array(Type.Object({ street: Type.Integer(), name: Type.String(), county: Type.String() })),
    elsewhere: Type.Integer(),
  }),
})

const Summary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  asker: Type.String(),
  dueOn: orNull(Type.String()),
  period: Period,
  state: Type.String(),
  at: Type.String(),
  /** Streets by how it stands in them. */
  streets: Type.Record(Type.String(), Type.Integer()),
  counts: Type.Partial(CellCounts),
})
export type DemandLine = Static<typeof Summary>

export const listDemands = contract('demand.list', 'GET /demands', {
  input: Type.Object({}),
  output: Type.Object({ demands: Type.Array(Summary) }),
})

const Return = Type.Object({
  id: Type.String(),
  file: Type.String(),
  /** The bytes are gone: past the recall date, or with somebody who was erased. */
  purged: Type.Boolean(),
  counts: CellCounts,
  subjects: Type.Integer(),
  asOf: Type.String(),
  unsigned: Type.Array(Type.String()),
  signedBy: Type.String(),
  signedAt: Type.String(),
})
export type ReturnView = Static<typeof Return>

/** How a street answered otherwise than by filling it; `into`: who asks the same, and what it is called there. */
const StreetAnswer = Type.Object({
  kind: Type.Union([Type.Literal('merged'), Type.Literal('sent-back'), Type.Literal('objected')]),
  /** Means that are lacking; of an objection its reasons. */
  lacks: Type.Array(Type.String()),
  words: orNull(Type.String()),
  into: orNull(Type.String()),
  by: Type.String(),
  at: Type.String(),
  /** Of an objection: the day it is to be answered by, and how it was. Past the day without an answer is silence, and stays on record. */
  due: Type.Optional(Type.String()),
  answered: Type.Optional(orNull(Type.String())),
  /** Of an objection: what the level that owns both sides said. */
  ruling: Type.Optional(orNull(Type.String())),
})
export type StreetAnswer = Static<typeof StreetAnswer>

const StreetLine = Type.Object({
  street: Type.Integer(),
  name: Type.String(),
  state: Type.String(),
  counts: Type.Partial(CellCounts),
  parts: Type.Integer(),
  signed: Type.Integer(),
  answer: orNull(StreetAnswer),
  heardAt: orNull(Type.String()),
  /** The latest one first; an earlier one stays as it was. */
  returns: Type.Array(Return),
})
export type StreetLine = Static<typeof StreetLine>

export const readDemand = contract('demand.read', 'GET /demands/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...Summary.properties,
    basis: orNull(Type.String()),
    basisFile: orNull(Type.String()),
    purpose: orNull(Type.String()),
    survey: Type.Boolean(),
    formNo: orNull(Type.String()),
    formValidTo: orNull(Type.String()),
    money: orNull(Type.String()),
    people: orNull(Type.String()),
    powers: orNull(Type.String()),
    cited: Type.Array(Type.String()),
    file: Type.String(),
    fileName: Type.String(),
    notes: Type.Array(Type.Unsafe<WorkbookNote>(Type.Object({}))),
    sheets: Type.Array(Type.Unsafe<UnderstoodSheet>(Type.Object({}))),
    plan: ReportPlan,
    /** Chosen, or already asked. */
    targets: Type.Array(StreetLine),
    /** What must still be said before it can be submitted: fields of the terms. */
    lacks: Type.Array(Type.String()),
    submittedAt: orNull(Type.String()),
    decidedAt: orNull(Type.String()),
    decisionNote: orNull(Type.String()),
    follows: orNull(Type.String()),
    job: orNull(Type.String()),
  }),
})
export type DemandView = Static<typeof readDemand.output>
