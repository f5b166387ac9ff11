/**
 * Staging: every row of the used sheets is read and judged, and kept where nobody sees it but in this import. Runs in a thread of its own, and
 * reads in another one beside it. Cut off anywhere, it begins again from nothing.
 */
import { placeLexemes } from '#ground/facts/search.ts'
import { takeBeside } from '#kernel/jobs/beside.ts'
import type { JobRun } from '#kernel/jobs/jobs.ts'
import { type Judge, openJudge } from './judging/judge.ts'
import type { StagedRow } from './judging/staged.ts'
import type { CommunityPlaces, MadeDoor, NewPlace } from './reading/doors.ts'
import { type ReadBatch, readSheets } from './reading/read-sheets.ts'
import { stageRows } from './row-queries.ts'
import type { Counts } from './shapes.ts'
import { communitiesRead, judgeSource, loadPlaces, openFrame, readingWork } from './source.ts'
import { clearStaged, countRows, measureStaged, stagePlaces } from './staging-queries.ts'

const PLACES_AT_ONCE = 5000

/** Reads, judges and keeps all rows; returns the counts by verdict. */
export async function stageAll(job: JobRun, id: string, path: string): Promise<Counts> {
  const { frame, codes, places } = await job.inScope(async (sql) => {
    await clearStaged(sql, job.street, id)
    const opened = await openFrame(sql, job.house, job.street, id)
    const read = communitiesRead(opened, job.actor)
    return { frame: opened, codes: read, places: await loadPlaces(sql, job.street, read) }
  })
  const writer = openWriter(job, id)
  const doors = openDoorIndex(places)
  const source = judgeSource(frame, job.street, codes, job.inScope, { ...doors, written: writer.written })
  const judge = openJudge(source)
  const work = readingWork(frame, job.actor, path, places)
  const total = work.sheets.reduce((sum, { dataRows: [first, last] }) => sum + last - first + 1, 0)
  // The first rows of a large file take their time: how many there are is told before.
  await job.progress('import.stage.rows', 0, total)
  const { sheetReader } = job.house
  try {
    for await (const batch of sheetReader ? takeBeside<ReadBatch>(sheetReader, work) : readSheets(work)) {
      if ('made' in batch) await both(writeRelated(judge, writer), keepPlaces(job, id, batch.made))
      else {
        doors.note(batch.doors)
        const { rows, again } = await judge.judge(batch.readings)
        await Promise.all([writer.write(rows, again), job.progress('import.stage.rows', batch.done, total)])
      }
    }
  } finally {
    // Whoever clears up after a failure must not be overtaken by a batch that is still being written.
    await writer.rest()
  }
  return job.inScope(async (sql) => {
    await measureStaged(sql)
    return countRows(sql, job.street, id)
  })
}

/** Community and building of doors: of known ones, and of those the rows have named so far. */
function openDoorIndex(places: readonly CommunityPlaces[]) {
  const index = new Map<string, MadeDoor>()
  const note = (doors: readonly MadeDoor[]) => {
    for (const door of doors) index.set(door.id, door)
  }
  for (const community of places) note(community.places.doors)
  return {
    note,
    regionOf: (dwelling: string) => index.get(dwelling)?.region,
    buildingOf: (dwelling: string) => index.get(dwelling)?.building ?? undefined,
  }
}

type Writer = {
  write: (rows: StagedRow[], again: StagedRow[]) => Promise<void>
  written: () => Promise<void>
  /** Resolves when nothing is being written any more, well or not. */
  rest: () => Promise<void>
}

/** The next batch is read while the one before is written. */
function openWriter(job: JobRun, id: string): Writer {
  let writing: Promise<void> = Promise.resolve()
  return {
    written: () => writing,
    rest: () => writing.catch(() => undefined),
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

/** Side by side, and over only when both are, whatever becomes of either. */
async function both(...works: [Promise<void>, Promise<void>]): Promise<void> {
  for (const end of await Promise.allSettled(works)) if (end.status === 'rejected') throw end.reason
}

async function writeRelated(judge: Judge, writer: Writer): Promise<void> {
  for await (const rows of judge.finish()) await writer.write(rows, [])
  await writer.written()
}

async function keepPlaces(job: JobRun, id: string, places: readonly NewPlace[]): Promise<void> {
  for (let at = 0; at < places.length; at += PLACES_AT_ONCE) {
    const some = places.slice(at, at + PLACES_AT_ONCE)
    const rows = some.map((place) => ({ ...place, search: placeLexemes(place.kind, place.label) }))
    await job.inScope((sql) => stagePlaces(sql, job.street, id, rows))
  }
}
