/** Writes: a look is closed for now, confirmed or lifted by somebody else, ended. */
import { Problem } from '#base/problem.ts'
import { daysBetween } from '#base/values/day.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { getCalendar, getLaw } from '#ground/law/law.ts'
import { getRule, numberIn } from '#ground/law/rules.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { closingState, reviewDueOn } from '../rules.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const place = action(contracts.placeClosing, {
  may: 'look.close',
  async run(ctx, { id, look, all, reason, basis, until }) {
    const [person] = await findSubjects(ctx.sql, ctx.street, [id])
    const found = person?.kind === 'person' ? await queries.findLook(ctx.sql, ctx.street, look, id) : undefined
    if (!person || !found) throw new Problem('thing.unknown')
    const rule = getRule(await getLaw(ctx), 'look-closing', ctx.today)
    const say = judgeUntil(until, ctx.today, numberIn(rule, 'days'))
    if (say) throw new Problem('input.invalid', { count: 1 }, [{ path: '/until', say, with: { most: numberIn(rule, 'days') } }])
    const closing = newId()
    await queries.insertClosing(ctx.sql, {
      street: ctx.street,
      id: closing,
      region: person.region_no,
      person: id,
      look: all ? null : look,
      closedLogin: all ? found.login : null,
      reason,
      basis,
      until,
      reviewBy: reviewDueOn(ctx.today, numberIn(rule, 'reviewDays'), await getCalendar(ctx)),
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    noteEvent(ctx, 'look.closed', [id], [], { closing })
    return { closing }
  },
})

function judgeUntil(until: string, today: string, most: number): string | undefined {
  if (until < today) return 'closing.past'
  return daysBetween(today, until) > most ? 'closing.far' : undefined
}

export const review = action(contracts.reviewClosing, {
  may: 'look.close',
  async run(ctx, { id, kept, words }) {
    const row = await getStanding(ctx, id)
    if (row.login === ctx.actor.login) throw new Problem('review.own')
    const review = { at: ctx.now, login: ctx.actor.login, kept, words: words.trim() }
    if (!(await queries.updateReview(ctx.sql, ctx.street, id, review))) throw new Problem('thing.changed')
    noteEvent(ctx, kept ? 'look.closing-kept' : 'look.closing-lifted', [row.person], [], { closing: id })
    return {}
  },
})

export const end = action(contracts.endClosing, {
  may: 'look.close',
  async run(ctx, { id }) {
    const row = await getStanding(ctx, id)
    if (!(await queries.updateEnd(ctx.sql, ctx.street, id, ctx.now))) throw new Problem('thing.changed')
    noteEvent(ctx, 'look.closing-ended', [row.person], [], { closing: id })
    return {}
  },
})

async function getStanding(ctx: Ctx, id: string): Promise<queries.ClosingRow> {
  const row = await queries.findClosing(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  if (stateOf(row, ctx.now) === 'over') throw new Problem('thing.changed')
  return row
}

export function stateOf({ until, reviewBy, kept, ended }: queries.ClosingRow, now: Date) {
  return closingState({ until: new Date(until), reviewBy: new Date(reviewBy), kept, ended: ended !== null }, now)
}
