/** A new edition replaces a list from its day on; items it knows again go on under their id. */
import { Problem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { newVersion, writingOf } from '../actions.ts'
import type { Level } from '../contract.ts'
import { endLevel, findLast, findRevs, holdLevel, insertEdition, insertItems, listItemsOn } from '../queries.ts'
import { type EditionPlan, MOST_ITEMS, planEdition } from '../rules.ts'
import type { DraftRow, EditionHead } from './contract.ts'

export type Applied = { edition: string; plan: EditionPlan }

/** @throws Problem input.invalid with every row at fault */
export async function applyEdition(
  ctx: Ctx,
  level: Level,
  head: EditionHead,
  rows: readonly DraftRow[],
  file: string | null = null,
): Promise<Applied> {
  await holdLevel(ctx.sql, ctx.street, level)
  const { from: last } = await findLast(ctx.sql, ctx.street, level)
  const standing = isDay(head.from) ? await listItemsOn(ctx.sql, ctx.street, head.from, level, MOST_ITEMS * 2) : []
  const plan = planEdition(level, standing, rows)
  const fields = [...headFaults(head, last), ...(rows.length === 0 ? [{ path: '/rows', say: 'duty.no-rows' }] : []), ...plan.faults]
  if (fields.length > 0) throw new Problem('input.invalid', { count: fields.length }, fields.slice(0, 50))
  const edition = newId()
  const source = { document: head.document.trim(), day: head.documentDay || null, ...(file ? { file } : {}) }
  const writing = await writingOf(ctx, level, edition, source, head.from)
  await endLevel(ctx.sql, ctx.street, level, head.from)
  await insertEdition(ctx.sql, { ...writing, id: edition, title: head.title.trim(), issuer: head.issuer.trim() })
  const revs = await findRevs(ctx.sql, ctx.street, plan.rows.flatMap(({ before }) => before?.id ?? [])) // biome-ignore format: one call
  const items = plan.rows.map(({ row, before }, at) =>
    newVersion(before?.id ?? newId(), (before ? revs.get(before.id)! : 0) + 1, at + 1, row),
  )
  await insertItems(ctx.sql, writing, items)
  noteEvent(ctx, 'edition.applied', [], [], { edition, level, items: items.length })
  return { edition, plan }
}

function headFaults({ title, document, documentDay, from }: EditionHead, last: string | null) {
  const faults: { path: string; say: string; with?: Record<string, string> }[] = []
  if (title.trim().length < 2) faults.push({ path: '/head/title', say: 'input.required' })
  if (document.trim().length < 2) faults.push({ path: '/head/document', say: 'duty.document-needed' })
  if (documentDay !== '' && !isDay(documentDay)) faults.push({ path: '/head/documentDay', say: 'input.format' })
  if (!isDay(from)) faults.push({ path: '/head/from', say: 'duty.from-needed' })
  else if (last !== null && from < last) faults.push({ path: '/head/from', say: 'duty.before-last', with: { day: last } })
  return faults
}
