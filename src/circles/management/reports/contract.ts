/** A workbook that was sent is received, understood, filled and delivered in the asker's own layout. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import type { CountCondition, CountedSubject, WorkbookNote } from '#ground/workbooks/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import { CameWith, Ending } from './answers/contract.ts'
import { Handover } from './register/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })

/** Every cell that is about somebody is in one of these states. Stale is filled and marked; the last three stay empty, each with its reason. */
export const CellState = Type.Union([
  Type.Literal('known'),
  Type.Literal('stale'),
  Type.Literal('missing'),
  Type.Literal('conflicting'),
  Type.Literal('forbidden'),
])
export type CellState = Static<typeof CellState>
export const CellCounts = Type.Record(CellState, Type.Integer())
export type CellCounts = Record<CellState, number>

/** Who belongs on a roster. `given`: the people the sheet already names, whose empty cells are filled. */
export const Population = Type.Object({
  kind: Type.Union([
    Type.Literal('person'),
    Type.Literal('dwelling'),
    Type.Literal('premises'),
    Type.Literal('organisation'),
    Type.Literal('building'),
    Type.Literal('estate'),
  ]),
  who: Type.Union([Type.Literal('all'), Type.Literal('given')]),
  conditions: Type.Array(Type.Unsafe<CountCondition>(Type.Object({ element: Type.String(), op: Type.String(), value: Type.Unknown() })), {
    maxItems: 10,
  }),
})
export type Population = Static<typeof Population>

/** What is done with one column or labelled cell. `basis` is the stated basis of a protected element. */
export const PlannedColumn = Type.Object({
  path: Type.Array(Type.String()),
  column: Type.Optional(Type.Integer()),
  cell: Type.Optional(Type.String()),
  /** Of a card's table of relatives: from `cell` down so many lines, one for each member of the subject's household. */
  lines: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  element: Type.Union([Type.String(), Type.Null()]),
  /** Columns of the sheet's own: the running number; who fills it in, of which office, on which telephone, on which day; the others are left. */
  local: Type.Optional(
    Type.Union([
      Type.Literal('number'),
      Type.Literal('clerk'),
      Type.Literal('office'),
      Type.Literal('phone'),
      Type.Literal('day'),
      Type.Literal('leave'),
    ]),
  ),
  basis: Type.Optional(Text(200)),
  count: Type.Optional(
    Type.Object({
      counted: Type.Unsafe<CountedSubject>(Type.String()),
      conditions: Type.Array(Type.Unsafe<CountCondition>(Type.Object({}))),
    }),
  ),
})
export type PlannedColumn = Static<typeof PlannedColumn>

export const SheetPlan = Type.Object({
  sheet: Type.String(),
  use: Type.Boolean(),
  layout: Type.Union([Type.Literal('roster'), Type.Literal('statistics'), Type.Literal('card')]),
  headerRows: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
  dataRows: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
  columns: Type.Array(PlannedColumn, { maxItems: 500 }),
  population: Population,
  rowLabelColumn: Type.Optional(Type.Integer()),
  /** The subject of a card. */
  subject: Type.Optional(Id),
})
export type SheetPlan = Static<typeof SheetPlan>

/** Region the report is about: a community or grid of the post's area, as a range of 15-digit numbers. */
const RegionNo = Type.Integer({ minimum: 0, maximum: 999_999_999_999_999 })
export const ReportPlan = Type.Object({ sheets: Type.Array(SheetPlan, { maxItems: 60 }), lo: RegionNo, hi: RegionNo })
export type ReportPlan = Static<typeof ReportPlan>

const Terms = {
  title: Type.Optional(Text(120)),
  asker: Text(60),
  dueOn: Type.Optional(Day),
  /** Law, document or notice; a photo of the notice will do. */
  basis: Type.Optional(Text(300)),
  basisFile: Type.Optional(Id),
  purpose: Type.Optional(Text(200)),
  formNo: Type.Optional(Text(60)),
  formValidTo: Type.Optional(Day),
}

/** What is left out stays; `null` takes it away. */
const ChangedTerms = {
  title: Type.Optional(Text(120)),
  asker: Type.Optional(Text(60)),
  dueOn: Type.Optional(Type.Union([Day, Type.Null()])),
  basis: Type.Optional(Type.Union([Text(300), Type.Null()])),
  basisFile: Type.Optional(Type.Union([Id, Type.Null()])),
  purpose: Type.Optional(Type.Union([Text(200), Type.Null()])),
  formNo: Type.Optional(Type.Union([Text(60), Type.Null()])),
  formValidTo: Type.Optional(Type.Union([Day, Type.Null()])),
}

export const receiveRequest = contract('report.receive', 'POST /requests', {
  input: Type.Object({ file: Id, region: Type.Optional(Type.String({ pattern: '^\\d{9,15}$' })), ...Terms }),
  /** `job`: a large workbook is still being understood; the request is `reading` meanwhile. */
  output: Type.Object({ id: Type.String(), job: Type.Union([Type.String(), Type.Null()]) }),
})

export const changeTerms = contract('report.change-terms', 'PATCH /requests/{id}', {
  input: Type.Object({ id: Id, ...ChangedTerms }),
  output: Type.Object({ id: Type.String() }),
})

export const changePlan = contract('report.change-plan', 'PUT /requests/{id}/plan', {
  input: Type.Object({ id: Id, plan: ReportPlan }),
  output: Type.Object({ id: Type.String() }),
})

/** The clerk says what kind of sheet it is and where its heading and rows stand; its columns are understood anew and its plan begins anew. */
export const changeLayout = contract('report.change-layout', 'POST /requests/{id}/layout', {
  input: Type.Object({
    id: Id,
    sheet: Type.String({ maxLength: 60 }),
    layout: Type.Union([Type.Literal('roster'), Type.Literal('statistics')]),
    headerRows: Type.Tuple([Type.Integer({ minimum: 1 }), Type.Integer({ minimum: 1 })]),
    dataRows: Type.Tuple([Type.Integer({ minimum: 1 }), Type.Integer({ minimum: 1 })]),
  }),
  output: Type.Object({ id: Type.String(), job: Type.Union([Type.String(), Type.Null()]) }),
})

/** The end of understanding a large workbook. Called by its job. */
export const settleUnderstood = contract('report.settle', 'POST /requests/{id}/understood', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Type.String() }),
})

const Summary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  asker: Type.String(),
  dueOn: Type.Union([Type.String(), Type.Null()]),
  state: Type.String(),
  basis: Type.Union([Type.String(), Type.Null()]),
  at: Type.String(),
  counts: Type.Partial(CellCounts),
  /** The jurisdiction it was asked from; null for what came by another way. */
  from: Type.Union([Type.Integer(), Type.Null()]),
  /** The last day on which it was handed to its asker. */
  handedOn: Type.Union([Type.String(), Type.Null()]),
})

export const listRequests = contract('report.list', 'GET /requests', {
  input: Type.Object({ state: Type.Optional(Type.String()) }),
  output: Type.Object({ requests: Type.Array(Summary) }),
})

const Delivery = Type.Object({
  id: Type.String(),
  file: Type.String(),
  /** The bytes are gone: past the recall date, or with somebody who was erased. */
  purged: Type.Boolean(),
  at: Type.String(),
  asOf: Type.String(),
  counts: CellCounts,
  columns: Type.Array(
    Type.Object({
      sheet: Type.String(),
      path: Type.Array(Type.String()),
      counts: CellCounts,
      why: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  handover: Type.Union([Handover, Type.Null()]),
})
export type DeliveryView = Static<typeof Delivery>

export const readRequest = contract('report.read', 'GET /requests/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...Summary.properties,
    basisFile: Type.Union([Type.String(), Type.Null()]),
    purpose: Type.Union([Type.String(), Type.Null()]),
    formNo: Type.Union([Type.String(), Type.Null()]),
    formValidTo: Type.Union([Type.String(), Type.Null()]),
    /** The form's validity ended before today: the respondent may refuse (统计法 art. 17). */
    expired: Type.Boolean(),
    survey: Type.Boolean(),
    /** How it ended, unless it was handed over or taken back. */
    ending: Type.Union([Ending, Type.Null()]),
    /** A desk that has it now. */
    hold: Type.Union([Type.Object({ who: Type.String(), title: Type.String() }), Type.Null()]),
    ...CameWith,
    /** This post may change and fill it; of what the whole street is asked, communities read. */
    own: Type.Boolean(),
    file: Type.String(),
    fileName: Type.String(),
    notes: Type.Array(Type.Unsafe<WorkbookNote>(Type.Object({}))),
    sheets: Type.Array(Type.Unsafe<UnderstoodSheet>(Type.Object({}))),
    plan: ReportPlan,
    job: Type.Union([Type.String(), Type.Null()]),
    deliveries: Type.Array(Delivery),
  }),
})

/** The first rows as they would be filled, with state and source of each cell. */
export const previewSheet = contract('report.preview', 'POST /requests/{id}/preview', {
  input: Type.Object({
    id: Id,
    sheet: Type.String(),
    offset: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  output: Type.Object({
    total: Type.Integer(),
    /** Whom a card is about, for the clerk who chose; no cell of it without a basis. */
    about: Type.Optional(Type.String()),
    columns: Type.Array(
      Type.Object({
        path: Type.Array(Type.String()),
        element: Type.Union([Type.String(), Type.Null()]),
        why: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    rows: Type.Array(
      Type.Object({
        subject: Type.Union([Type.String(), Type.Null()]),
        label: Type.Optional(Type.String()),
        cells: Type.Array(
          Type.Object({
            text: Type.String(),
            state: Type.Union([CellState, Type.Null()]),
            source: Type.Optional(Type.String()),
            asOf: Type.Optional(Type.String()),
            /** Of a counted cell: how many of how many are known. */
            known: Type.Optional(Type.Integer()),
            of: Type.Optional(Type.Integer()),
          }),
        ),
      }),
    ),
  }),
})

/** Fill the workbook: a job; its result names the delivery and the file. */
export const fillRequest = contract('report.fill', 'POST /requests/{id}/deliveries', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ job: Type.String() }),
})

const Run = Type.Unsafe<[number, number]>(Type.Array(Type.Integer({ maximum: 999_999_999_999 }), { minItems: 2, maxItems: 2 }))

/** The rows of a filled roster in which somebody stands; a last row before the first: nobody. */
export const Span = Type.Object({
  sheet: Type.String(),
  firstRow: Type.Integer(),
  lastRow: Type.Integer(),
  /** Row after row whose they are: a community (12 digits; 0 for a row that is nobody's) and how many rows of it follow one another. */
  communities: Type.Optional(Type.Array(Run, { maxItems: 1_048_576 })),
})
export type Span = Static<typeof Span>

/** Record what was filled. Called by the job; the file is already written. */
export const recordDelivery = contract('report.deliver', 'POST /deliveries', {
  input: Type.Object({
    request: Id,
    delivery: Id,
    file: Type.Object({ id: Id, name: Type.String(), media: Type.String(), bytes: Type.Integer(), sha256: Type.String() }),
    counts: CellCounts,
    columns: Delivery.properties.columns,
    subjects: Type.Integer(),
    spans: Type.Array(Span),
    /** Rows of the asker's in which nobody was recognised. */
    strangers: Type.Integer(),
    elements: Type.Array(Type.String()),
    sensitive: Type.Boolean(),
  }),
  output: Type.Object({ delivery: Type.String() }),
})
