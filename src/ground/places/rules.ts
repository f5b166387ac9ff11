/** Drawing places: the doors of a building by its plan, houses by their numbers. Pure; the screen shows the same doors before anything is written. */
import { parseAddress } from './address.ts'
import type { AddressParts } from './address-parts.ts'
import type { AddressChange, BuildingPlan, Houses } from './contract.ts'

/** A key that sorts 2 before 10, and buildings with letters after their number. */
export function sortKey(text: string): string {
  return text.normalize('NFKC').replace(/\d+/g, (digits) => digits.padStart(5, '0'))
}

/** `named`: the floor belongs to the address, because the door alone (东户) does not tell it. */
export type DrawnDoor = { unit: string | null; floor: number; door: string; named?: true }

/** Doors of one building at most: more is a slip of the keyboard. */
export const MOST_DOORS = 3000

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const sides: Record<number, string[]> = { 1: ['户'], 2: ['东户', '西户'], 3: ['东户', '中户', '西户'] }

/** Doors by unit, floor and place on the floor. There is no floor 0; floors that are skipped (4, 13, 14) have no doors and lend no numbers. */
export function drawDoors(plan: BuildingPlan): DrawnDoor[] {
  const drawn: DrawnDoor[] = []
  const left = new Set(plan.leaveOut)
  for (let unit = 1; unit <= plan.units; unit += 1) {
    let count = 0
    for (const floor of floorsOf(plan)) {
      for (let place = 1; place <= plan.doors; place += 1) {
        count += 1
        const door: DrawnDoor = { unit: unitName(plan, unit), floor, ...numberDoor(plan, unit, floor, place, count) }
        if (!left.has(placeOf(door))) drawn.push(door)
      }
    }
  }
  return drawn
}

/** How a door of a plan is told from the others: `unit-floor-door`. */
export function placeOf({ unit, floor, door }: DrawnDoor): string {
  return `${unit ?? ''}-${floor}-${door}`
}

export function floorsOf({ from, to, skipFloors }: Pick<BuildingPlan, 'from' | 'to' | 'skipFloors'>): number[] {
  const floors: number[] = []
  for (let floor = from; floor <= to; floor += 1) if (floor !== 0 && !skipFloors.includes(floor)) floors.push(floor)
  return floors
}

/** How many doors a plan would draw, without drawing them. */
export function countDoors(plan: BuildingPlan): number {
  return plan.units * floorsOf(plan).length * plan.doors
}

export function unitName({ unitNames, units }: Pick<BuildingPlan, 'unitNames' | 'units'>, unit: number): string | null {
  if (unitNames === 'none' && units === 1) return null
  return unitNames === 'letter' ? letters.charAt(unit - 1) : String(unit)
}

function numberDoor(
  { numbering, doors }: BuildingPlan,
  unit: number,
  floor: number,
  place: number,
  count: number,
): { door: string; named?: true } {
  if (numbering === 'plain') return { door: String(count) }
  if (numbering === 'letter') return { door: `${floor}${letters.charAt(place - 1)}` }
  if (numbering === 'side') return { door: sides[doors]?.[place - 1] ?? String(place), named: true }
  const on = numbering === 'through' ? (unit - 1) * doors + place : place
  return { door: `${floor}${String(on).padStart(2, '0')}` }
}

/** The number or letter of a building from how somebody writes it: 3号楼, 3#, 12栋, A座, 3. What is none of these is a name. */
export function buildingPart(name: string): string {
  const plain = name.normalize('NFKC').trim()
  return /^[A-Za-z\d]{1,4}$/.test(plain) ? plain.toUpperCase() : (parseAddress(plain).building ?? plain)
}

/** Numbers as a clerk writes them: `1-40, 42, 15附1` (also with Chinese commas); a range counts up by one. Doubles fall together. */
export function expandNumbers(text: string): string[] {
  const found = new Set<string>()
  for (const piece of text.normalize('NFKC').split(/[,，、;；\s]+/)) {
    const range = /^(\d{1,5})[-~—–至到](\d{1,5})号?$/.exec(piece)
    const [from, to] = [Number(range?.[1]), Number(range?.[2])]
    if (range && to >= from && to - from < MOST_DOORS) for (let at = from; at <= to; at += 1) found.add(String(at))
    else if (piece !== '') found.add(piece.replace(/号$/, ''))
  }
  return [...found]
}

/** Addresses of houses without a building: in a village by group or lane, elsewhere by lane. */
export function houseParts(estate: string | undefined, { group, lane, numbers }: Houses): AddressParts[] {
  return numbers.map((number) => ({
    ...(estate ? { estate } : {}),
    ...(group ? { group: group.replace(/组$/, '') } : {}),
    ...(lane ? { lane } : {}),
    number,
    rest: '',
  }))
}

/** An address as it stands on a door, taken apart; `estate` is the name the door stands under. */
export function partsOf(label: string, estate: string | undefined): AddressParts {
  return parseAddress(label, estate ? { estates: [estate] } : {})
}

/** What a correction changes of an address: absent parts stay, empty ones go. */
export function corrected(parts: AddressParts, change: AddressChange): AddressParts {
  const next = { ...parts } as Record<string, string | undefined>
  for (const [part, value] of Object.entries(change)) {
    const plain = value
      ?.normalize('NFKC')
      .trim()
      .replace(tails[part] ?? /$^/, '')
    if (plain === undefined) continue
    if (plain === '') delete next[part]
    else next[part] = plain
  }
  return next as AddressParts
}

/** Words that stand behind the number and belong to the address as it is written, not to the part. */
const tails: Record<string, RegExp> = { group: /组$/, number: /号$/, unit: /单元$/, floor: /[层楼]$/, door: /[室号]$/ }
