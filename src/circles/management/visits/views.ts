/** Reads of rounds: what one would be, which there are, one whole. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { rangeOf } from './actions.ts'
import * as contracts from './contract.ts'
import { findCandidates, listDueGrids, paceOf } from './planning.ts'
import { findRound, listRounds, type RoundRow } from './queries.ts'
import { readWhole } from './reading.ts'
import { chooseDoors } from './rules.ts'
import { countLooking } from './settling/views.ts'
import { listWalkers } from './walkers.ts'

/** Doors of one round when nobody said how many. */
const MOST_DOORS = 60

export const plan = view(contracts.planRound, {
  may: 'round.plan',
  personal: true,
  async run(ctx, { area, post, requests, minutes, most = MOST_DOORS, early = false }) {
    const range = rangeOf(area, ctx.actor)
    const walkers = await listWalkers(ctx, range, ctx.today)
    const walker = post === undefined ? undefined : walkers.find((one) => one.post === post)
    if (post !== undefined && !walker) throw new Problem('input.invalid', { count: 1 }, [{ path: '/post', say: 'round.no-walker' }])
    const found = await findCandidates(ctx, { ...range, ...(requests ? { requests } : {}) }, walker, early)
    const chosen = chooseDoors(found.doors, { seconds: minutes === undefined ? Number.POSITIVE_INFINITY : minutes * 60, most })
    const total = (of: (door: (typeof chosen)[number]) => number) => chosen.reduce((sum, door) => sum + of(door), 0)
    ctx.look({ subjects: [], fields: ['ask'], filter: { lo: range.lo, hi: range.hi, doors: chosen.length } })
    return {
      doors: chosen.map(({ dwelling, label, people, questions, seconds, until }) => ({
        dwelling,
        label,
        people,
        questions,
        minutes: Math.round(seconds / 6) / 10,
        until,
      })),
      totals: {
        doors: chosen.length,
        people: total(({ people }) => people),
        questions: total(({ questions }) => questions),
        contacts: total(({ contacts }) => contacts),
        minutes: Math.ceil(total(({ seconds }) => seconds) / 60),
      },
      left: { more: found.doors.length - chosen.length, inRounds: found.inRounds, visited: found.visited, protected: found.protected },
      first: found.first,
      measured: (await paceOf(ctx)).measured,
      walkers: walkers.map(({ post: id, name, title, team }) => ({ post: id, name, title, team })),
    }
  },
})

/** Who may plan sees every round of her area; who walks sees her own. */
export const list = view(contracts.listRounds, {
  may: 'round.read',
  personal: false,
  async run(ctx, { mine = false, over = false }) {
    const own = mine || !ctx.actor.rights.has('round.plan')
    const rows = await listRounds(ctx.sql, ctx.street, { over, today: ctx.today, post: own ? ctx.actor.post : undefined })
    const due = own || over ? [] : await listDueGrids(ctx)
    return { rounds: rows.map((row) => summaryOf(ctx, row)), looking: await countLooking(ctx), due }
  },
})

export const read = view(contracts.readRound, {
  may: 'round.read',
  personal: true,
  async run(ctx, { id }) {
    const row = await findRound(ctx.sql, ctx.street, id)
    if (!row || !mayRead(ctx, row)) throw new Problem('thing.unknown')
    return { ...summaryOf(ctx, row), reader: { street: ctx.street, post: ctx.actor.post }, ...(await readWhole(ctx, row)) }
  },
})

/** An assigned round is itself the reason to open its doors, for whoever walks it, and for who plans. */
function mayRead(ctx: Ctx, row: RoundRow): boolean {
  return row.post === ctx.actor.post || ctx.actor.rights.has('round.plan')
}

function summaryOf(ctx: Ctx, row: RoundRow): contracts.RoundSummary {
  return {
    id: row.id,
    title: row.title,
    region: row.lo,
    from: row.from,
    to: row.to,
    state: row.ended === null && row.to >= ctx.today ? 'open' : 'over',
    walker: { post: row.post, name: row.name, title: row.postTitle },
    mine: row.post === ctx.actor.post,
    doors: row.doors,
    visited: row.visited,
    comeBack: row.comeBack,
  }
}
