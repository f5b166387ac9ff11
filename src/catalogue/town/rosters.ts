import { ageOn } from '#base/values/day.ts'
import { loadCatalogue } from '#catalogue/load.ts'
import { codeOf, getCodeList } from '#ground/facts/catalogue.ts'
import type { FactValue, TieValue } from '#ground/facts/contract.ts'
import { foldSayings } from '#ground/facts/rules.ts'
import type { Town, TownBuilding, TownDwelling, TownEstate, TownPerson } from './town-shape.ts'

/** A resident as a clerk would look her up: current values as words, and her door. */
export type Entry = {
  person: TownPerson
  dwelling: TownDwelling
  estate: TownEstate
  building: TownBuilding | undefined
  name: string
  male: boolean
  birth: string
  age: number
  idNumber: string | undefined
  phone: string | undefined
  /** The word of a coded element, the text of another; empty when nothing is known. */
  word: (element: string) => string
}

/** Everybody who lives in the community on that day, in walking order. */
export function listEntries(town: Town, community: string): Entry[] {
  const catalogue = loadCatalogue()
  const lowest = Number(community) * 1000
  const dwellings = new Map(
    town.dwellings.filter(({ region }) => region >= lowest && region <= lowest + 999).map((dwelling) => [dwelling.id, dwelling]),
  )
  const estates = new Map(town.estates.map((estate) => [estate.id, estate]))
  const buildings = new Map(town.buildings.map((building) => [building.id, building]))
  const entries = town.people.flatMap((person): Entry[] => {
    if (person.region < lowest || person.region > lowest + 999) return []
    const { state } = foldSayings(catalogue.elements, person.statements)
    const dwelling = dwellings.get((state.get('person.residence')?.value as TieValue | undefined)?.dwelling ?? '')
    const birth = state.get('person.birth-date')?.value
    if (!dwelling || typeof birth !== 'string') return []
    const word = (id: string): string => {
      const value = state.get(id)?.value
      const codes = catalogue.elements.get(id)?.codes
      return codes === undefined ? textOf(value) : (codeOf(getCodeList(catalogue, codes), textOf(value))?.zh ?? '')
    }
    const text = (id: string) => textOf(state.get(id)?.value) || undefined
    const estate = estates.get(dwelling.estate)
    if (!estate) throw new Error('every door stands in an estate')
    return [
      {
        person,
        dwelling,
        estate,
        building: dwelling.building === null ? undefined : buildings.get(dwelling.building),
        name: text('person.name') ?? '',
        male: state.get('person.sex')?.value === '1',
        birth,
        age: ageOn(birth, town.today),
        idNumber: text('person.id-number'),
        phone: text('person.phone'),
        word,
      },
    ]
  })
  return entries.sort((one, other) => (one.dwelling.sort < other.dwelling.sort ? -1 : one.dwelling.sort > other.dwelling.sort ? 1 : 0))
}

function textOf(value: FactValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
