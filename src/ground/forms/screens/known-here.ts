/** What the desk holds of the catalogue, as the rules of forms take it; and words of a form in the reader's language. */
import type { CodeList } from '#ground/facts/contract.ts'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { Language } from '#kit/text.ts'
import type { Known } from '../asked.ts'
import type { Question, Words } from '../contract.ts'

const kept = new WeakMap<CatalogueHere, Known>()

export function knownHere(catalogue: CatalogueHere): Known {
  const before = kept.get(catalogue)
  if (before) return before
  const lists = catalogue.elements.flatMap(({ codes }): [string, CodeList][] => {
    const list = codes ? catalogue.codes(codes) : undefined
    return list ? [[list.id, list]] : []
  })
  const known: Known = { elements: new Map(catalogue.elements.map((element) => [element.id, element])), codeLists: new Map(lists) }
  kept.set(catalogue, known)
  return known
}

/** A street's own form may have no English yet. */
export function say(words: Words | undefined, language: Language): string {
  if (!words) return ''
  return words[language] || words.zh
}

export function labelOf(question: Question, catalogue: CatalogueHere, language: Language): string {
  if (question.label) return say(question.label, language)
  return 'element' in question ? catalogue.name(question.element, language) : ''
}

/** Changed in one language; a translation of what no longer stands is dropped. */
export function write(words: Words, language: Language, said: string): Words {
  if (language === 'zh') return said === words.zh ? words : { zh: said, en: '' }
  return { zh: words.zh || said, en: said }
}

/** A value of a question as one reads it. */
export function showValue(question: Question, value: unknown, catalogue: CatalogueHere, language: Language): string {
  if (value === undefined || value === null) return ''
  if ('element' in question) return catalogue.show(question.element, value, language)
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  const one = (code: unknown) => {
    const choice = question.choices?.find((entry) => entry.code === code)
    return choice ? say(choice, language) : String(code)
  }
  if (Array.isArray(value)) return value.map(one).join(language === 'zh' ? '、' : ', ')
  const shown = one(value)
  return question.unit && shown ? `${shown} ${question.unit}` : shown
}

/** Beside an input, only units that need no translation. */
const plainUnits: Record<string, string> = { m2: 'm²', cm: 'cm', kg: 'kg', '%': '%', m: 'm' }

export function unitOf(question: Question, catalogue: CatalogueHere): string | undefined {
  if (!('element' in question)) return question.unit
  return plainUnits[catalogue.element(question.element)?.unit ?? '']
}
