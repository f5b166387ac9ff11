/** How a street answers an asker otherwise than by filling the workbook: the same is asked by another, or it comes without its means. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })

/** 权随事转、人随事转、费随事转: what is handed down comes with these three. */
export const means = ['money', 'people', 'powers'] as const
export type Means = (typeof means)[number]

/** What came down with it: whose money, whose people, by which authority. */
export const CameWith = {
  money: Type.Union([Type.String(), Type.Null()]),
  people: Type.Union([Type.String(), Type.Null()]),
  powers: Type.Union([Type.String(), Type.Null()]),
}

const Duplicate = Type.Object({
  id: Type.String(),
  title: Type.String(),
  asker: Type.String(),
  dueOn: Type.Union([Type.String(), Type.Null()]),
  /** Elements both ask, of so many the first one asks. */
  shared: Type.Array(Type.String()),
  of: Type.Integer(),
})
export type Duplicate = Static<typeof Duplicate>

/** Other open requests of the street that ask some of the same, the most alike first. */
export const listDuplicates = contract('report.duplicates', 'GET /requests/{id}/duplicates', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ duplicates: Type.Array(Duplicate) }),
})

/** Why what a street received itself is closed without being filled. */
export const closingReasons = ['mistake', 'twice', 'recalled', 'other'] as const
export type ClosingReason = (typeof closingReasons)[number]

/** How a request ended without being handed over. */
export const Ending = Type.Object({
  kind: Type.Enum(['merged', 'sent-back', 'closed', 'upheld'] as const),
  /** Means it lacks, the reason it was closed for, or the reasons of the objection. */
  why: Type.Array(Type.String()),
  words: Type.Union([Type.String(), Type.Null()]),
  by: Type.String(),
  at: Type.String(),
})
export type Ending = Static<typeof Ending>

/**
 * What was received or entered here by mistake, or is asked no longer, is closed with a reason: it leaves what is open and what is due, its files go when they
 * would have gone. What an office asked through Linli is answered otherwise. `words` are needed where the reason is another.
 */
export const closeRequest = contract('request.close', 'POST /requests/{id}/closing', {
  input: Type.Object({ id: Id, reason: Type.Enum(closingReasons), words: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })) }),
  output: Type.Object({ id: Type.String() }),
})

/** It was closed by mistake: it is open again with its day. */
export const reopenRequest = contract('request.reopen', 'POST /requests/{id}/reopening', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ state: Type.String() }),
})

/** It is answered with another open request; its asker is told with which. */
export const mergeRequest = contract('report.merge', 'POST /requests/{id}/merging', {
  input: Type.Object({ id: Id, into: Id, words: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })) }),
  output: Type.Object({ id: Type.String() }),
})

/** It goes back, since it comes without money, people or powers. The asker may say what comes with it, and it is here again. */
export const sendBack = contract('report.send-back', 'POST /requests/{id}/sending-back', {
  input: Type.Object({
    id: Id,
    lacks: Type.Array(Type.Enum(means), { minItems: 1, maxItems: means.length, uniqueItems: true }),
    words: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  }),
  output: Type.Object({ id: Type.String() }),
})
