/** Why an address leads to no door, as text keys; undefined where nothing speaks against it. */
import { namesDoor } from '#ground/places/address-key.ts'
import type { AddressParts } from '#ground/places/address-parts.ts'

type Divisions = {
  /** Official names of the street and of what lies above it. */
  divisions: readonly string[]
  /** Names of the communities, to know one in an address. */
  communityOf: (text: string) => number | undefined
}

/** An address in another community or outside of the street names no door of this one. */
export function whyAway({ region }: AddressParts, community: number, options: Divisions): string | undefined {
  if (region === undefined) return undefined
  const spoken = options.communityOf(region)
  if (spoken !== undefined) return spoken === community ? undefined : 'import.door.not-here'
  let left = region
  for (const name of options.divisions) left = left.replace(name, '')
  return /[省市县区镇乡盟旗]|街道/.test(left) ? 'import.door.not-here' : undefined
}

/** Where doors stand in buildings, a bare number may be the door of any of them. */
export function whyWithoutBuilding(parts: AddressParts, standInBuildings: (estate: string) => boolean): string | undefined {
  if (parts.estate === undefined || parts.building !== undefined || parts.lane !== undefined || parts.group !== undefined) return undefined
  return standInBuildings(parts.estate) ? 'import.door.incomplete' : undefined
}

export function whyIncomplete(parts: AddressParts): string | undefined {
  if (!namesDoor(parts)) return 'import.door.incomplete'
  if (parts.estate === undefined && parts.lane === undefined && parts.group === undefined) return 'import.door.no-estate'
  return parts.rest === '' ? undefined : 'import.door.unclear'
}
