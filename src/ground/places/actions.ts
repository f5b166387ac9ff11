/** Drawing the community: estates, buildings, doors, grids and teams. Every place is a subject of facts from the moment it stands. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { addressKey, formatAddress } from './address-key.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { drawDoors, sortKey } from './rules.ts'
import { beginSubjects } from './subjects.ts'

export const addEstate = action(contracts.addEstate, {
  may: 'place.change',
  async run(ctx, { region, kind, name }) {
    const id = newId()
    const key = addressKey({ estate: name, rest: '' })
    await refuseDouble(queries.insertEstates(ctx.sql, ctx.street, [{ id, region: region * 1000, kind, name, key, sort: sortKey(name) }]))
    await beginSubjects(ctx, 'estate', [{ id, region: region * 1000, name, sort: sortKey(name), searched: name }])
    noteEvent(ctx, 'estate.drawn', [id])
    return { estate: id }
  },
})

export const addBuilding = action(contracts.addBuilding, {
  may: 'place.change',
  async run(ctx, { id: estateId, name, units, floors, doors, grid }) {
    const estate = await getEstate(ctx, estateId)
    const id = newId()
    await refuseDouble(
      queries.insertBuildings(ctx.sql, ctx.street, [
        { id, region: estate.region, estate: estate.id, name, key: addressKey({ building: name, rest: '' }), sort: sortKey(name) },
      ]),
    )
    await beginSubjects(ctx, 'building', [{ id, region: estate.region, name, sort: sortKey(name), searched: `${estate.name}${name}` }])
    const region = estate.region + (grid ?? 0)
    const rows = drawDoors(units, floors, doors).map((drawn): queries.DwellingRow => {
      const parts = { estate: estate.name, building: name, unit: drawn.unit, door: drawn.door, rest: '' }
      const sort = `${sortKey(name)} ${sortKey(drawn.unit)} ${sortKey(drawn.door)}`
      return {
        id: newId(),
        region,
        estate: estate.id,
        building: id,
        ...drawn,
        label: formatAddress(parts),
        key: addressKey(parts),
        sort,
        ref: null,
      }
    })
    await addDwellings(ctx, rows)
    noteEvent(ctx, 'building.drawn', [id], [], { doors: rows.length })
    return { building: id, doors: rows.length }
  },
})

export const addDoor = action(contracts.addDoor, {
  may: 'place.change',
  async run(ctx, { id, door, grid }) {
    const estate = await getEstate(ctx, id)
    const parts = { estate: estate.name, door, rest: '' }
    const dwelling: queries.DwellingRow = {
      id: newId(),
      region: estate.region + (grid ?? 0),
      estate: estate.id,
      building: null,
      unit: null,
      floor: null,
      door,
      label: formatAddress(parts),
      key: addressKey(parts),
      sort: sortKey(door),
      ref: null,
    }
    await addDwellings(ctx, [dwelling])
    noteEvent(ctx, 'dwelling.drawn', [dwelling.id])
    return { dwelling: dwelling.id }
  },
})

/** Doors with their subjects; also the way an import brings new doors. */
export async function addDwellings(ctx: Ctx, rows: queries.DwellingRow[]): Promise<void> {
  await refuseDouble(queries.insertDwellings(ctx.sql, ctx.street, rows))
  await beginSubjects(
    ctx,
    'dwelling',
    rows.map((row) => ({ id: row.id, region: row.region, sort: row.sort, searched: row.label })),
  )
}

export const addGrid = action(contracts.addGrid, {
  may: 'place.change',
  async run(ctx, { region, number, name }) {
    const id = newId()
    await refuseDouble(queries.insertGrids(ctx.sql, ctx.street, [{ id, region: region * 1000 + number, name }]))
    noteEvent(ctx, 'grid.drawn', [id])
    return { grid: id }
  },
})

export const addMember = action(contracts.addMember, {
  may: 'place.change',
  async run(ctx, { id, role, name }) {
    const member = newId()
    await queries.insertMembers(ctx.sql, ctx.street, [{ id: member, grid: id, role, name, post: null, doors: null, from: ctx.today }])
    noteEvent(ctx, 'grid.member-added', [id], [], { member })
    return { member }
  },
})

export const assignGrid = action(contracts.assignGrid, {
  may: 'place.change',
  async run(ctx, { id, places }) {
    const region = await queries.findGridRegion(ctx.sql, ctx.street, id)
    if (region === undefined) throw new Problem('thing.unknown')
    const moved = await queries.moveToGrid(ctx.sql, ctx.street, places, region)
    noteEvent(ctx, 'grid.assigned', [id], [], { places: moved })
    return { moved }
  },
})

async function getEstate(ctx: Ctx, id: string): Promise<{ id: string; region: number; name: string }> {
  const estate = await queries.findEstate(ctx.sql, ctx.street, id)
  if (!estate) throw new Problem('thing.unknown')
  return estate
}

/** A name or address that stands already is the user's to mend, not a fault of ours. */
async function refuseDouble(insert: Promise<void>): Promise<void> {
  try {
    await insert
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Problem('place.known')
    throw error
  }
}
