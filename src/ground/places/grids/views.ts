/** Reads of grids. Teams are told by name and telephone: they are there to be found. */
import { Problem } from '#base/problem.ts'
import { listStaffOfStreet } from '#kernel/access/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listRegionNames } from '../queries.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const grids = view(contracts.listGrids, {
  may: 'place.read',
  personal: false,
  async run(ctx, { region }) {
    const rows = await queries.listGrids(ctx.sql, ctx.street, region)
    const members = await listTeams(
      ctx,
      rows.map((row) => row.id),
    )
    const { doors, premises, twoHeads } = await queries.countUnassigned(ctx.sql, ctx.street, region, ctx.today)
    return {
      grids: rows.map((row) => ({
        id: row.id,
        number: row.region % 1000,
        name: row.name,
        doors: row.doors,
        premises: row.premises,
        members: members.filter((one) => one.grid === row.id && one.from <= ctx.today).map(({ role, name }) => ({ role, name })),
      })),
      without: { doors, premises },
      twoHeads,
    }
  },
})

export const grid = view(contracts.readGrid, {
  may: 'place.read',
  personal: false,
  async run(ctx, { id }) {
    const found = await queries.findGrid(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    const community = Math.floor(found.region / 1000)
    const names = await listRegionNames(ctx.sql, ctx.street)
    const members = await listTeams(ctx, [id])
    const logins = await listStaffOfStreet(ctx.sql, ctx.street, ctx.today)
    return {
      id,
      number: found.region % 1000,
      region: community,
      name: found.name,
      community: names.get(String(community)) ?? '',
      rev: found.rev,
      doors: found.doors,
      stairs: await queries.listStairs(ctx.sql, ctx.street, found.region),
      premises: await queries.listVenues(ctx.sql, ctx.street, community),
      members: members.map(({ grid: _, ...member }) => member),
      logins: logins
        .filter((one) => one.lo <= community * 1000 + 999 && one.hi >= community * 1000)
        .map(({ id: login, name, title }) => ({ id: login, name, title })),
    }
  },
})

export const stair = view(contracts.listStair, {
  may: 'place.read',
  personal: false,
  async run(ctx, { id, ...wanted }) {
    const found = await queries.findGrid(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    return { doors: await queries.listStairDoors(ctx.sql, ctx.street, found.region, [wanted]) }
  },
})

export type TeamMember = Omit<queries.MemberRow, 'phone'> & { phone: string }

/** Teams with telephones opened, those of today and those to come. */
export async function listTeams(ctx: Ctx, grids: string[]): Promise<TeamMember[]> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await queries.listMembers(ctx.sql, ctx.street, grids, ctx.today)
  return rows.map((row) => ({ ...row, phone: row.phone ? keys.open(row.phone) : '' }))
}
