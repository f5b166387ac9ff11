/** Rows of lists as they are shown: with the words of the first act, names of types, categories and parties. */
import type { Words } from '#ground/forms/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Line } from './contract.ts'
import type { Party } from './life/acts.ts'
import { openMatters } from './queries.ts'
import { typeOf } from './running.ts'
import { partyNames } from './units/names.ts'
import { type ListRow, listCalls, listPersons, listTitles } from './worklist-queries.ts'

export type Shown = { lines: Line[]; persons: string[] }

export async function showLines(ctx: Ctx, rows: readonly ListRow[], parties: ReadonlySet<Party>): Promise<Shown> {
  const ids = rows.map(({ id }) => id)
  await openMatters(ctx.sql, ids)
  const [titles, persons, calls, nameOf] = await Promise.all([
    listTitles(ctx.sql, ctx.street, ids),
    listPersons(ctx.sql, ctx.street, ids),
    listCalls(ctx.sql, ctx.street, ids, [...parties]),
    partyNames(ctx),
  ])
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]))
  const calledBy = new Map(calls.map(({ id, arriveBy }) => [id, arriveBy]))
  const lines: Line[] = []
  for (const { origin, version, ...row } of rows) {
    const type = await typeOf(ctx, { id: row.type, origin, version })
    lines.push({
      ...row,
      title: titleOf.get(row.id) ?? '',
      typeTitle: type.title,
      category: labelOf(type.categories, row.category),
      leadName: nameOf(row.lead),
      arriveBy: calledBy.get(row.id) ?? null,
    })
  }
  return { lines, persons }
}

export function labelOf(list: readonly { code: string; label: Words }[], code: string | null | undefined): Words {
  return list.find((one) => one.code === code)?.label ?? { zh: code ?? '', en: code ?? '' }
}
