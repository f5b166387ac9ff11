/** Drawing the community and changing what is drawn: estates, buildings, doors. Every place is a subject of facts from the moment it stands. */
import { type FieldProblem, Problem } from '#base/problem.ts'
import { checkValues } from '#ground/facts/check-value.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { placeLexemes } from '#ground/facts/search.ts'
import { sayAll } from '#ground/facts/store.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { addressKey } from './address-key.ts'
import type { AddressParts } from './address-parts.ts'
import * as contracts from './contract.ts'
import * as drawing from './drawing-queries.ts'
import { holdRange, holdVersion, refuseDouble, regionIn } from './guards.ts'
import { buildingName, doorBones, estateKey, placeSort } from './naming.ts'
import * as queries from './queries.ts'
import { buildingPart, corrected, countDoors, drawDoors, houseParts, MOST_DOORS, partsOf } from './rules.ts'
import { beginSubjects } from './subjects.ts'

export const addEstate = action(contracts.addEstate, {
  may: 'place.change',
  async run(ctx, { region, kind, name, values = {} }) {
    const id = newId()
    holdRange(ctx, region * 1000)
    const row = { id, region: region * 1000, kind, name: name.trim(), key: estateKey(name.trim()), sort: placeSort(name.trim()) }
    await refuseDouble(queries.insertEstates(ctx.sql, ctx.street, [row]))
    await beginSubjects(ctx, 'estate', [{ ...row, searched: row.name }])
    await sayOfEstate(ctx, row, values)
    noteEvent(ctx, 'estate.drawn', [id], Object.keys(values))
    return { estate: id }
  },
})

export const changeEstate = action(contracts.changeEstate, {
  may: 'place.change',
  needsVersion: true,
  async run(ctx, { id, kind, name, values = {} }) {
    const held = await drawing.lockEstate(ctx.sql, ctx.street, id)
    if (!held) throw new Problem('thing.unknown')
    holdVersion(ctx, held)
    const next = name.trim()
    await refuseDouble(drawing.updateEstate(ctx.sql, ctx.street, { id, kind, name: next, key: estateKey(next), sort: placeSort(next) }))
    let doors = 0
    if (next !== held.name) {
      await drawing.touchSubject(ctx.sql, ctx.street, id, placeSort(next), placeLexemes('estate', next))
      doors = await redraw(ctx, { estate: id }, held.name, (parts) => ({ ...parts, estate: next }))
    }
    await sayOfEstate(ctx, { id, region: held.region, name: next }, values)
    noteEvent(ctx, 'estate.changed', [id], Object.keys(values), { doors })
    return { doors }
  },
})

export const addBuilding = action(contracts.addBuilding, {
  may: 'place.change',
  async run(ctx, { id: estateId, name, plan, grid }) {
    const estate = await getEstate(ctx, estateId)
    const part = buildingPart(name)
    const id = newId()
    const row = { id, region: estate.region, estate: estate.id, name: buildingName(part), key: keyOfBuilding(part), sort: placeSort(part) }
    await refuseDouble(queries.insertBuildings(ctx.sql, ctx.street, [row]))
    await beginSubjects(ctx, 'building', [{ ...row, searched: `${estate.name}${row.name}` }])
    const region = await regionIn(ctx, estate.region / 1000, grid)
    const rows = drawn(plan, { estate: estate.name, building: part, rest: '' }, { region, estate: estate.id, building: id })
    await addDwellings(ctx, rows)
    noteEvent(ctx, 'building.drawn', [id], [], { doors: rows.length })
    return { building: id, doors: rows.length }
  },
})

export const changeBuilding = action(contracts.changeBuilding, {
  may: 'place.change',
  needsVersion: true,
  async run(ctx, { id, name }) {
    const held = await getBuilding(ctx, id)
    holdVersion(ctx, held)
    const part = buildingPart(name)
    const row = { id, name: buildingName(part), key: keyOfBuilding(part), sort: placeSort(part) }
    await refuseDouble(drawing.updateBuilding(ctx.sql, ctx.street, row))
    await drawing.touchSubject(ctx.sql, ctx.street, id, row.sort, placeLexemes('building', `${held.estateName}${row.name}`))
    const doors = await redraw(ctx, { building: id }, held.estateName, (parts) => ({ ...parts, building: part }))
    noteEvent(ctx, 'building.changed', [id], [], { doors })
    return { doors }
  },
})

export const drawMore = action(contracts.drawMore, {
  may: 'place.change',
  async run(ctx, { id, plan, grid }) {
    const held = await getBuilding(ctx, id)
    const region = await regionIn(ctx, held.region / 1000, grid)
    const parts = { estate: held.estateName, building: buildingPart(held.name), rest: '' }
    const made = await addMissing(ctx, drawn(plan, parts, { region, estate: held.estate, building: id }))
    noteEvent(ctx, 'dwelling.drawn', [id], [], { doors: made.doors })
    return made
  },
})

export const addHouses = action(contracts.addHouses, {
  may: 'place.change',
  async run(ctx, { id, houses, grid }) {
    const estate = await getEstate(ctx, id)
    const region = await regionIn(ctx, estate.region / 1000, grid)
    const made = await addMissing(
      ctx,
      houseParts(estate.name, houses).map((parts) => rowOf(parts, { region, estate: id, building: null })),
    )
    noteEvent(ctx, 'dwelling.drawn', [id], [], { doors: made.doors })
    return made
  },
})

export const addScattered = action(contracts.addScattered, {
  may: 'place.change',
  async run(ctx, { region: community, houses, grid }) {
    if (!houses.lane && !houses.group)
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/houses/lane', say: 'place.lane-needed' }])
    const region = await regionIn(ctx, community, grid)
    const made = await addMissing(
      ctx,
      houseParts(undefined, houses).map((parts) => rowOf(parts, { region, estate: null, building: null })),
    )
    noteEvent(ctx, 'dwelling.drawn', [], [], { community, doors: made.doors })
    return made
  },
})

export const correctAddress = action(contracts.correctAddress, {
  may: 'place.change',
  needsVersion: true,
  async run(ctx, { id, change }) {
    const held = await drawing.lockDoor(ctx.sql, ctx.street, id)
    if (!held) throw new Problem('thing.unknown')
    holdVersion(ctx, held)
    const parts = corrected(partsOf(held.label, held.estateName ?? undefined), change)
    if (!parts.door && !parts.number) throw new Problem('input.invalid', { count: 1 }, [{ path: '/change/door', say: 'input.required' }])
    const bones = doorBones(parts)
    // A floor that only the register knows (doors numbered 1, 2, 3 …) stays with its door.
    const floor = bones.floor ?? (change.door === undefined && change.floor === undefined ? held.floor : null)
    const path = parts.door ? '/change/door' : '/change/number'
    await refuseDouble(
      drawing.updateDoors(ctx.sql, ctx.street, [{ ...bones, floor, id, search: placeLexemes('dwelling', bones.label) }]),
      path,
    )
    noteEvent(
      ctx,
      'dwelling.corrected',
      [id],
      Object.keys(change).map((part) => `address.${part}`),
    )
    return { label: bones.label, rev: held.rev + 1 }
  },
})

/** Doors with their subjects; also the way a split brings new doors. */
export async function addDwellings(ctx: Ctx, rows: queries.DwellingRow[]): Promise<void> {
  if (rows.length === 0) return
  await refuseDouble(queries.insertDwellings(ctx.sql, ctx.street, rows))
  await beginSubjects(
    ctx,
    'dwelling',
    rows.map((row) => ({ id: row.id, region: row.region, sort: row.sort, searched: row.label })),
  )
}

type Where = { region: number; estate: string | null; building: string | null }

/** A new door as it is stored. */
export function rowOf(parts: AddressParts, where: Where, floor?: number): queries.DwellingRow {
  const bones = doorBones(parts)
  return { id: newId(), ...where, ...bones, floor: floor ?? bones.floor, ref: null }
}

function drawn(plan: contracts.BuildingPlan, parts: AddressParts, where: Where): queries.DwellingRow[] {
  checkPlan(plan)
  return drawDoors(plan).map(({ unit, floor, door, named }) =>
    rowOf({ ...parts, ...(unit ? { unit } : {}), ...(named ? { floor: String(floor) } : {}), door }, where, floor),
  )
}

/** @throws Problem input.invalid with the field at fault */
function checkPlan(plan: contracts.BuildingPlan): void {
  const fields: FieldProblem[] = []
  if (plan.from > plan.to) fields.push({ path: '/plan/to', say: 'place.floors-turned' })
  else if (countDoors(plan) === 0) fields.push({ path: '/plan/to', say: 'place.no-doors' })
  if (countDoors(plan) > MOST_DOORS) fields.push({ path: '/plan/doors', say: 'place.too-many-doors', with: { most: MOST_DOORS } })
  if (plan.unitNames === 'none' && plan.units > 1) fields.push({ path: '/plan/units', say: 'place.units-unnamed' })
  if (plan.unitNames === 'letter' && plan.units > 26) fields.push({ path: '/plan/units', say: 'place.too-many-units' })
  if (plan.numbering === 'letter' && plan.doors > 26) fields.push({ path: '/plan/doors', say: 'place.too-many-letters' })
  if (plan.numbering === 'side' && plan.doors > 3) fields.push({ path: '/plan/doors', say: 'place.too-many-sides' })
  if (plan.numbering === 'through' && plan.units * plan.doors > 99) fields.push({ path: '/plan/doors', say: 'place.too-many-through' })
  if (fields.length > 0) throw new Problem('input.invalid', { count: fields.length }, fields)
}

/** Doors that stand already stay who they are; only the others are made. */
async function addMissing(ctx: Ctx, rows: queries.DwellingRow[]): Promise<{ doors: number; standing: number }> {
  const known = new Set(
    await drawing.listStandingKeys(
      ctx.sql,
      ctx.street,
      Math.floor(rows[0]!.region / 1000),
      rows.map((row) => row.key),
    ),
  )
  const fresh = [...new Map(rows.filter((row) => !known.has(row.key)).map((row) => [row.key, row])).values()]
  await addDwellings(ctx, fresh)
  return { doors: fresh.length, standing: rows.length - fresh.length }
}

/** All doors of an estate or building take a change into their address. Returns how many. */
async function redraw(
  ctx: Ctx,
  of: { estate?: string; building?: string },
  estateName: string,
  change: (parts: AddressParts) => AddressParts,
): Promise<number> {
  const doors = await drawing.lockDoorsOf(ctx.sql, ctx.street, of)
  const rows = doors.map(({ id, label, floor }) => {
    const bones = doorBones(change(partsOf(label, estateName)))
    return { ...bones, id, floor, search: placeLexemes('dwelling', bones.label) }
  })
  await refuseDouble(drawing.updateDoors(ctx.sql, ctx.street, rows))
  return rows.length
}

/** Its name is a fact like the others, so that the names it had are kept. */
async function sayOfEstate(ctx: Ctx, estate: { id: string; region: number; name: string }, values: Record<string, unknown>): Promise<void> {
  const catalogue = await getStreetCatalogue(ctx)
  const body = checkValues(catalogue, 'estate', { ...values, 'estate.name': estate.name }, ctx.today)
  await sayAll(ctx, [{ subject: estate.id, kind: 'estate', region: estate.region, source: 'seen', asOf: ctx.today, body, decides: true }])
}

function keyOfBuilding(part: string): string {
  return addressKey({ building: part, rest: '' })
}

async function getEstate(ctx: Ctx, id: string): Promise<{ id: string; region: number; name: string }> {
  const estate = await queries.findEstate(ctx.sql, ctx.street, id)
  if (!estate) throw new Problem('thing.unknown')
  return estate
}

async function getBuilding(ctx: Ctx, id: string): Promise<drawing.HeldBuilding> {
  const building = await drawing.lockBuilding(ctx.sql, ctx.street, id)
  if (!building) throw new Problem('thing.unknown')
  return building
}
