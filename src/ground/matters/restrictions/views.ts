/** Reads of restrictions, for staff and for those they restrict. */
import type { Words } from '#ground/forms/contract.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { labelOf } from '../lines.ts'
import { typeOf } from '../running.ts'
import { enterMatters } from '../scope.ts'
import type { StepQuestion } from '../types/type.ts'
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

/** What was written stands beside the act, and may be gone. */
function sayAnswer({ type, choices = [] }: StepQuestion, answer: unknown, said: unknown): Words | undefined {
  if (type === 'text') return typeof said === 'string' ? { zh: said, en: said } : undefined
  if (answer === undefined) return undefined
  if (typeof answer === 'boolean') return answer ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const words = [answer].flat().map((one) => choices.find(({ code }) => code === one) ?? { zh: String(one), en: String(one) })
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') }
}
