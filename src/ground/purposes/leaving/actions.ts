/** Writes: a list of people is printed. */
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { registerExport } from './leaving.ts'

export const print = action(contracts.registerPrint, {
  may: 'people.read',
  async run(ctx, { what, subjects, elements }) {
    const { mark, recallOn } = await registerExport(ctx, { kind: 'print', what, subjects, elements, region: ctx.actor.lo })
    noteEvent(ctx, 'list.printed', [], elements, { mark, subjects })
    return { mark, recallOn }
  },
})
