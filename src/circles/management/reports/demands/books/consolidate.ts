/** The job that puts together what streets returned: one workbook in the asker's own layout, with what changed as a sheet more where that is wished. */
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import type { AddedSheet } from '#ground/workbooks/edit/added-sheet.ts'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { type Filled, fillWorkbook, type SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import { mediaOf } from '../../deliver.ts'
import { inFolder } from '../../fill.ts'
import { type DemandRow, findDemand } from '../queries.ts'
import { addUpCounts } from './add-up.ts'
import { appendRosters, type Returned } from './append.ts'
import { changedSheets, listPairs, type Pair } from './changed-rows.ts'
import { keepBook } from './keep.ts'
import { findBook, listSources, type Source } from './queries.ts'

export const consolidateJob: Job<{ demand: string; changes?: boolean }> = {
  kind: 'demand.consolidate',
  heavy: true,
  run: (job, { demand, changes = false }) =>
    inFolder(job, async (folder) => {
      const found = await job.inScope(async (sql) => {
        const row = await findDemand(sql, job.street, demand)
        const sources = await listSources(sql, job.street, demand)
        const pairs = row && changes ? await listPairs(sql, job.street, row, sources) : []
        return { row, sources, pairs, made: await findBook(sql, job.street, job.id) }
      })
      if (found.made) return { book: job.id, ...found.made }
      const { row, sources, pairs } = found
      if (!row) throw new Problem('thing.unknown')
      if (sources.length === 0) throw new Problem('demand.nothing-back')
      if (changes && pairs.length === 0) throw new Problem('demand.nothing-before')
      const out = join(folder, 'whole')
      const filled = await putTogether(job, row, { sources, pairs }, folder, out)
      const name = `${row.file_name.replace(/\.[^.]+$/, '')}${changes ? '（含变化）' : ''}.${filled.extension}`
      const there = new Set(sources.map(({ street }) => street))
      const used = [...sources, ...pairs.map(({ earlier }) => earlier)]
      return keepBook(job, {
        row,
        kind: changes ? 'changed' : 'whole',
        returns: used.map(({ id }) => id),
        lacking: row.streets.filter((street) => !there.has(street)),
        subjects: sources.reduce((sum, one) => sum + one.subjects, 0),
        recallOn: used.map(({ recallOn }) => recallOn).sort()[0]!,
        ...{ out, name, media: mediaOf[filled.extension] },
      })
    }),
}

/** The asker's own workbook, empty, as one that can be filled. */
export function templateOf(job: JobRun, row: DemandRow, folder: string): Promise<string> | string {
  const given = job.house.files.path(job.street, row.file_id)
  return row.sheets.format === 'xlsx' ? given : convertToXlsx(given, join(folder, 'converted.xlsx'), row.file_name)
}

type Used = { sources: readonly Source[]; pairs: readonly Pair[] }

async function putTogether(job: JobRun, row: DemandRow, { sources, pairs }: Used, folder: string, out: string): Promise<Filled> {
  const template = await templateOf(job, row, folder)
  const returned: Returned[] = sources.map(({ file, spans }) => ({ path: job.house.files.path(job.street, file), spans }))
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
  return fillWorkbook(template, out, edits, `linli ${job.id}`, stop.signal, pairs.length > 0 ? addedSheets(job, row, pairs) : [])
}

function addedSheets(job: JobRun, row: DemandRow, pairs: readonly Pair[]): AddedSheet[] {
  const sheets = changedSheets(job, row, pairs, { rows: 0 })
  return sheets.map(({ name, widths, rows }) => ({
    name: sheets.length === 1 ? '与上期相比的变化' : `变化 ${name}`,
    widths,
    async *rows() {
      for await (const { values } of rows()) yield values
    },
  }))
}
