/** Keeping months that are over, and taking the numbers along as a workbook. */
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { readAsker } from './asker.ts'
import { keepBook } from './book.ts'
import * as contracts from './contract.ts'
import { keepMonths } from './months.ts'
import { askerSheets, streetSheets } from './sheets.ts'
import { readStreet } from './street.ts'

export const keep = action(contracts.keepBurden, {
  may: 'burden.keep',
  async run(ctx) {
    const months = await keepMonths(ctx)
    noteEvent(ctx, 'burden.kept', [], [], { months })
    return { months }
  },
})

export const streetBook = action(contracts.makeStreetBook, {
  may: 'report.read',
  run: async (ctx, { period, language }) => keepBook(ctx, streetSheets(await readStreet(ctx, period)), { period, language }),
})

export const askerBook = action(contracts.makeAskerBook, {
  may: 'demand.read',
  run: async (ctx, { period, language }) => keepBook(ctx, askerSheets(await readAsker(ctx, period)), { period, language }),
})
