/** The thread of one heavy job: joins the database, runs the job, ends. Sheets are read in `reader.ts`, beside it. */
import { workerData } from 'node:worker_threads'
import { type DatabaseConfig, openDatabase } from '#kernel/db/connect.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import type { ThreadWork } from '#kernel/jobs/threads.ts'
import { listJobs } from './house.ts'
import { openHouse } from './open-house.ts'
import { getActorOfPost } from './post-actor.ts'

const { street, job, setting } = workerData as ThreadWork<DatabaseConfig>
const sheetReader = new URL(import.meta.url.endsWith('.ts') ? './reader.ts' : './reader.js', import.meta.url)
const database = await openDatabase({ ...setting, shared: true })
try {
  const { house } = await openHouse({ app: database.app, erase: database.erase, folder: setting.folder, sheetReader })
  const jobs = new Map(listJobs().map((one) => [one.kind, one]))
  await runJob(house, jobs, street, job, (post) => getActorOfPost(house, street, post))
} finally {
  await database.close()
}
