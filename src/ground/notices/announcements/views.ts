/** Announcements as staff see them, the poster, and the letter boxes. Nothing here is about persons. */
import { Problem } from '#base/problem.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listOfficeRows } from '../queries.ts'
import { officeFor } from '../reach.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { stateOn } from './rules.ts'

const MOST_LISTED = 200
/** Of one list: a community's doors. */
const MOST_BOXES = 10_000

export const list = view(contracts.listAnnouncements, {
  may: 'announcement.read',
  personal: false,
  async run(ctx) {
    return { announcements: await show(ctx, await queries.listRows(ctx.sql, ctx.street, MOST_LISTED)) }
  },
})

export const read = view(contracts.readAnnouncement, {
  may: 'announcement.read',
  personal: false,
  async run(ctx, { id }) {
    const row = await getRow(ctx, id)
    const [announcement] = await show(ctx, [row])
    const [offices, names] = [await listOfficeRows(ctx.sql, ctx.street), await listRegionNames(ctx.sql, ctx.street)]
    const one = Math.floor(row.lo / 1000) === Math.floor(row.hi / 1000)
    return {
      announcement: announcement!,
      doors: await queries.countDoors(ctx.sql, ctx.street, id),
      takenWhy: row.takenWhy,
      office: officeFor(offices, names, one ? row.lo : ctx.street * 1_000_000),
      mayChange: ctx.actor.rights.has('announcement.post') && row.lo >= ctx.actor.lo && row.hi <= ctx.actor.hi,
    }
  },
})

export const boxes = view(contracts.listBoxes, {
  may: 'announcement.read',
  personal: false,
  async run(ctx, { id }) {
    const { title } = await getRow(ctx, id)
    const doors = await queries.listDoors(ctx.sql, ctx.street, id, MOST_BOXES + 1)
    return { title, doors: doors.slice(0, MOST_BOXES), more: doors.length > MOST_BOXES }
  },
})

async function getRow(ctx: Ctx, id: string): Promise<queries.AnnouncementRow> {
  const row = await queries.findRow(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  return row
}

async function show(ctx: Ctx, rows: readonly queries.AnnouncementRow[]): Promise<contracts.Announcement[]> {
  const names = await listRegionNames(ctx.sql, ctx.street)
  const areas = await queries.listAreaNames(
    ctx.sql,
    ctx.street,
    rows.map(({ id }) => id),
  )
  const community = (region: number) => names.get(String(Math.floor(region / 1000))) ?? String(Math.floor(region / 1000))
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    body: row.body,
    from: row.from,
    until: row.until,
    by: row.by,
    at: row.at,
    rev: row.rev,
    state: stateOn(ctx.today, row),
    areas: areas
      .filter(({ announcement }) => announcement === row.id)
      .map(({ kind, lo, name }) =>
        kind === 'community' ? community(lo) : kind === 'grid' ? [community(lo), name].filter(Boolean).join(' · ') : (name ?? ''),
      ),
  }))
}
