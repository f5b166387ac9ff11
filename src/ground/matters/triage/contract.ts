/** What triage suggests. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '#ground/forms/contract.ts'
import type { LeadReason } from './units.ts'

const Id = Type.String({ format: 'uuid' })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])

const LeadView = Type.Object({
  /** Null where it is no unit of this street. */
  party: OrNull(Type.String()),
  name: Type.String(),
  /** `may`, `note` or `admit-first`; whom the duty lists forbid it is never here. */
  verdict: Type.String(),
  reasons: Type.Array(Type.Unsafe<LeadReason>({})),
})
export type LeadView = Static<typeof LeadView>

export const GuessView = Type.Object({
  theme: Type.String(),
  label: Told,
  field: Told,
  /** The type of matter and its category, where the street has them. */
  type: OrNull(Type.String()),
  category: OrNull(Type.String()),
  /** 0–1. */
  confidence: Type.Number(),
  /** Words of the text that decided. */
  words: Type.Array(Type.String()),
  leads: Type.Array(LeadView),
})
export type GuessView = Static<typeof GuessView>

export const AlikeView = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  category: Told,
  stand: Type.String(),
  opened: Type.String(),
  reporters: Type.Integer(),
  leadName: Type.String(),
  /** How near it lies: the same subject, grid, community or street. */
  near: Type.String(),
  /** 0–1. */
  likeness: Type.Number(),
})
export type AlikeView = Static<typeof AlikeView>

/**
 * What a text is about, who should lead it and which open matters are like it; for one that is being taken in (title, text, region of 9, 12 or 15
 * digits) or one that is there (`id`). Nothing is decided by it. A sealed matter is unknown here.
 */
export const triage = contract('matter.triage', 'POST /matters/triage', {
  input: Type.Object({
    id: Type.Optional(Id),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.Optional(Type.String({ maxLength: 4000 })),
    region: Type.Optional(Type.Integer({ minimum: 100_000_000, maximum: 999_999_999_999_999 })),
    subject: Type.Optional(Id),
  }),
  output: Type.Object({
    /** False: somebody has to read it, the first guess is only one of several. */
    sure: Type.Boolean(),
    /** Empty where nothing of the text is known. */
    guesses: Type.Array(GuessView),
    /** How many alike ones here somebody decided on, and were heard. */
    heard: Type.Integer(),
    similar: Type.Array(AlikeView),
  }),
})
