/** A resident's part: topics of her place on the page of her own matter, and that one concerns her too. */
import { Problem } from '#base/problem.ts'
import { SMALLEST_SHOWN } from '#base/small-numbers.ts'
import { listOwnReporters, openOwn } from '#ground/matters/own-queries.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { action, view } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

/** Doors where she lives. */
function doorsOf(ctx: Ctx, person: string): string[] {
  return (ctx.actor.resident?.doors ?? []).filter(({ persons }) => persons.includes(person)).map(({ id }) => id)
}

export const topics = view(contracts.listOwnTopics, {
  may: 'own.report',
  personal: false,
  async run(ctx, { person, id }) {
    getOwnPerson(ctx.actor, person, 'report')
    // What is sealed stands in no topic: it is not opened here, whoever asks.
    await openOwn(ctx.sql, [person], [])
    const [own] = await listOwnReporters(ctx.sql, ctx.street, id, [person])
    if (!own) throw new Problem('thing.unknown')
    const rows = await queries.listOwnTopics(ctx.sql, doorsOf(ctx, person))
    const mine = new Set([id, own.home])
    return {
      topics: rows.map(({ supporters, persons, matters, ...row }) => ({
        ...row,
        supporters: supporters < SMALLEST_SHOWN ? null : supporters,
        mine: matters.some((one) => mine.has(one)),
        supported: persons.includes(person),
      })),
    }
  },
})

export const support = action(contracts.supportTopic, {
  may: 'own.report',
  async run(ctx, { person, id, support: wanted }) {
    getOwnPerson(ctx.actor, person, 'report')
    await openOwn(ctx.sql, [person], [])
    const row = (await queries.listOwnTopics(ctx.sql, doorsOf(ctx, person))).find((one) => one.id === id)
    if (!row) throw new Problem('thing.unknown')
    if (row.outcome !== null) throw new Problem('thing.changed')
    await queries.writeSupport(ctx.sql, ctx.street, { topic: id, person, login: ctx.actor.login, at: ctx.now, support: wanted })
    noteEvent(ctx, 'topic.supported', [], [], { topic: id })
    return { supported: wanted }
  },
})
