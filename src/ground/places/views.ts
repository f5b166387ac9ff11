/** Reads of places. Counts over ordinary elements, and premises, which are not persons. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as drawing from './drawing-queries.ts'
import { listGrids, listGridsOfEstate, listMembers } from './grids/queries.ts'
import { listTeams } from './grids/views.ts'
import * as queries from './queries.ts'

export const communities = view(contracts.listCommunities, {
  may: 'place.read',
  personal: false,
  async run(ctx) {
    const names = await queries.listRegionNames(ctx.sql, ctx.street)
    const rows = await queries.listCommunities(ctx.sql, ctx.street, ctx.actor)
    return { communities: rows.map((row) => ({ ...row, name: names.get(String(row.region)) ?? String(row.region) })) }
  },
})

export const estates = view(contracts.listEstates, {
  may: 'place.read',
  personal: false,
  async run(ctx, { region }) {
    const grids = await listGrids(ctx.sql, ctx.street, region)
    const members = await listMembers(
      ctx.sql,
      ctx.street,
      grids.map((grid) => grid.id),
      ctx.today,
    )
    return {
      estates: await queries.listEstates(ctx.sql, ctx.street, region),
      scattered: await drawing.countScattered(ctx.sql, ctx.street, region),
      grids: grids.map(({ rev: _, ...grid }) => ({
        ...grid,
        members: members
          .filter((member) => member.grid === grid.id && member.from <= ctx.today)
          .map(({ role, name, doors }) => ({ role, name, doors: doors?.length ?? null })),
      })),
    }
  },
})

export const estate = view(contracts.readEstate, {
  may: 'place.read',
  personal: false,
  async run(ctx, { id }) {
    const found = await queries.findEstate(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    const names = await queries.listRegionNames(ctx.sql, ctx.street)
    const born = (years: number) => `${Number(ctx.today.slice(0, 4)) - years}${ctx.today.slice(4)}`
    const counts = await queries.countEstate(ctx.sql, ctx.street, id, { elderBorn: born(60), childBorn: born(14) })
    const premises = await queries.listPremises(ctx.sql, ctx.street, { estate: id }, 200)
    const grids = await listGridsOfEstate(ctx.sql, ctx.street, id)
    const teams = await listTeams(
      ctx,
      grids.map((grid) => grid.id),
    )
    return {
      id,
      kind: found.kind,
      name: found.name,
      region: found.region,
      community: names.get(String(Math.floor(found.region / 1000))) ?? '',
      grids: grids.map((grid) => ({
        ...grid,
        members: teams
          .filter((member) => member.grid === grid.id && member.from <= ctx.today)
          .map(({ role, name, phone }) => ({ role, name, phone })),
      })),
      counts,
      premises: premises.map(({ id: premisesId, kind, name, address }) => ({ id: premisesId, kind, name, address })),
    }
  },
})

export const doors = view(contracts.readDoors, {
  may: 'place.read',
  personal: false,
  async run(ctx, { id }) {
    const estate = await queries.findEstate(ctx.sql, ctx.street, id)
    const rev = await drawing.findRev(ctx.sql, ctx.street, id)
    if (!estate) throw new Problem('thing.unknown')
    return {
      ...estate,
      // A post of one grid does not see the estate's facts, and so changes nothing of it.
      rev: rev ?? 0,
      buildings: await drawing.listBuildings(ctx.sql, ctx.street, id),
      grids: await listNumbers(ctx, Math.floor(estate.region / 1000)),
      doors: await drawing.listDoors(ctx.sql, ctx.street, id),
    }
  },
})

export const scattered = view(contracts.listScattered, {
  may: 'place.read',
  personal: false,
  async run(ctx, { region }) {
    return { doors: await drawing.listScattered(ctx.sql, ctx.street, region), grids: await listNumbers(ctx, region) }
  },
})

async function listNumbers(ctx: Ctx, community: number): Promise<{ id: string; number: number; name: string }[]> {
  const grids = await listGrids(ctx.sql, ctx.street, community)
  return grids.map(({ id, region, name }) => ({ id, number: region % 1000, name }))
}

export const premisesList = view(contracts.listPremises, {
  may: 'place.read',
  personal: false,
  async run(ctx, { region, kind, after, limit = 100 }) {
    const [sort, id] = after?.split('\n') ?? []
    const filter = {
      ...(region ? { community: region } : {}),
      ...(kind ? { kind } : {}),
      ...(sort !== undefined && id ? { after: { sort, id } } : {}),
    }
    const rows = await queries.listPremises(ctx.sql, ctx.street, filter, limit + 1)
    const last = rows[limit - 1]
    return {
      premises: rows
        .slice(0, limit)
        .map(({ id: premisesId, kind: of, name, address, region: no }) => ({ id: premisesId, kind: of, name, address, region: no })),
      next: rows.length > limit && last ? `${last.sort}\n${last.id}` : null,
    }
  },
})
