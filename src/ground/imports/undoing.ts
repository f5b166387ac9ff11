/** Taking an import back: its sayings are withdrawn, and what they changed is folded again from what remains. What was said later stays. */
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { listStatementsByRef } from '#ground/facts/queries.ts'
import { rebuild, withdrawStatements } from '#ground/facts/rebuild.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { ImportRow } from './queries.ts'
import { clearSubjects, listToFold, listUntouched, markLater, removeUnusedPlaces, withdrawConfirmations } from './undoing-queries.ts'
import type { Progress } from './writing.ts'

const FOLDED_AT_ONCE = 1000
const CLEARED_AT_ONCE = 10_000

/** `gone` subjects and doors vanished, `folded` ones stand as before, of which somebody spoke of `later` ones after the import. */
export type Undone = { withdrawn: number; gone: number; folded: number; later: number; doorsRemoved: number }

export async function takeBack(ctx: Ctx, row: ImportRow, progress: Progress): Promise<Undone> {
  const { sql, street } = ctx
  const taken = await listStatementsByRef(sql, street, row.id)
  await withdrawStatements(ctx, row.id, taken)
  const confirmed = await withdrawConfirmations(sql, street, row.id, ctx.now)
  const untouched = await listUntouched(sql, street, row.id)
  for (let at = 0; at < untouched.length; at += CLEARED_AT_ONCE) {
    await clearSubjects(sql, street, untouched.slice(at, at + CLEARED_AT_ONCE), ctx.today)
    progress('import.stage.withdrawing', at, untouched.length)
  }
  const cleared = new Set(untouched)
  const subjects = (await listToFold(sql, street, row.id)).filter((subject) => !cleared.has(subject))
  const ids = new Set(taken.map((statement) => statement.id))
  const catalogue = await getStreetCatalogue(ctx)
  const later: string[] = []
  for (let at = 0; at < subjects.length; at += FOLDED_AT_ONCE) {
    later.push(...(await rebuild(ctx, catalogue, subjects.slice(at, at + FOLDED_AT_ONCE), ids)))
    progress('import.stage.folding', at + FOLDED_AT_ONCE, subjects.length)
  }
  await markLater(sql, street, row.id, later)
  const doorsRemoved = await removeUnusedPlaces(sql, street, row.id, ctx.today)
  return { withdrawn: taken.length + confirmed, gone: untouched.length, folded: subjects.length, later: later.length, doorsRemoved }
}
