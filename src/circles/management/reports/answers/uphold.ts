/**
 * The level that owns both sides upheld the street's objection to a request: it is over in the street, and nobody is asked for it any more. By the house, when
 * the answer is heard. Rejected or upheld in part, it goes on with its day; silence changes nothing and is shown.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { withdrawAsks } from '#ground/asks/asking.ts'
import { findObjection } from '#ground/duties/objections/queries.ts'
import { across, type Following, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { finishPiece } from '../desk/holding.ts'
import { updateAnswered } from '../queries.ts'
import { isOver } from '../rules.ts'
import { lockToEnd } from './queries.ts'

const upholding = action(
  contract('request.uphold', 'POST /requests/{id}/upholding', {
    input: Type.Object({ id: Type.String() }),
    output: Type.Object({ id: Type.String() }),
  }),
  {
    may: 'report.run',
    async run(ctx, { id }) {
      const held = await lockToEnd(ctx.sql, ctx.street, id)
      // What went back already has gone back; what ended otherwise has ended.
      if (!held || held.state === 'delivered' || isOver(held.state)) return { id }
      await updateAnswered(ctx.sql, ctx.street, id, 'upheld')
      await withdrawAsks(ctx, id)
      await finishPiece(ctx, id, held.region, false)
      noteEvent(ctx, 'request.upheld', [], [], { request: id })
      return { id }
    },
  },
)

export const objectionUpheld: Following = {
  event: 'objection.heard',
  name: 'objection-upheld',
  async run(house, source) {
    const { objection, answer } = source.event.refs as { objection: string; answer: string }
    if (answer !== 'upheld') return
    const { street } = source
    const found = await within(house, street, (sql) => findObjection(sql, street, objection))
    if (found?.side !== 'raised' || found.about.kind !== 'request') return
    await across(house, source, this.name, { street }, upholding, { id: found.about.id })
  },
}
