/** Rules that come from law: what one is made of, and what is asked of this module. Browser-safe. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

export type Words = { zh: string; en: string }

/** C: the text was read. P: read in part, or through a report. M: from memory or left to each place; it is marked, and never stands in a resident's way. */
export type RuleStatus = 'C' | 'P' | 'M'
export const topics = ['duties', 'requests', 'objections', 'time', 'privacy'] as const
export type RuleTopic = (typeof topics)[number]

export type Rule = {
  id: string
  /** What the code asks for by name: one after the other, several texts may hold under it (a law and the one that followed it). */
  rule: string
  topic: RuleTopic
  title: Words
  /** What it means here, in plain words; the text itself is where the citation says. */
  says: Words
  citation: Words
  status: RuleStatus
  /** First and last day it holds. */
  from: string
  to?: string
  /** Each street writes its own over it: hours, terms, the notices of the year. */
  local?: boolean
  parameters: Record<string, unknown>
}

/** A rule as a street has it: the shipped one, or its own over it. */
export type HeldRule = Rule & { version: number; origin: 'shipped' | 'street' }

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })

/** Every rule the street has, past ones and coming ones too. Not about persons. */
export const listRules = contract('rule.list', 'GET /rules', {
  input: Type.Object({}),
  output: Type.Object({
    rules: Type.Array(Type.Unsafe<HeldRule>({})),
    /** Last day for which a notice says what is worked; `undefined` without any. */
    coveredTo: Type.Union([Type.String(), Type.Null()]),
  }),
})

/** Write a local rule as it holds here. The shipped one stays beside it. */
export const setRule = contract('rule.set', 'PUT /rules/{id}', {
  input: Type.Object({
    id: Id,
    parameters: Type.Unsafe<Record<string, unknown>>(Type.Object({})),
    /** Document, number and day it was decided by. */
    citation: Type.String({ minLength: 2, maxLength: 200 }),
    from: Day,
  }),
  output: Type.Object({ id: Type.String(), version: Type.Integer() }),
})

/** The yearly notice on free days, pasted whole: which days are free and which are worked is read from it. */
export const tellYear = contract('rule.tell-year', 'POST /rules/working-days', {
  input: Type.Object({ text: Type.String({ minLength: 20, maxLength: 4000 }), document: Type.Optional(Type.String({ maxLength: 60 })) }),
  output: Type.Object({ id: Type.String(), year: Type.Integer(), version: Type.Integer(), free: Type.Integer(), work: Type.Integer() }),
})
