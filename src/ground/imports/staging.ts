/**
 * Staging: every row of the used sheets is read and judged, and kept where nobody sees it but in this import. Runs in a thread of its own.
 * Cut off anywhere, it begins again from nothing.
 */
import { grams } from '#ground/facts/search.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import type { JobRun } from '#kernel/jobs/jobs.ts'
import { type Judge, openJudge } from './judging/judge.ts'
import type { StagedRow } from './judging/staged.ts'
import type { KeptSheet } from './plan.ts'
import { compileSheet } from './reading/compile.ts'
import type { Doors } from './reading/doors.ts'
import { type RowContext, readRow } from './reading/rows.ts'
import { spreadCells } from './reading/spread.ts'
import { stageRows } from './row-queries.ts'
import type { Counts } from './shapes.ts'
import { communitiesRead, type Frame, judgeSource, loadDoors, openFrame, rowContext } from './source.ts'
import { clearStaged, countRows, measureStaged, stagePlaces } from './staging-queries.ts'

/** Rows judged and written at once. */
const BATCH = 2000
const PLACES_AT_ONCE = 5000

/** Reads, judges and keeps all rows; returns the counts by verdict. */
export async function stageAll(job: JobRun, id: string, path: string): Promise<Counts> {
  const { frame, doors, codes } = await job.inScope(async (sql) => {
    await clearStaged(sql, job.street, id)
    const opened = await openFrame(sql, job.house, job.street, id)
    const read = communitiesRead(opened, job.actor)
    return { frame: opened, codes: read, doors: await loadDoors(sql, job.street, opened, read) }
  })
  const writer = openWriter(job, id)
  const source = judgeSource(frame, job.street, codes, job.inScope, {
    regionOf: (dwelling) => doors.byId(dwelling)?.region,
    buildingOf: (dwelling) => doors.byId(dwelling)?.building,
    written: writer.written,
  })
  const judge = openJudge(source)
  const sheets = frame.row.plan.sheets.filter((sheet) => sheet.use)
  const total = sheets.reduce((sum, { dataRows: [first, last] }) => sum + last - first + 1, 0)
  const progress = { done: 0, total }
  for (const sheet of sheets)
    await stageSheet(job, { frame, sheet, path, judge, writer, context: rowContext(frame, job.actor, doors), progress })
  await writer.write(await judge.finish(), [])
  await writer.written()
  await keepPlaces(job, id, doors)
  return job.inScope(async (sql) => {
    await measureStaged(sql)
    return countRows(sql, job.street, id)
  })
}

type SheetWork = {
  frame: Frame
  sheet: KeptSheet
  path: string
  judge: Judge
  writer: Writer
  context: RowContext
  progress: { done: number; total: number }
}

async function stageSheet(job: JobRun, { frame, sheet, path, judge, writer, context, progress }: SheetWork): Promise<void> {
  const compiled = compileSheet(sheet, frame.catalogue, { today: frame.today })
  const spread = spreadCells(sheet.merged ? await readMerges(path, frame.row.file_name, sheet) : [], compiled.read)
  const [firstRow, lastRow] = sheet.dataRows
  const begun = progress.done
  for await (const batch of streamRows(path, { sheet: sheet.name, firstRow, lastRow, batch: BATCH })) {
    const readings = batch.flatMap((row) => readRow(compiled, row, spread(row), context))
    const { rows, again } = await judge.judge(readings)
    await writer.write(rows, again)
    progress.done = begun + (batch.at(-1)?.row ?? firstRow) - firstRow + 1
    await job.progress('import.stage.rows', progress.done, progress.total)
  }
  progress.done = begun + lastRow - firstRow + 1
}

/** Merged cells stand at the end of a sheet's part: it is read through once more for them, rows left out. */
async function readMerges(path: string, name: string, { sheet }: KeptSheet): Promise<readonly Range[]> {
  const workbook = await readWorkbook(path, { name, maxRows: 1 })
  return workbook.sheets[sheet - 1]?.merges ?? []
}

type Writer = { write: (rows: StagedRow[], again: StagedRow[]) => Promise<void>; written: () => Promise<void> }

/** The next batch is read while the one before is written. */
function openWriter(job: JobRun, id: string): Writer {
  let writing: Promise<void> = Promise.resolve()
  return {
    written: () => writing,
    write: async (rows, again) => {
      await writing
      writing = job.inScope(async (sql) => {
        await stageRows(sql, job.street, id, rows, false)
        await stageRows(sql, job.street, id, again, true)
      })
      // A failure is thrown by whoever awaits next, not by the process for want of a listener.
      writing.catch(() => undefined)
    },
  }
}

async function keepPlaces(job: JobRun, id: string, doors: Doors): Promise<void> {
  const places = doors.listMade()
  for (let at = 0; at < places.length; at += PLACES_AT_ONCE) {
    const some = places.slice(at, at + PLACES_AT_ONCE)
    const rows = some.map((place) => ({ ...place, search: [...new Set(grams(place.label).map((gram) => `a${gram}`))] }))
    await job.inScope((sql) => stagePlaces(sql, job.street, id, rows))
  }
}
