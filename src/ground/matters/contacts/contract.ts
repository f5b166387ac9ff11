/** A contact that is due, as whoever stands at the door is told of it: that it is due, and what is asked when she is reached. Nothing of why she is kept in touch with. */
import { type Static, Type } from 'typebox'
import { StepView } from '../shown.ts'

/** `later`: she asked to come back. Only `reached` counts as being in touch. */
export const outcomes = ['reached', 'not-reached', 'later'] as const
export type Outcome = (typeof outcomes)[number]

export const DueContact = Type.Object({
  matter: Type.String(),
  /** Whom it is about; null where it is about the place itself. */
  person: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  due: Type.String(),
  questions: StepView.properties.questions,
})
export type DueContact = Static<typeof DueContact>
