/**
 * Playing a form: which questions are asked of whom, what they are answered with, what is missing and what does not hold. Pure, and the same
 * in the browser while somebody types and in the house when she hands it in.
 */
import { type Condition, judge, type Scope, type Truth, type Value, work } from '#base/condition.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { derive } from '#ground/facts/derive.ts'
import { isHarmless as isFromNumber } from '#ground/facts/infer.ts'
import { type Known, kindOf, nameOf } from './asked.ts'
import type { Channel, Check, Form, FormSection, PartKind, Question, Words } from './contract.ts'

/** A part as it is judged: what is known of it, and what was answered now; `null` is the answer that there is none. */
export type PlayedPart = {
  key: string
  kind: PartKind
  known: ReadonlyMap<string, Value>
  answered: ReadonlyMap<string, Value | null>
  /** What she took her consent back for: it is not asked of her, and stands as if it were not in the form. */
  closed?: readonly string[]
}

/** One question at one subject. */
export type Line = { key: string; part: string; name: string; question: Question; section: FormSection }

export type Verdict = {
  /** Unknown is not shown on a screen and not refused by the house. */
  shown: Truth
  value: Value | undefined
  missing: boolean
  /** What the checks that do not hold say: the answer cannot stand. */
  failed: Words[]
  /** What is said about an answer that stands. */
  advice: Words[]
}

export const MEMBER = 'member:'

export function lineKey(part: string, name: string): string {
  return `${part} ${name}`
}

/** The questions in the order of the form; those of a repeated section once for each member, member by member. */
export function linesOf(form: Form, parts: readonly Pick<PlayedPart, 'key' | 'kind'>[]): Line[] {
  const members = parts.filter((part) => part.key.startsWith(MEMBER))
  return form.sections.flatMap((section) => {
    if (section.each) return members.flatMap((member) => section.questions.map((question) => lineOf(section, question, member.key)))
    return section.questions.flatMap((question) => {
      const kind = 'element' in question ? kindOf(question.element) : form.subject
      return parts.some((part) => part.key === kind) ? [lineOf(section, question, kind)] : []
    })
  })
}

function lineOf(section: FormSection, question: Question, part: string): Line {
  const name = nameOf(question)
  return { key: lineKey(part, name), part, name, question, section }
}

/** Judge every line. Answers to questions that are not asked count for nothing; facts that are known stay known. */
export function judgeForm(form: Form, known: Known, parts: readonly PlayedPart[], today: string): Map<string, Verdict> {
  const lines = linesOf(form, parts)
  const play = playOf(form, known, parts, lines, today)
  return new Map(
    lines.map((line) => {
      const shown = play.shown(line)
      const value = play.value(line)
      const scope = play.scope(line.part)
      const broken = shown === false || value === undefined ? [] : brokenChecks(line.question, scope)
      const failed = broken.filter((check) => !check.advice).map((check) => check.say)
      const advice = broken.filter((check) => check.advice).map((check) => check.say)
      return [line.key, { shown, value, missing: shown === true && line.question.required === true && value === undefined, failed, advice }]
    }),
  )
}

function brokenChecks({ checks }: Question, scope: Scope): Check[] {
  return (checks ?? []).filter((check) => judge(check.holds, scope) === false)
}

type Play = { shown: (line: Line) => Truth; value: (line: Line) => Value | undefined; scope: (part: string) => Scope }

/** Relevance and calculation follow each other in any order; each is worked out once. A sound form has no circle in them. */
function playOf(form: Form, known: Known, parts: readonly PlayedPart[], lines: readonly Line[], today: string): Play {
  const byKey = new Map(parts.map((part) => [part.key, part]))
  const lineAt = new Map(lines.map((line) => [line.key, line]))
  const shownAt = new Map<string, Truth>()
  const valueAt = new Map<string, Value | undefined>()
  const members = parts.filter((part) => part.key.startsWith(MEMBER))

  const shown = (line: Line): Truth =>
    once(shownAt, line.key, () => {
      if (byKey.get(line.part)?.closed?.includes(line.name)) return false
      const conditions: Condition[] = [line.section.relevance, line.question.relevance].filter((one) => one !== undefined)
      return conditions.length === 0 ? true : judge({ all: conditions }, scope(line.part))
    })
  const value = (line: Line): Value | undefined =>
    once(valueAt, line.key, () => {
      const part = byKey.get(line.part)
      const isAsked = shown(line) !== false
      if ('local' in line.question && line.question.calculation)
        return isAsked ? work(line.question.calculation, scope(line.part)) : undefined
      const answer = isAsked ? part?.answered.get(line.name) : undefined
      if (answer !== undefined) return answer ?? undefined
      return part?.known.get(line.name) ?? (part && followsFrom(part, line.name, isFromNumber))
    })
  /** A fact of this part: answered now, known, or following from what is. What is asked here follows from nothing but an identity number. */
  const factOf = (part: PlayedPart | undefined, name: string): Value | undefined => {
    if (!part) return undefined
    const line = lineAt.get(lineKey(part.key, name))
    if (line) return value(line)
    const isDerived = known.elements.get(name)?.derived !== undefined
    return (isDerived ? undefined : part.known.get(name)) ?? followsFrom(part, name, () => true) ?? part.known.get(name)
  }
  const followsFrom = (part: PlayedPart, name: string, may: (rule: string) => boolean): Value | undefined => {
    const element = known.elements.get(name)
    const how = element?.derived ?? element?.inferred
    if (!element || !how || !may(how.rule)) return undefined
    const from = how.from.flatMap((id) => {
      const one = factOf(part, id)
      return one === undefined ? [] : [[id, one as FactValue] as const]
    })
    const follows = from.length > 0 ? derive(element, { values: Object.fromEntries(from), today }) : undefined
    return typeof follows === 'object' && !Array.isArray(follows) ? undefined : follows
  }
  const find = (part: string, name: string): Value | undefined => {
    const own = lineAt.get(lineKey(part, name)) ?? lineAt.get(lineKey(form.subject, name))
    if (!name.includes('.')) return own && value(own)
    const kind = kindOf(name)
    return factOf(byKey.get(kind === 'person' && part.startsWith(MEMBER) ? part : kind), name)
  }
  const scope = (part: string): Scope => ({
    today,
    find: (name) => find(part, name),
    members: (group) => (group === 'members' ? members.map((member) => scope(member.key)) : undefined),
  })
  return { shown, value, scope }
}

function once<T>(kept: Map<string, T | undefined>, key: string, find: () => T): T | undefined {
  if (kept.has(key)) return kept.get(key)
  kept.set(key, undefined)
  const found = find()
  kept.set(key, found)
  return found
}

/** How an answer reached the clerk says whose word it is: seen by staff, or said by the person or her household. */
export function sourceOf(channel: Channel): 'seen' | 'self' {
  return channel === 'door' ? 'seen' : 'self'
}

/** What a form does with a question that may have been answered before (law 1: asked once). */
export type Standing = 'ask' | 'fresh' | 'stale' | 'rivals'

export function standingOf(fact: { stale: boolean; rivals: readonly unknown[] } | undefined): Standing {
  if (!fact) return 'ask'
  return fact.rivals.length > 0 ? 'rivals' : fact.stale ? 'stale' : 'fresh'
}

/** The last day on which a form's own answers are kept. */
export function keptUntil(at: string, keepYears: number): string {
  const year = Number(at.slice(0, 4)) + keepYears
  // 29 February has no like in most years.
  return `${year}-${at.slice(5) === '02-29' ? '02-28' : at.slice(5)}`
}
