import { regionNo } from '#base/values/region-code.ts'
import { addressKey } from '#ground/places/address-key.ts'
import type { AddressParts } from '#ground/places/address-parts.ts'
import { buildingName, doorBones, estateKey, placeSort } from '#ground/places/naming.ts'
import { drawFrom, townId } from './draw.ts'
import { type BuildingPlan, type CommunityPlan, type EstatePlan, isVillagePlan, type StreetPlan, type VillagePlan } from './plan.ts'

/** A door before anything is said about it. `parts` is its address inside the community. */
export type Door = {
  id: string
  street: number
  community: CommunityPlan
  grid: number
  estate: Estate
  building: Building | null
  unit: string | null
  floor: number | null
  /** Villagers' group. */
  group: string | null
  door: string
  parts: AddressParts
  label: string
  key: string
  sort: string
}
export type Building = {
  id: string
  name: string
  number: string
  plan: BuildingPlan
  key: string
  sort: string
  grid: number
  doors: Door[]
}
export type Estate = {
  id: string
  street: number
  community: CommunityPlan
  plan: EstatePlan | VillagePlan
  key: string
  sort: string
  buildings: Building[]
  doors: Door[]
}
export type Places = { estates: Estate[]; doors: Door[]; grids: { street: number; community: CommunityPlan; number: number }[] }

/** A grid is about three hundred doors: whole buildings, or whole villagers' groups. */
const mostDoorsOfGrid = 320
type Filling = { number: number; doors: number }

export function buildPlaces(seed: string, streets: readonly StreetPlan[]): Places {
  const places: Places = { estates: [], doors: [], grids: [] }
  for (const { street, communities } of streets) {
    for (const community of communities) {
      const filling: Filling = { number: 1, doors: 0 }
      for (const plan of community.estates) {
        const at = places.estates.length
        const estate: Estate = {
          id: townId(seed, 'estate', at),
          street,
          community,
          plan,
          key: estateKey(plan.name),
          sort: placeSort(plan.name),
          buildings: [],
          doors: [],
        }
        if (isVillagePlan(plan)) addHouses(seed, estate, plan, filling)
        else addBuildings(seed, estate, plan, filling)
        places.estates.push(estate)
        places.doors.push(...estate.doors)
      }
      for (let number = 1; number <= filling.number; number += 1) places.grids.push({ street, community, number })
    }
  }
  return places
}

function nextGrid(filling: Filling, doors: number): number {
  if (filling.doors > 0 && filling.doors + doors > mostDoorsOfGrid) {
    filling.number += 1
    filling.doors = 0
  }
  filling.doors += doors
  return filling.number
}

function addBuildings(seed: string, estate: Estate, plan: EstatePlan, filling: Filling): void {
  for (const kind of plan.buildings) {
    for (let copy = 0; copy < kind.count; copy += 1) {
      const number = (kind.names?.[copy] ?? String(estate.buildings.length + 1)).replace(/座$/, '')
      const building: Building = {
        id: townId(seed, `building/${plan.name}`, estate.buildings.length),
        name: buildingName(number),
        number,
        plan: kind,
        key: addressKey({ building: number, rest: '' }),
        sort: placeSort(number),
        grid: nextGrid(filling, kind.storeys * kind.units * kind.perFloor),
        doors: [],
      }
      addDoors(seed, estate, building)
      estate.buildings.push(building)
    }
  }
}

function addDoors(seed: string, estate: Estate, building: Building): void {
  const { storeys, units, perFloor } = building.plan
  for (let unit = 1; unit <= units; unit += 1) {
    for (let floor = 1; floor <= storeys; floor += 1) {
      for (let at = 1; at <= perFloor; at += 1) {
        const door = `${floor}${padded(at, 2)}`
        const parts: AddressParts = {
          estate: estate.plan.name,
          building: building.number,
          ...(units > 1 ? { unit: String(unit) } : {}),
          door,
          rest: '',
        }
        const made = newDoor(seed, estate, parts, building.grid)
        building.doors.push({ ...made, building, unit: parts.unit ?? null, floor })
      }
    }
  }
  estate.doors.push(...building.doors)
}

/** Houses along the lanes, numbered up each lane; without lanes along the villagers' group. Some plots were parted later (附1). */
function addHouses(seed: string, estate: Estate, plan: VillagePlan, filling: Filling): void {
  const perGroup = Math.ceil(plan.houses / plan.groups.length)
  const numbers = new Map<string, number>()
  for (let at = 0; at < plan.houses; at += 1) {
    const group = plan.groups[Math.floor(at / perGroup)] ?? plan.groups[0]!
    const lane = plan.lanes[at % Math.max(1, plan.lanes.length)]
    const row = lane ?? `${group}组`
    const parted = drawFrom(seed, 'house', plan.name, at).chance(0.03) && numbers.has(row)
    const number = (numbers.get(row) ?? 0) + (parted ? 0 : 1)
    numbers.set(row, number)
    const parts: AddressParts = {
      estate: plan.name,
      ...(lane === undefined ? { group } : { lane }),
      number: parted ? `${number}附1` : String(number),
      rest: '',
    }
    if (estate.doors.some((door) => door.key === addressKey(parts))) continue
    const grid = at % perGroup === 0 ? nextGrid(filling, perGroup) : filling.number
    estate.doors.push({ ...newDoor(seed, estate, parts, grid), group })
  }
}

function newDoor(seed: string, estate: Estate, parts: AddressParts, grid: number): Door {
  const bones = doorBones(parts)
  const { street, community } = estate
  const id = townId(seed, 'door', `${community.code}/${bones.key}`)
  return { ...bones, id, street, community, estate, grid, building: null, group: null, parts }
}

/** The region number of a community (grid 0) or of one of its grids. */
export function regionOf(community: CommunityPlan, grid = 0): number {
  return regionNo(community.code, grid)
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

export function isHouse(door: Door): boolean {
  return door.building === null
}
