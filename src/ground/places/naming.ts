/** How places are named, told apart and put in order, the same for everybody who makes one: imports, the town's loader, screens. */
import { addressKey, formatAddress, guessFloor } from './address-key.ts'
import type { AddressParts } from './address-parts.ts'

/** Spellings of one estate or village meet in its key (阳光花园小区 and 阳光花园). */
export function estateKey(name: string): string {
  return addressKey({ estate: name, rest: '' })
}

/** A natural village is a cluster of houses, an estate one of flats (GLOSSARY). */
export function estateKind(name: string): 'estate' | 'village' {
  return /(?<!新)(?:村|庄|屯|寨|疃|湾|沟|堡|家)$/u.test(name) ? 'village' : 'estate'
}

export function buildingName(building: string): string {
  return formatAddress({ building, rest: '' })
}

/** Natural order as text: 3号楼 stands before 12号楼. */
export function placeSort(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.padStart(6, '0'))
}

/** The bones of a dwelling, but for whose they are. `floor` is told by the door number where nobody says it. */
export type DoorBones = { unit: string | null; floor: number | null; door: string; label: string; key: string; sort: string }

/** Of an address that names one door (`namesDoor`). */
export function doorBones(parts: AddressParts): DoorBones {
  const { region: _region, rest: _rest, ...place } = parts
  const key = addressKey(parts)
  const floor = parts.floor === undefined ? (parts.door === undefined ? undefined : guessFloor(parts.door)) : Number(parts.floor)
  return {
    unit: parts.unit ?? null,
    floor: floor !== undefined && Number.isInteger(floor) ? floor : null,
    door: parts.door ?? parts.number ?? '',
    label: formatAddress({ ...place, rest: '' }),
    key,
    sort: placeSort(key),
  }
}
