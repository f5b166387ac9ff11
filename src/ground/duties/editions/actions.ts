/** Drafts of editions: begun, saved, applied or thrown away. */
import { Problem } from '#base/problem.ts'
import { listDefinitions } from '#ground/facts/definitions.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { newId } from '#kernel/log/id.ts'
import { holdWhole } from '../actions.ts'
import type { DutyItem, Level } from '../contract.ts'
import { listEditions, listItemsOn } from '../queries.ts'
import { MOST_ITEMS } from '../rules.ts'
import { applyEdition } from './apply.ts'
import * as contracts from './contract.ts'
import { deleteDraft, insertDraft, lockDraft, updateDraft } from './queries.ts'
import { type CellTable, readTables } from './read-rows.ts'

/** Rows read of one sheet; a list of duties is never longer. */
const MOST_LINES = 3000

export const begin = action(contracts.beginDraft, {
  may: 'duty.change',
  async run(ctx, { level, from, template, rows, file }) {
    holdWhole(ctx)
    const id = newId()
    const begun = await beginFrom(ctx, level, { from, template, rows, file })
    const draft = { id, level, file: file ?? null, at: ctx.now, post: ctx.actor.post, ...begun }
    await insertDraft(ctx.sql, ctx.street, draft)
    noteEvent(ctx, 'edition.drafted', [], [], { draft: id })
    return { id, rows: draft.rows.length }
  },
})

const emptyHead: contracts.EditionHead = { title: '', issuer: '', document: '', documentDay: '', from: '' }

type Beginning = { from: string; template?: string | undefined; rows?: contracts.DraftRow[] | undefined; file?: string | undefined }

async function beginFrom(
  ctx: Ctx,
  level: Level,
  { from, template, rows, file }: Beginning,
): Promise<{ head: contracts.EditionHead; rows: contracts.DraftRow[] }> {
  if (from === 'standing') return beginFromStanding(ctx, level)
  if (from === 'template') return beginFromTemplate(ctx, level, template ?? '')
  if (from === 'file') return { head: emptyHead, rows: await readFile(ctx, level, file) }
  return { head: emptyHead, rows: from === 'rows' ? (rows ?? []) : [] }
}

async function beginFromStanding(ctx: Ctx, level: Level) {
  const items = await listItemsOn(ctx.sql, ctx.street, ctx.today, level, MOST_ITEMS)
  const last = (await listEditions(ctx.sql, ctx.street, 100)).find((one) => one.level === level)
  return { head: { ...emptyHead, title: last?.title ?? '', issuer: last?.issuer ?? '' }, rows: items.map(rowOf) }
}

export function rowOf({ list, number, category, subcategory, title, lead, partners, tasks, basis }: DutyItem): contracts.DraftRow {
  return { list, number, category, subcategory, title, lead, partners, tasks, basis }
}

async function beginFromTemplate(ctx: Ctx, level: Level, id: string) {
  const found = (await listDefinitions(ctx.sql, ctx.street, 'duties'))
    .map(({ body }) => body as contracts.DutyTemplate)
    .find((one) => one.id === id)
  if (!found || found.level !== level) throw new Problem('thing.unknown')
  const { title, issuer, document, documentDay, from, items } = found
  return { head: { title: title.zh, issuer, document, documentDay, from }, rows: items }
}

async function readFile(ctx: Ctx, level: Level, file: string | undefined): Promise<contracts.DraftRow[]> {
  if (!file) throw new Problem('input.invalid', { count: 1 }, [{ path: '/file', say: 'input.required' }])
  const { path, name } = await getFile(ctx, file)
  const book = await readWorkbook(path, { name, maxRows: MOST_LINES })
  const tables = book.sheets
    .filter(({ state }) => state === 'visible')
    .map(
      (sheet): CellTable => ({
        name: sheet.name,
        rows: sheet.rows.map(({ cells }) =>
          Array.from({ length: Math.min(sheet.lastColumn, 30) }, (_, at) => cells.get(at + 1)?.text ?? ''),
        ),
      }),
    )
  const { rows } = readTables(tables, level)
  if (rows.length === 0) throw new Problem('workbook.layout-unknown')
  return rows
}

async function holdDraft(ctx: Ctx, id: string) {
  const draft = await lockDraft(ctx.sql, ctx.street, id)
  if (!draft) throw new Problem('thing.unknown')
  if (ctx.version !== undefined && ctx.version !== draft.rev) throw new Problem('precondition.failed', { rev: draft.rev })
  return draft
}

export const save = action(contracts.saveDraft, {
  may: 'duty.change',
  needsVersion: true,
  async run(ctx, { id, head, rows }) {
    const { rev } = await holdDraft(ctx, id)
    await updateDraft(ctx.sql, ctx.street, id, head, rows, ctx.now)
    noteEvent(ctx, 'edition.draft-saved', [], [], { draft: id, rev: rev + 1 })
    return { rev: rev + 1 }
  },
})

export const apply = action(contracts.applyDraft, {
  may: 'duty.change',
  needsVersion: true,
  async run(ctx, { id }) {
    const draft = await holdDraft(ctx, id)
    const { edition, plan } = await applyEdition(ctx, draft.level, draft.head, draft.rows, draft.file)
    await deleteDraft(ctx.sql, ctx.street, id)
    const { added, moved, changed, same, gone } = plan
    return { edition, added, moved, changed, same, gone: gone.length }
  },
})

export const drop = action(contracts.dropDraft, {
  may: 'duty.change',
  async run(ctx, { id }) {
    await holdDraft(ctx, id)
    await deleteDraft(ctx.sql, ctx.street, id)
    noteEvent(ctx, 'edition.draft-dropped', [], [], { draft: id })
    return {}
  },
})
