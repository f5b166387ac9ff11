/** What is still to be done at a door: questions that stand open, and whoever is due to be in touch with by tonight. Pure. */
import { streetDay } from '#kit/today.ts'
import type { RoundDoor } from '../contract.ts'

export type Due = NonNullable<RoundDoor['contacts']>[number]

/** A phone brings those of the next days too; each shows on its day. */
export function dueAt({ contacts = [] }: RoundDoor, today: string): Due[] {
  return contacts.filter(({ due }) => streetDay(new Date(due)) <= today)
}

export function openAt({ open, parties }: RoundDoor): number {
  return open ? parties.reduce((sum, { questions }) => sum + questions.length, 0) : 0
}

/** A door that was done is gone to again where somebody is due anew. */
export function isLeft(door: RoundDoor, today: string): boolean {
  return (door.open && door.parties.length > 0) || dueAt(door, today).length > 0
}
