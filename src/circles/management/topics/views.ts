/** Reads at the desk, and what the board tells everybody. */
import { Problem } from '#base/problem.ts'
import { SMALLEST_SHOWN } from '#base/small-numbers.ts'
import { showLines } from '#ground/matters/lines.ts'
import { findMatter, openMatters } from '#ground/matters/queries.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { tokensFor } from '#ground/matters/similar/keep.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { cluster } from './rules.ts'
import { communityNames, lineOf, showMatters, showTopic } from './showing.ts'

/** What was reported longer ago and is still open is looked at one by one. */
const SINCE_MS = 120 * 86_400_000
const MOST_COMPARED = 400
const MOST_CLUSTERS = 30
const MOST_TOPICS = 200

export const clusters = view(contracts.listClusters, {
  may: 'topic.read',
  personal: true,
  async run(ctx) {
    const parties = await enterMatters(ctx)
    const since = new Date(ctx.now.getTime() - SINCE_MS)
    const rows = await queries.listLoose(ctx.sql, ctx.street, ctx.actor, since, MOST_COMPARED)
    const ids = rows.map(({ id }) => id)
    await openMatters(ctx.sql, ids)
    const wordsOf = new Map((await queries.listFirstWords(ctx.sql, ctx.street, ids)).map(({ id, words }) => [id, words]))
    const weighed = rows.map(({ id, region, type, category }) => {
      const { title = '', text = '' } = wordsOf.get(id) ?? {}
      const { sought, weights } = tokensFor(ctx.street, `${title} ${text}`)
      const tokens = new Map(sought.map((token, at) => [token, weights[at]!]))
      return {
        id,
        community: Math.floor(region / 1000),
        kind: `${type}/${category}`,
        tokens,
        weight: weights.reduce((sum, one) => sum + one, 0),
      }
    })
    const found = cluster(weighed).slice(0, MOST_CLUSTERS)
    const shown = new Set(found.flatMap((group) => group.map(({ id }) => id)))
    const { lines, persons } = await showLines(
      ctx,
      rows.filter(({ id }) => shown.has(id)),
      parties,
    )
    ctx.look({ subjects: persons, fields: ['matter.title'] })
    const lineById = new Map(lines.map((line) => [line.id, lineOf(line)]))
    const nameOf = await communityNames(ctx)
    return {
      clusters: found.map((group) => {
        const matters = group.map(({ id }) => lineById.get(id)!)
        const community = group[0]!.community
        return { community, communityName: nameOf(community), category: matters[0]!.category, matters }
      }),
    }
  },
})

export const list = view(contracts.listTopics, {
  may: 'topic.read',
  personal: false,
  async run(ctx) {
    const nameOf = await communityNames(ctx)
    const rows = await queries.listTopicRows(ctx.sql, ctx.street, ctx.actor, MOST_TOPICS)
    return { topics: rows.map((row) => showTopic(row, nameOf)) }
  },
})

export const read = view(contracts.readTopic, {
  may: 'topic.read',
  personal: true,
  async run(ctx, { id }) {
    const row = await queries.findTopic(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    await enterMatters(ctx)
    const matters = await showMatters(ctx, await queries.listMattersOf(ctx.sql, ctx.street, id))
    return { topic: showTopic(row, await communityNames(ctx)), matters }
  },
})

export const of = view(contracts.topicOf, {
  may: 'topic.read',
  personal: false,
  async run(ctx, { id }) {
    await enterMatters(ctx)
    const matter = await findMatter(ctx.sql, ctx.street, id)
    if (!matter || matter.sealed) throw new Problem('thing.unknown')
    const nameOf = await communityNames(ctx)
    const row = await queries.findTopicOf(ctx.sql, ctx.street, id)
    const community = Math.floor(matter.region_no / 1000) * 1000
    const others = await queries.listTopicRows(ctx.sql, ctx.street, { lo: community, hi: community + 999 }, MOST_TOPICS)
    return {
      topic: row ? showTopic(row, nameOf) : null,
      others: others.filter((one) => one.closed === null && one.id !== row?.id).map((one) => showTopic(one, nameOf)),
    }
  },
})

export const forEverybody = view(contracts.readPublicTopics, {
  may: 'board.read',
  personal: false,
  async run(ctx, { community }) {
    const rows = await queries.listTopicRows(ctx.sql, ctx.street, { lo: community * 1000, hi: community * 1000 + 999 }, MOST_TOPICS)
    const told = rows.filter(({ supporters }) => supporters >= SMALLEST_SHOWN)
    return { topics: told.slice(0, 20).map(({ title, supporters, outcome }) => ({ title, supporters, outcome })) }
  },
})
