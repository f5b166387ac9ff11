/** Rows of lists as they are shown: with the words of the first act, names of types, categories and parties. */
import { coverNumbers } from '#base/values/personal.ts'
import type { Words } from '#ground/forms/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { CalledOff, Line } from './contract.ts'
import { callEnds, type Party } from './life/acts.ts'
import { openMatters } from './queries.ts'
import { typeOf } from './running.ts'
import { partyNames } from './units/names.ts'
import { type ListRow, listCalledOff, listCalls, listLetGo, listPersons, listTitles } from './worklist-queries.ts'

export type Shown = { lines: Line[]; persons: string[] }

export async function showLines(ctx: Ctx, rows: readonly ListRow[], parties: ReadonlySet<Party>): Promise<Shown> {
  const ids = rows.map(({ id }) => id)
  // Sent in one go: opened first, then read.
  const [, titles, persons, calls, nameOf] = await Promise.all([
    openMatters(ctx.sql, ids),
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
      title: coverNumbers(titleOf.get(row.id) ?? '').text,
      typeTitle: type.title,
      category: labelOf(type.categories, row.category),
      leadName: nameOf(row.lead),
      arriveBy: calledBy.get(row.id) ?? null,
    })
  }
  return { lines, persons }
}

/** So long a unit reads that it was called off, and at most so many of them. */
const CALLED_OFF_MS = 7 * 86_400_000
const MOST_CALLED_OFF = 20

export async function showCalledOff(ctx: Ctx, parties: ReadonlySet<Party>): Promise<CalledOff[]> {
  const since = new Date(ctx.now.getTime() - CALLED_OFF_MS)
  const page = { parties: [...parties], since, limit: MOST_CALLED_OFF }
  const [rows, gone] = await Promise.all([listCalledOff(ctx.sql, ctx.street, page), listLetGo(ctx.sql, ctx.street, page)])
  const ids = rows.map(({ id }) => id)
  await openMatters(ctx.sql, ids)
  const titleOf = new Map((await listTitles(ctx.sql, ctx.street, ids)).map(({ id, title }) => [id, title]))
  const told = gone.map(({ id, called, off }): CalledOff => ({ id, number: '', title: '', called, off, why: 'let-go', reason: null }))
  for (const { id, number, type, origin, version, outcome, reason, off } of rows) {
    const { refusals } = await typeOf(ctx, { id: type, origin, version })
    const why = callEnds.find((end) => end === outcome || (end !== 'let-go' && end === reason)) ?? 'closed'
    told.push({
      called: null,
      id,
      number,
      title: coverNumbers(titleOf.get(id) ?? '').text,
      off,
      why,
      reason: why === 'refused' ? labelOf(refusals, reason) : null,
    })
  }
  return told.sort((one, other) => (one.off < other.off ? 1 : -1))
}

export function labelOf(list: readonly { code: string; label: Words }[], code: string | null | undefined): Words {
  return list.find((one) => one.code === code)?.label ?? { zh: code ?? '', en: code ?? '' }
}
