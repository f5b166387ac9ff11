/** Bring the house up: database, migrations, queue, definitions, sealer, jobs. `main.ts` and the command line both start here. */
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool } from 'pg'
import { loadShipped } from '#catalogue/load.ts'
import { keepBoardsEverywhere } from '#circles/management/board/nights.ts'
import { keepBurdenEverywhere } from '#circles/management/reports/burden/nights.ts'
import { shipDefinitions } from '#ground/facts/definitions.ts'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import { keepEverywhere } from '#ground/matters/follow-ups.ts'
import { sendDueEverywhere } from '#ground/notices/sending.ts'
import { expireSignIns, listStreets } from '#kernel/access/forgets.ts'
import type { Sessions } from '#kernel/access/sessions.ts'
import type { House } from '#kernel/action/house.ts'
import { type Database, type DatabaseConfig, openDatabase } from '#kernel/db/connect.ts'
import { folderFailure } from '#kernel/db/failures.ts'
import { makeFolders } from '#kernel/db/folders.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { freeJobs, migrateQueue, patientPool, queueFollowers, startQueue } from '#kernel/jobs/queue.ts'
import { openThreads } from '#kernel/jobs/threads.ts'
import { refuseIfKeyMissing } from '#kernel/keys/keys.ts'
import { ensurePartitions } from '#kernel/log/partitions.ts'
import { type Sealer, startSealer } from '#kernel/log/sealer.ts'
import type { CountedSms } from '#kernel/sms/sms.ts'
import { describeError } from './app.ts'
import { openCarriers } from './carriers.ts'
import { isDemo } from './demo-note.ts'
import { followers } from './followers.ts'
import { listJobs } from './house.ts'
import { modules } from './modules.ts'
import { openHouse } from './open-house.ts'
import { getActorOfPost } from './post-actor.ts'
import { openSms } from './sms.ts'

/** Beside this file in the sources, and beside the bundle in dist. */
const threadProgram = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)

export type RunningHouse = {
  house: House
  sessions: Sessions
  database: Database
  sealer: Sealer
  sms: CountedSms
  folder: string
  stop: () => Promise<void>
}

export type StartOptions = {
  config: DatabaseConfig
  say: (line: string) => void
  /** Jobs run in this process; a web-only process leaves them to `LINLI_ROLE=worker`. */
  work: boolean
}

/** @throws StartFailure with words for the person at the console */
export async function startHouse({ config, say, work }: StartOptions): Promise<RunningHouse> {
  const database = await openDatabase({ ...config, say })
  try {
    await prepareDatabase(database, say)
    await makeFolder(config.folder)
    await refuseIfKeyMissing(database.backup, join(config.folder, 'master.key'))
    let sealer: Sealer | undefined
    const sms = openSms(process.env, {
      isDemo: () => isDemo(config.folder),
      say,
      log: (reason) => house.log('warn', 'a message was not sent', { reason }),
    })
    const { house, sessions } = await openHouse({
      app: database.app,
      sms,
      carriers: openCarriers(process.env, sms),
      erase: database.erase,
      folder: config.folder,
      sealSoon: () => sealer?.soon(),
    })
    const onError = (error: unknown) => house.log('error', 'background work failed', describeError(error))
    sealer = startSealer(database.sealer, {
      headsFile: join(config.folder, 'heads.jsonl'),
      everyMs: 1000,
      onError,
      handOver: (sql, street, rows) => queueFollowers(sql, followers, street, rows),
    })
    const stopQueue = work ? await startJobs(database, config, house, onError) : async () => undefined
    return {
      house,
      sessions,
      database,
      sealer,
      sms,
      folder: config.folder,
      stop: async () => {
        await stopQueue()
        await sealer?.stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** With DATABASE_URL nobody has looked at it yet. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(join(folder, 'files'), 0o700)
    await access(join(folder, 'files'), constants.W_OK)
  } catch (error) {
    throw folderFailure(error, folder)
  }
}

/** Tables, partitions, the queue's tables and shipped definitions: everything that is the owner's business. */
export async function prepareDatabase(database: Database, say: (line: string) => void): Promise<void> {
  await prepareQueue(database)
  await migrate(database.owner, await readModuleSql(modules), say)
  await ensurePartitions(database.owner, new Date())
  const changed = await shipDefinitions(database.owner, loadShipped(), new Date())
  if (changed > 0) say(`更新了 ${changed} 条目录定义。\nUpdated ${changed} definitions of the catalogue.`)
}

/** Street by street, so that one that fails does not keep the others from it; then it is tried again. */
export async function expireEverywhere(house: House): Promise<void> {
  await expireSignIns(house.app, house.now())
  const failures: unknown[] = []
  for (const street of await listStreets(house.app)) await expireStreet(house, street).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** The tables of the queue itself, which the house's own point at. */
export async function prepareQueue(database: Database): Promise<void> {
  const pool = openQueuePool(database, 2, () => undefined)
  try {
    await migrateQueue(pool)
  } finally {
    await pool.end()
  }
}

function openQueuePool(database: Database, max: number, onError: (error: unknown) => void): Pool {
  return patientPool(new Pool({ ...database.poolSettings('linli_owner'), max }), onError)
}

/** What months cost, and what of them is told to everybody, is summed up before anything they are made of goes. A failure of the one keeps the other from nothing. */
async function everyNight(house: House): Promise<void> {
  const kept = await Promise.allSettled([keepBurdenEverywhere(house), keepBoardsEverywhere(house)])
  await expireEverywhere(house)
  for (const one of kept) if (one.status === 'rejected') throw one.reason
}

/** What is due is sent, and matters are kept: neither waits for the other to be well. */
async function everyMinute(house: House): Promise<void> {
  const done = await Promise.allSettled([sendDueEverywhere(house), keepEverywhere(house)])
  for (const one of done) if (one.status === 'rejected') throw one.reason
}

async function startJobs(
  database: Database,
  config: DatabaseConfig,
  house: House,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const pool = openQueuePool(database, 4, onError)
  const jobs = new Map(listJobs().map((job) => [job.kind, job]))
  const threads = openThreads(threadProgram, { folder: config.folder, ...(config.url ? { url: config.url } : {}) })
  if (database.keeper) await freeJobs(pool)
  const runner = await startQueue(
    pool,
    {
      runJob: (street, id) => runJob(house, jobs, street, id, (post) => getActorOfPost(house, street, post), threads.run),
      follow: async (name, source) => {
        // One queue may serve several events, so that what happens to one thing comes in order.
        const follower = followers.find((candidate) => candidate.name === name && candidate.event === source.event.name)
        if (!follower) throw new Error(`no follower ${name} of ${source.event.name}`)
        await follower.run(house, source)
      },
      nightly: () => everyNight(house),
      minutely: () => everyMinute(house),
    },
    2,
    onError,
  )
  return async () => {
    await threads.stop()
    await runner.stop()
    await pool.end()
  }
}
