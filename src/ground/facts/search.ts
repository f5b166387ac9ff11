/**
 * The search columns that `facts` writes for elements that declare an index (DESIGN §3). Lexemes carry a letter for their kind:
 * `g` characters and bigrams of names, `a` bigrams of addresses, `p` pinyin initials, `f` full pinyin, `t` last four of a telephone,
 * `k` token of an exact value, `d` date.
 */
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Element, FactValue } from './contract.ts'
import { spell } from './spell.ts'

export type SearchColumns = {
  lexemes: string[]
  sort: string
  /** Tokens that belong to one subject only. */
  identifiers: { kind: string; token: string }[]
}

const MOST_CHARACTERS = 60

export function searchColumns(elements: ReadonlyMap<string, Element>, values: Record<string, FactValue>, keys: StreetKeys): SearchColumns {
  const lexemes = new Set<string>()
  const identifiers: SearchColumns['identifiers'] = []
  let sort = ''
  const indexed = indexedOf(elements)
  for (const id in values) {
    const [element, value] = [indexed.get(id), values[id]]
    if (!element?.index || typeof value !== 'string') continue
    const token = element.index.includes('token') ? keys.token(element.type, value) : ''
    for (const index of element.index) {
      if (index === 'gram') for (const lexeme of gramLexemes(element, value)) lexemes.add(lexeme)
      if (index === 'tail') lexemes.add(`t${value.slice(-4)}`)
      if (index === 'token') lexemes.add(`k${token}`)
      if (index === 'pinyin') {
        const spelled = spell(value)
        for (const initials of spelled.initials) lexemes.add(`p${initials}`)
        lexemes.add(`f${spelled.full}`)
        sort ||= `${spelled.full} ${value}`
      }
    }
    if (element.type === 'id-number' && token !== '') identifiers.push({ kind: id, token })
  }
  return { lexemes: [...lexemes], sort, identifiers }
}

const indexedElements = new WeakMap<ReadonlyMap<string, Element>, Map<string, Element>>()

/** Few elements of a catalogue are searched by, and all rows of an import ask for them. */
function indexedOf(elements: ReadonlyMap<string, Element>): ReadonlyMap<string, Element> {
  const known = indexedElements.get(elements)
  if (known) return known
  const indexed = new Map([...elements].filter(([, element]) => element.index))
  indexedElements.set(elements, indexed)
  return indexed
}

const lexemesOfAddress = new Map<string, string[]>()
const MOST_ADDRESSES = 5000

/** Households share their addresses: what was cut up a moment ago need not be again. */
function gramLexemes(element: Element, text: string): string[] {
  if (element.type === 'name') return cut('g', grams(text))
  const known = lexemesOfAddress.get(text)
  if (known) return known
  // One character of an address tells nothing; only names are found by it.
  const lexemes = cut('a', text.length > 1 ? grams(text).filter((gram) => gram.length > 1) : grams(text))
  if (lexemesOfAddress.size >= MOST_ADDRESSES) lexemesOfAddress.clear()
  lexemesOfAddress.set(text, lexemes)
  return lexemes
}

function cut(letter: 'g' | 'a', pieces: readonly string[]): string[] {
  return [...new Set(pieces.map((gram) => letter + gram))]
}

/**
 * What finds a place by its name or address. A single character finds an estate or a building; every door of the street would answer to 室, so
 * doors keep single digits and letters only.
 */
export function placeLexemes(kind: string, text: string): string[] {
  const pieces = grams(text)
  return cut('a', kind === 'dwelling' ? pieces.filter((gram) => gram.length > 1 || gram < HAN) : pieces)
}

/** Digits and letters come before all Han characters. */
const HAN = '\u2e80'

/** Single characters and pairs of neighbours, without blanks and punctuation. */
export function grams(text: string): string[] {
  const plain = /^[\u4e00-\u9fff]*$/.test(text) ? text : text.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '')
  const characters = [...plain].slice(0, MOST_CHARACTERS)
  return characters.flatMap((character, at) => (at + 1 < characters.length ? [character, character + characters[at + 1]] : [character]))
}

/**
 * A tsquery for what was typed in the one search box: characters, pinyin initials or full pinyin, the last four or all of a
 * telephone, an identity number, an address. Words are joined by and. Undefined when nothing can be searched.
 */
export function searchQuery(typed: string, keys: StreetKeys): string | undefined {
  const words = typed.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 6)
  const parts = words.map((word) => wordQuery(word, keys)).filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' & ') : undefined
}

function wordQuery(word: string, keys: StreetKeys): string {
  const quote = (lexeme: string) => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
  const upper = word.toUpperCase()
  if (/^\d{17}[\dX]$/.test(upper)) return quote(`k${keys.token('id-number', upper)}`)
  if (/^1\d{10}$/.test(word)) return quote(`k${keys.token('phone', word)}`)
  if (/^[a-z]+$/i.test(word)) return `(${quote(`p${word.toLowerCase()}`)}:* | ${quote(`f${word.toLowerCase()}`)}:*)`
  const pairs = grams(word)
  const longest = pairs.length > 1 ? pairs.filter((gram) => [...gram].length === 2) : pairs
  if (longest.length === 0) return ''
  const names = longest.map((gram) => quote(`g${gram}`)).join(' & ')
  const addresses = longest.map((gram) => quote(`a${gram}`)).join(' & ')
  const tail = /^\d{4}$/.test(word) ? ` | ${quote(`t${word}`)}` : ''
  return `((${names}) | (${addresses})${tail})`
}
