/** Reads of what everybody may read: about nobody, and no look at anybody. */
import { dayOfMoment } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { listCommunities, listRegionNames } from '#ground/places/queries.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

/** On the board, and on the desk. */
const MOST_SHOWN = 20
const MOST_LISTED = 200

export const boards = view(contracts.listBoards, {
  may: 'board.read',
  personal: false,
  async run(ctx) {
    const [names, communities] = await Promise.all([listRegionNames(ctx.sql, ctx.street), listCommunities(ctx.sql, ctx.street, ctx.actor)])
    return {
      street: names.get(String(ctx.street)) ?? String(ctx.street),
      communities: communities.map(({ region }) => ({ community: region, name: names.get(String(region)) ?? String(region) })),
    }
  },
})

export const read = view(contracts.readBoard, {
  may: 'board.read',
  personal: false,
  async run(ctx, { community, month }) {
    const region = community * 1000
    const names = await listRegionNames(ctx.sql, ctx.street)
    const name = names.get(String(community))
    if (name === undefined || region < ctx.actor.lo || region > ctx.actor.hi) throw new Problem('region.unknown')
    const months = await queries.listTold(ctx.sql, ctx.street, region)
    const chosen = month ?? months[0] ?? null
    if (chosen !== null && !months.includes(chosen)) throw new Problem('thing.unknown')
    const [told, answers] = await Promise.all([
      chosen === null ? undefined : queries.findTold(ctx.sql, ctx.street, region, chosen),
      queries.listStanding(ctx.sql, ctx.street, { lo: region, hi: region + 999 }, MOST_SHOWN),
    ])
    return {
      community,
      name,
      street: names.get(String(ctx.street)) ?? String(ctx.street),
      months,
      month: chosen,
      told: told ?? null,
      answers: answers.map(showAnswer),
    }
  },
})

export const answers = view(contracts.listAnswers, {
  may: 'board.read',
  personal: false,
  async run(ctx, { matter }) {
    const rows = matter
      ? await queries.listAnswersOf(ctx.sql, ctx.street, matter)
      : await queries.listStanding(ctx.sql, ctx.street, ctx.actor, MOST_LISTED)
    return {
      answers: rows.map((row) => ({
        ...showAnswer(row),
        matter: row.matter,
        community: Math.floor(row.region / 1000),
        by: row.by,
        taken: row.taken === null ? null : String(row.taken),
      })),
    }
  },
})

function showAnswer({ id, category, question, answer, at }: queries.AnswerRow): contracts.PublicAnswer {
  return { id, category, question, answer, day: dayOfMoment(new Date(at)) }
}
