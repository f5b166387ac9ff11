/** What a column does in a roster, by the element it was understood as and what the rows are about. */
import type { Say } from '#base/values/parsed.ts'
import type { Element, SubjectKind } from '#ground/facts/contract.ts'
import type { ColumnPlan, Relation, RosterSubject } from './shapes.ts'

export type Role = ColumnPlan['role']
/** Parts of the address of the row's door that can have a column of their own. */
export type Piece = 'estate' | 'road' | 'lane' | 'house-number' | 'group' | 'building' | 'unit' | 'floor' | 'room'

export const tieOf: Record<Relation, string> = {
  residence: 'person.residence',
  registration: 'person.registration',
  ownership: 'person.ownership',
  tenancy: 'person.tenancy',
}

/** Yes in one of these says how the person belongs to the door of her row. */
export const flags: Readonly<Record<string, Relation>> = {
  'person.lives-here': 'residence',
  'person.registered-here': 'registration',
  'person.owns-here': 'ownership',
}

/** Days that begin a relation. */
export const tieBegins: Readonly<Record<string, Relation>> = {
  'person.residence-since': 'residence',
  'person.registered-since': 'registration',
}

const pieces: readonly Piece[] = ['estate', 'road', 'lane', 'house-number', 'group', 'building', 'unit', 'floor', 'room']
const piecePrefixes: Record<RosterSubject, readonly string[]> = {
  person: ['person.residence-', 'dwelling.', 'household.'],
  dwelling: ['dwelling.', 'household.'],
  premises: [],
  organisation: [],
}
const wholeAddresses: Record<RosterSubject, readonly string[]> = {
  person: ['person.residence-address', 'dwelling.address', 'household.address'],
  dwelling: ['dwelling.address', 'household.address'],
  premises: [],
  organisation: [],
}
/** Elements of other places that name a part of the door all the same. */
const borrowed: Readonly<Record<string, Piece>> = { 'estate.name': 'estate', 'building.number': 'building', 'building.name': 'building' }
const spokenOf: Record<RosterSubject, readonly SubjectKind[]> = {
  person: ['person', 'dwelling', 'household'],
  dwelling: ['dwelling', 'household'],
  premises: ['premises'],
  organisation: ['organisation'],
}
/** Divisions above the community of a place in the street follow from where it is. */
const divisions = /^(?:dwelling|household|building|estate)\.(?:province|city|county|town)$/

/** The part of the door's address this element names, `whole` for an address in one text. */
export function doorPart(subject: RosterSubject, element: string): Piece | 'whole' | undefined {
  if (wholeAddresses[subject].includes(element)) return 'whole'
  if (subject === 'person' || subject === 'dwelling') {
    const lent = borrowed[element]
    if (lent) return lent
  }
  const prefix = piecePrefixes[subject].find((start) => element.startsWith(start))
  return prefix === undefined ? undefined : pieces.find((piece) => element === prefix + piece)
}

/** Elements that name the community of a row. */
export function namesCommunity(element: string): boolean {
  return /^(?:person\.residence-community|(?:dwelling|household|building|estate|premises|organisation|region)\.community|region\.name)$/.test(
    element,
  )
}

/** What the column does; `why` when it is not imported. `sensitive`: whether this post may open protected values. */
export function roleOf(
  subject: RosterSubject,
  element: Element | undefined,
  may: { sensitive: boolean; basis: string | null },
): { role: Role; why: Say | null } {
  const out = (say: string, values?: Record<string, string>) => ({ role: 'out' as const, why: values ? { say, with: values } : { say } })
  if (!element) return out('import.column.no-element')
  if (namesCommunity(element.id)) return { role: 'community', why: null }
  if (subject === 'person' && (flags[element.id] || element.type === 'tie')) return { role: 'tie', why: null }
  if (doorPart(subject, element.id)) return { role: 'door', why: null }
  if (divisions.test(element.id)) return out('import.column.follows-from-place')
  if (element.derived) return out('import.column.derived')
  if (!spokenOf[subject].includes(element.kind)) return out('import.column.other-subject', { kind: element.kind })
  if (element.sensitivity === 'forbidden' && !may.basis) return out('import.column.forbidden')
  if ((element.sensitivity === 'sensitive' || element.sensitivity === 'forbidden') && !may.sensitive) return out('import.column.protected')
  return { role: element.id === 'person.registered-address' ? 'registered' : 'fact', why: null }
}

/** What the rows are about, by what the columns ask. A roster that names persons is about them, whatever else it tells of their doors. */
export function subjectOfRoster(elements: readonly string[]): RosterSubject {
  if (elements.includes('person.name') || elements.includes('person.id-number')) return 'person'
  const count = (kind: string) => elements.filter((element) => element.startsWith(`${kind}.`)).length
  const counts: [RosterSubject, number][] = [
    ['person', count('person')],
    ['dwelling', count('dwelling') + count('household')],
    ['premises', count('premises')],
    ['organisation', count('organisation')],
  ]
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}
