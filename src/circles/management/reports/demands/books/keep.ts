/** The last step of making a book, one action: the file, its row, its line in the export register, and the look. Kept no longer than what it was made of. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { keepFile, type StoredFile } from '#kernel/files/store.ts'
import type { JobRun } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import { basisOf } from '../../prepare.ts'
import { insertExport } from '../../register/queries.ts'
import type { DemandRow } from '../queries.ts'
import type { Book } from './contract.ts'
import { insertBook } from './queries.ts'

export type Made = Pick<Book, 'kind' | 'lacking' | 'subjects' | 'recallOn'> & {
  row: DemandRow
  /** What it was made of. */
  returns: string[]
  out: string
  name: string
  media: string
  /** Where several workbooks left as one file, each of them. */
  exports?: OneExport[]
}

/** One workbook as the export register knows it again. */
export type OneExport = { mark: string; subjects: number; sha256: string }

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

async function recordIn(
  ctx: Ctx,
  book: string,
  { row, kind, returns, lacking, subjects, recallOn, exports }: Made,
  { file }: Recorded,
): Promise<{ book: string }> {
  await keepFile(ctx, file)
  const common = {
    street: ctx.street,
    region: row.region_no,
    sha256: file.sha256,
    subjects,
    recallOn,
    login: ctx.actor.login,
    post: ctx.actor.post,
    at: ctx.now,
  }
  await insertBook(ctx.sql, { ...common, id: book, demand: row.id, kind, file: file.id, returns, lacking })
  const elements = elementsOf(row)
  const left = { delivery: null, demand: row.id, recipient: row.asker, basis: basisOf(row), elements }
  for (const one of exports ?? [{ mark: `linli ${book}`, subjects, sha256: file.sha256 }])
    await insertExport(ctx.sql, { ...common, ...left, ...one, id: newId() })
  ctx.look({ subjects: [], fields: elements, reason: basisOf(row) ?? row.title, filter: { demand: row.id, book } })
  noteEvent(ctx, 'demand.book-made', [], elements, { demand: row.id, book })
  return { book }
}

function elementsOf({ plan }: DemandRow): string[] {
  const columns = plan.sheets.filter(({ use }) => use).flatMap((sheet) => sheet.columns)
  return [...new Set(columns.flatMap(({ element, count }) => (element ? [element] : (count?.conditions.map((one) => one.element) ?? []))))]
}
