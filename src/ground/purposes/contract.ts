/** Purposes: what is collected of whom, what for, on which basis, who gets it, how long it is kept (个人信息保护法 13, 17, 19). Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { SubjectKind } from '#ground/facts/contract.ts'

export type Words = { zh: string; en: string }

/** 个人信息保护法 13 ¶1 (1)–(7): consent, contract, statutory duty, emergency, news, published by herself, another law. */
export const bases = [1, 2, 3, 4, 5, 6, 7] as const
export type Basis = (typeof bases)[number]

/** Those that another text has to give: without its citation they are only claimed. */
export const citedBases: ReadonlySet<Basis> = new Set([3, 4, 7])

/** C: the article was read; P: confirmed in part; M: from memory, to be checked before anybody relies on it. */
export const citationStates = ['C', 'P', 'M'] as const
export type Citation = Words & { status: (typeof citationStates)[number] }

export type Span = { years: number } | { days: number }

/**
 * How long what was collected for it is kept.
 * - `said`: that long after the day it was said of, or last confirmed
 * - `left`: as long as she lives, is registered, owns or rents here, and that long after; but never shorter than that after it was said
 * - `event`: to the end of the emergency it was collected in, and that long after (突发事件应对法 84–85); never longer than a year after it was said
 * - `stands`: as long as the place or firm stands; of nobody
 */
export type Keep = { from: 'said' | 'left' | 'event'; span: Span } | { from: 'stands' }

/** Groups of the catalogue, of which what is ordinary or personal is covered; what is protected is named singly (个人信息保护法 28: necessity). */
export type Cover = { kind: SubjectKind; groups?: string[]; elements?: string[] }

export type Purpose = {
  id: string
  title: Words
  /** What it is for, as one says it at the door. */
  what: Words
  basis: Basis
  citations: Citation[]
  /** The basis is stated anew each time, by the request or form that asks; otherwise nothing is collected for it. */
  eachTime?: boolean
  covers: Cover[]
  /** From whom it comes. */
  sources: Words
  recipients: Words[]
  keep: Keep
  /** What happens when somebody does not answer. */
  refusal: Words
  /** Why what is protected is needed, and what it does to her (个人信息保护法 30). */
  effect?: Words
  /** A machine decides by it about people, with nobody in between. */
  automated?: boolean
  /** Names or facts of people are published by it. */
  published?: boolean
  /** Who answers questions about it. */
  contact: Words
}

const Said = Type.Object({ zh: Type.String({ maxLength: 600 }), en: Type.String({ maxLength: 900 }) }, { additionalProperties: false })
const PurposeId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const Span = Type.Union([
  Type.Object({ years: Type.Integer({ minimum: 1, maximum: 30 }) }, { additionalProperties: false }),
  Type.Object({ days: Type.Integer({ minimum: 1, maximum: 10_950 }) }, { additionalProperties: false }),
])

/** The shape alone; what the parts mean together is checked by `purposeFaults`. */
export const PurposeShape = Type.Object(
  {
    id: PurposeId,
    title: Said,
    what: Said,
    basis: Type.Integer({ minimum: 1, maximum: 7 }),
    citations: Type.Array(
      Type.Object(
        { zh: Type.String({ maxLength: 300 }), en: Type.String({ maxLength: 500 }), status: Type.Enum(citationStates) },
        { additionalProperties: false },
      ),
      { maxItems: 10 },
    ),
    eachTime: Type.Optional(Type.Boolean()),
    covers: Type.Array(
      Type.Object(
        {
          kind: Type.Unsafe<SubjectKind>(Type.String({ maxLength: 20 })),
          groups: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60 })),
          elements: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 300 })),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
    sources: Said,
    recipients: Type.Array(Said, { maxItems: 10 }),
    keep: Type.Union([
      Type.Object(
        { from: Type.Union([Type.Literal('said'), Type.Literal('left'), Type.Literal('event')]), span: Span },
        { additionalProperties: false },
      ),
      Type.Object({ from: Type.Literal('stands') }, { additionalProperties: false }),
    ]),
    refusal: Said,
    effect: Type.Optional(Said),
    automated: Type.Optional(Type.Boolean()),
    published: Type.Optional(Type.Boolean()),
    contact: Said,
  },
  { additionalProperties: false },
)

const Told = Type.Unsafe<Words>(Said)
/** Which version, of purpose and notice alike: whatever changes in a purpose changes what people are told. */
const Edition = Type.String({ pattern: '^(shipped|street)-[0-9]{1,6}$' })
const Fault = Type.Object({
  path: Type.String(),
  say: Type.String(),
  with: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
})

export const PurposeLine = Type.Object({
  id: Type.String(),
  title: Told,
  what: Told,
  basis: Type.Unsafe<Basis>(Type.Integer()),
  /** A citation of it is still to be checked. */
  unchecked: Type.Boolean(),
  keep: Type.Unsafe<Keep>({}),
  edition: Type.String(),
  origin: Type.Unsafe<'shipped' | 'street'>(Type.String()),
  elements: Type.Integer(),
  protected: Type.Integer(),
  retired: Type.Boolean(),
  faulty: Type.Boolean(),
  /** Its impact is to be assessed, and no assessment speaks of it as it stands. */
  unassessed: Type.Boolean(),
})
export type PurposeLine = Static<typeof PurposeLine>

/** Every purpose of the street, and the elements of people that nothing is said of. Not about persons. */
export const listPurposes = contract('purpose.list', 'GET /purposes', {
  input: Type.Object({}),
  output: Type.Object({ purposes: Type.Array(PurposeLine), uncovered: Type.Array(Type.String()) }),
})

const Judged = Type.String({ minLength: 10, maxLength: 2000 })
/** What is found (个人信息保护法 56 ¶1): whether it is lawful, proper and necessary; what it does to people and what may go wrong; whether the protection is enough. */
export const Assessment = Type.Object({ necessity: Judged, effect: Judged, measures: Judged }, { additionalProperties: false })
export type Assessment = Static<typeof Assessment>
export const Assessed = Type.Object({
  at: Type.String(),
  who: Type.String(),
  necessity: Type.String(),
  effect: Type.String(),
  measures: Type.String(),
})
export type Assessed = Static<typeof Assessed>

/** One purpose whole: the elements it covers, and the versions it had. */
export const readPurpose = contract('purpose.read', 'GET /purposes/{id}', {
  input: Type.Object({ id: PurposeId }),
  output: Type.Object({
    purpose: Type.Unsafe<Purpose>({}),
    edition: Type.String(),
    origin: Type.Unsafe<'shipped' | 'street'>(Type.String()),
    retired: Type.Boolean(),
    faults: Type.Array(Fault),
    elements: Type.Array(Type.String()),
    unassessed: Type.Boolean(),
    /** The newest first; kept three years at least. */
    assessments: Type.Array(Assessed),
    versions: Type.Array(Type.Object({ edition: Type.String(), at: Type.String(), retired: Type.Boolean() })),
  }),
})

/** Make a purpose, or change one: always a new version of the street's own. `edition` is the one it was made from; without it the purpose is new. */
export const changePurpose = contract('purpose.change', 'PUT /purposes/{id}', {
  input: Type.Object({
    id: PurposeId,
    purpose: Type.Unsafe<Purpose>(PurposeShape),
    edition: Type.Optional(Edition),
    assessment: Type.Optional(Assessment),
  }),
  output: Type.Object({ id: Type.String(), edition: Type.String() }),
})

/** The impact of a purpose as it stands was assessed. */
export const assessPurpose = contract('purpose.assess', 'POST /purposes/{id}/assessments', {
  input: Type.Object({ id: PurposeId, assessment: Assessment }),
  output: Type.Object({ assessment: Type.String() }),
})

/** Refused while an element of people would be left without any. */
export const retirePurpose = contract('purpose.retire', 'DELETE /purposes/{id}', {
  input: Type.Object({ id: PurposeId }),
  output: Type.Object({ id: Type.String(), edition: Type.String() }),
})
