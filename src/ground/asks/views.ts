/** Reads of asks: what is open where, and the slip of a refusal. */
import { Problem } from '#base/problem.ts'
import { listGridNames } from '#ground/places/grids/queries.ts'
import { listTeams } from '#ground/places/grids/views.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { sumChannels, sumGrids, sumRequests } from './door-queries.ts'
import { want } from './open-doors.ts'
import { findAskRequest } from './queries.ts'
import { findSlip, listSlipRequests } from './refusal-queries.ts'

export const list = view(contracts.listOpen, {
  may: 'ask.read',
  personal: false,
  async run(ctx) {
    const { wanted, requests } = await want(ctx, { lo: ctx.actor.lo, hi: ctx.actor.hi })
    if (requests.length === 0) return { grids: [], requests: [] }
    const names = new Map((await listGridNames(ctx.sql, ctx.street)).map(({ region, name }) => [region, name]))
    const communities = await listRegionNames(ctx.sql, ctx.street)
    const grids = await sumGrids(ctx.sql, wanted)
    const sums = new Map((await sumRequests(ctx.sql, ctx.street, wanted.requests)).map(({ id, ...sum }) => [id, sum]))
    return {
      grids: grids.map(({ place, ...grid }) => ({
        ...grid,
        name: names.get(grid.region) ?? '',
        community: communities.get(String(Math.floor(grid.region / 1000))) ?? '',
        until: requests[place]!.until,
      })),
      requests: requests.map(({ id, title, asker, until }) => ({
        id,
        title,
        asker,
        until,
        ...(sums.get(id) ?? { open: 0, answered: 0, refused: 0, without: 0 }),
      })),
    }
  },
})

export const slip = view(contracts.readSlip, {
  may: 'ask.read',
  personal: true,
  async run(ctx, { id }) {
    const row = await findSlip(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    const requests = await listSlipRequests(ctx.sql, ctx.street, id)
    const team = row.grid ? await listTeams(ctx, [row.grid]) : []
    const elements = [...new Set(requests.flatMap((request) => request.elements))]
    ctx.look({ subjects: [row.subject], fields: elements })
    return {
      id,
      at: row.at,
      name: row.name ?? '',
      reason: row.reason,
      elements,
      requests: requests.map(({ obliged, ...request }) => ({ ...request, optional: obliged ? [] : request.elements })),
      phones: team.filter(({ from, phone }) => from <= ctx.today && phone).map(({ name, role, phone }) => ({ name, role, phone })),
    }
  },
})

export const request = view(contracts.readAsking, {
  may: 'ask.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await findAskRequest(ctx.sql, ctx.street, id)
    if (!row) return { asking: null }
    const [sum] = await sumRequests(ctx.sql, ctx.street, [id])
    const { open, answered, refused, without } = sum ?? { open: 0, answered: 0, refused: 0, without: 0 }
    const channels = [...(await sumChannels(ctx.sql, ctx.street, id))]
    const { until, firstUntil } = row
    return { asking: { until, firstUntil, withdrawn: row.withdrawn_at !== null, open, answered, refused, without, channels } }
  },
})
