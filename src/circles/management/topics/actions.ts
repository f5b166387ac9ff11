/** Making a topic of matters, changing it, closing it with what came of it. */
import { Problem } from '#base/problem.ts'
import { tidyText } from '#base/values/normalise.ts'
import { checkForEverybody } from '#ground/matters/for-everybody.ts'
import { openMatters } from '#ground/matters/queries.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

function wrong(path: string, say: string): Problem {
  return new Problem('input.invalid', { count: 1 }, [{ path, say }])
}

export const make = action(contracts.makeTopic, {
  may: 'topic.keep',
  async run(ctx, { community, estate, title, about = '', matters }) {
    const region = community * 1000
    if (region < ctx.actor.lo || region > ctx.actor.hi) throw new Problem('region.unknown')
    if (estate && !(await queries.isEstateOf(ctx.sql, ctx.street, estate, community))) throw wrong('/estate', 'topic.estate')
    const words = { title: tidyText(title), about: tidyText(about) }
    await openThese(ctx, matters, region)
    await checkForEverybody(ctx, matters, words)
    const id = newId()
    await queries.insertTopic(ctx.sql, ctx.street, { id, region, estate: estate ?? null, ...words, at: ctx.now, post: ctx.actor.post })
    await add(ctx, id, region, matters)
    noteEvent(ctx, 'topic.made', [], [], { topic: id, matters: matters.length })
    return { id }
  },
})

/** Sealed ones, and those of another place, are not there to be put in. @throws Problem input.invalid */
async function openThese(ctx: Ctx, matters: string[], region: number): Promise<void> {
  await enterMatters(ctx)
  const found = await queries.listPlaces(ctx.sql, ctx.street, matters)
  const here = found.filter((one) => Math.floor(one.region / 1000) * 1000 === region)
  if (here.length < matters.length) throw wrong('/matters', 'topic.matter-elsewhere')
  await openMatters(ctx.sql, matters)
}

async function add(ctx: Ctx, topic: string, region: number, matters: string[]): Promise<void> {
  const added = await queries.addMatters(ctx.sql, ctx.street, { topic, region, matters, at: ctx.now, post: ctx.actor.post })
  if (added < matters.length) throw wrong('/matters', 'topic.matter-taken')
}

async function getOpen(ctx: Ctx, id: string): Promise<queries.Held> {
  const held = await queries.lockTopic(ctx.sql, ctx.street, id)
  if (!held) throw new Problem('thing.unknown')
  if (held.closed !== null) throw new Problem('thing.changed')
  return held
}

export const change = action(contracts.changeTopic, {
  may: 'topic.keep',
  needsVersion: true,
  async run(ctx, { id, title, about, add: more = [], remove = [] }) {
    const held = await getOpen(ctx, id)
    if (ctx.version !== held.rev) throw new Problem('precondition.failed', { rev: held.rev })
    const words = { title: tidyText(title ?? held.title), about: tidyText(about ?? held.about) }
    await openThese(ctx, more, held.region)
    await queries.removeMatters(ctx.sql, ctx.street, id, remove)
    await add(ctx, id, held.region, more)
    await checkWords(ctx, id, words)
    await queries.updateTopic(ctx.sql, ctx.street, { id, ...words, rev: held.rev + 1 })
    noteEvent(ctx, 'topic.changed', [], [], { topic: id, added: more.length, removed: remove.length })
    return { rev: held.rev + 1 }
  },
})

async function checkWords(ctx: Ctx, topic: string, words: Record<string, string>): Promise<void> {
  const ids = (await queries.listMattersOf(ctx.sql, ctx.street, topic)).map(({ id }) => id)
  await openMatters(ctx.sql, ids)
  await checkForEverybody(ctx, ids, words)
}

export const close = action(contracts.closeTopic, {
  may: 'topic.keep',
  async run(ctx, { id, outcome }) {
    await getOpen(ctx, id)
    await enterMatters(ctx)
    const words = { outcome: tidyText(outcome) }
    await checkWords(ctx, id, words)
    await queries.closeTopic(ctx.sql, ctx.street, id, words.outcome, ctx.now, ctx.actor.post)
    noteEvent(ctx, 'topic.closed', [], [], { topic: id })
    return {}
  },
})
