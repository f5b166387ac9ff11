/** Reads of restrictions, for staff and for those they restrict. */
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { labelOf } from '../lines.ts'
import { typeOf } from '../running.ts'
import { sayAnswer } from '../say-answer.ts'
import { enterMatters } from '../scope.ts'
import * as contracts from './contract.ts'
import { listAt, listOwn, type RestrictionRow } from './queries.ts'

const MOST = 100

export const restrictions = view(contracts.listRestrictions, {
  may: 'matter.read',
  personal: true,
  async run(ctx, { id }) {
    await enterMatters(ctx)
    const rows = await listAt(ctx.sql, ctx.street, id, ctx.today, MOST)
    // What hangs on no place hangs on her whose page it is.
    ctx.look({ subjects: rows.some(({ where }) => where === null) ? [id] : [], fields: ['matter.restriction'], filter: { place: id } })
    return { restrictions: await shown(ctx, rows) }
  },
})

/** A helper is not told what somebody she helps must keep to: she hears it from her, or from the notice at the door. */
export const own = view(contracts.listOwnRestrictions, {
  may: 'own.read',
  personal: false,
  async run(ctx) {
    const { persons = [], doors = [] } = ctx.actor.resident ?? {}
    const hers = persons.filter(({ as }) => as !== 'helper').map(({ id }) => id)
    const home = doors.filter((door) => door.persons.some((one) => hers.includes(one))).map(({ id }) => id)
    return { restrictions: await shown(ctx, await listOwn(ctx.sql, hers, home, ctx.today)) }
  },
})

async function shown(ctx: Ctx, rows: readonly RestrictionRow[]): Promise<contracts.Restriction[]> {
  const found: contracts.Restriction[] = []
  for (const row of rows) {
    const type = await typeOf(ctx, { id: row.type, origin: row.origin, version: row.version })
    found.push({
      id: row.id,
      number: row.number,
      type: type.title,
      category: labelOf(type.categories, row.category),
      where: row.where ?? '',
      began: row.began,
      until: row.until,
      says: (type.opening ?? []).flatMap((question) => {
        const value = sayAnswer(question, row.body.answers?.[question.id], row.words.answers?.[question.id])
        return value ? [{ id: question.id, label: question.label, value }] : []
      }),
      basis: type.basis,
      contest: type.restricts!.contest,
    })
  }
  return found
}
