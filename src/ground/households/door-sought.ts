/** A door as it is said at a counter, 3号楼501 or 3-1-102, with or without its estate: the words to search for, and which address is meant. Pure. */
import { parseAddress } from '#ground/places/address.ts'
import { formatAddress } from '#ground/places/address-key.ts'

export type DoorSought = {
  /** Its parts as they stand in addresses, parted by blanks. */
  words: string
  fits: (address: string) => boolean
}

/** Undefined where no building is named together with a unit or a door: names, telephones and plain words are searched as they are. */
export function doorSought(typed: string): DoorSought | undefined {
  const { estate, building, unit, door } = parseAddress(typed)
  if (building === undefined || (unit === undefined && door === undefined)) return undefined
  const word = (part: { building: string } | { unit: string } | { door: string }) => formatAddress({ rest: '', ...part })
  const words = [
    ...(estate ? [estate] : []),
    word({ building }),
    ...(unit === undefined ? [] : [word({ unit })]),
    ...(door === undefined ? [] : [word({ door })]),
  ]
  return {
    words: words.join(' '),
    fits: (address) => {
      const own = parseAddress(address)
      const same = own.building === building && (unit ?? own.unit) === own.unit && (door ?? own.door) === own.door
      return same && (!estate || address.includes(estate))
    },
  }
}
