/** Changing doors with the people behind them. Relations move by sayings, so that who lived where, and until when, stays told. */
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { type NewSaying, sayAll } from '#ground/facts/store.ts'
import { addDwellings, rowOf } from '#ground/places/actions.ts'
import { removePlace } from '#ground/places/contract.ts'
import { deletePlaces, findUse, updateDoors } from '#ground/places/drawing-queries.ts'
import { getGrid } from '#ground/places/grids/actions.ts'
import { assignGrid } from '#ground/places/grids/contract.ts'
import { listStairDoors, movePlaces } from '#ground/places/grids/queries.ts'
import { holdRange, holdVersion, refuseDouble } from '#ground/places/guards.ts'
import { doorBones } from '#ground/places/naming.ts'
import { corrected, partsOf } from '#ground/places/rules.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const splitDoor = action(contracts.splitDoor, {
  may: 'place.change',
  needsVersion: true,
  async run(ctx, { id, doors, moves, on }) {
    checkDay(ctx, on)
    const [door] = await holdDoors(ctx, [id])
    holdVersion(ctx, door!)
    if (new Set(doors.map((one) => one.trim())).size < doors.length)
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/doors', say: 'door.numbers-alike' }])
    const parts = doors.map((number) => numbered(door!, number))
    await renumber(ctx, door!, parts[0]!, '/doors')
    const { region, estate, building } = door!
    const rows = parts.slice(1).map((one) => rowOf(one, { region, estate, building }, door!.floor ?? undefined))
    await refuseDouble(addDwellings(ctx, rows), '/doors')
    const all = [id, ...rows.map((row) => row.id)]
    const to = new Map(moves.map((move) => [move.person, all[move.to]]))
    if ([...to.values()].includes(undefined)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/moves', say: 'door.none-there' }])
    const ties = await queries.listOpenTies(ctx.sql, ctx.street, [id])
    const moved = await moveTies(
      ctx,
      ties.flatMap((tie) => {
        const goal = to.get(tie.person)
        return goal && goal !== id ? [{ ...tie, goal }] : []
      }),
      region,
      on,
    )
    noteEvent(ctx, 'dwelling.split', all, [], { moved })
    return { doors: all, moved }
  },
})

export const joinDoors = action(contracts.joinDoors, {
  may: 'place.change',
  async run(ctx, { id, others, door: number, on }) {
    checkDay(ctx, on)
    if (others.includes(id)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/others', say: 'door.itself' }])
    const held = await holdDoors(ctx, [id, ...new Set(others)])
    const door = held.find((one) => one.id === id)!
    const gone = held.filter((one) => one.id !== id)
    if (gone.some((one) => Math.floor(one.region / 1000) !== Math.floor(door.region / 1000)))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/others', say: 'door.other-community' }])
    const ties = await queries.listOpenTies(
      ctx.sql,
      ctx.street,
      gone.map((one) => one.id),
    )
    const moved = await moveTies(
      ctx,
      ties.map((tie) => ({ ...tie, goal: id })),
      door.region,
      on,
    )
    await queries.closeDoors(
      ctx.sql,
      ctx.street,
      gone.map((one) => one.id),
      { on, why: 'joined', into: id },
    )
    const parts = number ? numbered(door, number) : undefined
    if (parts) await renumber(ctx, door, parts, '/door')
    noteEvent(ctx, 'dwelling.joined', held.map((one) => one.id), [], { moved }) // biome-ignore format: one call
    return { moved, label: parts ? doorBones(parts).label : door.label }
  },
})

export const closeDoors = action(contracts.closeDoors, {
  may: 'place.change',
  async run(ctx, { doors, why, on }) {
    checkDay(ctx, on)
    const held = await holdDoors(ctx, [...new Set(doors)])
    const ids = held.map((door) => door.id)
    const lived = await queries.countLivedIn(ctx.sql, ctx.street, ids)
    if (lived > 0) throw new Problem('thing.in-use', { count: lived }, [{ path: '/doors', say: 'door.lived-in', with: { n: lived } }])
    await queries.closeDoors(ctx.sql, ctx.street, ids, { on, why, into: null })
    noteEvent(ctx, 'dwelling.closed', ids.slice(0, 200), [], { doors: ids.length })
    return { closed: ids.length }
  },
})

export const reopenDoor = action(contracts.reopenDoor, {
  may: 'place.change',
  async run(ctx, { id }) {
    const [door] = await queries.lockDoors(ctx.sql, ctx.street, [id])
    if (!door?.closedOn) throw new Problem('thing.unknown')
    await refuseDouble(queries.reopenDoor(ctx.sql, ctx.street, id, door.closedOn), '/id')
    noteEvent(ctx, 'dwelling.reopened', [id])
    return {}
  },
})

/** Declared here because people and households go with their door; the contract is the grid's. */
export const assignToGrid = action(assignGrid, {
  may: 'place.change',
  async run(ctx, { id, stairs = [], places = [], out }) {
    const grid = await getGrid(ctx, id)
    const region = out ? Math.floor(grid.region / 1000) * 1000 : grid.region
    holdRange(ctx, region)
    const named = stairs.length > 0 ? await listStairDoors(ctx.sql, ctx.street, grid.region, stairs) : []
    const wanted = [...named.map((door) => door), ...places.map((place) => ({ id: place, grid: undefined }))]
    // Out of this grid means just that: a door of another grid in the same stair stays where it is.
    const ids = wanted.filter((one) => !out || one.grid === undefined || one.grid === grid.region % 1000).map((one) => one.id)
    const moved = await movePlaces(ctx.sql, ctx.street, ids, region)
    await queries.followDoors(ctx.sql, ctx.street, moved.doors)
    const count = moved.doors.length + moved.premises
    noteEvent(ctx, out ? 'grid.unassigned' : 'grid.assigned', [id], [], { places: count })
    return { moved: count }
  },
})

/** Declared here because a door may be held by a household alone. */
export const remove = action(removePlace, {
  may: 'place.change',
  async run(ctx, { id }) {
    const use = await findUse(ctx.sql, ctx.street, id)
    if (!use) throw new Problem('thing.unknown')
    if (use.used || (await queries.hasHousehold(ctx.sql, ctx.street, use.doors))) throw new Problem('thing.in-use')
    await deletePlaces(ctx.sql, ctx.street, id, use.doors, ctx.today)
    noteEvent(ctx, `${use.kind}.removed`, [id], [], { doors: use.doors.length })
    return { doors: use.doors.length }
  },
})

/** Doors that stand, all of them, or a refusal. */
async function holdDoors(ctx: Ctx, ids: string[]): Promise<queries.HeldDoor[]> {
  const held = await queries.lockDoors(ctx.sql, ctx.street, ids)
  if (held.length < ids.length || held.some((door) => door.closedOn)) throw new Problem('thing.unknown')
  return held
}

/** The address of a door with another number: of a flat its door, of a house its number. */
function numbered(door: queries.HeldDoor, number: string) {
  const parts = partsOf(door.label, door.estateName ?? undefined)
  return corrected(parts, parts.door ? { door: number } : { number })
}

async function renumber(ctx: Ctx, door: queries.HeldDoor, parts: Parameters<typeof doorBones>[0], path: string): Promise<void> {
  const bones = doorBones(parts)
  await refuseDouble(updateDoors(ctx.sql, ctx.street, [{ ...bones, id: door.id, floor: door.floor ?? bones.floor, search: [] }]), path)
}

/**
 * Each relation ends at the one door and begins at the other on the same day. Two sayings: of several homes of an owner only this one ends
 * (decisions/0012).
 */
async function moveTies(ctx: Ctx, ties: (queries.OpenTie & { goal: string })[], region: number, on: string): Promise<number> {
  const sayings = [...new Set(ties.map((tie) => tie.person))].flatMap((person): NewSaying[] => {
    const own = ties.filter((tie) => tie.person === person)
    const say = (body: Record<string, FactValue>): NewSaying => ({
      subject: person,
      kind: 'person',
      region,
      source: 'seen',
      asOf: on,
      decides: true,
      body,
    })
    const each = (value: (tie: (typeof own)[number]) => FactValue) => Object.fromEntries(own.map((tie) => [tie.kind, value(tie)]))
    return [say(each((tie) => ({ dwelling: tie.dwelling, to: on }))), say(each((tie) => ({ dwelling: tie.goal, from: on })))]
  })
  if (sayings.length > 0) await sayAll(ctx, sayings)
  return sayings.length / 2
}

function checkDay(ctx: Ctx, on: string): void {
  if (on > ctx.today || on < addDays(ctx.today, -36_500))
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/on', say: 'value.future' }])
}
