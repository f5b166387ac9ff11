/** The job that puts together what streets returned: one workbook in the asker's own layout. */
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { type Filled, fillWorkbook, type SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import { mediaOf } from '../../deliver.ts'
import { inFolder } from '../../fill.ts'
import { type DemandRow, findDemand } from '../queries.ts'
import { addUpCounts } from './add-up.ts'
import { appendRosters, type Returned } from './append.ts'
import { keepBook } from './keep.ts'
import { findBook, listSources, type Source } from './queries.ts'

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
      const there = new Set(sources.map(({ street }) => street))
      return keepBook(job, {
        row,
        kind: 'whole',
        returns: sources.map(({ id }) => id),
        lacking: row.streets.filter((street) => !there.has(street)),
        subjects: sources.reduce((sum, one) => sum + one.subjects, 0),
        recallOn: sources.map(({ recallOn }) => recallOn).sort()[0]!,
        ...{ out, name, media: mediaOf[filled.extension] },
      })
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
