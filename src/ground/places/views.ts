/** Reads of places. Counts over ordinary elements, and premises, which are not persons. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
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
    const grids = await queries.listGrids(ctx.sql, ctx.street, region)
    const members = await queries.listMembers(
      ctx.sql,
      ctx.street,
      grids.map((grid) => grid.id),
      ctx.today,
    )
    return {
      estates: await queries.listEstates(ctx.sql, ctx.street, region),
      grids: grids.map((grid) => ({
        ...grid,
        members: members.filter((member) => member.grid === grid.id).map(({ grid: _, ...member }) => member),
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
    return {
      id,
      kind: found.kind,
      name: found.name,
      region: found.region,
      community: names.get(String(Math.floor(found.region / 1000))) ?? '',
      counts,
      premises: premises.map(({ id: premisesId, kind, name, address }) => ({ id: premisesId, kind, name, address })),
    }
  },
})

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
