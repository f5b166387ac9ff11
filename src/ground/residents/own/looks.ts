/** Who looked at somebody, a page at a time, as it is told to her: on her phone, and read to her at the counter. What is closed for now is left out for both. */
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { readOwnLooks } from '../contract.ts'
import { listLooks } from './queries.ts'

const LOOKS = 50

export async function tellLooks(ctx: Ctx, person: string, before: string | undefined): Promise<OutputOf<typeof readOwnLooks>> {
  const [at, id] = before?.split(' ') ?? []
  if (at && !isDay(at.slice(0, 10))) throw new Problem('input.invalid', { count: 1 }, [{ path: '/before', say: 'input.format' }])
  const [own] = await findSubjects(ctx.sql, ctx.street, [person])
  if (!own) throw new Problem('thing.unknown')
  const rows = await listLooks(ctx.sql, ctx.street, { person, region: own.region_no }, at && id ? { at, id } : undefined, LOOKS, ctx)
  const catalogue = await getStreetCatalogue(ctx)
  const last = rows.at(-1)
  return {
    looks: rows.map((row) => ({
      id: row.id,
      at: row.at,
      who: row.staff ? (row.who ?? '') : '',
      title: row.title ?? '',
      own: !row.staff,
      view: row.view,
      what: row.fields.flatMap((field) => catalogue.elements.get(field)?.label ?? []),
      reason: row.reason,
      sensitive: row.sensitive,
      maybe: !row.named,
      count: row.count,
    })),
    next: last && rows.length === LOOKS ? `${last.at} ${last.id}` : null,
  }
}
