/** Where something is that a resident reports: at her door, in her estate, or anywhere in the street. */
import { Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { listOwnPlaces } from '#ground/matters/own-queries.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { listPlaceNames } from '#ground/matters/units/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Place } from './contract.ts'
import { doorsOf } from './whose.ts'

/** `where`: what stands in no register, in her words. */
export type Placed = { region: number; subject?: string; estate?: string; where?: string }

const wrong = (path: string, say: string) => new Problem('input.invalid', { count: 1 }, [{ path, say }])

/** @throws Problem access.not-yours for a door that is not hers, input.invalid for a community that is not here */
export async function placeFor(ctx: Ctx, person: string, place: Place, { about }: Pick<MatterType, 'about'>): Promise<Placed> {
  if (place.kind === 'elsewhere') return { region: await regionElsewhere(ctx, person, place.community), where: place.where }
  if (!doorsOf(ctx, [person]).includes(place.door)) throw new Problem('access.not-yours')
  const found = (await listOwnPlaces(ctx.sql)).find(({ door }) => door === place.door)
  if (!found) throw new Problem('access.not-yours')
  const { door, label, region, estate } = found
  if (place.kind === 'door') return { region, where: label, ...(about.includes('dwelling') ? { subject: door } : {}) }
  // Of the whole community, not of her grid: others there answer for their part of the estate.
  return {
    region: Math.floor(region / 1000) * 1000,
    ...(estate ? { estate } : {}),
    ...(estate && about.includes('estate') ? { subject: estate } : {}),
    ...(place.where ? { where: place.where } : {}),
  }
}

/** Where she said it is; otherwise where she lives, or the register has her. */
async function regionElsewhere(ctx: Ctx, person: string, community: string | undefined): Promise<number> {
  if (community !== undefined) {
    const known = (await listPlaceNames(ctx.sql, ctx.street)).some(({ code }) => code === community)
    if (!known) throw wrong('/place/community', 'matter.community-unknown')
    return Number(community) * 1000
  }
  const homes = doorsOf(ctx, [person])
  const home = (await listOwnPlaces(ctx.sql)).find(({ door }) => homes.includes(door))
  if (home) return Math.floor(home.region / 1000) * 1000
  const [her] = await findSubjects(ctx.sql, ctx.street, [person])
  if (!her) throw new Problem('thing.unknown')
  return Math.floor(her.region_no / 1000) * 1000
}
