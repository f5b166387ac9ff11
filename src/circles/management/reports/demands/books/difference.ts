/** The job that tells what changed since the period before, in a workbook of its own. A street that did not return both times is named. */
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '#base/problem.ts'
import { type SimpleRow, type SimpleSheet, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { openNewFile } from '#kernel/files/new-file.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import { mediaOf } from '../../deliver.ts'
import { inFolder } from '../../fill.ts'
import { type DemandRow, findDemand } from '../queries.ts'
import { changedSheets, listPairs, type Pair, type Told } from './changed-rows.ts'
import { keepBook } from './keep.ts'
import { findBook, listSources } from './queries.ts'

export const differenceJob: Job<{ demand: string }> = {
  kind: 'demand.difference',
  heavy: true,
  run: (job, { demand }) =>
    inFolder(job, async (folder) => {
      const found = await job.inScope(async (sql) => {
        const row = await findDemand(sql, job.street, demand)
        const made = await findBook(sql, job.street, job.id)
        return { row, made, pairs: row ? await listPairs(sql, job.street, row, await listSources(sql, job.street, demand)) : [] }
      })
      if (found.made) return { book: job.id, ...found.made }
      const { row, pairs } = found
      if (!row) throw new Problem('thing.unknown')
      if (pairs.length === 0) throw new Problem('demand.nothing-before')
      const out = join(folder, 'difference.xlsx')
      const subjects = await write(job, row, pairs, out)
      const there = new Set(pairs.map(({ one }) => one.street))
      return keepBook(job, {
        row,
        kind: 'difference',
        returns: pairs.flatMap(({ one, earlier }) => [one.id, earlier.id]),
        lacking: row.streets.filter((street) => !there.has(street)),
        recallOn: pairs.flatMap(({ one, earlier }) => [one.recallOn, earlier.recallOn]).sort()[0]!,
        ...{ subjects, out, name: `${row.file_name.replace(/\.[^.]+$/, '')}（变化）.xlsx`, media: mediaOf.xlsx },
      })
    }),
}

/** @returns how many rows are told */
async function write(job: JobRun, row: DemandRow, pairs: readonly Pair[], out: string): Promise<number> {
  const told = { rows: 0 }
  const sheets = changedSheets(job, row, pairs, told).map(
    ({ name, rows }): SimpleSheet => ({ name, headingRows: 1, rows: inLooks(rows()) }),
  )
  if (sheets.length === 0) throw new Problem('report.nothing-to-fill')
  await pipeline(
    writeSimpleWorkbook({ sheets, title: row.title, identifier: `linli ${job.id}`, at: job.house.now() }),
    await openNewFile(out),
  )
  return told.rows
}

const head = { bold: true, border: true } as const
const cell = { format: 'text' } as const
const changed = { format: 'text', bold: true } as const

async function* inLooks(rows: AsyncIterable<Told>): AsyncGenerator<SimpleRow> {
  let first = true
  for await (const { values, marked } of rows) {
    if (first) yield { cells: values, look: head }
    else yield values.map((value, at) => (typeof value === 'string' ? { value, look: marked.has(at) ? changed : cell } : value))
    first = false
  }
}
