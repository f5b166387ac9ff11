/**
 * Somebody was erased in a street: the filled workbooks she stood in are gone there, and so are the copies that were returned, and what was made of
 * them. The office that asked puts together anew what remains; the street may fill and return anew.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { markPurged } from '#ground/forgetting/queries.ts'
import { across, type Following, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { listCopies, listPurgedReturns } from './forget-queries.ts'

const recalling = action(
  contract('demand.recall', 'POST /demands/recalls', {
    input: Type.Object({ returns: Type.Array(Type.String(), { maxItems: 10_000 }) }),
    output: Type.Object({ files: Type.Array(Type.String()) }),
  }),
  {
    may: 'demand.read',
    async run(ctx, { returns }) {
      const files = await listCopies(ctx.sql, ctx.street, returns)
      await markPurged(ctx.sql, ctx.street, files, ctx.now)
      noteEvent(ctx, 'demand.recalled', [], [], { files: files.length })
      return { files }
    },
  },
)

export const demandForgetsAcross: Following = {
  event: 'person.erased',
  name: 'demand-forgets',
  async run(house, source) {
    const gone = await within(house, source.street, (sql) => listPurgedReturns(sql, source.street))
    for (const { from, returns } of gone) {
      const done = await across(house, source, this.name, { street: from }, recalling, { returns })
      for (const file of done?.files ?? []) await house.files.remove(from, file)
    }
  },
}
