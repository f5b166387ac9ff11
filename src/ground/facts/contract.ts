/**
 * What a fact is made of. Browser-safe types: the catalogue, the workbook mapper, forms and screens all speak them.
 */

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
export type IndexKind = 'gram' | 'pinyin' | 'token' | 'tail' | 'date'

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

export type CodeEntry = { code: string; zh: string; en: string; synonyms?: string[] }
/** A national or local code list with its source. */
export type CodeList = { id: string; title: { zh: string; en: string }; source: string; entries: CodeEntry[] }

/** A current value of one element: `null` never occurs, absence is the missing key. Stored shape by type: numbers for integer/decimal, booleans, string[] for codes, otherwise strings. */
export type FactValue = string | number | boolean | string[] | TieValue
export type TieValue = { dwelling: string; from?: string; to?: string; share?: string }
