/**
 * graphile-worker carries the queue: `app_queue_job` adds a task in the caller's transaction, the runner takes it. Followers of
 * events are queued by the sealer in log order, one named queue for each follower, keyed so that none runs twice.
 */
import { Logger, parseCronItems, type Runner, run, runMigrations, type Worker } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Sql, TransactionSql } from 'postgres'
import type { Source } from '../action/across.ts'
import type { Event } from '../action/context.ts'
import { isDatabaseLost } from '../db/lost.ts'

export type QueueTasks = {
  runJob: (street: number, id: string) => Promise<void>
  follow: (follower: string, source: Source) => Promise<void>
  /** Once a night; a night that was slept through is made up for at the next start. */
  nightly: () => Promise<void>
  /** Once a minute; a minute that was slept through is not made up for. */
  minutely: () => Promise<void>
}
export type Follower = { event: string; name: string }

/** Install or upgrade the queue's own tables, as the owner. */
export function migrateQueue(pool: Pool): Promise<void> {
  return runMigrations({ pgPool: pool, logger: quiet() })
}

/** Jobs that a killed Linli had in hand are free again. Only for the sole worker of a database: it would take other workers' jobs from them. */
export async function freeJobs(pool: Pool): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(workers) from (
      select array_agg(distinct locked_by) as workers from graphile_worker.jobs where locked_by is not null) as held
    where workers is not null`)
}

/**
 * A pool under which the queue survives its database: what it says of a job that ended is said again until it is heard. The queue itself tries
 * again only what is called passing, and a failure of anything else is caught by nobody and ends the process (graphile-worker 0.17).
 */
export function patientPool(pool: Pool, onError: (error: unknown) => void): Pool {
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => Promise<unknown> | undefined
  pool.connect = ((...given: unknown[]) => connect(...given)?.catch(calledPassing)) as Pool['connect']
  // A connection that is lost while nobody uses it must not end the process: the next query finds out, and says so.
  pool.on('error', onError)
  pool.on('connect', (client) => {
    client.on('error', onError)
    const ask = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      const asked = ask(...given)
      return asked instanceof Promise ? asked.catch(calledPassing) : asked
    }) as typeof client.query
  })
  return pool
}

const CANNOT_CONNECT_NOW = '57P03'

function calledPassing(error: unknown): never {
  if (isDatabaseLost(error)) Object.assign(error as Error, { code: CANNOT_CONNECT_NOW })
  throw error
}

/** Ten past three in China, told in UTC. */
const NIGHTLY = '10 19 * * *'
const DAY_MS = 86_400_000

export async function startQueue(pool: Pool, tasks: QueueTasks, concurrency: number, onError: (error: unknown) => void): Promise<Runner> {
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: quiet(),
    taskList: {
      run_job: (payload) => {
        const { street, id } = payload as { street: number; id: string }
        return tasks.runJob(street, id)
      },
      follow: (payload) => {
        const { follower, ...source } = payload as Source & { follower: string }
        return tasks.follow(follower, source)
      },
      nightly: () => tasks.nightly(),
      minutely: () => tasks.minutely(),
    },
    parsedCronItems: parseCronItems([
      { task: 'nightly', match: NIGHTLY, identifier: 'nightly', options: { backfillPeriod: DAY_MS, maxAttempts: 5, jobKey: 'nightly' } },
      {
        task: 'minutely',
        match: '* * * * *',
        identifier: 'minutely',
        options: { maxAttempts: 1, jobKey: 'minutely', queueName: 'minutely' },
      },
    ]),
  })
  runner.events.on('job:error', ({ error }) => onError(error))
  keepDraining(runner)
  return runner
}

/** By when a job has been written off: mostly, and on a busy database. */
const WRITTEN_OFF_MS = [20, 200]

/**
 * The queue looks for the next job before the one that ended is written off (graphile-worker 0.17). In a named queue it finds none then, and events that
 * wait for one follower would go by one in each poll. So it is told to look again.
 */
function keepDraining({ events }: Runner): void {
  const ended = new WeakSet<Worker>()
  events.on('worker:release', ({ worker }) => ended.add(worker))
  events.on('job:complete', ({ worker, job }) => {
    if (job.job_queue_id === null) return
    for (const after of WRITTEN_OFF_MS) setTimeout(() => ended.has(worker) || worker.nudge(), after).unref()
  })
}

/** Jobs that could have been begun so long ago, and were not. As the owner. */
export async function countWaitingJobs(sql: Sql, minutes: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs
    where locked_at is null and attempts < max_attempts and run_at < now() - make_interval(mins => ${minutes})`
  return row?.count ?? 0
}

/** Hand sealed events to their followers, inside the sealer's transaction. */
export async function queueFollowers(
  sql: TransactionSql,
  followers: readonly Follower[],
  street: number,
  rows: { id: string; events: Event[] }[],
): Promise<void> {
  for (const row of rows) {
    for (const [at, event] of row.events.entries()) {
      for (const follower of followers.filter((candidate) => candidate.event === event.name)) {
        const payload: Source & { follower: string } = { follower: follower.name, street, log: row.id, at, event }
        await sql`select app_queue_follower(${follower.name}, ${`${row.id}:${at}:${follower.name}`}, ${sql.json(payload as never)})`
      }
    }
  }
}

/** The queue's own chatter says nothing the house does not say; failures arrive as events. */
function quiet(): Logger {
  return new Logger(() => () => undefined)
}
