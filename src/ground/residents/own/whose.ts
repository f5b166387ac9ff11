/** Whose a telephone or a letter is today; handed to the kernel, which knows neither persons nor doors. */
import type { Own } from '#kernel/access/actor.ts'
import type { Residents } from '#kernel/access/residents.ts'
import type { Tx } from '#kernel/action/context.ts'
import { personsOf } from '../rules.ts'
import * as queries from './whose-queries.ts'

export const residents: Residents = {
  findOwn: (sql, street, who, today) =>
    'letter' in who ? findOfLetter(sql, street, who.letter, today) : findOfPhone(sql, street, who.phoneToken, today),
  useLetter: queries.useLetter,
  lapse: queries.lapse,
  nameStreets: queries.nameStreets,
}

const nothing: Own = { persons: [], doors: [], ids: [], labels: new Map() }

async function findOfPhone(sql: Tx, street: number, phoneToken: string, today: string): Promise<Own> {
  const bound = await queries.listBound(sql, street, phoneToken)
  // A child who does not act for herself yet acts for nobody else either.
  const self = personsOf(bound, [], today).map(({ id }) => id)
  const persons = personsOf(bound, await queries.listHeld(sql, street, phoneToken, self), today)
  return persons.length === 0 ? nothing : withDoors(sql, street, persons)
}

async function findOfLetter(sql: Tx, street: number, letter: string, today: string): Promise<Own> {
  const found = await queries.findLetter(sql, street, letter, today)
  if (found?.person) return withDoors(sql, street, [{ id: found.person, name: found.name ?? '', as: 'self', scope: ['answer'] }])
  const label = found?.door && (await queries.findDoorLabel(sql, street, found.door))
  if (!found?.door || !label) return nothing
  const households = await queries.listHouseholds(sql, street, [found.door])
  return {
    persons: [],
    doors: [{ id: found.door, label, persons: [] }],
    ids: [found.door, ...households],
    labels: new Map([[found.door, label]]),
  }
}

async function withDoors(sql: Tx, street: number, persons: Own['persons']): Promise<Own> {
  const ids = persons.map(({ id }) => id)
  const tied = await queries.listTiedDoors(sql, street, ids)
  const living = tied.filter((tie) => tie.living)
  const labels = new Map(tied.map(({ door, label }) => [door, label]))
  const doors = [...new Set(living.map(({ door }) => door))].map((door) => ({
    id: door,
    label: labels.get(door)!,
    persons: living.filter((tie) => tie.door === door).map(({ person }) => person),
  }))
  const homes = doors.map(({ id }) => id)
  return { persons, doors, labels, ids: [...ids, ...homes, ...(await queries.listHouseholds(sql, street, homes))] }
}
