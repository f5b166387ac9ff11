/** What a person agreed to, where a purpose stands on nothing but her consent, and that she takes it back as easily (个人信息保护法 arts. 14–16, 29, 31). */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })
const PurposeId = Type.String({ minLength: 1, maxLength: 60 })
const Edition = Type.String({ pattern: '^(shipped|street)-[0-9]{1,6}$' })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])

export const asWhoms = ['self', 'guardian', 'helper'] as const
export type AsWhom = (typeof asWhoms)[number]
const AsWhom = Type.Union([Type.Literal('self'), Type.Literal('guardian'), Type.Literal('helper')])

/** How she said it to staff; on her own page it is `own-page`. */
export const consentWays = ['counter', 'telephone', 'paper', 'door'] as const
const Way = Type.Union([Type.Literal('counter'), Type.Literal('telephone'), Type.Literal('paper'), Type.Literal('door')])
export type ConsentWay = Static<typeof Way> | 'own-page'

const Labelled = Type.Object({ element: Type.String(), label: Told })

/** One word of hers. `who` wrote it down; empty where she said it on her own page. */
const Word = Type.Object({
  given: Type.Boolean(),
  at: Type.String(),
  as: AsWhom,
  way: Type.String(),
  who: Type.String(),
  edition: Type.String(),
  elements: Type.Integer(),
})

export const ConsentLine = Type.Object({
  purpose: Type.String(),
  edition: Type.String(),
  title: Told,
  what: Told,
  recipients: Type.Array(Told),
  refusal: Told,
  effect: OrNull(Told),
  /** `none`: she was never asked, or it was never written down. */
  state: Type.Union([Type.Literal('none'), Type.Literal('given'), Type.Literal('withdrawn')]),
  /** The newest first. */
  words: Type.Array(Word),
  /** What is known of her now and would go if she took it back, and what would stay, because another purpose needs it. */
  goes: Type.Array(Labelled),
  stays: Type.Array(Type.Object({ ...Labelled.properties, by: Type.Array(Told) })),
})
export type ConsentLine = Static<typeof ConsentLine>

const Lines = Type.Object({
  consents: Type.Array(ConsentLine),
  /** Younger than 14: her guardian says it (art. 31). */
  child: Type.Boolean(),
})

/** What became of a word: what goes with a consent that was taken back, and what stays and why. */
const Became = Type.Object({ state: ConsentLine.properties.state, goes: ConsentLine.properties.goes, stays: ConsentLine.properties.stays })

export const listConsents = contract('consent.of-person', 'GET /people/{id}/consents', {
  input: Type.Object({ id: Id }),
  output: Lines,
})

/** What she said at the counter, on the telephone, on paper or at her door. `edition`: the notice she was told. */
export const sayConsent = contract('consent.say', 'POST /people/{id}/consents', {
  input: Type.Object({ id: Id, purpose: PurposeId, edition: Edition, given: Type.Boolean(), way: Way, as: AsWhom }),
  output: Became,
})

export const listOwnConsents = contract('own.consents', 'GET /mine/{person}/consents', {
  input: Type.Object({ person: Id }),
  output: Lines,
})

export const sayOwnConsent = contract('own.consent', 'POST /mine/{person}/consents', {
  input: Type.Object({ person: Id, purpose: PurposeId, edition: Edition, given: Type.Boolean() }),
  output: Became,
})

/** The house itself: what rested on a consent that was taken back has gone, and is folded out of what is known. */
export const clearConsent = contract('consent.clear', 'POST /consents/clearing', {
  input: Type.Object({ subjects: Type.Array(Type.String(), { maxItems: 10_000 }), values: Type.Integer() }),
  output: Type.Object({ subjects: Type.Integer() }),
})
