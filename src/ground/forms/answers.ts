/** What was handed in, made whole: answers read, judged by the form over what is known, and turned into sayings. Pure. */
import { isList, type Value } from '#base/condition.ts'
import type { FieldProblem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import type { State } from '#ground/facts/saying.ts'
import type { FilledPart, Form, PartKind, Question } from './contract.ts'
import { type Read, readElement, readLocal } from './read-answer.ts'
import { judgeForm, lineKey, linesOf, type PlayedPart, type Verdict } from './rules.ts'

/** `closed`: what she took her consent back for. */
export type HandedPart = { filled: FilledPart; key: string; kind: PartKind; state: State; twin: State; closed: ReadonlySet<string> }

/** Answers of one part as they may be said: elements anew, elements confirmed, the form's own. */
export type ReadPart = {
  key: string
  said: Record<string, FactValue | null>
  still: Record<string, FactValue>
  local: Record<string, FactValue>
}

/** @returns the answers, or every field that is wrong: pointers into the input with what to do. */
export function readAnswers(
  form: Form,
  catalogue: Catalogue,
  parts: HandedPart[],
  today: string,
): { parts: ReadPart[]; fields: FieldProblem[] } {
  const fields: FieldProblem[] = []
  const lines = linesOf(form, parts)
  const lineAt = new Map(lines.map((line) => [line.key, line]))
  const read = parts.map((part, at): ReadPart => {
    const own = (name: string) => lineAt.get(lineKey(part.key, name))?.question
    const refuse = (name: string, say: string, filled?: Record<string, string | number>) =>
      fields.push({ path: pathOf(at, name), say, ...(filled ? { with: filled } : {}) })
    return readPart(part, own, refuse, catalogue, today)
  })
  const played = parts.map((part, at) => playedPart(catalogue, part, read[at]!))
  const verdicts = judgeForm(form, catalogue, played, today)
  const place = new Map(parts.map((part, at) => [part.key, at]))
  for (const line of lines) {
    const at = place.get(line.part)
    const verdict = verdicts.get(line.key)
    if (at === undefined || !verdict) continue
    if (fields.every((field) => field.path !== pathOf(at, line.name))) fields.push(...verdictProblems(verdict, pathOf(at, line.name)))
  }
  return { parts: read.map((part) => keepShown(part, verdicts, lineAt)), fields }
}

function pathOf(part: number, name: string): string {
  return `/parts/${part}/answers/${name}`
}

type Refuse = (name: string, say: string, filled?: Record<string, string | number>) => void

function readPart(
  { key, filled, state, twin, closed }: HandedPart,
  own: (name: string) => Question | undefined,
  refuse: Refuse,
  catalogue: Catalogue,
  today: string,
): ReadPart {
  const part: ReadPart = { key, said: {}, still: {}, local: {} }
  const take = (name: string, read: Read, keep: (value: FactValue | null) => void) =>
    'refused' in read ? refuse(name, read.refused, read.with) : keep(read.value)
  for (const [name, given] of Object.entries(filled.values)) {
    const element = catalogue.elements.get(name)
    const question = own(name)
    if (!element || !question || !('element' in question)) refuse(name, 'form.not-asked')
    else if (closed.has(name)) refuse(name, 'consent.withdrawn-field')
    else
      take(name, readElement(element, given, catalogue, today), (value) => {
        // Nothing was known and nothing is said.
        if (value !== null || state.has(name) || twin.has(name)) part.said[name] = value
      })
  }
  for (const name of filled.still) {
    const known = state.get(name) ?? twin.get(name)
    if (!own(name)) refuse(name, 'form.not-asked')
    else if (closed.has(name)) refuse(name, 'consent.withdrawn-field')
    else if (!known) refuse(name, 'form.not-known')
    else if (!(name in part.said)) part.still[name] = known.value
  }
  for (const [name, given] of Object.entries(filled.local)) {
    const question = own(name)
    if (!question || !('local' in question) || question.calculation) refuse(name, 'form.not-asked')
    else
      take(name, readLocal(question, given, today), (value) => {
        if (value !== null) part.local[name] = value
      })
  }
  return part
}

function playedPart(catalogue: Catalogue, { key, kind, state, closed }: HandedPart, read: ReadPart): PlayedPart {
  const known = new Map<string, Value>()
  for (const [name, { value }] of state) if (catalogue.elements.has(name) && !closed.has(name) && isValue(value)) known.set(name, value)
  const answered = new Map<string, Value | null>()
  for (const [name, value] of Object.entries({ ...read.said, ...read.still, ...read.local }))
    if (value === null || isValue(value)) answered.set(name, value)
  return { key, kind, known, answered, closed: [...closed] }
}

function isValue(value: FactValue): value is Exclude<FactValue, { dwelling: string }> {
  return typeof value !== 'object' || isList(value)
}

function verdictProblems(verdict: Verdict, path: string): FieldProblem[] {
  if (verdict.missing) return [{ path, say: 'form.required' }]
  // Sentences of the form itself are said as they stand, by the screen that holds the form.
  return verdict.failed.length > 0 ? [{ path, say: 'form.check', with: { zh: verdict.failed[0]!.zh, en: verdict.failed[0]!.en } }] : []
}

/** Answers to what is not asked are left out; what is reckoned is added. */
function keepShown(part: ReadPart, verdicts: Map<string, Verdict>, lineAt: ReadonlyMap<string, { question: Question }>): ReadPart {
  const isShown = ([name]: [string, unknown]) => verdicts.get(lineKey(part.key, name))?.shown !== false
  const kept = <V>(values: Record<string, V>) => Object.fromEntries(Object.entries(values).filter(isShown)) as Record<string, V>
  const local = kept(part.local)
  for (const [key, { value }] of verdicts) {
    const question = lineAt.get(key)?.question
    if (question && 'local' in question && question.calculation && key === lineKey(part.key, question.local) && value !== undefined)
      local[question.local] = value as FactValue
  }
  return { key: part.key, said: kept(part.said), still: kept(part.still), local }
}

export type Sentence = { body: Record<string, FactValue | null>; decides: boolean }

/**
 * The sayings of one part, in order. What was on the screen and is not older than what is said decides at once; what is older than what is known
 * stands beside it by the usual rules. Ticks that were taken away are said to be gone first, because entries of a set only add up.
 */
export function sentencesOf(state: State, read: ReadPart, asOf: string): Sentence[] {
  const gone: Record<string, null> = {}
  const deciding: Record<string, FactValue | null> = {}
  const weighed: Record<string, FactValue | null> = {}
  for (const [name, value] of Object.entries(read.still)) {
    const known = state.get(name)
    // Kept against another saying that waited beside it: that is a decision too.
    const settles = known !== undefined && known.rivals.length > 0 && known.standing.asOf <= asOf
    ;(settles ? deciding : weighed)[name] = value
  }
  for (const [name, value] of Object.entries(read.said)) {
    const known = state.get(name)
    const isOlder = known !== undefined && known.standing.asOf > asOf
    if (isOlder) weighed[name] = value
    else {
      if (known && isList(known.value) && isList(value) && known.value.some((one) => !value.includes(one))) gone[name] = null
      deciding[name] = value
    }
  }
  return [
    { body: gone, decides: true },
    { body: deciding, decides: true },
    { body: weighed, decides: false },
  ].filter(({ body }) => Object.keys(body).length > 0)
}
