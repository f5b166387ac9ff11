/** Both sides of an objection: the street that raises it or takes it back, the level above that answers. */
import { Problem } from '#base/problem.ts'
import { getLaw } from '#ground/law/law.ts'
import { calendarOf, getRule, numberIn } from '#ground/law/rules.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { holdWhole } from '../actions.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { dueOf, isOwnerOf, mayAnswer, mayWithdraw } from './rules.ts'

const COUNTY = 1_000

export const raise = action(contracts.raiseObjection, {
  may: 'objection.raise',
  async run(ctx, { about, asker, reasons, words, to = Math.floor(ctx.street / COUNTY) * COUNTY }) {
    holdWhole(ctx)
    if (!isOwnerOf(to, ctx.street)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/to', say: 'objection.not-above' }])
    if (reasons.includes('other') && words.trim() === '')
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/words', say: 'objection.words-needed' }])
    const law = await getLaw(ctx)
    const rule = getRule(law, 'objection-answer', ctx.today)
    const dueOn = dueOf(ctx.today, numberIn(rule, 'days'), calendarOf(law, ctx.today))
    const id = newId()
    const said = {
      about,
      asker: asker.trim(),
      reasons,
      words: words.trim(),
      raisedOn: ctx.today,
      dueOn,
      rule: { id: rule.id, version: rule.version, origin: rule.origin },
      withdrawnOn: null,
    }
    await queries.insertObjection(ctx.sql, ctx.street, { id, side: 'raised', other: to, ...said, at: ctx.now, post: ctx.actor.post })
    noteEvent(ctx, 'objection.raised', [], [], { objection: id, to })
    return { id, dueOn, to }
  },
})

export const answer = action(contracts.answerObjection, {
  may: 'objection.answer',
  needsVersion: true,
  async run(ctx, { id, answer: decided, words }) {
    const held = await holdObjection(ctx, id)
    if (!mayAnswer(held)) throw new Problem('thing.changed')
    await queries.answerObjection(ctx.sql, ctx.street, {
      id,
      answer: decided,
      words: words.trim(),
      on: ctx.today,
      at: ctx.now,
      post: ctx.actor.post,
    })
    noteEvent(ctx, 'objection.answered', [], [], { objection: id, answer: decided })
    return { rev: held.rev + 1 }
  },
})

export const withdraw = action(contracts.withdrawObjection, {
  may: 'objection.raise',
  needsVersion: true,
  async run(ctx, { id }) {
    const held = await holdObjection(ctx, id)
    if (!mayWithdraw(held)) throw new Problem('thing.changed')
    await queries.withdrawObjection(ctx.sql, ctx.street, id, ctx.today)
    noteEvent(ctx, 'objection.withdrawn', [], [], { objection: id })
    return { rev: held.rev + 1 }
  },
})

async function holdObjection(ctx: Ctx, id: string): Promise<queries.ObjectionRow> {
  holdWhole(ctx)
  const held = await queries.lockObjection(ctx.sql, ctx.street, id)
  if (!held) throw new Problem('thing.unknown')
  if (ctx.version !== held.rev) throw new Problem('precondition.failed', { rev: held.rev })
  return held
}
