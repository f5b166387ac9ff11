/** From what was typed to a stored value: facts are read like any cell of a workbook, the form's own answers by their type. One reader for both sides. */
import { parseNumber } from '#base/values/amount.ts'
import { isDay } from '#base/values/day.ts'
import { tidyText } from '#base/values/normalise.ts'
import { parseDay } from '#base/values/parse-day.ts'
import { accept, isRefused, type Parsed, refuse } from '#base/values/parsed.ts'
import { codeOf } from '#ground/facts/catalogue.ts'
import type { Element, FactValue } from '#ground/facts/contract.ts'
import { parseValue } from '#ground/facts/parse.ts'
import type { Known } from './asked.ts'
import type { LocalQuestion } from './contract.ts'

/** Longer is a dossier, not an answer. */
export const LONGEST_ANSWER = 300

/** A text key with what fills it, or the value; `null` for an answer that was taken away. */
export type Read = { value: FactValue | null } | { refused: string; with?: Record<string, string | number> | undefined }

export function isEmptyAnswer(given: unknown): boolean {
  return given === null || given === undefined || given === '' || (Array.isArray(given) && given.length === 0)
}

export function readElement(element: Element, given: unknown, known: Known, today: string): Read {
  if (isEmptyAnswer(given)) return { value: null }
  if (Array.isArray(given) ? !given.every((one) => typeof one === 'string') : typeof given === 'object') return { refused: 'value.shape' }
  const text = Array.isArray(given) ? given.join('、') : String(given)
  const list = known.codeLists.get(element.codes ?? '')
  const findCode = (_list: string, name: string) => list && codeOf(list, name)?.code
  const parsed = parseValue(element, { kind: typeof given === 'boolean' ? 'boolean' : 'text', text }, findCode, { today })
  return readOf(parsed)
}

export function readLocal(question: LocalQuestion, given: unknown, today: string): Read {
  if (isEmptyAnswer(given)) return { value: null }
  return readOf(parseLocal(question, given, today))
}

function readOf(parsed: Parsed<FactValue>): Read {
  return isRefused(parsed) ? { refused: parsed.refused, with: parsed.with } : { value: parsed.value }
}

function parseLocal({ type, choices }: LocalQuestion, given: unknown, today: string): Parsed<FactValue> {
  const codes = new Set((choices ?? []).map((choice) => choice.code))
  if (type === 'boolean') {
    if (given === true || given === 'true') return accept(true)
    return given === false || given === 'false' ? accept(false) : refuse('value.shape')
  }
  if (type === 'codes') {
    const list: unknown[] = Array.isArray(given) ? given : [given]
    return list.every((one) => typeof one === 'string' && codes.has(one))
      ? accept([...new Set(list as string[])])
      : refuse('value.not-in-list')
  }
  if (typeof given !== 'string' && typeof given !== 'number') return refuse('value.shape')
  const text = tidyText(String(given))
  if (type === 'code') return codes.has(text) ? accept(text) : refuse('value.not-in-list')
  if (type === 'integer' || type === 'decimal') return parseNumber(text, type === 'integer' ? { integer: true } : {})
  if (type === 'day') return readDay(text, today)
  return text.length > LONGEST_ANSWER ? refuse('value.too-long', { most: LONGEST_ANSWER }) : accept(text)
}

function readDay(text: string, today: string): Parsed<FactValue> {
  const parsed = parseDay(text, { today })
  if (isRefused(parsed)) return parsed
  return isDay(parsed.value.text) ? accept(parsed.value.text) : refuse('day.month-only')
}
