/**
 * The job that puts together what streets returned: one workbook in the asker's own layout. Its last step, one action, records the book, its line in
 * the export register, and the look. Begun again it is the same one.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { type Filled, fillWorkbook, type SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { keepFile, type StoredFile } from '#kernel/files/store.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import { mediaOf } from '../../deliver.ts'
import { inFolder } from '../../fill.ts'
import { basisOf } from '../../prepare.ts'
import { insertExport } from '../../register/queries.ts'
import { type DemandRow, findDemand } from '../queries.ts'
import { addUpCounts } from './add-up.ts'
import { appendRosters, type Returned } from './append.ts'
import { findBook, insertBook, listSources, type Source } from './queries.ts'

export const consolidateJob: Job<{ demand: string }> = {
  kind: 'demand.consolidate',
  heavy: true,
  run: (job, { demand }) =>
    inFolder(job, async (folder) => {
      const found = await job.inScope(async (sql) => ({
        row: await findDemand(sql, job.street, demand),
        sources: await listSources(sql, job.street, demand),
        made: await findBook(sql, job.street, job.id),
      }))
      if (found.made) return { book: job.id, ...found.made }
      const { row, sources } = found
      if (!row) throw new Problem('thing.unknown')
      if (sources.length === 0) throw new Problem('demand.nothing-back')
      const out = join(folder, 'whole')
      const filled = await putTogether(job, row, sources, folder, out)
      const name = `${row.file_name.replace(/\.[^.]+$/, '')}.${filled.extension}`
      return keepBook(job, { row, sources, kind: 'whole', out, name, media: mediaOf[filled.extension] })
    }),
}

async function putTogether(job: JobRun, row: DemandRow, sources: readonly Source[], folder: string, out: string): Promise<Filled> {
  const { files } = job.house
  const given = files.path(job.street, row.file_id)
  const template = row.sheets.format === 'xlsx' ? given : await convertToXlsx(given, join(folder, 'converted.xlsx'), row.file_name)
  const returned: Returned[] = sources.map(({ file, spans }) => ({ path: files.path(job.street, file), spans }))
  const total = sources.reduce((sum, { subjects }) => sum + subjects, 0)
  const stop = new AbortController()
  let done = 0
  const count = (rows: number) => {
    done += rows
    // Told beside the work; it is stopped at the next batch of rows.
    job.progress('stage.putting-together', Math.min(done, total), total).catch((error: unknown) => stop.abort(error))
  }
  const edits: SheetEdit[] = []
  for (const plan of row.plan.sheets.filter(({ use, layout }) => use && layout !== 'card'))
    edits.push(plan.layout === 'roster' ? appendRosters(plan, returned, count) : await addUpCounts(plan, template, returned))
  if (edits.length === 0) throw new Problem('report.nothing-to-fill')
  return fillWorkbook(template, out, edits, `linli ${job.id}`, stop.signal)
}

export type Made = { row: DemandRow; sources: readonly Source[]; kind: 'whole' | 'difference'; out: string; name: string; media: string }

type Recorded = { file: StoredFile }

/** The book and its file bear the id of the job: cut off anywhere and begun again, it is the same one. */
export async function keepBook(job: JobRun, made: Made): Promise<Record<string, unknown>> {
  const { files } = job.house
  const written = await files.write(job.street, createReadStream(made.out), job.id)
  const file = { ...written, bytes: (await stat(made.out)).size, name: made.name, media: made.media }
  const recording = action(
    contract('demand.record-book', 'POST /books', {
      input: Type.Unsafe<Recorded>(Type.Object({}, { additionalProperties: true })),
      output: Type.Object({ book: Type.String() }),
    }),
    { may: 'demand.ask', run: (ctx, given) => recordIn(ctx, job.id, made, given) },
  )
  try {
    await enter(job.house, recording, { street: job.street, actor: job.actor, input: { file } })
  } catch (error) {
    if (!isDatabaseLost(error)) await files.remove(job.street, written.id)
    throw error
  }
  return { book: job.id, file: written.id, name: made.name }
}

async function recordIn(ctx: Ctx, book: string, { row, sources, kind }: Made, { file }: Recorded): Promise<{ book: string }> {
  await keepFile(ctx, file)
  const common = {
    street: ctx.street,
    region: row.region_no,
    sha256: file.sha256,
    subjects: sources.reduce((sum, { subjects }) => sum + subjects, 0),
    // Kept no longer than the shortest of what it was made of.
    recallOn: sources.map(({ recallOn }) => recallOn).sort()[0] ?? ctx.today,
    login: ctx.actor.login,
    post: ctx.actor.post,
    at: ctx.now,
  }
  const there = new Set(sources.map(({ street }) => street))
  await insertBook(ctx.sql, {
    ...common,
    id: book,
    demand: row.id,
    kind,
    file: file.id,
    returns: sources.map(({ id }) => id),
    lacking: row.streets.filter((street) => !there.has(street)),
  })
  const elements = elementsOf(row)
  await insertExport(ctx.sql, {
    ...common,
    id: newId(),
    delivery: null,
    demand: row.id,
    recipient: row.asker,
    basis: basisOf(row),
    mark: `linli ${book}`,
    elements,
  })
  ctx.look({ subjects: [], fields: elements, reason: basisOf(row) ?? row.title, filter: { demand: row.id, book } })
  noteEvent(ctx, 'demand.book-made', [], elements, { demand: row.id, book })
  return { book }
}

function elementsOf({ plan }: DemandRow): string[] {
  const columns = plan.sheets.filter(({ use }) => use).flatMap((sheet) => sheet.columns)
  return [...new Set(columns.flatMap(({ element, count }) => (element ? [element] : (count?.conditions.map((one) => one.element) ?? []))))]
}
