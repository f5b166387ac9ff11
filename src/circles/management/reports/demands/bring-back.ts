/**
 * What a street signed for is brought to the one who asked: the bytes as they were signed, under a hash that is compared, kept for as long as the
 * street's own export register says. Never changed afterwards; a street that fills anew returns another one.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { across, type Following, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { keepFile, type StoredFile } from '#kernel/files/store.ts'
import { idAfter } from '#kernel/log/id.ts'
import { findReturned, type ReturnedRow } from '../signing/queries.ts'
import { copyFile } from './arrive.ts'
import { findDemand, type Heard, insertReturn, updateHeard } from './queries.ts'
import { readStanding } from './standing.ts'

type Brought = Omit<ReturnedRow, 'name' | 'media' | 'bytes' | 'file'> & {
  id: string
  demand: string
  target: number
  file: StoredFile
  heard: Heard
}

const accepting = action(
  contract('demand.accept', 'POST /demands/returns', {
    input: Type.Unsafe<Brought>(Type.Object({}, { additionalProperties: true })),
    output: Type.Object({ id: Type.String() }),
  }),
  { may: 'demand.read', run: acceptIn },
)

async function acceptIn(ctx: Ctx, brought: Brought): Promise<{ id: string }> {
  const { id, demand, target, file, heard } = brought
  await keepFile(ctx, file)
  await insertReturn(ctx.sql, { ...brought, street: ctx.street, region: ctx.actor.lo, file: file.id, at: ctx.now })
  await updateHeard(ctx.sql, ctx.street, demand, target, heard, ctx.now)
  noteEvent(ctx, 'demand.returned', [], [], { demand, street: target, return: id })
  return { id }
}

export const demandReturns: Following = {
  event: 'request.returned',
  name: 'demand-returns',
  async run(house, source) {
    const { request: demand, delivery } = source.event.refs as { request: string; delivery: string }
    const street = source.street
    const found = await within(house, street, async (sql) => ({
      standing: await readStanding(sql, street, demand),
      returned: await findReturned(sql, street, delivery),
    }))
    if (!found.standing || !found.returned) throw new Error('a return was signed for that is not there')
    const { from, ...heard } = found.standing
    const { file: id, name, media, bytes, ...returned } = found.returned
    const row = await within(house, from, (sql) => findDemand(sql, from, demand))
    if (!row) throw new Error('a return of nobody’s demand')
    const file = await copyFile(house, street, from, { id, name, media, bytes, sha256: returned.sha256 }, idAfter(delivery, from))
    // It belongs to the office that asked, and to nobody else of its jurisdiction.
    const office = { street: from, lo: row.region_no, hi: row.region_no + 999 }
    await across(house, source, this.name, office, accepting, { ...returned, id: delivery, demand, target: street, file, heard })
  },
}
