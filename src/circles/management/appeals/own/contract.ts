/** What a resident does with what she reported, or somebody she may report for: report, join, follow, say more. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract, type OutputOf } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import type { Words } from '#ground/forms/contract.ts'
import { PartyKey } from '#ground/matters/contract.ts'
import { satisfactions } from '#ground/matters/life/acts.ts'
import { heardInTime, PhotoView } from '#ground/matters/reported.ts'
import { StepView } from '#ground/matters/shown.ts'

const Id = Type.String({ format: 'uuid' })
const Code = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const closed = { additionalProperties: false }
const Where = Type.String({ minLength: 1, maxLength: 200 })

/** As long as what is reported may be, in characters. */
export const MOST_WORDS = 2000
/** Photographs with one report or one later word. */
export const MOST_PHOTOS = 4

/** At a door of hers; in the estate that door is part of; or anywhere in the street, in her words, in a community where she knows it. */
export const Place = Type.Union([
  Type.Object({ kind: Type.Literal('door'), door: Id }, closed),
  Type.Object({ kind: Type.Literal('estate'), door: Id, where: Type.Optional(Where) }, closed),
  Type.Object({ kind: Type.Literal('elsewhere'), community: Type.Optional(Type.String({ pattern: '^\\d{12}$' })), where: Where }, closed),
])
export type Place = Static<typeof Place>

/** What can be reported, for whom, where, and whom a complaint can be about. */
export const readReporting = contract('own.reporting', 'GET /mine/reporting', {
  input: Type.Object({}),
  output: Type.Object({
    persons: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), as: Type.String() })),
    doors: Type.Array(
      Type.Object({ id: Type.String(), label: Type.String(), estate: OrNull(Type.String()), persons: Type.Array(Type.String()) }),
    ),
    communities: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
    /** Communities, offices, departments and companies; the street itself is judged by the level above. */
    parties: Type.Array(Type.Object({ party: Type.String(), name: Type.String() })),
    types: Type.Array(
      Type.Object({
        id: Type.String(),
        plain: Told,
        /** `accused`: kept from it; `duty-to-report`: kept from everybody but who must act. */
        sealed: OrNull(Type.String()),
        recipients: Told,
        basis: Type.Array(Told),
        keepYears: Type.Integer(),
        /** Others may see that there is one, and join it. */
        shared: Type.Boolean(),
        /** What is asked when it begins, and how many days it may last at once where it ends by itself. */
        opening: StepView.properties.questions,
        mostDays: OrNull(Type.Integer()),
        categories: Type.Array(Type.Object({ code: Type.String(), label: Told, hint: OrNull(Told), office: OrNull(Told) })),
      }),
    ),
    mostWords: Type.Integer(),
    mostPhotos: Type.Integer(),
  }),
})

const Photos = Type.Optional(Type.Array(Id, { maxItems: MOST_PHOTOS }))

/** Taken in at once. `unnamed`: named neither to the public nor to whoever works on it. A photograph was sent before (`own.bring-photo`). */
export const reportOwn = contract('own.report', 'POST /mine/{person}/matters', {
  input: Type.Object({
    person: Id,
    type: Code,
    category: Type.Optional(Code),
    text: Type.String({ minLength: 2, maxLength: MOST_WORDS }),
    place: Place,
    unnamed: Type.Optional(Type.Boolean()),
    /** Of a complaint only: from whom it is kept. */
    accused: Type.Optional(PartyKey),
    /** Of what the type asks when it begins; and its last day, where it ends by itself. */
    answers: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { maxProperties: 20 })),
    until: Type.Optional(Day),
    photos: Photos,
  }),
  output: Type.Object({ id: Type.String(), number: Type.String(), sealed: Type.Boolean(), text: Told, ring: OrNull(Type.String()) }),
})

/** Others of the kind near her doors that are still open; nothing that anybody said. Sealed ones are never among them. */
export const listSimilar = contract('own.similar', 'POST /mine/{person}/similar', {
  input: Type.Object({
    person: Id,
    type: Code,
    category: Type.Optional(Code),
    text: Type.String({ maxLength: MOST_WORDS }),
    place: Place,
  }),
  output: Type.Object({
    similar: Type.Array(
      Type.Object({
        id: Type.String(),
        typeTitle: Told,
        category: Told,
        near: Type.Union([Type.Literal('estate'), Type.Literal('community')]),
        opened: Type.String(),
        stand: Type.String(),
        lead: Type.String(),
        due: OrNull(Type.String()),
        reporters: Type.Integer(),
        mine: Type.Boolean(),
      }),
    ),
  }),
})

export const joinOwn = contract('own.join', 'POST /mine/{person}/matters/{id}/joining', {
  input: Type.Object({
    person: Id,
    id: Id,
    text: Type.Optional(Type.String({ minLength: 1, maxLength: MOST_WORDS })),
    unnamed: Type.Optional(Type.Boolean()),
    photos: Photos,
  }),
  output: Type.Object({ number: Type.String(), text: Told, ring: OrNull(Type.String()) }),
})

const OwnLine = Type.Object({
  id: Type.String(),
  /** The one on her receipt, also where hers was merged into another. */
  number: Type.String(),
  person: Type.String(),
  /** Of whom, where it is not she herself. */
  whose: OrNull(Type.String()),
  typeTitle: Told,
  category: Told,
  title: Type.String(),
  stand: Type.String(),
  outcome: OrNull(Type.String()),
  lead: Type.String(),
  due: OrNull(Type.String()),
  opened: Type.String(),
  moved: Type.String(),
  reporters: Type.Integer(),
  /** She is asked whether it is solved. */
  asked: Type.Boolean(),
})
export type OwnLine = Static<typeof OwnLine>

/** What was reported by her and by those she may report for, what moved last first. What is sealed is in no list: it is found by its number. */
export const listOwnMatters = contract('own.matters', 'GET /mine/matters', {
  input: Type.Object({}),
  output: Type.Object({ matters: Type.Array(OwnLine), more: Type.Boolean() }),
})

/** By the number on a receipt, sealed ones too. */
export const findOwnMatter = contract('own.find-matter', 'POST /mine/matters/finding', {
  input: Type.Object({ number: Type.String({ minLength: 6, maxLength: 30 }) }),
  output: Type.Object({ found: OrNull(Type.Object({ id: Type.String(), person: Type.String() })) }),
})

export const ownActs = ['note', 'confirm', 'rate', 'reopen', 'withdraw'] as const

/** One whole, as she may know it: who leads, which clock runs, each step in plain words, the answers, what she said. */
export const readOwnMatter = contract('own.matter', 'GET /mine/{person}/matters/{id}', {
  input: Type.Object({ person: Id, id: Id }),
  output: Type.Object({
    ...OwnLine.properties,
    text: OrNull(Type.String()),
    where: OrNull(Type.String()),
    channel: Type.String(),
    unnamed: Type.Boolean(),
    sealed: Type.Boolean(),
    /** Which clock: `response`, `resolve`, `confirm`, or `step`. */
    what: OrNull(Type.String()),
    paused: OrNull(Told),
    refusal: OrNull(Type.Object({ reason: Told, office: OrNull(Told) })),
    reopenUntil: OrNull(Type.String()),
    /** Whom to ring about it. */
    ring: OrNull(Type.String()),
    steps: Type.Array(
      Type.Object({
        seq: Type.Integer(),
        kind: Type.String(),
        at: Type.String(),
        own: Type.Boolean(),
        says: OrNull(Told),
        code: OrNull(Type.String()),
        text: OrNull(Type.String()),
      }),
    ),
    /** What was asked when it began, and the last day, where it ends by itself. */
    asks: Type.Array(Type.Object({ id: Type.String(), label: Told, value: Told })),
    until: OrNull(Type.String()),
    photos: Type.Array(PhotoView),
    solved: OrNull(Type.Boolean()),
    satisfied: OrNull(Type.String()),
    allowed: Type.Array(Type.String()),
  }),
})
export type OwnMatter = OutputOf<typeof readOwnMatter>

const kind = <K extends string>(name: K) => ({ kind: Type.Literal(name) })

export const OwnAct = Type.Union([
  /** A new word, or a photograph. */
  Type.Object({ ...kind('note') }, closed),
  Type.Object({ ...kind('confirm'), solved: Type.Boolean() }, closed),
  Type.Object(
    {
      ...kind('rate'),
      satisfied: Type.Unsafe<(typeof satisfactions)[number]>(Type.Union(satisfactions.map((one) => Type.Literal(one)))),
      ...heardInTime,
    },
    closed,
  ),
  Type.Object({ ...kind('reopen') }, closed),
  Type.Object({ ...kind('withdraw') }, closed),
])
export type OwnAct = Static<typeof OwnAct>

export const actOwn = contract('own.act', 'POST /mine/{person}/matters/{id}/acts', {
  input: Type.Object({
    person: Id,
    id: Id,
    act: OwnAct,
    text: Type.Optional(Type.String({ minLength: 1, maxLength: MOST_WORDS })),
    photos: Photos,
  }),
  output: Type.Object({ stand: Type.String() }),
})
