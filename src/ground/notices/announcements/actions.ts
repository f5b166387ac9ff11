/** Announcing, changing the words, and taking down before the day. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { wrongsOf } from './rules.ts'

export const publish = action(contracts.publish, {
  may: 'announcement.post',
  async run(ctx, { title, body, from, until, areas }) {
    const faults = wrongsOf({ title, body, from, until }, ctx.today)
    if (from < ctx.today) faults.push({ path: '/from', say: 'announce.from-past' })
    if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults)
    const id = newId()
    const found = await findAreas(ctx, areas)
    await queries.insertAnnouncement(ctx.sql, {
      street: ctx.street,
      id,
      title: title.trim(),
      body: body.trim(),
      from,
      until,
      post: ctx.actor.post,
      at: ctx.now,
      areas: found,
    })
    noteEvent(ctx, 'announcement.published', [], [], { announcement: id })
    return { announcement: id, doors: await queries.countDoors(ctx.sql, ctx.street, id) }
  },
})

/** Each area once, with its range. @throws Problem place unknown to this post */
async function findAreas(ctx: Ctx, areas: readonly contracts.Area[]): Promise<queries.AreaRow[]> {
  const ids = areas.flatMap((area) => ('id' in area ? [area.id] : []))
  const grids = areas.flatMap((area) => (area.kind === 'grid' ? [area.region] : []))
  const places = await queries.findPlaces(ctx.sql, ctx.street, { ids, grids })
  const rows = areas.map((area, at): queries.AreaRow => {
    const unknown = () => new Problem('input.invalid', { count: 1 }, [{ path: `/areas/${at}`, say: 'announce.area-unknown' }])
    if (area.kind === 'community') {
      if (Math.floor(area.region / 1000) !== ctx.street) throw unknown()
      return { kind: 'community', ref: null, lo: area.region * 1000, hi: area.region * 1000 + 999 }
    }
    const found = places.find((one) => one.kind === area.kind && (area.kind === 'grid' ? one.region === area.region : one.id === area.id))
    if (!found) throw unknown()
    if (area.kind === 'grid') return { kind: 'grid', ref: null, lo: area.region, hi: area.region }
    const community = Math.floor(found.region / 1000)
    return { kind: area.kind, ref: area.id, lo: community * 1000, hi: community * 1000 + 999 }
  })
  return [...new Map(rows.map((row) => [`${row.kind} ${row.ref} ${row.lo}`, row])).values()]
}

async function holdRow(ctx: Ctx, id: string): Promise<{ rev: number; from: string }> {
  const row = await queries.lockRow(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  if (row.rev !== ctx.version) throw new Problem('precondition.failed', { rev: row.rev })
  if (row.taken) throw new Problem('announcement.taken')
  return row
}

export const change = action(contracts.changeAnnouncement, {
  may: 'announcement.post',
  needsVersion: true,
  async run(ctx, { id, title, body, until }) {
    const { rev, from } = await holdRow(ctx, id)
    const faults = wrongsOf({ title, body, from, until }, ctx.today)
    if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults)
    await queries.changeRow(ctx.sql, ctx.street, { id, title: title.trim(), body: body.trim(), until, rev: rev + 1 })
    noteEvent(ctx, 'announcement.changed', [], [], { announcement: id })
    return { rev: rev + 1 }
  },
})

export const takeDown = action(contracts.takeDown, {
  may: 'announcement.post',
  needsVersion: true,
  async run(ctx, { id, why }) {
    const { rev } = await holdRow(ctx, id)
    await queries.takeRowDown(ctx.sql, ctx.street, { id, why, rev: rev + 1, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'announcement.taken-down', [], [], { announcement: id })
    return { rev: rev + 1 }
  },
})
