/**
 * An objection crosses from the street to the level above and its answer comes back: the only rows of this module that two jurisdictions share. The house
 * carries them, after commit, through the door of the other side; carried twice they change nothing.
 */

import { houseActor } from '#kernel/access/actor.ts'
import { type Action, action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

const CROSS = 'objection.cross'

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

/** Carry over what stands on this side. `from` is the jurisdiction in which something happened. */
export async function copyObjection(house: House, from: number, id: string): Promise<void> {
  const here = houseActor(from, new Set([CROSS]))
  const scope = { street: from, lo: here.lo, hi: here.hi, login: here.login, post: here.post, sensitive: false }
  const row = await house.transaction(scope, (sql) => queries.findObjection(sql, from, id))
  if (!row) throw new Error('an objection that is to be carried over is not there')
  if (row.side === 'raised') {
    const { about, asker, reasons, words, raisedOn, dueOn, rule, withdrawnOn } = row
    await carry(house, receive, row, { id, from, about, asker, reasons, words, raisedOn, dueOn, rule, withdrawnOn })
  } else if (row.answer !== null) {
    await carry(house, hear, row, { id, from, answer: row.answer, words: row.answerWords ?? '', on: row.answeredOn })
  }
}

async function carry(house: House, operation: Action, { id, other, rev }: queries.ObjectionRow, input: object): Promise<void> {
  const actor = houseActor(other, new Set([CROSS]))
  await enter(house, operation, { street: other, actor, input, key: `objection-${id}-${rev}` })
}
