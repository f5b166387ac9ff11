/** Parts of a matter as it is shown: its clocks, its steps, those called in. Browser-safe. */
import { Type } from 'typebox'
import type { Words } from '#ground/forms/contract.ts'

const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const literals = <T extends string>(words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))

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
  verdict: OrNull(Type.String()),
})
