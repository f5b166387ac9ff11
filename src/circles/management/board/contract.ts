/** The public board: what crosses the wire. Nothing in it is about a person or a door. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '#ground/forms/contract.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const Id = Type.String({ format: 'uuid' })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const Count = OrNull(Type.Integer({ minimum: 0 }))
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })
const Month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$' })

/** About so much, or so much and more, or so much and less; null where nothing can be told of so few. */
export const Share = OrNull(
  Type.Object({ is: Type.Union([Type.Literal('about'), Type.Literal('over'), Type.Literal('under')]), percent: Type.Integer() }),
)

/** Counts are null where they are too small to be told. */
export const BoardMonth = Type.Object({
  asked: Count,
  categories: Type.Array(Type.Object({ label: Told, n: Type.Integer() })),
  /** Categories with too few for a row of their own, together. */
  otherCategories: Count,
  answered: Count,
  /** Working hours from the report to the answer: half of them took no longer. */
  hours: OrNull(Type.Integer()),
  onTime: Share,
  solved: Share,
  satisfied: Share,
  reopened: Share,
  /** By which way they came; `other` stands for those with too few. */
  channels: Type.Array(
    Type.Object({ channel: Type.String(), asked: Type.Integer(), answered: Type.Integer(), onTime: Share, satisfied: Share }),
  ),
})
export type BoardMonth = Static<typeof BoardMonth>

export const PublicAnswer = Type.Object({
  id: Type.String(),
  category: Told,
  question: Type.String(),
  answer: Type.String(),
  day: Type.String(),
})
export type PublicAnswer = Static<typeof PublicAnswer>

export const listBoards = contract('board.list', 'GET /board', {
  input: Type.Object({}),
  output: Type.Object({
    street: Type.String(),
    communities: Type.Array(Type.Object({ community: Type.Integer(), name: Type.String() })),
  }),
})

/** One community and month; without a month the last that was told. */
export const readBoard = contract('board.read', 'GET /board/{community}', {
  input: Type.Object({ community: Community, month: Type.Optional(Month) }),
  output: Type.Object({
    community: Type.Integer(),
    name: Type.String(),
    street: Type.String(),
    /** Months that were told, the newest first. */
    months: Type.Array(Type.String()),
    month: OrNull(Type.String()),
    told: OrNull(BoardMonth),
    answers: Type.Array(PublicAnswer),
  }),
})

export const keepBoard = contract('board.keep', 'POST /board/keeping', {
  input: Type.Object({}),
  output: Type.Object({ months: Type.Integer() }),
})

/** Of one matter, also those taken back; or all that stand in the post's area. */
export const listAnswers = contract('public-answer.list', 'GET /public-answers', {
  input: Type.Object({ matter: Type.Optional(Id) }),
  output: Type.Object({
    answers: Type.Array(
      Type.Object({
        ...PublicAnswer.properties,
        matter: Type.String(),
        community: Type.Integer(),
        by: Type.String(),
        taken: OrNull(Type.String()),
      }),
    ),
  }),
})

/** Question and answer in words of one's own: they are for everybody. */
export const publishAnswer = contract('public-answer.publish', 'POST /public-answers', {
  input: Type.Object({
    matter: Id,
    question: Type.String({ minLength: 4, maxLength: 120 }),
    answer: Type.String({ minLength: 4, maxLength: 600 }),
  }),
  output: Type.Object({ id: Type.String() }),
})

export const takeAnswerBack = contract('public-answer.take-back', 'POST /public-answers/{id}/taking-back', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})
