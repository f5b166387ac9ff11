/**
 * What a fact is made of. Browser-safe types: the catalogue, the workbook mapper, forms and screens all speak them.
 */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

/** What a fact can be about. */
export type SubjectKind = 'person' | 'household' | 'dwelling' | 'building' | 'estate' | 'organisation' | 'premises' | 'region'

/**
 * - `name` a Han (or other) personal name; `id-number` GB 11643 citizen number; `phone`; `uscc` GB 32100 code of an organisation
 * - `code` one entry of a code list, `codes` several; `day` YYYY-MM-DD, `month` YYYY-MM, `year` YYYY
 * - `integer`, `decimal` numbers with `unit`; `boolean` three states: absent is not false
 * - `address` free address text; `region` a 12-digit code or name path
 * - `tie` a relation of a person to a dwelling `{ dwelling, from?, to? }`: residence, registration, ownership, tenancy
 */
export type ElementType =
  | 'text'
  | 'name'
  | 'id-number'
  | 'phone'
  | 'uscc'
  | 'code'
  | 'codes'
  | 'day'
  | 'month'
  | 'year'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'address'
  | 'region'
  | 'tie'

/**
 * - `ordinary` needs only the community's own duty; - `personal` listed only inside one's area
 * - `sensitive` PIPL art. 28 (health, religion, finance, minors under 14 …): own tables, reason to open, daily cap
 * - `forbidden` not collected or shown without a stated basis (religion, political status, blood type …)
 */
export type Sensitivity = 'ordinary' | 'personal' | 'sensitive' | 'forbidden'

/** How a new saying meets the current value (DESIGN §3): latest wins when newer from the same source or over a stale value; confirm asks a human; set adds. */
export type MergeRule = 'latest' | 'confirm' | 'set'

/** Which search columns `facts` writes for the element. */
export type IndexKind = 'gram' | 'pinyin' | 'token' | 'tail'

export type Element = {
  /** `<kind>.<name-in-kebab-case>`, stable for ever. */
  id: string
  kind: SubjectKind
  label: { zh: string; en: string }
  type: ElementType
  /** Code list id for `code` and `codes`. */
  codes?: string
  /** Unit of a number: `m2`, `CNY`, `cm`, `persons` … */
  unit?: string
  /** Other spellings of the heading, as real forms print them. The label is always included. */
  synonyms: string[]
  /**
   * Headings that mean this element only under one of `contexts`: `省` is the registered province under `户籍地` and nothing by itself.
   * Never certain without the context, even when no other element claims the heading.
   */
  bare?: string[]
  /** Upper headings, bracketed qualifiers or form titles that decide what a `bare` heading means: `户籍地`, `监护人`, `产权人`. Context and bare heading in one word count too (`监护人姓名`). */
  contexts?: string[]
  sensitivity: Sensitivity
  /** Law and article, or standard, on which it is ordinarily collected. */
  basis?: string
  /** Days until a value is stale; absent = never. */
  shelfLifeDays?: number
  /** Days after its as-of day on which what was said is deleted: what was asked for an emergency, or for an occasion. Absent = as long as the register needs it. */
  keepDays?: number
  merge: MergeRule
  index?: IndexKind[]
  /** Computed, never asked and never stored. `rule` names a function of `derive.ts`, `from` its element ids. */
  derived?: { rule: string; from: string[] }
  /** Worked out only where nothing was said: birth date from the id number, a full address from its parts. What was said always wins. */
  inferred?: { rule: string; from: string[] }
  /** A group of the desk's page, e.g. `identity`, `contact`, `residence`, `work`, `schooling`, `health`, `relief`. */
  group: string
  /** Which department keeps the leading copy, when it is not the community. */
  steward?: string
}

/** `untold`: that nothing was said. Files come with it; on paper the answer is left open instead. */
export type CodeEntry = { code: string; zh: string; en: string; synonyms?: string[]; untold?: true }
/** A national or local code list with its source. */
export type CodeList = { id: string; title: { zh: string; en: string }; source: string; entries: CodeEntry[] }

/** A current value of one element: `null` never occurs, absence is the missing key. Stored shape by type: numbers for integer/decimal, booleans, string[] for codes, otherwise strings. */
export type FactValue = string | number | boolean | string[] | TieValue
export type TieValue = { dwelling: string; from?: string; to?: string; share?: string }

/** A value as a screen shows it: provenance beside it, identifiers masked, rivals waiting for a human. */
export const FactView = Type.Object({
  element: Type.String(),
  value: Type.Unknown(),
  masked: Type.Boolean(),
  stale: Type.Boolean(),
  source: Type.String(),
  asOf: Type.String(),
  rivals: Type.Array(Type.Object({ value: Type.Unknown(), source: Type.String(), asOf: Type.String() })),
})
export type FactView = Static<typeof FactView>

const Id = Type.String({ format: 'uuid' })
const SourceName = Type.String({ pattern: '^(seen|register|self|department:.{1,40})$' })

/** The catalogue as the street sees it, with its code lists. Not about persons; may be kept and revalidated. */
export const listElements = contract('element.list', 'GET /elements', {
  input: Type.Object({}),
  output: Type.Object({
    elements: Type.Array(Type.Unsafe<Element & { origin: 'shipped' | 'street' }>({})),
    codes: Type.Array(Type.Unsafe<CodeList>({})),
  }),
})

const Words = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 200 })
const Derivation = Type.Object({ rule: Type.String({ maxLength: 60 }), from: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 20 }) })
const Name = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 60 }), en: Type.String({ minLength: 1, maxLength: 120 }) })

/** `Element` as it comes in; whether its words fit together is judged by `catalogueFaults`. */
const ElementShape = Type.Object({
  id: Type.String({ maxLength: 80 }),
  kind: Type.String({ maxLength: 20 }),
  label: Name,
  type: Type.String({ maxLength: 20 }),
  codes: Type.Optional(Type.String({ maxLength: 60 })),
  unit: Type.Optional(Type.String({ maxLength: 20 })),
  synonyms: Words,
  bare: Type.Optional(Words),
  contexts: Type.Optional(Words),
  sensitivity: Type.String({ maxLength: 20 }),
  basis: Type.Optional(Type.String({ maxLength: 300 })),
  shelfLifeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
  keepDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
  merge: Type.String({ maxLength: 20 }),
  index: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })),
  derived: Type.Optional(Derivation),
  inferred: Type.Optional(Derivation),
  group: Type.String({ minLength: 1, maxLength: 60 }),
  steward: Type.Optional(Type.String({ maxLength: 120 })),
})

/** A street's own version of an element, or a new one; a shipped element keeps its id, kind and type. */
export const changeElement = contract('element.change', 'PUT /elements/{id}', {
  input: Type.Object({ id: Type.String({ pattern: '^[a-z]+\\.[a-z0-9-]{2,60}$' }), element: Type.Unsafe<Element>(ElementShape) }),
  output: Type.Object({ id: Type.String(), version: Type.Integer() }),
})

export const retireElement = contract('element.retire', 'DELETE /elements/{id}', {
  input: Type.Object({ id: Type.String() }),
  output: Type.Object({ id: Type.String(), version: Type.Integer() }),
})

/** Correct facts about one subject. Send the version (rev) that was on the screen as If-Match; a `null` value takes the fact away. */
export const correctFacts = contract('fact.correct', 'POST /subjects/{id}/facts', {
  input: Type.Object({
    id: Id,
    values: Type.Record(Type.String(), Type.Unknown(), { minProperties: 1, maxProperties: 60 }),
    source: SourceName,
    asOf: Day,
  }),
  output: Type.Object({ rev: Type.Integer(), outcomes: Type.Record(Type.String(), Type.String()) }),
})

/**
 * Say which side of a contradiction is right: 0 what stands, 1 and on the rivals in the order they were shown, so the version (rev) that was on the
 * screen is sent as If-Match. It stands from then on, as of the day and from the source that said it; nobody has to type it, or see it whole.
 */
export const settleFact = contract('fact.settle', 'POST /subjects/{id}/settlement', {
  input: Type.Object({ id: Id, element: Type.String({ maxLength: 80 }), side: Type.Integer({ minimum: 0, maximum: 100 }) }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** Everything ever said about one element of a subject, newest first, withdrawn sayings included and marked. */
export const readHistory = contract('fact.history', 'GET /subjects/{id}/history', {
  input: Type.Object({ id: Id, element: Type.Optional(Type.String()) }),
  output: Type.Object({
    sayings: Type.Array(
      Type.Object({
        statement: Type.String(),
        element: Type.String(),
        value: Type.Unknown(),
        source: Type.String(),
        asOf: Type.String(),
        saidOn: Type.String(),
        decides: Type.Boolean(),
        withdrawn: Type.Boolean(),
      }),
    ),
  }),
})

/**
 * Open masked and specially protected values of one subject. Needs a reason (Linli-Reason); counts towards the day's cap. `form`: only what that form
 * asks, to fill it in.
 */
export const revealFacts = contract('fact.reveal', 'POST /subjects/{id}/reveal', {
  input: Type.Object({ id: Id, form: Type.Optional(Type.String({ maxLength: 60 })) }),
  output: Type.Object({ facts: Type.Array(FactView), left: Type.Integer() }),
})
