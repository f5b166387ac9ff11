/** Reads of notices: what a person was told and what came of it, the kinds staff may tell, and whom readers ring. */
import { Problem } from '#base/problem.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { listKindsHere, readEditions } from './kinds.ts'
import * as queries from './queries.ts'
import { listReachable, offeredBy, readReach } from './reach.ts'
import { channelFor, nextMidnight, noChoice } from './rules.ts'
import { sayNotice } from './words.ts'

/** The page of a person shows the latest; older ones have gone by then (`keepDays`). */
const MOST_SHOWN = 100
const DAY_MS = 86_400_000

export const ofPerson = view(contracts.readNotices, {
  may: 'notice.read',
  personal: true,
  async run(ctx, { id, language = 'zh' }) {
    const person = await queries.findReader(ctx.sql, ctx.street, id)
    if (person?.kind !== 'person' || person.mergedInto) throw new Problem('thing.unknown')
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const dayBegan = new Date(nextMidnight(ctx.now).getTime() - DAY_MS)
    const [row] = await queries.listReach(ctx.sql, ctx.street, [id], dayBegan)
    // What she chose is hers; which way is open and goes next is, of a child, her guardian's.
    const own = row && readReach(keys, offeredBy(ctx.house), row)
    const found = (await listReachable(ctx.sql, { keys, house: ctx.house, street: ctx.street, now: ctx.now }, [id], dayBegan)).get(id)
    const reach = found && !found.died ? found : undefined
    const rows = await queries.listNoticesOf(ctx.sql, ctx.street, id, MOST_SHOWN)
    ctx.look({ subjects: [id], fields: ['notice'] })
    return {
      notices: await showNotices(ctx, rows, language),
      choice: own?.choice ?? noChoice,
      rev: own?.rev ?? 0,
      possible: reach?.possible ?? [],
      next: (reach && channelFor(reach.choice, reach.possible, undefined)) ?? null,
    }
  },
})

async function showNotices(ctx: Ctx, rows: readonly queries.NoticeRow[], language: contracts.Language) {
  const kindOf = await readEditions(ctx.sql, ctx.street, rows)
  const attempts = await queries.listAttempts(
    ctx.sql,
    ctx.street,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const { title, body } = sayNotice(kindOf(row), row.words, language)
    return {
      id: row.id,
      kind: row.kind,
      title,
      body,
      urgent: row.urgent,
      at: row.at,
      channel: row.channel,
      state: row.state,
      readAt: row.readAt,
      attempts: attempts.filter(({ notice }) => notice === row.id).map(({ channel, step, reason, at }) => ({ channel, step, reason, at })),
    }
  })
}

export const kinds = view(contracts.listKinds, {
  may: 'notice.tell',
  personal: false,
  async run(ctx) {
    const here = await listKindsHere(ctx.sql, ctx.street)
    return {
      kinds: here
        .filter(({ kind }) => kind.byHand)
        .map(({ kind }) => ({
          id: kind.id,
          title: kind.title,
          body: kind.body,
          short: kind.short,
          urgent: kind.urgent ?? null,
          words: Object.entries(kind.words).map(([name, { type, label }]) => ({ name, type, label })),
        })),
    }
  },
})

const RATED_DAYS = 90

export const rates = view(contracts.readRates, {
  may: 'notice.read',
  personal: false,
  async run(ctx) {
    const rows = await queries.listRates(ctx.sql, ctx.street, new Date(ctx.now.getTime() - RATED_DAYS * DAY_MS))
    return {
      rates: rows.flatMap(({ channel, told, arrived, read, failed }) => (channel ? [{ channel, told, arrived, read, failed }] : [])),
      stuck: rows.reduce((sum, { stuck }) => sum + stuck, 0),
    }
  },
})

export const offices = view(contracts.listOffices, {
  may: 'notice.read',
  personal: false,
  async run(ctx) {
    const names = await listRegionNames(ctx.sql, ctx.street)
    const known = new Map((await queries.listOfficeRows(ctx.sql, ctx.street)).map((row) => [row.region, row]))
    const communities = [...names.keys()].filter((code) => code.length === 12).map(Number)
    const regions = [...new Set([ctx.street * 1000, ...communities, ...known.keys()])].sort((a, b) => a - b)
    return {
      offices: regions
        .filter((region) => region * 1000 + 999 >= ctx.actor.lo && region * 1000 <= ctx.actor.hi)
        .map((region) => ({
          region,
          name: names.get(String(region)) ?? names.get(String(ctx.street)) ?? String(region),
          sign: known.get(region)?.sign ?? '',
          phone: known.get(region)?.phone ?? '',
          hours: known.get(region)?.hours ?? '',
          mayChange: region * 1000 >= ctx.actor.lo && region * 1000 + 999 <= ctx.actor.hi,
        })),
      carriers: Object.keys(ctx.house.carriers),
    }
  },
})
