/** Persons without a known identifier, held against the register: loaded only when the first such row comes, and only whom it may be. */
import { indexPeople } from '#ground/people/matching/blocking.ts'
import type { PersonRecord, RowMatch } from '#ground/people/matching/contract.ts'
import { assumeFrequencies, type Frequencies, learnFrequencies } from '#ground/people/matching/frequencies.ts'
import { matchRows } from '#ground/people/matching/match-rows.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { LeanPerson } from '../staging-queries.ts'

export type MatcherSource = {
  /** Everybody of the communities, or only those without an identity number. */
  people: (withoutId: boolean) => Promise<LeanPerson[]>
  count: () => Promise<number>
  keys: StreetKeys
  buildingOf: (dwelling: string) => string | undefined
}

type Index = { empty: boolean; candidates: (row: PersonRecord) => PersonRecord[]; frequencies: Frequencies }

export type Matcher = { match: (rows: PersonRecord[]) => Promise<Map<string, RowMatch>> }

/** A row that brings an identity number nobody holds can only be somebody whose number is not known yet. */
export function openMatcher(source: MatcherSource): Matcher {
  let withoutId: Promise<Index> | undefined
  let everybody: Promise<Index> | undefined

  async function load(onlyWithoutId: boolean): Promise<Index> {
    const people = (await source.people(onlyWithoutId)).map((person) => recordOf(person, source))
    const frequencies = onlyWithoutId ? assumeFrequencies(await source.count()) : learnFrequencies(people)
    return { empty: people.length === 0, candidates: indexPeople(people), frequencies }
  }

  async function matchAgainst(index: Index, rows: PersonRecord[], into: Map<string, RowMatch>): Promise<void> {
    if (index.empty) return
    for (const match of matchRows(rows, index.candidates, index.frequencies)) into.set(match.row, match)
  }

  return {
    match: async (rows) => {
      const found = new Map<string, RowMatch>()
      const numbered = rows.filter((row) => row.idNumber !== undefined)
      const others = rows.filter((row) => row.idNumber === undefined)
      if (numbered.length > 0) {
        withoutId ??= load(true)
        await matchAgainst(await withoutId, numbered, found)
      }
      if (others.length > 0) {
        everybody ??= load(false)
        await matchAgainst(await everybody, others, found)
      }
      return found
    },
  }
}

function recordOf(person: LeanPerson, { keys, buildingOf }: MatcherSource): PersonRecord {
  const building = person.dwelling ? buildingOf(person.dwelling) : undefined
  return {
    id: person.id,
    ...(person.name ? { name: person.name } : {}),
    ...(person.former ? { formerNames: [person.former] } : {}),
    ...(person.birth ? { birth: person.birth } : {}),
    ...sexOf(person.sex),
    ...(person.phone ? { phones: [keys.open(person.phone)] } : {}),
    ...(person.dwelling ? { dwelling: person.dwelling } : {}),
    ...(building ? { building } : {}),
  }
}

/** By the codes of GB/T 2261.1. */
export function sexOf(code: unknown): { sex?: 'male' | 'female' } {
  return code === '1' ? { sex: 'male' } : code === '2' ? { sex: 'female' } : {}
}
