/**
 * What happens to a request in a street is heard where it was asked: state, counts, who signed. By the house, from how it stands now, so that being
 * called late, twice or in another order tells nothing wrong.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { findObjection } from '#ground/duties/objections/queries.ts'
import { across, type Following, type Source, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent, type Tx } from '#kernel/action/context.ts'
import { type Heard, updateHeard } from './queries.ts'
import { readStanding } from './standing.ts'

const hearing = action(
  contract('demand.hear', 'POST /demands/{id}/standing', {
    input: Type.Object({
      id: Type.String(),
      target: Type.Integer({ maximum: 999_999_999 }),
      heard: Type.Unsafe<Heard>(Type.Object({}, { additionalProperties: true })),
    }),
    output: Type.Object({ id: Type.String() }),
  }),
  {
    may: 'demand.read',
    async run(ctx, { id, target, heard }) {
      await updateHeard(ctx.sql, ctx.street, id, target, heard, ctx.now)
      noteEvent(ctx, 'demand.heard', [], [], { demand: id, street: target })
      return { id }
    },
  },
)

function heardOn(event: string): Following {
  return {
    event,
    name: 'demand-hears',
    async run(house, source) {
      const id = await within(house, source.street, (sql) => requestOf(sql, source))
      const standing = id && (await within(house, source.street, (sql) => readStanding(sql, source.street, id)))
      // What was received by another way nobody waits for here.
      if (!id || !standing) return
      const { from, ...heard } = standing
      await across(house, source, this.name, { street: from }, hearing, { id, target: source.street, heard })
    },
  }
}

/** The request an event is about: its own, or the one an objection is raised to. */
async function requestOf(sql: Tx, { street, event: { refs } }: Source): Promise<string | undefined> {
  if (typeof refs?.request === 'string') return refs.request
  const objection = typeof refs?.objection === 'string' ? await findObjection(sql, street, refs.objection) : undefined
  return objection?.side === 'raised' && objection.about.kind === 'request' ? objection.about.id : undefined
}

export const demandHears: readonly Following[] = [
  'request.arrived',
  'report.delivered',
  'report.asked',
  'request.signed',
  'request.merged',
  'request.sent-back',
  'request.resumed',
  'request.upheld',
  'objection.raised',
  'objection.withdrawn',
  'objection.heard',
].map(heardOn)
