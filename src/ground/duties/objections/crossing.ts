/**
 * An objection crosses from the street to the level above and its answer comes back: the only rows of this module that two jurisdictions share. The house
 * carries them, after commit, through the door of the other side; carried twice they change nothing.
 */

import { across, type Source, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

const CROSS = 'objection.cross'
const FOLLOWER = 'objection-crosses'

export const receive = action(contracts.receiveObjection, {
  may: CROSS,
  async run(ctx, { id, from, withdrawnOn, ...said }) {
    const known = await queries.lockObjection(ctx.sql, ctx.street, id)
    if (!known)
      await queries.insertObjection(ctx.sql, ctx.street, {
        id,
        side: 'received',
        other: from,
        withdrawnOn,
        ...said,
        at: ctx.now,
        post: ctx.actor.post,
      })
    else if (withdrawnOn !== null) await queries.withdrawObjection(ctx.sql, ctx.street, id, withdrawnOn)
    noteEvent(ctx, 'objection.received', [], [], { objection: id, from })
    return {}
  },
})

export const hear = action(contracts.hearObjection, {
  may: CROSS,
  async run(ctx, { id, answer, words, on }) {
    const heard = await queries.answerObjection(ctx.sql, ctx.street, { id, answer, words, on, at: ctx.now, post: ctx.actor.post })
    if (heard) noteEvent(ctx, 'objection.heard', [], [], { objection: id, answer })
    return {}
  },
})

/** Carry over what stands where something happened to it. */
export async function copyObjection(house: House, source: Source): Promise<void> {
  const from = source.street
  const id = String(source.event.refs?.objection)
  const row = await within(house, from, (sql) => queries.findObjection(sql, from, id))
  if (!row) throw new Error('an objection that is to be carried over is not there')
  const to = { street: row.other }
  if (row.side === 'raised') {
    const { about, asker, reasons, words, raisedOn, dueOn, rule, withdrawnOn } = row
    await across(house, source, FOLLOWER, to, receive, { id, from, about, asker, reasons, words, raisedOn, dueOn, rule, withdrawnOn })
  } else if (row.answer !== null && row.answeredOn !== null) {
    await across(house, source, FOLLOWER, to, hear, { id, from, answer: row.answer, words: row.answerWords ?? '', on: row.answeredOn })
  }
}
