/** How a door is drawn on the wall: the state a question gives it, and the mark inside, so that colour never speaks alone. */
import type { WallQuestion } from './contract.ts'

/** What the register knows of a door, counted. Dates are civil days. */
export type DoorCounts = {
  people: number
  owners: number
  ownersLiving: number
  tenants: number
  elders: number
  children: number
  conflicts: number
  /** The oldest of the residents' newest as-of days; null when nobody is known. */
  heardOn: string | null
}

/** Elders from 80 (the age of the national elder allowance), children under 14 (PIPL art. 28, 31). */
export const ELDER_AGE = 80
export const CHILD_AGE = 14
const FRESH_DAYS = 180

export const wallStates: Record<WallQuestion, readonly string[]> = {
  people: ['empty', 'one', 'few', 'many'],
  living: ['owner', 'rented', 'other', 'empty'],
  fresh: ['known', 'stale', 'missing'],
  conflicts: ['none', 'some'],
  elders: ['none', 'some', 'alone'],
  children: ['none', 'some'],
}

export function drawDoor(question: WallQuestion, door: DoorCounts, today: string): { state: string; mark: string } {
  return drawings[question](door, today)
}

const drawings: Record<WallQuestion, (door: DoorCounts, today: string) => { state: string; mark: string }> = {
  people: ({ people }) => ({ state: people === 0 ? 'empty' : people === 1 ? 'one' : people < 4 ? 'few' : 'many', mark: number(people) }),
  living: ({ people, ownersLiving, tenants }) => {
    if (tenants > 0) return { state: 'rented', mark: '租' }
    if (ownersLiving > 0) return { state: 'owner', mark: '自' }
    return people > 0 ? { state: 'other', mark: '住' } : { state: 'empty', mark: '' }
  },
  fresh: ({ people, heardOn }, today) => {
    if (people === 0 || !heardOn) return { state: 'missing', mark: '?' }
    return daysBetween(heardOn, today) > FRESH_DAYS ? { state: 'stale', mark: '旧' } : { state: 'known', mark: '' }
  },
  conflicts: ({ conflicts }) => ({ state: conflicts > 0 ? 'some' : 'none', mark: number(conflicts) }),
  elders: ({ people, elders }) => ({ state: elders === 0 ? 'none' : elders === people ? 'alone' : 'some', mark: number(elders) }),
  children: ({ children }) => ({ state: children > 0 ? 'some' : 'none', mark: number(children) }),
}

function number(count: number): string {
  return count > 0 ? String(count) : ''
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
