/** The notice (告知书, 个人信息保护法 17–18), made from the purposes it is about: so that it cannot say anything else than what is done. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Basis, Citation, Keep, Words } from '../contract.ts'

const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))

/** One purpose as it is told. `elements` are those it is told for: the ones asked, or all it covers. */
export const NoticePart = Type.Object({
  id: Type.String(),
  edition: Type.String(),
  title: Told,
  what: Told,
  basis: Type.Unsafe<Basis>(Type.Integer()),
  citations: Type.Array(Type.Unsafe<Citation>({})),
  eachTime: Type.Boolean(),
  elements: Type.Array(Type.String()),
  protected: Type.Array(Type.String()),
  sources: Told,
  recipients: Type.Array(Told),
  keep: Type.Unsafe<Keep>({}),
  refusal: Told,
  effect: Type.Union([Told, Type.Null()]),
  contact: Told,
})
export type NoticePart = Static<typeof NoticePart>

export const Notice = Type.Object({ parts: Type.Array(NoticePart) })
export type Notice = Static<typeof Notice>

export const ways = ['form', 'door', 'counter', 'telephone', 'own-page', 'paper', 'notice'] as const
export type Way = (typeof ways)[number]

/** The notice for some purposes, for what a form or a visit asks, or (with neither) for everything. Not about persons. */
export const readNotice = contract('purpose.notice', 'POST /purposes/notice', {
  input: Type.Object({
    purposes: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 })),
    elements: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 300 })),
  }),
  output: Notice,
})

/** How many people of this post's area were told of a purpose, and how many of them an older version. */
export const countTold = contract('purpose.told', 'GET /purposes/{id}/told', {
  input: Type.Object({ id: Type.String({ maxLength: 60 }) }),
  output: Type.Object({ told: Type.Integer(), older: Type.Integer() }),
})
