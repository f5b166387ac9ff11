/** Which elements a purpose covers, whether it makes sense, and which elements of people nobody gave a purpose for. Pure. */
import type { Fault } from '#base/condition-check.ts'
import type { Element, SubjectKind } from '#ground/facts/contract.ts'
import { type Basis, bases, type Citation, type Cover, citedBases, type Purpose, type Span, type Words } from './contract.ts'

/** `path` is a JSON pointer into the purpose. */
export type PurposeFault = Fault & { path: string }

type Elements = ReadonlyMap<string, Element>

export function isProtected({ sensitivity }: Pick<Element, 'sensitivity'>): boolean {
  return sensitivity === 'sensitive' || sensitivity === 'forbidden'
}

/** Of people: of a person or household, or of a place or firm and yet somebody's own. */
export function isOfPeople(element: Element): boolean {
  return element.kind === 'person' || element.kind === 'household' || element.sensitivity !== 'ordinary'
}

/** In the order of the catalogue. */
export function coveredElements({ covers }: Pick<Purpose, 'covers'>, elements: Elements): Element[] {
  return [...elements.values()].filter((element) => covers.some((cover) => isCovered(cover, element)))
}

function isCovered({ kind, groups = [], elements = [] }: Cover, element: Element): boolean {
  if (element.kind !== kind) return false
  return elements.includes(element.id) || (!isProtected(element) && groups.includes(element.group))
}

/** Elements of people without a purpose: nothing of them may be collected, and nothing says when they go. */
export function uncoveredElements(purposes: readonly Pick<Purpose, 'covers'>[], elements: Elements): string[] {
  const covered = new Set(purposes.flatMap((purpose) => coveredElements(purpose, elements).map(({ id }) => id)))
  return [...elements.values()].flatMap((element) => (isOfPeople(element) && !covered.has(element.id) ? [element.id] : []))
}

export function isUnchecked({ citations }: Pick<Purpose, 'citations'>): boolean {
  return citations.some(({ status }: Citation) => status !== 'C')
}

export function spanDays(span: Span): number {
  return 'years' in span ? span.years * 365 : span.days
}

/** What was collected in an emergency outlives a year only as evidence, which is a case of its own (突发事件应对法 85). */
const MOST_EVENT_DAYS = 365

export function purposeFaults(purpose: Purpose, elements: Elements): PurposeFault[] {
  return [
    ...wordFaults(purpose),
    ...basisFaults(purpose),
    ...purpose.covers.flatMap((cover, at) => coverFaults(cover, elements, `/covers/${at}`)),
    ...wholeFaults(purpose, elements),
  ]
}

/** Chinese is needed; where English is missing the Chinese is shown. */
function wordFaults(purpose: Purpose): PurposeFault[] {
  const named: [string, Words][] = [
    ...(['title', 'what', 'sources', 'refusal', 'contact'] as const).map((field): [string, Words] => [`/${field}`, purpose[field]]),
    ...purpose.recipients.map((words, at): [string, Words] => [`/recipients/${at}`, words]),
    ...purpose.citations.map((words, at): [string, Words] => [`/citations/${at}`, words]),
  ]
  return named.flatMap(([path, { zh }]) => (zh.trim() === '' ? [{ path, say: 'purpose-fault.empty' }] : []))
}

function basisFaults({ basis, citations, recipients }: Purpose): PurposeFault[] {
  return [
    ...((bases as readonly number[]).includes(basis) ? [] : [{ path: '/basis', say: 'purpose-fault.basis' }]),
    ...(citedBases.has(basis as Basis) && citations.length === 0 ? [{ path: '/citations', say: 'purpose-fault.no-citation' }] : []),
    ...(recipients.length === 0 ? [{ path: '/recipients', say: 'purpose-fault.no-recipient' }] : []),
  ]
}

function coverFaults({ kind, groups = [], elements: named = [] }: Cover, elements: Elements, path: string): PurposeFault[] {
  const known = new Set([...elements.values()].filter((element) => element.kind === kind).map(({ group }) => group))
  return [
    ...groups.flatMap((group) => (known.has(group) ? [] : [{ path, say: 'purpose-fault.group', with: { name: `${kind}.${group}` } }])),
    ...named.flatMap((id) =>
      elements.get(id)?.kind === kind ? [] : [{ path, say: 'purpose-fault.element', with: { name: elements.get(id)?.label.zh ?? id } }],
    ),
  ]
}

const people: readonly SubjectKind[] = ['person', 'household']

function wholeFaults(purpose: Purpose, elements: Elements): PurposeFault[] {
  const covered = coveredElements(purpose, elements)
  const faults: PurposeFault[] = []
  const expect = (holds: boolean, path: string, say: string) => {
    if (!holds) faults.push({ path, say })
  }
  const { keep } = purpose
  expect(covered.length > 0, '/covers', 'purpose-fault.covers-nothing')
  expect(keep.from !== 'stands' || !covered.some(isOfPeople), '/keep', 'purpose-fault.no-end')
  expect(keep.from !== 'left' || covered.every(({ kind }) => people.includes(kind)), '/keep', 'purpose-fault.only-people-leave')
  expect(keep.from !== 'event' || purpose.basis === 4, '/keep', 'purpose-fault.no-event')
  expect(keep.from !== 'event' || spanDays(keep.span) <= MOST_EVENT_DAYS, '/keep', 'purpose-fault.event-long')
  expect(!covered.some(isProtected) || (purpose.effect?.zh ?? '').trim() !== '', '/effect', 'purpose-fault.no-effect')
  return faults
}
