/**
 * Residents who sign in: who of the register a telephone belongs to, letters with a number, chosen helpers, and what is known about oneself.
 * `/mine` is a resident's own and open to no post; everything else here is the counter's and open to no resident.
 */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import { OwnScope } from '#kernel/access/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Words = Type.Object({ zh: Type.String(), en: Type.String() })
const Phone = Type.String({ minLength: 5, maxLength: 30 })

/** `next` of the page before: moment and id. */
export const Before = Type.String({
  pattern: '^20\\d{2}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3,6}Z [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
})

// A resident's own.

/** Who am I: exact number and name in this street. `bound` at once when the telephone is the one on record, otherwise a clerk looks at the card. */
export const claimPerson = contract('resident.claim', 'POST /mine/claims', {
  input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }), idNumber: Type.String({ minLength: 15, maxLength: 30 }) }),
  output: Type.Object({ state: Type.Union([Type.Literal('bound'), Type.Literal('waiting')]) }),
})

/** What was claimed with this telephone and waits for the counter, and which persons it is bound to. */
export const readOwnBindings = contract('resident.own-bindings', 'GET /mine/bindings', {
  input: Type.Object({}),
  output: Type.Object({
    /** Tail of the telephone signed in with. */
    tail: Type.String(),
    waiting: Type.Array(Type.Object({ id: Type.String(), at: Type.String() })),
    /** Every telephone of these persons: one bound by somebody else is seen here. `how` as at the counter. */
    bindings: Type.Array(
      Type.Object({
        id: Type.String(),
        person: Type.String(),
        tail: Type.String(),
        /** The one signed in with. */
        own: Type.Boolean(),
        how: Type.Union([Type.Literal('matched'), Type.Literal('confirmed'), Type.Literal('counter')]),
        at: Type.String(),
      }),
    ),
  }),
})

/** This telephone no longer signs in for her: lost, handed on. Its sessions end at once. */
export const endOwnBinding = contract('resident.end-own-binding', 'POST /mine/bindings/{id}/ending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})

export const OwnFact = Type.Object({
  element: Type.String(),
  label: Words,
  group: Type.String(),
  type: Type.String(),
  /** Code list in `codes`. */
  codes: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  value: Type.Unknown(),
  /** Part of it is hidden: a helper sees no whole number. */
  masked: Type.Boolean(),
  source: Type.String(),
  asOf: Type.String(),
  stale: Type.Boolean(),
  /** Law and article it is collected under. */
  basis: Type.Union([Type.String(), Type.Null()]),
  /** Protected: health, relief and the like. */
  protected: Type.Boolean(),
  /** She may say it otherwise herself; what only a department or the card can say goes to the counter. */
  mayCorrect: Type.Boolean(),
  /** Something else was said too, and a clerk is to look. */
  contradicted: Type.Boolean(),
})
export type OwnFact = Static<typeof OwnFact>

/** Everything known about a person of this session; of door and household as far as it is about her. */
export const readOwn = contract('own.read', 'GET /mine/{person}', {
  input: Type.Object({ person: Id }),
  output: Type.Object({
    person: Id,
    rev: Type.Integer(),
    facts: Type.Array(OwnFact),
    homes: Type.Array(
      Type.Object({
        relation: Type.Union([Type.Literal('residence'), Type.Literal('registration'), Type.Literal('ownership'), Type.Literal('tenancy')]),
        door: Type.String(),
        label: Type.String(),
        from: Type.Union([Type.String(), Type.Null()]),
        to: Type.Union([Type.String(), Type.Null()]),
        /** Of the door and household she lives in; of others nothing. */
        facts: Type.Array(OwnFact),
      }),
    ),
    /** Code lists the facts above speak in. */
    codes: Type.Record(Type.String(), Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }))),
  }),
})

export const OwnLooks = Type.Object({
  looks: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Type.String(),
      /** Name and post of the one who looked; she herself, her helper or a letter: `own` says so. */
      who: Type.String(),
      title: Type.String(),
      own: Type.Boolean(),
      /** Name of the operation; its words are `own.did.<name>` of this module's texts. */
      view: Type.String(),
      what: Type.Array(Words),
      reason: Type.Union([Type.String(), Type.Null()]),
      sensitive: Type.Boolean(),
      /** Of a list of so many people that none is named: she stood in its area. */
      maybe: Type.Boolean(),
      count: Type.Integer(),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
})

/** Who looked at her, newest first. What a law closes for now, or a victim's safety, is withheld without a gap. */
export const readOwnLooks = contract('own.looks', 'POST /mine/{person}/looks', {
  input: Type.Object({ person: Id, before: Type.Optional(Before) }),
  output: OwnLooks,
})

/** Say it otherwise. The version (rev) that was on the screen comes as If-Match. `conflict`: a clerk looks at both. */
export const correctOwn = contract('own.correct', 'POST /mine/{person}/corrections', {
  input: Type.Object({ person: Id, values: Type.Record(Type.String(), Type.Unknown(), { minProperties: 1, maxProperties: 30 }) }),
  output: Type.Object({ rev: Type.Integer(), outcomes: Type.Record(Type.String(), Type.String()) }),
})

/** Everything linked to her, to take along. */
export const exportOwn = contract('own.export', 'POST /mine/{person}/export', {
  input: Type.Object({ person: Id, format: Type.Union([Type.Literal('json'), Type.Literal('csv')]) }),
  output: Type.Object({ name: Type.String(), type: Type.String(), text: Type.String() }),
})

// Helpers.

export const Mandate = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal('helper'), Type.Literal('guardian')]),
  principal: Type.Object({ id: Type.String(), name: Type.String() }),
  /** A person of the street, or a telephone (its tail) with the name the principal gave it. */
  helper: Type.Object({ name: Type.String(), tail: Type.Optional(Type.String()), person: Type.Optional(Type.String()) }),
  scope: Type.Array(OwnScope),
  from: Type.String(),
  /** Last day. */
  to: Type.String(),
  /** Online by the principal, or at the counter with a signed paper. */
  channel: Type.Union([Type.Literal('online'), Type.Literal('counter')]),
  paper: Type.Optional(Type.String()),
  state: Type.Union([Type.Literal('to-come'), Type.Literal('in-force'), Type.Literal('over'), Type.Literal('ended')]),
})
export type Mandate = Static<typeof Mandate>

const Scopes = Type.Array(OwnScope, { minItems: 1, maxItems: 4 })

/** Choose somebody to act for oneself, for a year at most. Whether the telephone is known here is not said. */
export const grantMandate = contract('mandate.grant', 'POST /mine/{person}/mandates', {
  input: Type.Object({
    person: Id,
    phone: Phone,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    scope: Scopes,
    from: Day,
    to: Day,
  }),
  output: Type.Object({ id: Type.String() }),
})

/** Ended at once, by the one who chose or the one who was chosen. */
export const revokeMandate = contract('mandate.revoke', 'POST /mine/mandates/{id}/ending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})

/** Helpers of one's own persons, and whom one helps. */
export const listMandates = contract('mandate.list', 'GET /mine/mandates', {
  input: Type.Object({}),
  output: Type.Object({ given: Type.Array(Mandate), held: Type.Array(Mandate) }),
})

// The counter.

/** One person's telephones, waiting claims, letters and helpers, for the panel on her page. */
export const readSignIns = contract('resident.read', 'GET /people/{id}/sign-ins', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    name: Type.String(),
    bindings: Type.Array(
      Type.Object({
        id: Type.String(),
        tail: Type.String(),
        at: Type.String(),
        how: Type.Union([Type.Literal('matched'), Type.Literal('confirmed'), Type.Literal('counter')]),
        by: Type.String(),
        ended: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    claims: Type.Array(Type.Object({ id: Type.String(), tail: Type.String(), at: Type.String() })),
    letters: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        until: Type.String(),
        state: Type.Union([Type.Literal('open'), Type.Literal('used'), Type.Literal('over'), Type.Literal('ended')]),
      }),
    ),
    mandates: Type.Array(Mandate),
    /** A minor: her guardian acts alone under 14, beside her until 18. */
    age: Type.Union([Type.Integer(), Type.Null()]),
    /** Grown-ups of her household, to confirm a guardian among. */
    grownUps: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  }),
})

export const bindPhone = contract('resident.bind', 'POST /people/{id}/phones', {
  input: Type.Object({ id: Id, phone: Phone }),
  output: Type.Object({ id: Type.String() }),
})

export const endBinding = contract('resident.end-binding', 'POST /phones/{id}/ending', {
  input: Type.Object({
    id: Id,
    why: Type.Union([Type.Literal('lost'), Type.Literal('reassigned'), Type.Literal('asked'), Type.Literal('wrong')]),
  }),
  output: Type.Object({}),
})

/** Claims of the post's area that wait for somebody to look at the card, oldest first. */
export const listClaims = contract('resident.claims', 'GET /claims', {
  input: Type.Object({}),
  output: Type.Object({
    claims: Type.Array(
      Type.Object({
        id: Type.String(),
        person: Type.Object({ id: Type.String(), name: Type.String(), line: Type.String() }),
        tail: Type.String(),
        at: Type.String(),
      }),
    ),
  }),
})

/** The identity card was seen and is hers (`yes`), or it was not she. */
export const decideClaim = contract('resident.confirm-claim', 'POST /claims/{id}/decision', {
  input: Type.Object({ id: Id, hers: Type.Boolean() }),
  output: Type.Object({}),
})

/** A number for a letter to one person or one door: shown once, good once, 30 days. */
export const issueLetter = contract('resident.issue-letter', 'POST /letters', {
  input: Type.Object({ person: Type.Optional(Id), door: Type.Optional(Id) }),
  output: Type.Object({ id: Type.String(), number: Type.Optional(Type.String()), until: Type.String() }),
})

export const endLetter = contract('resident.end-letter', 'POST /letters/{id}/ending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})

/** A letter came back to the counter, or its number was read out on the telephone: whose is it? The number is used up by it. */
export const enterLetter = contract('resident.enter-letter', 'POST /letters/entering', {
  input: Type.Object({ number: Type.String({ minLength: 12, maxLength: 24 }) }),
  output: Type.Object({
    letter: Type.String(),
    person: Type.Union([Type.String(), Type.Null()]),
    door: Type.Union([Type.String(), Type.Null()]),
  }),
})

/** A helper chosen on paper, or a guardian confirmed. The paper is a stored file. */
export const recordMandate = contract('resident.record-mandate', 'POST /people/{id}/mandates', {
  input: Type.Object({
    id: Id,
    kind: Type.Union([Type.Literal('helper'), Type.Literal('guardian')]),
    person: Type.Optional(Id),
    phone: Type.Optional(Phone),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    scope: Scopes,
    from: Day,
    to: Type.Optional(Day),
    paper: Id,
  }),
  output: Type.Object({ id: Type.String() }),
})

export const endMandate = contract('resident.end-mandate', 'POST /mandates/{id}/ending', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})
