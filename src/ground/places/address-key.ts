import type { AddressParts } from './address-parts.ts'
import { genericEnding, plainNumber } from './address-words.ts'

/** Writes an address the one way the house does: 阳光花园3号楼2单元501室, 后坡村3组东街15号. `parseAddress` of the result gives the same parts. */
export function formatAddress(parts: AddressParts): string {
  const inside = parts.building !== undefined || parts.unit !== undefined || parts.floor !== undefined || parts.door !== undefined
  const number = suffixed(parts.number, '号')
  const place = inside
    ? [parts.lane, number, parts.estate, suffixed(parts.group, '组')]
    : [parts.estate, suffixed(parts.group, '组'), parts.lane, number]
  const door = [buildingWords(parts.building), suffixed(parts.unit, '单元'), floorWords(parts.floor), doorWords(parts.door)]
  return [parts.region, ...place, ...door, parts.rest === '' ? undefined : `(${parts.rest})`].filter((part) => part !== undefined).join('')
}

function suffixed(value: string | undefined, word: string): string | undefined {
  return value === undefined ? undefined : value + word
}

function buildingWords(building: string | undefined): string | undefined {
  if (building === undefined || building.endsWith('楼')) return building
  return building + (/^[A-Z]$/.test(building) ? '座' : '号楼')
}

function floorWords(floor: string | undefined): string | undefined {
  return floor === undefined ? undefined : `${floor.replace('-', '负')}层`
}

function doorWords(door: string | undefined): string | undefined {
  if (door === undefined || /[户楼]$/.test(door)) return door
  if (/^\p{Script=Han}+$/u.test(door)) return door
  if (/^\p{Script=Han}{2,}/u.test(door)) return `${door}号`
  return `${door.replace(/^-(?=\d)/, '负')}室`
}

/** The floor a door number tells: 501 → 5, 1201 → 12, A1201 → 12, -101 → -1, B102 → -1. Undefined for 东户, 车库12 and numbers below 100. */
export function guessFloor(door: string): number | undefined {
  const below = /^(?:-|B)(\d)\d{2}[A-Z]?$/.exec(door)
  if (below) return -Number(below[1])
  const above = /^[AC-Z]?0*(\d{1,3})\d{2}[A-Z]?(?:-\w+)?$/.exec(door)
  const floor = Number(above?.[1] ?? 0)
  // five digits begin with the unit: 10501 is unit 1, floor 5
  const plain = floor > 99 ? floor % 100 : floor
  return plain === 0 ? undefined : plain
}

/**
 * The normal form by which spellings of one door meet within a street: the division is left out, so is the road where an estate is named
 * (文昌路188号阳光花园3-2-501 and 阳光花园小区3＃楼二单元5层01室 share `阳光花园 b3 u2 d501`). Equal keys mean the same door; unequal ones may still (`compareDoors`).
 */
export function addressKey(parts: AddressParts): string {
  const { estate, lane, group, number, building, unit, door } = keyParts(parts)
  const labelled = [estate, mark('g', group), mark('l', lane), mark('n', number), mark('b', building), mark('u', unit), mark('d', door)]
  return labelled.filter((part) => part !== undefined).join(' ')
}

function mark(label: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : label + value
}

/** True when the parts name one door: a flat, or a house of its own. */
export function namesDoor(parts: AddressParts): boolean {
  return parts.door !== undefined || (parts.number !== undefined && parts.building === undefined && parts.unit === undefined)
}

type KeyParts = Omit<AddressParts, 'rest' | 'region' | 'floor'>

function keyParts(parts: AddressParts): KeyParts {
  const entrance = parts.lane?.endsWith('弄') && parts.building === undefined ? parts.number : undefined
  const inside = parts.building ?? parts.unit ?? parts.door ?? entrance
  const named = parts.estate !== undefined && inside !== undefined
  return {
    estate: parts.estate === undefined ? undefined : placeName(parts.estate),
    lane: named || parts.lane === undefined ? undefined : plainNumber(parts.lane.replace(/[一二三四五六七八九十]+(?=弄)/g, plainNumber)),
    group: parts.group,
    number: named || entrance !== undefined ? undefined : parts.number,
    building: parts.building ?? entrance,
    unit: parts.unit,
    door: doorOnFloor(parts.door, parts.floor),
  }
}

/** 阳光花园小区 and 阳光花园 are one place; so are 一期 and 1期. */
function placeName(estate: string): string {
  const core = estate.replace(genericEnding, '')
  return (core === '' ? estate : core).replace(/([一二三四五六七八九十]+)(?=[期区])/g, plainNumber).toUpperCase()
}

/** 5层01, 5层1号 and 501 are one door; a floor that the door number tells already is dropped, another stays before it. */
function doorOnFloor(door: string | undefined, floor: string | undefined): string | undefined {
  if (door === undefined) return floor === undefined ? undefined : `${floor}F`
  const plain = /^0\d{3,}$/.test(door) ? door.replace(/^0+/, '') : door
  if (floor === undefined || guessFloor(plain) === Number(floor)) return plain
  return /^\d{1,2}$/.test(plain) && !floor.startsWith('-') ? floor + plain.padStart(2, '0') : `${floor}F${plain}`
}

/**
 * Whether two addresses name the same door. `possible`: nothing contradicts, but one of them leaves out a part the other has
 * (the unit in 3号楼501, the estate in 3-2-501); the register knows whether only one door fits.
 */
export function compareDoors(one: AddressParts, other: AddressParts): 'same' | 'possible' | 'different' {
  const [left, right] = [keyParts(one), keyParts(other)]
  let verdict: 'same' | 'possible' = 'same'
  for (const part of ['estate', 'lane', 'group', 'number', 'building', 'unit', 'door'] as const) {
    if (left[part] === right[part]) continue
    if (left[part] !== undefined && right[part] !== undefined) return 'different'
    verdict = 'possible'
  }
  return verdict
}
