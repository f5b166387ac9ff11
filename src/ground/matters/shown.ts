/** Parts of one matter as it is shown: clocks, steps, calls and acts. Browser-safe. */
import { type Static, Type } from 'typebox'
import type { Words } from '#ground/forms/contract.ts'

export const literals = <T extends string>(words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
export const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
export const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])

export const ClockView = Type.Object({
  name: Type.String(),
  since: Type.String(),
  term: Type.Unsafe<Record<string, number>>({}),
  due: OrNull(Type.String()),
  left: Type.Number(),
  over: OrNull(Type.String()),
  /** No notice speaks for that day yet. */
  settled: Type.Boolean(),
})
export const StepView = Type.Object({
  id: Type.String(),
  stage: Told,
  title: Told,
  state: literals(['done', 'now', 'later', 'left-out', 'waits']),
  optional: Type.Boolean(),
  times: Type.Integer(),
  done: OrNull(Type.String()),
  reached: OrNull(Type.String()),
  repeats: Type.Boolean(),
  /** Being in touch: when it was tried last, and how often in vain since she was reached. */
  contact: Type.Boolean(),
  tried: OrNull(Type.String()),
  vain: Type.Integer(),
  /** A form of the register to fill for what the matter hangs on. */
  form: OrNull(Type.String()),
  questions: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Told,
      type: Type.String(),
      required: Type.Boolean(),
      choices: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
    }),
  ),
})
export const CoView = Type.Object({
  party: Type.String(),
  name: Type.String(),
  since: Type.String(),
  arriveBy: OrNull(Type.String()),
  arrived: OrNull(Type.String()),
  people: OrNull(Type.Integer()),
  finishBy: OrNull(Type.String()),
  done: OrNull(Type.String()),
  sentBack: OrNull(Type.String()),
  /** The matter ended before she was done; she need not come. */
  off: OrNull(Type.String()),
  verdict: OrNull(Type.String()),
  did: OrNull(Type.Boolean()),
  /** How often this party was called to it, and how often it sent the call back. */
  times: Type.Integer(),
  returns: Type.Integer(),
  settled: Type.Boolean(),
  /** This post acts for it. */
  mine: Type.Boolean(),
  /** Kinds of acts about this call that this post may do now. */
  may: Type.Array(Type.String()),
})
export const ActView = Type.Object({
  seq: Type.Integer(),
  kind: Type.String(),
  at: Type.String(),
  by: Type.String(),
  /** What the act says in codes, with names for parties. */
  says: Type.Array(Type.Object({ name: Type.String(), value: Told })),
  text: OrNull(Type.String()),
})
export type ActView = Static<typeof ActView>
