/** Reads of the desk: what waits for it, and which communities are named to whom. */
import { listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { inOrder, MINUTES_TO_OBJECT, piecesOf, type Waiting } from './rules.ts'

export const desk = view(contracts.readDesk, {
  may: 'desk.read',
  personal: false,
  async run(ctx) {
    const areas = await areasOf(ctx)
    const waiting = await listWaiting(ctx, areas)
    const names = await listRegionNames(ctx.sql, ctx.street)
    const holds = await queries.listHolds(ctx.sql, ctx.street)
    const signs = new Set(areas.flatMap(({ region, signsSince }) => (signsSince === null ? [] : [region])))
    const held = new Map(holds.map((hold) => [`${hold.thing} ${hold.region}`, hold]))
    const pieces = inOrder(waiting).map(({ region, ...piece }) => {
      const hold = held.get(`${piece.id} ${region}`)
      return {
        ...piece,
        community: Math.floor(region / 1000),
        name: names.get(String(Math.floor(region / 1000))) ?? null,
        hold: hold ? { id: hold.id, who: hold.who, title: hold.title, since: hold.since, mine: hold.post === ctx.actor.post } : null,
        ...(piece.kind === 'sign' ? { signs: signs.has(region) } : {}),
      }
    })
    return { communities: await tellCommunities(ctx, areas, waiting, names), pieces }
  },
})

/** A desk has its own communities; who is none sees those of all desks. */
export function areasOf(ctx: Ctx): Promise<queries.AreaRow[]> {
  return queries.listAreas(ctx.sql, ctx.street, ctx.actor.rights.has('desk.work') ? ctx.actor.post : null)
}

export async function listWaiting(ctx: Ctx, areas: readonly queries.AreaRow[]): Promise<Waiting[]> {
  const regions = [...new Set(areas.map(({ region }) => region))]
  if (regions.length === 0) return []
  const open = await queries.listOpen(ctx.sql, ctx.street, regions)
  const unsigned = await queries.listUnsigned(ctx.sql, ctx.street, regions)
  const objections = await queries.listOpenObjections(ctx.sql, ctx.street)
  return [
    ...open.flatMap((request) => piecesOf(request, unsigned, ctx.today)),
    ...objections.map((one) => ({ ...one, kind: 'objection' as const, region: ctx.street * 1_000_000, minutes: MINUTES_TO_OBJECT })),
  ]
}

async function tellCommunities(
  ctx: Ctx,
  areas: readonly queries.AreaRow[],
  waiting: readonly Waiting[],
  names: ReadonlyMap<string, string>,
): Promise<contracts.DeskCommunity[]> {
  const since = (text: string) => new Date(`${text}T00:00:00+08:00`)
  const [month, year] = [since(`${ctx.today.slice(0, 7)}-01`), since(`${ctx.today.slice(0, 4)}-01-01`)]
  const minutes = new Map((await queries.sumMinutes(ctx.sql, ctx.street, { month, year })).map((one) => [one.region, one]))
  const one = new Map(areas.map((area) => [area.region, area]))
  return [...one.values()].map(({ id, region, signsSince }) => ({
    area: id,
    community: region / 1000,
    name: names.get(String(region / 1000)) ?? String(region / 1000),
    signs: signsSince !== null,
    open: waiting.filter((piece) => piece.region === region).length,
    month: minutes.get(region)?.month ?? 0,
    year: minutes.get(region)?.year ?? 0,
  }))
}

export const areas = view(contracts.listAreas, {
  may: 'desk.read',
  personal: false,
  async run(ctx) {
    const all = await queries.listCommunities(ctx.sql, ctx.street)
    const names = new Map(all.map(({ community, name }) => [community, name]))
    const rows = await queries.listAreas(ctx.sql, ctx.street, null)
    return {
      areas: rows.map(({ region, ...row }) => ({
        ...row,
        community: region / 1000,
        name: names.get(region / 1000) ?? String(region / 1000),
      })),
      posts: await queries.listDeskPosts(ctx.sql, ctx.street, ctx.today),
      communities: all.filter(({ community }) => community * 1000 >= ctx.actor.lo && community * 1000 <= ctx.actor.hi),
    }
  },
})
