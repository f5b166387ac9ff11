/** Orders of the city's hotline and its neighbours: they come in, become matters, and replies go back. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { PartyKey } from '#ground/matters/contract.ts'
import { orderParts, replyFields, results, ways } from './order.ts'

const Id = Type.String({ format: 'uuid' })
const literals = <T extends string>(words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const Part = literals(orderParts)
const Field = literals(replyFields)
const Code = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const closed = { additionalProperties: false }
const Source = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,30}$' })
const Number_ = Type.String({ minLength: 2, maxLength: 60 })
const Moment = Type.String({ format: 'date-time' })

const FieldPlace = Type.Object({ field: Field, label: Type.String({ minLength: 1, maxLength: 30 }) }, closed)
export const SourceView = Type.Object({ code: Type.String(), name: Type.String(), fields: Type.Array(FieldPlace), rev: Type.Integer() })
export type SourceView = Static<typeof SourceView>

export const listSources = contract('hotline.sources', 'GET /hotline/sources', {
  input: Type.Object({}),
  output: Type.Object({ sources: Type.Array(SourceView) }),
})

/** A platform with its name and what a reply to it is made of, in the order of its screen. If-Match: the rev; 0 where it is new. */
export const setSource = contract('hotline.set-source', 'PUT /hotline/sources/{code}', {
  input: Type.Object({
    code: Source,
    name: Type.String({ minLength: 2, maxLength: 40 }),
    fields: Type.Array(FieldPlace, { minItems: 2, maxItems: 12 }),
  }),
  output: SourceView,
})

const Column = Type.Object({ column: Type.Integer({ minimum: 1, maximum: 16_384 }), part: OrNull(Part) }, closed)

/** What a file of orders holds, as far as its headings say; nobody's words are in the reply. */
export const readOrders = contract('hotline.read-file', 'POST /hotline/readings', {
  input: Type.Object({ source: Source, file: Id, columns: Type.Optional(Type.Array(Column, { maxItems: 300 })) }),
  output: Type.Object({
    sheet: Type.String(),
    columns: Type.Array(Type.Object({ column: Type.Integer(), heading: Type.String(), part: OrNull(Part) })),
    rows: Type.Integer(),
    /** What would become of them. */
    fresh: Type.Integer(),
    same: Type.Integer(),
    changed: Type.Integer(),
    /** Rows that cannot be taken, by the cell that is wrong. */
    faults: Type.Array(Type.Object({ path: Type.String(), say: Type.String() })),
  }),
})

/** Confirmed by a person: every order that is not known becomes a matter, changed ones are told to theirs. */
export const bringOrders = contract('hotline.bring-in', 'POST /hotline/orders/bringing', {
  input: Type.Object({ source: Source, file: Id, columns: Type.Array(Column, { minItems: 1, maxItems: 300 }) }),
  output: Type.Object({ fresh: Type.Integer(), same: Type.Integer(), changed: Type.Integer(), left: Type.Integer() }),
})

/** One order by the interface; the same number again is the same order. */
export const receiveOrder = contract('hotline.receive', 'POST /hotline/orders', {
  input: Type.Object(
    {
      source: Source,
      number: Number_,
      content: Type.String({ minLength: 2, maxLength: 4000 }),
      title: Type.Optional(Type.String({ minLength: 2, maxLength: 80 })),
      caller: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
      phone: Type.Optional(Type.String({ minLength: 5, maxLength: 30 })),
      address: Type.Optional(Type.String({ maxLength: 200 })),
      /** Twelve digits. */
      community: Type.Optional(Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })),
      dispatched: Type.Optional(Moment),
      due: Type.Optional(Moment),
    },
    closed,
  ),
  output: Type.Object({ id: Type.String(), matter: Type.String(), number: Type.String(), was: literals(['fresh', 'same', 'changed']) }),
})

const ReplyView = Type.Object({
  result: literals(results),
  text: Type.String(),
  contacted: OrNull(Type.String()),
  way: literals(ways),
})

export const OrderLine = Type.Object({
  id: Type.String(),
  source: Type.String(),
  number: Type.String(),
  matter: Type.String(),
  matterNumber: Type.String(),
  title: Type.String(),
  stand: Type.String(),
  outcome: OrNull(Type.String()),
  leadName: Type.String(),
  came: Type.String(),
  /** Theirs; and the first of all that run, which binds. */
  due: OrNull(Type.String()),
  binds: OrNull(Type.String()),
  changed: Type.Array(Part),
  replied: OrNull(Type.String()),
  went: OrNull(Type.String()),
  wentAt: OrNull(Type.String()),
  /** It came in sealed: nobody decided yet, or whom it is kept from was said. */
  held: OrNull(literals(['waiting', 'sealed', 'ordinary'])),
})
export type OrderLine = Static<typeof OrderLine>

export const orderLists = ['came', 'due', 'unsent', 'sent', 'held'] as const
export type OrderList = (typeof orderLists)[number]

/**
 * `came`: still worked on, the newest first. `due`: theirs first. `unsent`: answered here, no reply with them. `held`: sealed ones, for whoever may open them;
 * those that wait to be decided first. They are in no other list and in no count.
 */
export const listOrders = contract('hotline.orders', 'GET /hotline/orders', {
  input: Type.Object({ list: literals(orderLists) }),
  output: Type.Object({ orders: Type.Array(OrderLine), counts: Type.Object({ due: Type.Integer(), unsent: Type.Integer() }) }),
})

/** One order with its reply, field by field in the order of the other side's screen, to be copied. */
export const readOrder = contract('hotline.order', 'GET /hotline/orders/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    order: OrderLine,
    sourceName: Type.String(),
    reply: OrNull(ReplyView),
    /** The answer that was given here, to begin from. */
    draft: Type.String(),
    fields: Type.Array(Type.Object({ field: Field, label: Type.String(), value: Type.String() })),
    /** The next whose reply has not gone. */
    next: OrNull(Type.String()),
  }),
})

export const replyTo = contract('hotline.reply', 'PUT /hotline/orders/{id}/reply', {
  input: Type.Object({
    id: Id,
    result: literals(results),
    text: Type.String({ minLength: 4, maxLength: 2000 }),
    contacted: Type.Optional(Moment),
    way: literals(ways),
  }),
  output: Type.Object({ replied: Type.String() }),
})

/** What a held order is: a complaint about somebody, kept from her from then on; or nothing to be sealed, and a matter like any other. */
export const decideHeld = contract('hotline.decide-held', 'POST /hotline/orders/{id}/deciding', {
  input: Type.Object({
    id: Id,
    accused: Type.Optional(Type.Union([Type.Object({ login: Id }, closed), Type.Object({ party: PartyKey }, closed)])),
    ordinary: Type.Optional(Type.Object({ type: Code, category: Code }, closed)),
  }),
  output: Type.Object({ matter: Type.String(), held: literals(['sealed', 'ordinary']) }),
})

/** It stands in the other side's screen now. */
export const markSent = contract('hotline.mark-sent', 'POST /hotline/orders/{id}/sending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ next: OrNull(Type.String()) }),
})

/** Replies that have not gone, as a workbook: their own, filled in place by order numbers, or a plain one. They count as sent with it. */
export const makeReplies = contract('hotline.make-replies', 'POST /hotline/reply-books', {
  input: Type.Object({ source: Source, file: Type.Optional(Id) }),
  output: Type.Object({
    file: Type.String(),
    replies: Type.Integer(),
    /** Numbers in their workbook of which there is no reply to send yet. */
    lacking: Type.Integer(),
  }),
})
