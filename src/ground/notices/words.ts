/** The sentences of a notice: its kind and its words, made when it is shown or sent, in the language of whoever reads. Pure. */
import type { FieldProblem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'
import { makeText } from '#kit/text.ts'
import type { Language, NoticeKind, Words, WordType } from './contract.ts'

const most: Record<'text' | 'long-text', number> = { text: 40, 'long-text': 300 }

/** What is wrong with the words for a kind; nothing when they are right. `path` is where they stand in the input. */
export function checkWords(kind: NoticeKind, words: Words, path = '/words'): FieldProblem[] {
  const strange = Object.keys(words).filter((name) => !Object.hasOwn(kind.words, name))
  return [
    ...strange.map((name) => ({ path: `${path}/${name}`, say: 'notice.word-strange' })),
    ...Object.entries(kind.words).flatMap(([name, { type }]): FieldProblem[] => {
      const value = Object.hasOwn(words, name) ? words[name] : undefined
      const say = value === undefined || value === '' ? 'input.required' : wrongs[type](value)
      return say ? [{ path: `${path}/${name}`, say, ...(type in most ? { with: { most: most[type as 'text'] } } : {}) }] : []
    }),
  ]
}

const wrongs: Record<WordType, (value: string | number) => string | undefined> = {
  day: (value) => (typeof value === 'string' && isDay(value) ? undefined : 'input.format'),
  moment: (value) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'input.format'),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'input.type'),
  phone: (value) => (typeof value === 'string' && /^[\d+\- ]{3,20}$/.test(value) ? undefined : 'input.format'),
  text: (value) => wrongText(value, most.text),
  'long-text': (value) => wrongText(value, most['long-text']),
}

function wrongText(value: string | number, longest: number): string | undefined {
  if (typeof value !== 'string') return 'input.type'
  if (value.trim() === '') return 'input.required'
  if (value.length > longest) return 'notice.word-long'
  return holdsPersonalNumber(value) ? 'notice.word-personal' : undefined
}

export type Said = { title: string; body: string; short: string }

export function sayNotice(kind: NoticeKind, words: Words, language: Language): Said {
  const text = makeText({ language, words: {} })
  const written: Record<WordType, (value: string | number) => string> = {
    day: (value) => text.day(String(value)),
    moment: (value) => text.moment(String(value)),
    number: (value) => text.number(Number(value)),
    phone: String,
    text: String,
    'long-text': String,
  }
  const fill = (sentence: string) =>
    sentence.replace(/\{([\w-]+)\}/g, (place, name: string) => {
      const [type, value] = [kind.words[name]?.type, Object.hasOwn(words, name) ? words[name] : undefined]
      return type === undefined || value === undefined ? place : written[type](value)
    })
  return { title: fill(kind.title[language]), body: fill(kind.body[language]), short: fill(kind.short[language]) }
}

/** What is wrong with a kind itself; for the test of the shipped ones. */
export function kindFaults(kind: NoticeKind): string[] {
  const holes = (sentence: string) => new Set([...sentence.matchAll(/\{([\w-]+)\}/g)].map(([, name]) => name!))
  const faults: string[] = []
  for (const part of ['title', 'body', 'short'] as const) {
    const [zh, en] = [holes(kind[part].zh), holes(kind[part].en)]
    if ([...zh].sort().join() !== [...en].sort().join()) faults.push(`${kind.id}: ${part} has other holes in the other language`)
    for (const name of zh) if (!kind.words[name]) faults.push(`${kind.id}: ${part} asks for ${name}, which is no word of it`)
    if (part !== 'body' && zh.size > 0) faults.push(`${kind.id}: ${part} is read by others over her shoulder; values stand in the body`)
  }
  const said = holes(kind.body.zh)
  for (const name of Object.keys(kind.words)) if (!said.has(name)) faults.push(`${kind.id}: ${name} is asked for and never said`)
  if (kind.keepReadDays > kind.keepDays) faults.push(`${kind.id}: read ones are kept longer than unread ones`)
  return faults
}
