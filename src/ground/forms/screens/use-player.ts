/** The state of a form while it is filled in: what is known, what was answered or confirmed, and what follows from both at each key. */
import { useCallback, useMemo, useState } from 'preact/hooks'
import { isList, type Value } from '#base/condition.ts'
import type { FactView } from '#ground/facts/contract.ts'
import type { Known } from '../asked.ts'
import type { FilledPart, Form, FormPart } from '../contract.ts'
import { isEmptyAnswer, type Read, readElement, readLocal } from '../read-answer.ts'
import { judgeForm, type Line, linesOf, type PlayedPart, type Verdict } from '../rules.ts'

export type Given = string | string[]
export type PlayedLine = Line & {
  /** Index of its part, as the house names fields. */
  at: number
  verdict: Verdict
  fact: FactView | undefined
  given: Given | undefined
  still: boolean
  refused: Read | undefined
  /** Somebody else's answer that came meanwhile. */
  theirs: FactView | undefined
  /** Not asked of her any more: she took her consent back. */
  closed: boolean
}

export type Player = {
  parts: readonly FormPart[]
  lines: readonly PlayedLine[]
  answer: (key: string, given: Given | undefined) => void
  confirm: (keys: readonly string[], still: boolean) => void
  /** Protected values that were opened. */
  reveal: (part: string, facts: readonly FactView[]) => void
  /** What stands now, after somebody changed it: kept answers are laid beside it. Returns how many differ. */
  again: (parts: readonly FormPart[]) => number
  settle: (key: string) => void
  filled: () => FilledPart[]
  touched: boolean
}

export function usePlayer(form: Form, opened: readonly FormPart[], known: Known, today: string): Player {
  const [parts, setParts] = useState(opened)
  const [given, setGiven] = useState<ReadonlyMap<string, Given>>(new Map())
  const [still, setStill] = useState<ReadonlySet<string>>(new Set())
  const [theirs, setTheirs] = useState<ReadonlyMap<string, FactView>>(new Map())
  const lines = useMemo(() => playLines(form, parts, known, today, given, still, theirs), [form, parts, known, today, given, still, theirs])
  const answer = useCallback((key: string, next: Given | undefined) => {
    setGiven((now) => {
      const changed = new Map(now)
      if (next === undefined) changed.delete(key)
      else changed.set(key, next)
      return changed
    })
    setStill((now) => without(now, [key]))
  }, [])
  const confirm = useCallback((keys: readonly string[], yes: boolean) => {
    setStill((now) => (yes ? new Set([...now, ...keys]) : without(now, keys)))
  }, [])
  const reveal = useCallback((part: string, facts: readonly FactView[]) => {
    setParts((now) => now.map((one) => (one.key === part ? { ...one, facts: mergeFacts(one.facts, facts) } : one)))
  }, [])
  const again = (now: readonly FormPart[]): number => {
    const changed = new Map<string, FactView>()
    for (const line of lines) {
      const fact = factOf(now, line.part, line.name)
      const differs = fact && !line.fact?.masked && JSON.stringify(fact.value) !== JSON.stringify(line.fact?.value)
      if (differs && (line.given !== undefined || line.still)) changed.set(line.key, fact)
    }
    setTheirs(changed)
    setStill((before) => without(before, [...changed.keys()]))
    setParts((before) => now.map((part) => keepRevealed(part, before)))
    return changed.size
  }
  const settle = (key: string) => setTheirs((now) => new Map([...now].filter(([one]) => one !== key)))
  const touched = given.size > 0 || still.size > 0
  return { parts, lines, answer, confirm, reveal, again, settle, filled: () => fillParts(parts, lines), touched }
}

function playLines(
  form: Form,
  parts: readonly FormPart[],
  known: Known,
  today: string,
  given: ReadonlyMap<string, Given>,
  still: ReadonlySet<string>,
  theirs: ReadonlyMap<string, FactView>,
): PlayedLine[] {
  const all = linesOf(form, parts)
  const read = new Map(all.flatMap((line) => readLine(line, given.get(line.key), known, today)))
  const played = parts.map((part) => playedPart(part, all, read))
  const verdicts = judgeForm(form, known, played, today)
  const place = new Map(parts.map((part, at) => [part.key, at]))
  return all.map((line): PlayedLine => {
    const answer = read.get(line.key)
    return {
      ...line,
      at: place.get(line.part) ?? 0,
      verdict: verdicts.get(line.key)!,
      fact: factOf(parts, line.part, line.name),
      given: given.get(line.key),
      still: still.has(line.key),
      refused: answer && 'refused' in answer ? answer : undefined,
      theirs: theirs.get(line.key),
      closed: parts.some(({ key, closed }) => key === line.part && closed.includes(line.name)),
    }
  })
}

function readLine(line: Line, given: Given | undefined, known: Known, today: string): [string, Read][] {
  if (given === undefined) return []
  if ('local' in line.question) return [[line.key, readLocal(line.question, given, today)]]
  const element = known.elements.get(line.question.element)
  return element ? [[line.key, readElement(element, given, known, today)]] : []
}

function playedPart(part: FormPart, lines: readonly Line[], read: ReadonlyMap<string, Read>): PlayedPart {
  const answered = new Map<string, Value | null>()
  for (const line of lines) {
    const answer = line.part === part.key ? read.get(line.key) : undefined
    if (answer && 'value' in answer && (answer.value === null || isValue(answer.value))) answered.set(line.name, answer.value)
  }
  const facts = part.facts.filter((fact) => isValue(fact.value)).map((fact): [string, Value] => [fact.element, fact.value as Value])
  return { key: part.key, kind: part.kind, known: new Map(facts), answered, closed: part.closed }
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || isList(value)
}

function factOf(parts: readonly FormPart[], part: string, name: string): FactView | undefined {
  return parts.find((one) => one.key === part)?.facts.find((fact) => fact.element === name && fact.source !== 'derived')
}

function mergeFacts(facts: readonly FactView[], more: readonly FactView[]): FactView[] {
  return [...facts.filter((fact) => !more.some((one) => one.element === fact.element)), ...more]
}

/** What was opened with a reason stays open while the form is. */
function keepRevealed(part: FormPart, before: readonly FormPart[]): FormPart {
  const earlier = before.find((one) => one.key === part.key)?.facts ?? []
  return { ...part, facts: [...part.facts, ...earlier.filter((fact) => !part.facts.some((one) => one.element === fact.element))] }
}

/** As it is handed in. What is not shown is left out; an empty answer to what was never known says nothing. */
function fillParts(parts: readonly FormPart[], lines: readonly PlayedLine[]): FilledPart[] {
  return parts.map(({ key, rev }): FilledPart => {
    const mine = lines.filter((line) => line.part === key && line.verdict.shown === true)
    const answered = mine.filter((line) => line.given !== undefined && (line.fact || !isEmptyAnswer(line.given)))
    const entries = (local: boolean) =>
      answered
        .filter((line) => 'local' in line.question === local)
        .map((line) => [line.name, isEmptyAnswer(line.given) ? null : line.given])
    return {
      key,
      rev,
      values: Object.fromEntries(entries(false)),
      still: mine.filter((line) => line.still && line.given === undefined).map((line) => line.name),
      local: Object.fromEntries(entries(true)),
    }
  })
}

function without(set: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  return new Set([...set].filter((one) => !keys.includes(one)))
}
