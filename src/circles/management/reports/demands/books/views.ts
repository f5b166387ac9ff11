import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { listBooks } from './queries.ts'

export const books = view(contracts.listBooks, {
  may: 'demand.read',
  personal: false,
  async run(ctx, { id }) {
    return { books: await listBooks(ctx.sql, ctx.street, id) }
  },
})
