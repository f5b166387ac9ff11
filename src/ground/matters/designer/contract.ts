/** The designer: types of matters made, tried, published, shared and retired in the browser. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import type { Form, FormSubject, Words } from '#ground/forms/contract.ts'
import { SteerAct, WorkAct } from '../contract.ts'
import { channels } from '../life/acts.ts'
import { ClockView, StepView } from '../shown.ts'
import { DraftShape } from '../types/draft-shape.ts'
import type { MatterType } from '../types/type.ts'

const Id = Type.String({ format: 'uuid' })
const Code = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const literals = <T extends string>(words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const closed = { additionalProperties: false }
const Whole = Type.Unsafe<MatterType>({})

/** What is wrong: where (a JSON pointer into the type), what (`say`), and under `type-todo.` and the same name what to do. */
export const FaultView = Type.Object({
  path: Type.String(),
  say: Type.String(),
  with: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
})
export type FaultView = Static<typeof FaultView>

/** One difference between two types: `path` names stages, steps and codes by their ids. Absent on one side: added, or taken away. */
export const DifferenceView = Type.Object({ path: Type.String(), before: Type.Unknown(), after: Type.Unknown() })
export type DifferenceView = Static<typeof DifferenceView>

export const TypeLine = Type.Object({
  id: Type.String(),
  title: Told,
  purpose: Told,
  edition: Type.String(),
  origin: Type.Unsafe<'shipped' | 'street'>(Type.String()),
  retired: Type.Boolean(),
  sealed: Type.Boolean(),
  stages: Type.Integer(),
  steps: Type.Integer(),
})
export type TypeLine = Static<typeof TypeLine>
export const DraftLine = Type.Object({
  id: Type.String(),
  type: Type.String(),
  title: Told,
  /** New: no version of it was ever published here. */
  begun: OrNull(Type.String()),
  /** The day it begins to hold, once it is published for later. */
  from: OrNull(Type.String()),
  at: Type.String(),
  faults: Type.Integer(),
})
export type DraftLine = Static<typeof DraftLine>

/** Shipped types, the street's own, those in the making and those out of use. */
export const listDesigns = contract('type.list', 'GET /types', {
  input: Type.Object({}),
  output: Type.Object({ types: Type.Array(TypeLine), drafts: Type.Array(DraftLine) }),
})

const ShareView = Type.Object({
  id: Type.String(),
  title: Told,
  says: Told,
  numerator: Type.Integer(),
  denominator: Type.Integer(),
  /** Null where there is nothing to count. */
  percent: OrNull(Type.String()),
})

/** One type whole; its indicators as counted over the last year in the reader's area. */
export const readDesign = contract('type.read', 'GET /types/{id}', {
  input: Type.Object({ id: Code }),
  output: Type.Object({
    type: Whole,
    edition: Type.String(),
    origin: Type.Unsafe<'shipped' | 'street'>(Type.String()),
    retired: Type.Boolean(),
    draft: OrNull(Type.String()),
    faults: Type.Array(FaultView),
    versions: Type.Array(Type.Object({ edition: Type.String(), at: Type.String(), retired: Type.Boolean() })),
    /** Of a shipped one that the street changed: how it differs. */
    differs: Type.Array(DifferenceView),
    indicators: Type.Array(ShareView),
    /** Not closed yet, in the reader's area. */
    running: Type.Integer(),
  }),
})

/** What a type may use here. */
const OfferedView = Type.Object({
  rates: Type.Array(Type.Object({ id: Type.String(), title: Told, says: Told })),
  forms: Type.Array(Type.Object({ id: Type.String(), title: Told, subject: Type.Unsafe<FormSubject>(Type.String()) })),
})
export type OfferedView = Static<typeof OfferedView>

export const readDraft = contract('type.read-draft', 'GET /type-drafts/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    id: Type.String(),
    rev: Type.Integer(),
    type: Whole,
    begun: OrNull(Type.String()),
    from: OrNull(Type.String()),
    faults: Type.Array(FaultView),
    differs: Type.Array(DifferenceView),
    /** Forms that came with it and are published with it. */
    brings: Type.Array(Type.Object({ id: Type.String(), title: Told })),
    offered: OfferedView,
  }),
})

/** Begin one: from nothing, as a new version of a type, or as another type like it. Where one is being made of the same type already, it is that one. */
export const beginDraft = contract('type.draft', 'POST /type-drafts', {
  input: Type.Object({ from: Type.Optional(Code), as: Type.Optional(literals(['version', 'copy'])) }),
  output: Type.Object({ id: Type.String(), rev: Type.Integer() }),
})

/** If-Match: the rev that was on the screen. Half of a type may be kept; whoever keeps one that waits for its day takes it back. */
export const saveDraft = contract('type.save-draft', 'PUT /type-drafts/{id}', {
  input: Type.Object({ id: Id, type: DraftShape }),
  output: Type.Object({ rev: Type.Integer() }),
})

export const dropDraft = contract('type.drop-draft', 'DELETE /type-drafts/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})

/** Every fault of a type with its place, and how it differs from the one that holds now. Nothing is kept. */
export const checkType = contract('type.check', 'POST /types/checking', {
  input: Type.Object({ type: DraftShape }),
  output: Type.Object({ faults: Type.Array(FaultView), differs: Type.Array(DifferenceView) }),
})

/** Those who may stand in a sample case. */
export const tryDoers = ['worker', 'colleague', 'street', 'head', 'unit', 'reporter'] as const
export type TryDoer = (typeof tryDoers)[number]
/** Within the years that a calendar can speak for. */
const Moment = Type.String({ format: 'date-time', pattern: '^20[0-9]{2}-.*Z$', maxLength: 40 })
export const TryAct = Type.Object(
  { by: literals(tryDoers), at: Moment, act: Type.Union([WorkAct, SteerAct, Type.Object({ kind: Type.Literal('arbitrate') }, closed)]) },
  closed,
)
export type TryAct = Static<typeof TryAct>

const WhyView = Type.Object({
  say: Type.String(),
  with: Type.Unsafe<Record<string, string | number>>({}),
  /** Stands in which it could be done, and roles that could do it, where these are the reason. */
  stands: Type.Optional(Type.Array(Type.String())),
  roles: Type.Optional(Type.Array(Type.String())),
  step: Type.Optional(Told),
})
export type WhyView = Static<typeof WhyView>
export const ChanceView = Type.Object({
  kind: Type.String(),
  /** Of a step: which. */
  step: OrNull(Type.String()),
  /** What is sent to do it: a sample where something must be said. */
  act: Type.Unsafe<TryAct['act']>({}),
  by: Type.Array(Type.Object({ doer: Type.Unsafe<TryDoer>(Type.String()), why: OrNull(WhyView) })),
})
export type ChanceView = Static<typeof ChanceView>

/** A sample case lived through: the acts are folded over the type as it is on the screen, by the street's calendar; nothing is written. */
export const tryType = contract('type.try', 'POST /types/trying', {
  input: Type.Object({
    type: DraftShape,
    category: Code,
    channel: literals(channels),
    /** Whether the one who reports left a name. */
    named: Type.Boolean(),
    start: Moment,
    acts: Type.Array(TryAct, { maxItems: 100 }),
    /** The moment it is looked at: the house has done by then what it does by itself. */
    now: Moment,
  }),
  output: Type.Object({
    now: Type.String(),
    stand: Type.String(),
    outcome: OrNull(Type.String()),
    lead: Type.Unsafe<TryDoer>(Type.String()),
    due: OrNull(Type.Object({ at: Type.String(), what: Type.String() })),
    /** When the house does something by itself next. */
    next: OrNull(Type.String()),
    steps: Type.Array(StepView),
    clocks: Type.Array(ClockView),
    acts: Type.Array(Type.Object({ kind: Type.String(), at: Type.String(), by: Type.String(), step: OrNull(Told) })),
    /** What the reporter was told, when. */
    told: Type.Array(Type.Object({ which: Type.String(), at: Type.String(), words: Told })),
    chances: Type.Array(ChanceView),
    /** An act of the list that could not be done, and why; what came after it was left out. */
    refused: OrNull(Type.Object({ at: Type.Integer(), why: WhyView })),
  }),
})

/** Publish a draft: from this day on new matters run under it, those that run keep theirs. If-Match: its rev. */
export const publishDraft = contract('type.publish', 'POST /type-drafts/{id}/publication', {
  input: Type.Object({ id: Id, from: Day }),
  /** `edition` is null while its day has not come. */
  output: Type.Object({ type: Type.String(), edition: OrNull(Type.String()) }),
})

/** No new ones are begun; those that run go on to their end. */
export const retireType = contract('type.retire', 'DELETE /types/{id}', {
  input: Type.Object({ id: Code }),
  output: Type.Object({ edition: Type.String() }),
})

/** The file in which types travel. `format` and `formatVersion` say how it is read; nothing in it is about a person. */
export type TypeFile = { format: 'linli-matter-type'; formatVersion: 1; type: MatterType; forms: Form[]; exported: string }

/** Everything another street needs: the type with its texts, and the forms it fills. */
export const exportType = contract('type.export', 'GET /types/{id}/file', {
  input: Type.Object({ id: Code }),
  output: Type.Object({ file: Type.Unsafe<TypeFile>({}), name: Type.String() }),
})

const FileShape = Type.Unsafe<Record<string, unknown>>(Type.Object({}))
/** What a file would bring: what differs from what is here, and what is wrong with it. Nothing is kept. */
export const previewFile = contract('type.preview-file', 'POST /types/reading', {
  input: Type.Object({ file: FileShape }),
  output: Type.Object({
    title: Told,
    type: Type.String(),
    /** The version that is here; null where there is none of this id. */
    here: OrNull(Type.String()),
    differs: Type.Array(DifferenceView),
    faults: Type.Array(FaultView),
    brings: Type.Array(Type.Object({ id: Type.String(), title: Told })),
  }),
})

/** It becomes a draft: nothing that comes in a file is in use before somebody here published it. */
export const importType = contract('type.import', 'POST /types/import', {
  input: Type.Object({ file: FileShape }),
  output: Type.Object({ id: Type.String(), rev: Type.Integer() }),
})

export type TryReply = Static<(typeof tryType)['output']>
