/** What a telephone in the field keeps and sends: the items of its outbox, and what becomes of each. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { outcomes, type Outcome as Reached } from '#ground/matters/contacts/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time', maxLength: 40 })
const ElementId = Type.String({ minLength: 3, maxLength: 80 })

/**
 * How a knock ended. `done`: everything that could be asked was; `partly`: the rest another time; `moved-away`: nobody of the list lives there any more.
 * `refused`: they do not want to be asked anything; a single question that somebody declines is an item of kind `refusal`.
 */
export const Outcome = Type.Union([
  Type.Literal('done'),
  Type.Literal('partly'),
  Type.Literal('nobody-home'),
  /** A child opened, and no grown-up was there. */
  Type.Literal('no-adult'),
  Type.Literal('refused'),
  Type.Literal('come-back'),
  Type.Literal('moved-away'),
])
export type Outcome = Static<typeof Outcome>

/** One answer. Either a value, read like the cell of a workbook (`null`: there is none), or `still`: what stood on the screen is right. */
export const Answer = Type.Object({
  element: ElementId,
  value: Type.Optional(Type.Unknown()),
  still: Type.Optional(Type.Literal(true)),
  /** `base` of the question or known fact on the screen, or the item of this outbox that said it since; left out when nothing was known. */
  baseStatement: Type.Optional(Id),
})
export type Answer = Static<typeof Answer>

/** What came of a contact that was due. `due`: as it stood on the screen; when it is no longer, she was reached by another way meanwhile. */
const Contact = Type.Object({
  matter: Id,
  due: Moment,
  outcome: Type.Unsafe<Reached>(Type.Union(outcomes.map((outcome) => Type.Literal(outcome)))),
  answers: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { maxProperties: 20 })),
})

/**
 * One item of an outbox. Its id is made at the door and stays: it is the idempotency key, and of an answer the id of the statement. `post`: the one the
 * worker was in at capture. `at`: by the clock of the telephone; `offsetMs`: what was to be added to it to have the house's clock, when last heard.
 */
export const Item = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('visit'), Type.Literal('answer'), Type.Literal('refusal'), Type.Literal('contact')]),
  round: Id,
  dwelling: Id,
  /** Who or what is spoken of; of a visit that ended `refused`, who refused. A household that nobody spoke of yet has an id already. */
  subject: Type.Optional(Id),
  answers: Type.Optional(Type.Array(Answer, { maxItems: 60 })),
  /** Of a refusal: the questions that were declined, and why if she wants to say. */
  elements: Type.Optional(Type.Array(ElementId, { minItems: 1, maxItems: 60 })),
  reason: Type.Optional(Type.String({ maxLength: 200 })),
  contact: Type.Optional(Contact),
  /** Of a visit. */
  outcome: Type.Optional(Outcome),
  comeBackAt: Type.Optional(Moment),
  at: Moment,
  offsetMs: Type.Integer({ minimum: -3_155_760_000_000, maximum: 3_155_760_000_000 }),
  post: Id,
})
export type Item = Static<typeof Item>

/**
 * What became of an item; each is answered by itself. `accepted`: kept (with `why`: it changed nothing any more, and she is told). `conflict`: kept, and somebody said otherwise meanwhile (`elements`): the worker
 * looks at it again. `quarantined`: kept for whoever answers for the door now. `refused`: cannot be kept as it is; the telephone keeps it, says why and lets the
 * worker mend it. All but the last may go from the outbox.
 */
export const ItemReply = Type.Object({
  id: Type.String(),
  became: Type.Union([Type.Literal('accepted'), Type.Literal('conflict'), Type.Literal('quarantined'), Type.Literal('refused')]),
  /** A text key: why it was not simply kept. */
  why: Type.Optional(Type.String()),
  elements: Type.Optional(Type.Array(Type.String())),
  /** Of a refusal: its slip. */
  slip: Type.Optional(Type.String()),
})
export type ItemReply = Static<typeof ItemReply>

/** The outbox, oldest first. Items of one call are judged in the order of their capture. */
export const syncRound = contract('round.sync', 'POST /outbox', {
  input: Type.Object({ items: Type.Array(Item, { minItems: 1, maxItems: 100 }) }),
  output: Type.Object({ items: Type.Array(ItemReply), now: Type.String() }),
})

/** One item, at once. */
export const recordVisit = contract('visit.record', 'POST /visits', { input: Item, output: ItemReply })

/**
 * The key of what somebody left unsent on a phone, for who plans rounds where she worked: only once her login is disabled or she holds no post any more; before that she
 * signs in herself. `account` and `device` stand on the phone. What it opens is brought like any outbox, and waits for whoever answers for the doors.
 */
export const unsealOutbox = contract('round.unseal', 'POST /outbox/key', {
  input: Type.Object({ account: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }), device: Id }),
  output: Type.Object({ key: Type.String() }),
})
