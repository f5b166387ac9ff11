/** Writes about notices: what staff tell a person, how she wants to be told, and whom she rings. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { listKindsHere } from './kinds.ts'
import { findChoice, findReader, upsertChoice, upsertOffice } from './queries.ts'
import { tell } from './tell.ts'
import { checkWords } from './words.ts'

export const tellPerson = action(contracts.tellPerson, {
  may: 'notice.tell',
  async run(ctx, { id, kind: wanted, words }) {
    const found = (await listKindsHere(ctx.sql, ctx.street)).find(({ kind }) => kind.id === wanted && kind.byHand)
    if (!found) throw new Problem('input.invalid', { count: 1 }, [{ path: '/kind', say: 'input.enum' }])
    const faults = checkWords(found.kind, words)
    if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults)
    const told = await tell(ctx, { person: id, kind: wanted, words })
    if ('untold' in told) throw new Problem('notice.untold')
    return told
  },
})

export const choose = action(contracts.chooseChannel, {
  may: 'notice.tell',
  needsVersion: true,
  async run(ctx, { id, choice }) {
    const person = await findReader(ctx.sql, ctx.street, id)
    if (person?.kind !== 'person' || person.mergedInto) throw new Problem('thing.unknown')
    const before = (await findChoice(ctx.sql, ctx.street, id))?.rev ?? 0
    if (before !== ctx.version) throw new Problem('precondition.failed', { rev: before })
    const rev = before + 1
    await upsertChoice(ctx.sql, { street: ctx.street, person: id, choice, rev, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'notice.channel-chosen', [id])
    return { rev }
  },
})

export const changeOffice = action(contracts.changeOffice, {
  may: 'office.change',
  async run(ctx, office) {
    if (Math.floor(office.region / 1000) !== ctx.street) throw new Problem('region.unknown')
    if (!/^[\d+\- ]+$/.test(office.phone))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/phone', say: 'notice.office-phone' }])
    await upsertOffice(ctx.sql, { street: ctx.street, ...office, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'office.changed', [], [], { region: office.region })
    return { region: office.region }
  },
})
