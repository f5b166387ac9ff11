/** The people of a door as lines of one list: each once, with her four relations side by side. Pure. */
import type { OutputOf } from '#base/contract.ts'
import type { readDoor } from './contract.ts'

export type DoorPerson = OutputOf<typeof readDoor>['people'][number]
export type Relation = DoorPerson['relation']

/** In the order of a household's book: who lives here, who is registered here, who owns it, who rents it. */
export const relations = ['residence', 'registration', 'ownership', 'tenancy'] as const

export type DoorRow = {
  person: string
  rev: number
  facts: DoorPerson['facts']
  /** A relation that runs, with its first day where it is known. */
  ties: Partial<Record<Relation, { from: string | null }>>
}

/** Those who live here come first, then those registered here, then owners and tenants who live elsewhere; otherwise as they came. */
export function rowsOf(people: readonly DoorPerson[]): DoorRow[] {
  const rows = new Map<string, DoorRow>()
  for (const { person, rev, facts, relation, from } of people) {
    const row = rows.get(person) ?? { person, rev, facts, ties: {} }
    row.ties[relation] = { from }
    rows.set(person, row)
  }
  const rank = ({ ties }: DoorRow) => relations.findIndex((relation) => ties[relation])
  return [...rows.values()].sort((a, b) => rank(a) - rank(b) || Number(isHead(b)) - Number(isHead(a)))
}

/** Code 02 and 01 of GB/T 4761: the head of the household, or herself. */
function isHead({ facts }: DoorRow): boolean {
  const relation = facts.find(({ element }) => element === 'person.relation-to-head')?.value
  return relation === '01' || relation === '02'
}
