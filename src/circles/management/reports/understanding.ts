/** Understanding what was sent: at once while the clerk waits, or, when the workbook is large, in a thread of its own that can be watched and stopped. */
import { Problem } from '#base/problem.ts'
import { clip } from '#base/values/clip.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { listLearned } from '#ground/imports/queries.ts'
import type { WorkbookNote } from '#ground/workbooks/contract.ts'
import { type UnderstoodWorkbook, understandWorkbook } from '#ground/workbooks/understand-workbook.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { getFile } from '#kernel/files/store.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import { type ReportPlan, settleUnderstood } from './contract.ts'
import { type LayoutWish, understandUnder } from './layouts.ts'
import { findRequest, type RequestRow, updatePlan, updateSheets, updateUnderstood } from './queries.ts'
import { draftPlan } from './rules.ts'

export type FirstReading = { sheets: RequestRow['sheets']; plan: ReportPlan; title: string }

/** `titled`: what the clerk called it; otherwise the sheet's own title, or the file's name. */
export async function readFirst(
  ctx: Ctx,
  file: string,
  area: { lo: number; hi: number },
  titled?: string,
  signal?: AbortSignal,
): Promise<FirstReading> {
  const stored = await getFile(ctx, file)
  const catalogue = await getStreetCatalogue(ctx)
  const understood = await understandWorkbook(stored.path, stored.name, catalogue, await listLearned(ctx.sql, ctx.street), signal)
  const title = titled ?? understood.sheets.find((sheet) => sheet.layout.title)?.layout.title ?? withoutExtension(stored.name)
  const plan = draftPlan(understood.sheets, catalogue.elements, area, `${title} ${stored.name}`)
  return { sheets: { sheets: understood.sheets, notes: notesOf(understood), format: understood.format }, plan, title: clip(title, 120) }
}

/** An old format cannot be written: said when the workbook comes, not only when it goes. */
function notesOf({ notes, format }: UnderstoodWorkbook): WorkbookNote[] {
  return format === 'xlsx' ? notes : [...notes, { say: 'note.comes-back-as-xlsx' }]
}

/** A large workbook before it was understood. */
export function unread(area: { lo: number; hi: number }, title: string): FirstReading {
  return { sheets: { sheets: [], notes: [], format: 'xlsx' }, plan: { sheets: [], ...area }, title: clip(title, 120) }
}

export function withoutExtension(name: string): string {
  return name.replace(/\.[^.]+$/, '')
}

/** One sheet under the heading the clerk pointed out; its plan begins anew. */
export async function readAnew(ctx: Ctx, request: RequestRow, wish: LayoutWish): Promise<void> {
  const stored = await getFile(ctx, request.file_id)
  const catalogue = await getStreetCatalogue(ctx)
  const understood = await understandUnder(stored.path, stored.name, wish, catalogue, await listLearned(ctx.sql, ctx.street))
  const [drafted] = draftPlan([understood], catalogue.elements, request.plan, `${request.title} ${stored.name}`).sheets
  const place = <S>(list: S[], named: (one: S) => string, next: S) => list.map((one) => (named(one) === wish.sheet ? next : one))
  await updateSheets(ctx.sql, ctx.street, request.id, {
    ...request.sheets,
    sheets: place(request.sheets.sheets, ({ name }) => name, understood),
  })
  await updatePlan(ctx.sql, ctx.street, request.id, {
    ...request.plan,
    sheets: place(request.plan.sheets, ({ sheet }) => sheet, { ...drafted!, use: true }),
  })
  noteEvent(ctx, 'report.understood-anew', [], [], { request: request.id })
}

type Input = { request: string; titled?: string; wish?: LayoutWish }

export const understandJob: Job<Input> = {
  kind: 'report.understand',
  heavy: true,
  run: (job, input) =>
    untilStopped(job, async (signal) => {
      const settled = action(settleUnderstood, { may: 'report.run', run: (ctx, { id }) => settle(ctx, id, input, signal) })
      await enter(job.house, settled, { street: job.street, actor: job.actor, input: { id: input.request } })
      return { request: input.request }
    }),
}

/** Reading goes on in one piece; whether somebody asked to stop it is looked at beside it. */
export async function untilStopped<T>(job: JobRun, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  await job.progress('stage.reading', 0, 0)
  const stop = new AbortController()
  const asking = setInterval(() => job.progress('stage.reading', 0, 0).catch(() => stop.abort()), STOP_ASKED_EVERY_MS)
  try {
    return await run(stop.signal)
  } finally {
    clearInterval(asking)
  }
}

const STOP_ASKED_EVERY_MS = 500

async function settle(ctx: Ctx, id: string, { titled, wish }: Input, signal: AbortSignal): Promise<{ id: string }> {
  const request = await findRequest(ctx.sql, ctx.street, id)
  if (!request) throw new Problem('thing.unknown')
  if (wish) await readAnew(ctx, request, wish)
  else if (await updateUnderstood(ctx.sql, ctx.street, id, await readFirst(ctx, request.file_id, request.plan, titled, signal)))
    noteEvent(ctx, 'report.understood', [], [], { request: id })
  return { id }
}
