import type { CodeList, Element, ElementType, IndexKind, MergeRule, Sensitivity, SubjectKind } from './contract.ts'
import { deriveRules } from './derive.ts'
import { normalHeading } from './heading.ts'

const kinds: readonly SubjectKind[] = ['person', 'household', 'dwelling', 'building', 'estate', 'organisation', 'premises', 'region']
const types: readonly ElementType[] = [
  'text',
  'name',
  'id-number',
  'phone',
  'uscc',
  'code',
  'codes',
  'day',
  'month',
  'year',
  'integer',
  'decimal',
  'boolean',
  'address',
  'region',
  'tie',
]
const sensitivities: readonly Sensitivity[] = ['ordinary', 'personal', 'sensitive', 'forbidden']
const merges: readonly MergeRule[] = ['latest', 'confirm', 'set']
const indexes: readonly IndexKind[] = ['gram', 'pinyin', 'token', 'tail']

/** What makes these elements and code lists unusable together, one sentence each: unknown types, lists and derivations, repeated ids and codes. */
export function catalogueFaults(elements: Element[], codes: CodeList[]): string[] {
  const ids = new Set(elements.map((element) => element.id))
  const lists = new Set(codes.map((list) => list.id))
  return [
    ...repeated(elements.map((element) => element.id)).map((id) => `element ${id} stands twice`),
    ...repeated(codes.map((list) => list.id)).map((id) => `code list ${id} stands twice`),
    ...codes.flatMap(codeListFaults),
    ...elements.flatMap((element) => elementFaults(element, ids, lists).map((fault) => `${element.id}: ${fault}`)),
  ]
}

function codeListFaults(list: CodeList): string[] {
  const owner = new Map<string, string>()
  const faults = repeated(list.entries.map((entry) => entry.code)).map((code) => `code list ${list.id}: code ${code} stands twice`)
  if (list.entries.length === 0) faults.push(`code list ${list.id} is empty`)
  for (const entry of list.entries) {
    for (const name of [entry.zh, entry.en, ...(entry.synonyms ?? [])]) {
      const key = normalHeading(name)
      const other = owner.get(key)
      if (key === '') faults.push(`code list ${list.id}: ${entry.code} has an empty name`)
      if (other && other !== entry.code) faults.push(`code list ${list.id}: ${name} names both ${other} and ${entry.code}`)
      owner.set(key, entry.code)
    }
  }
  return faults
}

function elementFaults(element: Element, ids: Set<string>, lists: Set<string>): string[] {
  const faults: string[] = []
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault)
  }
  expect(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/.test(element.id), 'the id is not <kind>.<kebab-case>')
  expect(kinds.includes(element.kind) && element.id.startsWith(`${element.kind}.`), 'the id does not begin with its kind')
  expect(types.includes(element.type), `unknown type ${element.type}`)
  expect(sensitivities.includes(element.sensitivity), `unknown sensitivity ${element.sensitivity}`)
  expect(merges.includes(element.merge), `unknown merge rule ${element.merge}`)
  expect(element.label.zh !== '' && element.label.en !== '' && element.group !== '', 'label or group is empty')
  expect(
    (element.index ?? []).every((index) => indexes.includes(index)),
    'unknown index',
  )
  const coded = element.type === 'code' || element.type === 'codes'
  expect(coded === (element.codes !== undefined), 'a code list belongs to code and codes, and only to them')
  expect(element.codes === undefined || lists.has(element.codes), `no code list ${element.codes}`)
  expect(!element.unit || element.type === 'integer' || element.type === 'decimal', 'only numbers have a unit')
  expect(element.type !== 'codes' || element.merge === 'set', 'several codes are merged as a set')
  expect((element.bare === undefined) === (element.contexts === undefined), 'bare headings and contexts go together')
  expect(!element.derived || !element.inferred, 'an element is derived or inferred, not both')
  for (const rule of [element.derived, element.inferred]) {
    if (!rule) continue
    expect(Object.hasOwn(deriveRules, rule.rule), `no derivation ${rule.rule}`)
    for (const id of rule.from) expect(ids.has(id) && id !== element.id, `derives from ${id}, which is not another element`)
  }
  return faults
}

/**
 * Headings that say two things: within one subject kind a heading without context means one element, and a heading under a context too.
 * A catalogue with such headings still works (both meanings are offered), so a street's own synonyms cannot stop the house; whoever edits is told.
 */
export function headingFaults(elements: Element[]): string[] {
  const owner = new Map<string, string>()
  const faults: string[] = []
  const claim = (element: Element, said: string, shown: string) => {
    const heading = normalHeading(said)
    const key = `${element.kind} ${heading}`
    const other = owner.get(key)
    if (heading === '') faults.push(`${element.id}: the heading ${shown} is empty`)
    if (other !== undefined && other !== element.id) faults.push(`${shown} means both ${other} and ${element.id}`)
    owner.set(key, element.id)
  }
  for (const element of elements) {
    for (const heading of [element.label.zh, element.label.en, ...element.synonyms]) claim(element, heading, heading)
    for (const context of element.contexts ?? [])
      for (const bare of element.bare ?? []) claim(element, context + bare, `${context}/${bare}`)
  }
  return faults
}

function repeated(texts: string[]): string[] {
  const seen = new Set<string>()
  return texts.filter((text) => seen.has(text) || !seen.add(text))
}
