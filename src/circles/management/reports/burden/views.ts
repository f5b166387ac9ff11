/** Reads of the account. They name offices and nobody else, and are no look at anybody. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import { findRequest } from '../queries.ts'
import { readAsker } from './asker.ts'
import * as contracts from './contract.ts'
import { secondsOf } from './months.ts'
import { findHeld } from './request-queries.ts'
import { readStreet } from './street.ts'

export const street = view(contracts.readStreetBurden, {
  may: 'report.read',
  personal: false,
  run: (ctx, { period = ctx.today.slice(0, 7) }) => readStreet(ctx, period),
})

export const asker = view(contracts.readAskerBurden, {
  may: 'demand.read',
  personal: false,
  run: (ctx, { period = ctx.today.slice(0, 7) }) => readAsker(ctx, period),
})

export const held = view(contracts.readHeld, {
  may: 'report.read',
  personal: false,
  async run(ctx, { id }) {
    if (!(await findRequest(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    return findHeld(ctx.sql, ctx.street, id, await secondsOf(ctx))
  },
})
