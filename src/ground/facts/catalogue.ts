import { catalogueFaults } from './catalogue-check.ts'
import type { CodeEntry, CodeList, Element, SubjectKind } from './contract.ts'
import { normalHeading } from './heading.ts'

/**
 * One thing a heading can mean. Without `contexts` the heading says it by itself; with them it does so only under one of these upper headings
 * (all in normal form).
 */
export type Meaning = { element: Element; contexts?: string[] }

export type Catalogue = {
  elements: ReadonlyMap<string, Element>
  codeLists: ReadonlyMap<string, CodeList>
  /** Every heading the catalogue knows, in normal form, with all it can mean across subject kinds. */
  headings: ReadonlyMap<string, readonly Meaning[]>
}

/**
 * Assembles elements and code lists into a catalogue.
 * Throws an Error that lists every fault: an unknown type, code list or derivation, a repeated id or code. Headings with two meanings are kept
 * with both (see `headingFaults`).
 */
export function readCatalogue(elements: Element[], codes: CodeList[]): Catalogue {
  const faults = catalogueFaults(elements, codes)
  if (faults.length > 0) throw new Error(`The catalogue contradicts itself:\n${faults.join('\n')}`)
  let headings: ReadonlyMap<string, readonly Meaning[]> | undefined
  return {
    elements: new Map(elements.map((element) => [element.id, element])),
    codeLists: new Map(codes.map((list) => [list.id, list])),
    // Tens of thousands of headings, which only the reading of workbooks needs.
    get headings() {
      headings ??= headingsOf(elements)
      return headings
    },
  }
}

/** The element of this id. Throws an Error when there is none: use it for ids written in code. */
export function getElement(catalogue: Catalogue, id: string): Element {
  const element = catalogue.elements.get(id)
  if (!element) throw new Error(`No element ${id} in the catalogue`)
  return element
}

/** The element of this id, if there is one: use it for ids that came from outside. */
export function findElement(catalogue: Catalogue, id: string): Element | undefined {
  return catalogue.elements.get(id)
}

/** All elements about one kind of subject, in the order of the catalogue. */
export function elementsOf(catalogue: Catalogue, kind: SubjectKind): Element[] {
  return [...catalogue.elements.values()].filter((element) => element.kind === kind)
}

/** The code list of this id. Throws an Error when there is none. */
export function getCodeList(catalogue: Catalogue, id: string): CodeList {
  const list = catalogue.codeLists.get(id)
  if (!list) throw new Error(`No code list ${id} in the catalogue`)
  return list
}

/**
 * What a heading can mean, after normalising; the empty list when the catalogue does not know it.
 * The caller weighs the upper headings against `contexts`; a meaning without contexts is what the heading says when no context speaks.
 */
export function meaningsOf(catalogue: Catalogue, heading: string): readonly Meaning[] {
  return catalogue.headings.get(normalHeading(heading)) ?? []
}

/**
 * The entry that a cell's text names: by its code, Chinese or English name or a synonym, after normalising.
 * `1男`, `1.男` and `（1）男` are read by their name, because forms number their answers in their own way.
 */
export function codeOf(list: CodeList, text: string): CodeEntry | undefined {
  const names = namesOf(list)
  const plain = normalHeading(text)
  return names.get(plain) ?? names.get(plain.replace(/^\d+/, ''))
}

const namesByList = new WeakMap<CodeList, Map<string, CodeEntry>>()

function namesOf(list: CodeList): Map<string, CodeEntry> {
  const known = namesByList.get(list)
  if (known) return known
  const names = new Map<string, CodeEntry>()
  for (const entry of list.entries)
    for (const name of [entry.zh, entry.en, ...(entry.synonyms ?? [])]) names.set(normalHeading(name), entry)
  // Codes last: where a name looks like a code of the same list, the code is what was meant.
  for (const entry of list.entries) names.set(normalHeading(entry.code), entry)
  namesByList.set(list, names)
  return names
}

function headingsOf(elements: Element[]): Map<string, Meaning[]> {
  const headings = new Map<string, Meaning[]>()
  const add = (text: string, meaning: Meaning) => {
    const key = normalHeading(text)
    const meanings = headings.get(key)
    if (!meanings) headings.set(key, [meaning])
    else if (!meanings.some((other) => other.element === meaning.element)) meanings.push(meaning)
  }
  for (const element of elements) {
    const contexts = element.contexts ?? []
    for (const text of [element.label.zh, element.label.en, ...element.synonyms]) add(text, { element })
    for (const context of contexts) for (const bare of element.bare ?? []) add(context + bare, { element })
    const normalContexts = contexts.map(normalHeading)
    for (const bare of element.bare ?? []) add(bare, { element, contexts: normalContexts })
  }
  return headings
}

/** Does it live in the twin tables, under their own policy? */
export function isTwin(catalogue: Catalogue, element: string): boolean {
  const sensitivity = catalogue.elements.get(element)?.sensitivity
  return sensitivity === 'sensitive' || sensitivity === 'forbidden'
}
