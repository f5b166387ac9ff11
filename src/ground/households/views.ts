/** Reads of doors, people and the wall. Each notes who was looked at. */

import type { Static } from 'typebox'
import { Problem } from '#base/problem.ts'
import { ageOn } from '#base/values/day.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { searchQuery } from '#ground/facts/search.ts'
import { openState } from '#ground/facts/store.ts'
import { describeSubject, describeSubjects, type SubjectView } from '#ground/facts/views.ts'
import { listTeams, type TeamMember } from '#ground/places/grids/views.ts'
import { findPremises } from '#ground/places/queries.ts'
import { partsOf } from '#ground/places/rules.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { doorSought } from './door-sought.ts'
import * as queries from './queries.ts'
import { CHILD_AGE, drawDoor, ELDER_AGE, wallStates } from './rules.ts'

/** Doors that share the parts of an address looked at most: 3号楼 is in 13号楼, too. */
const MOST_DOORS = 200

const searched = ['person', 'dwelling', 'premises', 'estate', 'organisation']

export const search = view(contracts.search, {
  may: 'people.read',
  personal: true,
  async run(ctx, { text, kinds = searched, limit = 20 }) {
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const catalogue = await getStreetCatalogue(ctx)
    const find = async (typed: string, most: number) => {
      const query = searchQuery(typed, keys)
      return query ? queries.searchSubjects(ctx.sql, ctx.street, query, kinds, most) : []
    }
    // A door by its parts first; where no such door is, whatever holds what was typed.
    const sought = doorSought(text)
    const doors = sought ? (await find(sought.words, MOST_DOORS)).filter((row) => sought.fits(row.label ?? '')) : []
    const rows = doors.length > 0 ? doors : await find(text, limit + 1)
    const found = rows.slice(0, limit).map((row): contracts.Found => {
      const state = openState(keys, catalogue, row)
      const text = (element: string) => state.get(element)?.value
      const name = text(`${row.kind}.name`)
      const born = text('person.birth-date')
      const phone = text('person.phone')
      const gone = goneOf(text)
      const age = typeof born === 'string' && gone !== 'died' ? ageOn(born, ctx.today) : undefined
      return {
        id: row.id,
        kind: row.kind as contracts.Found['kind'],
        name: typeof name === 'string' ? name : (row.label ?? ''),
        line: row.kind === 'person' ? (row.label ?? '') : String(text(`${row.kind}.address`) ?? row.label ?? ''),
        ...(typeof text('person.sex') === 'string' ? { sex: text('person.sex') as string } : {}),
        ...(age === undefined ? {} : { age }),
        ...(typeof phone === 'string' ? { tail: phone.slice(-4) } : {}),
        ...(row.dwelling ? { dwelling: row.dwelling } : {}),
        ...(gone ? { gone } : {}),
      }
    })
    ctx.look({
      subjects: found.filter((one) => one.kind === 'person').map((one) => one.id),
      fields: ['person.name', 'person.sex', 'person.birth-date', 'person.is-deceased', 'person.moved-out-date'],
    })
    return { found, more: rows.length > limit }
  },
})

function goneOf(text: (element: string) => unknown): contracts.Found['gone'] {
  if (text('person.is-deceased') === true || text('person.deceased-date') !== undefined) return 'died'
  const held = ['person.residence', 'person.registration', 'person.tenancy'].some((tie) => text(tie) !== undefined)
  return text('person.moved-out-date') !== undefined && !held ? 'moved' : undefined
}

export const wall = view(contracts.wall, {
  may: 'place.read',
  personal: true,
  async run(ctx, { id, question }) {
    const estate = await queries.findEstate(ctx.sql, ctx.street, id)
    if (!estate) throw new Problem('thing.unknown')
    const bounds = { elderBorn: yearsBefore(ctx.today, ELDER_AGE), childBorn: yearsBefore(ctx.today, CHILD_AGE) }
    const rows = await queries.listWallDoors(ctx.sql, ctx.street, id, bounds)
    const doors = rows.map((row) => ({
      id: row.id,
      building: row.building_id,
      unit: row.building_id ? row.unit : rowOf(row.label, estate.name),
      floor: row.floor,
      door: row.door,
      label: row.label,
      ...drawDoor(question, row, ctx.today),
    }))
    const legend = wallStates[question].map((state) => ({ state, count: doors.filter((door) => door.state === state).length }))
    ctx.look({ subjects: [], fields: [`wall.${question}`], filter: { estate: id } })
    return { estate, buildings: await queries.listBuildings(ctx.sql, ctx.street, id), doors, legend }
  },
})

export const door = view(contracts.readDoor, {
  may: 'people.read',
  personal: true,
  async run(ctx, { id }) {
    const [bones, ties, householdId, catalogue] = await Promise.all([
      queries.findDoor(ctx.sql, ctx.street, id),
      queries.listDoorTies(ctx.sql, ctx.street, id),
      queries.findHousehold(ctx.sql, ctx.street, id),
      getStreetCatalogue(ctx),
    ])
    if (!bones) throw new Problem('thing.unknown')
    const persons = [...new Set(ties.map((tie) => tie.person_id))]
    const [subjects, members] = await Promise.all([
      describeSubjects(ctx, catalogue, [id, ...persons, ...(householdId ? [householdId] : [])]),
      bones.grid_id ? listTeams(ctx, [bones.grid_id]) : [],
    ])
    const described = new Map(subjects.map((one) => [one.id, one]))
    const people = ties.flatMap((tie) => doorPerson(tie, described))
    ctx.look({ subjects: persons, fields: fieldsOf(persons, described) })
    const dwelling = described.get(id)
    const household = householdId ? described.get(householdId) : undefined
    return {
      id,
      label: bones.label,
      estate: bones.estate_id && bones.estate ? { id: bones.estate_id, name: bones.estate } : null,
      grid: bones.grid && bones.grid_id ? { id: bones.grid_id, name: bones.grid, members: answering(members, ctx.today, id) } : null,
      closed: bones.closed_on ? { on: bones.closed_on, why: bones.closed_why ?? '', into: bones.joined_into } : null,
      address: addressOf(bones.label, bones.estate),
      rev: dwelling?.rev ?? 0,
      facts: dwelling?.facts ?? [],
      people: people.filter((person) => person.to === null),
      past: people.filter((person) => person.to !== null),
      household: household ? { id: household.id, rev: household.rev, facts: household.facts } : null,
    }
  },
})

export const person = view(contracts.readPerson, {
  may: 'people.read',
  personal: true,
  async run(ctx, { id }) {
    const catalogue = await getStreetCatalogue(ctx)
    const subject = await describeSubject(ctx, catalogue, id)
    if (subject.kind !== 'person') throw new Problem('thing.unknown')
    const ties = await queries.listPersonTies(ctx.sql, ctx.street, id)
    const merges = await queries.listMerges(ctx.sql, ctx.street, id)
    ctx.look({ subjects: [id], fields: subject.facts.map((fact) => fact.element) })
    return {
      id,
      rev: subject.rev,
      facts: subject.facts,
      ties: ties.map(({ kind, ...tie }) => ({ relation: kind.slice('person.'.length), ...tie })),
      merged: merges.map(({ merge, name, at }) => ({ merge, name: name ?? '', at })),
    }
  },
})

export const premises = view(contracts.readPremises, {
  may: 'place.read',
  personal: true,
  async run(ctx, { id }) {
    const found = await findPremises(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    const subject = await describeSubject(ctx, await getStreetCatalogue(ctx), id)
    const grid = await queries.findGridOf(ctx.sql, ctx.street, found.region)
    // Operators and licence holders are people too.
    ctx.look({ subjects: [id], fields: subject.facts.map((fact) => fact.element) })
    return {
      id,
      kind: found.kind,
      name: found.name,
      address: found.address,
      grid: grid ? { ...grid, members: answering(await listTeams(ctx, [grid.id]), ctx.today) } : null,
      rev: subject.rev,
      facts: subject.facts,
    }
  },
})

export const placeFacts = view(contracts.readPlaceFacts, {
  may: 'place.read',
  personal: true,
  async run(ctx, { id }) {
    const subject = await describeSubject(ctx, await getStreetCatalogue(ctx), id)
    if (subject.kind === 'person' || subject.kind === 'household') throw new Problem('thing.unknown')
    ctx.look({ subjects: [id], fields: subject.facts.map((fact) => fact.element) })
    return { id, rev: subject.rev, facts: subject.facts }
  },
})

function doorPerson(tie: queries.DoorTie, described: Map<string, SubjectView>): Static<typeof contracts.DoorPerson>[] {
  const subject = described.get(tie.person_id)
  if (!subject) return []
  const relation = tie.kind.slice('person.'.length) as Static<typeof contracts.DoorPerson>['relation']
  return [{ person: tie.person_id, relation, from: tie.from_day, to: tie.to_day, rev: subject.rev, facts: subject.facts }]
}

/** Of a team, who answers for this door today; without a door, for the grid as a whole. */
function answering(members: TeamMember[], today: string, door?: string): Static<typeof contracts.Responsible>['members'] {
  return members
    .filter((one) => one.from <= today && (one.doors === null || (door !== undefined && one.doors.includes(door))))
    .map(({ role, name, phone }) => ({ role, name, phone }))
}

/** The parts that stand on the door itself; estate and building are changed where they are. */
function addressOf(label: string, estate: string | null): Record<string, string> {
  const { group, lane, number, unit, floor, door } = partsOf(label, estate ?? undefined)
  return Object.fromEntries(
    Object.entries({ group, lane, number, unit, floor, door }).filter((part): part is [string, string] => part[1] !== undefined),
  )
}

function fieldsOf(persons: string[], described: Map<string, SubjectView>): string[] {
  return [...new Set(persons.flatMap((person) => described.get(person)?.facts.map((fact) => fact.element) ?? []))]
}

/** Where a house without a building stands in its village: the villagers' group, the lane. */
function rowOf(label: string, estate: string): string | null {
  const { group, lane } = partsOf(label, estate)
  const row = [group === undefined ? '' : `${group}组`, lane ?? ''].join('')
  return row === '' ? null : row
}

function yearsBefore(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
}

/** For actions of this module: the door's region, or a refusal. */
export async function getDoorRegion(ctx: Ctx, id: string): Promise<number> {
  const bones = await queries.findDoor(ctx.sql, ctx.street, id)
  if (!bones) throw new Problem('thing.unknown')
  return bones.region_no
}
