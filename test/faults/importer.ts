/**
 * A house that does one job, and dies in the middle of it: a process of its own (told by LINLI_IMPORTER) or a thread. With `dies`, at the
 * `at`th word of progress of that name it is gone at once, as by a power cut; what it was about to say is not said.
 */
import { isMainThread, workerData } from 'node:worker_threads'
import { allRights } from '#catalogue/roles.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { openDatabase } from '#kernel/db/connect.ts'
import { type Job, type JobRun, runJob } from '#kernel/jobs/jobs.ts'
import type { ThreadWork } from '#kernel/jobs/threads.ts'
import { listJobs } from '../../src/server/house.ts'
import { openHouse } from '../../src/server/open-house.ts'

export type Setting = { url: string; folder: string; dies?: { stage: string; at: number } }
export type ImporterWork = ThreadWork<Setting>

const { street, job, setting } = (isMainThread ? JSON.parse(process.env.LINLI_IMPORTER ?? '') : workerData) as ImporterWork
const sheetReader = new URL('reader.mjs', import.meta.url)
const database = await openDatabase({ url: setting.url, folder: '' })
try {
  const { house } = await openHouse({ app: database.app, folder: setting.folder, sheetReader, log: () => undefined })
  const jobs = new Map(listJobs().map((one) => [one.kind, mortal(one)]))
  await runJob(house, jobs, street, job, async () => houseActor(street, allRights))
} finally {
  await database.close()
}

function mortal(one: Job): Job {
  let heard = 0
  const watched = (run: JobRun): JobRun => ({
    ...run,
    progress: (stage, done, total) => {
      if (stage === setting.dies?.stage && ++heard === setting.dies.at) die()
      return run.progress(stage, done, total)
    },
  })
  return { ...one, run: (run, input) => one.run(watched(run), input) }
}

/** A thread takes nobody with it; a process gets no chance to say goodbye. */
function die(): never {
  if (isMainThread) process.kill(process.pid, 'SIGKILL')
  process.exit(1)
}
