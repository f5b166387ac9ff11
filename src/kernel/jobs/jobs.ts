/**
 * Long work: queued with the action that starts it, run once, with progress that can be watched and cancelled. A job that was
 * cut off by a kill is run again from its start, so `run` must first clear what an earlier attempt left.
 */
import { Problem } from '#base/problem.ts'
import { type Actor, houseActor } from '../access/actor.ts'
import type { Ctx, Tx } from '../action/context.ts'
import { dayOf, type House } from '../action/house.ts'
import { isDatabaseLost } from '../db/lost.ts'
import { newId } from '../log/id.ts'
import { endJob, findJob, insertJob, reportProgress, startJob } from './queries.ts'

export type JobRun = {
  house: House
  street: number
  id: string
  actor: Actor
  /**
   * A transaction in the scope of the post that started the job, for staging rows nobody sees yet; what others see is written by an action. Its commit
   * does not wait for the disk: what a power cut takes is made again with the job, and the action's commit comes after it to the disk.
   */
  inScope: <T>(run: (sql: Tx) => Promise<T>) => Promise<T>
  /** Write progress; throws `job.cancelled` when somebody asked to stop. Writes at most a few times a second. */
  progress: (stage: string, done: number, total: number) => Promise<void>
}

export type Job<I = unknown> = {
  kind: string
  /** Runs in a thread of its own, because it is heavy on the processor. */
  heavy: boolean
  run: (job: JobRun, input: I) => Promise<Record<string, unknown>>
  /**
   * Puts right what others see when the job ends without having done so itself: its thread died, it was cancelled before it began, its post
   * ended, the disk was full. By the house. Called again it must find nothing to do.
   */
  abandon?: (job: JobRun, input: I) => Promise<void>
}

/** Queue a job in the caller's transaction: no commit, no job. */
export async function enqueue(ctx: Ctx, kind: string, input: Record<string, unknown>, total = 0): Promise<string> {
  const id = newId()
  const { login, post, lo, hi } = ctx.actor
  await insertJob(ctx.sql, { street: ctx.street, id, kind, input, login, post, lo, hi, at: ctx.now, total })
  await ctx.sql`select app_queue_job(${ctx.street}, ${id})`
  return id
}

/**
 * Run one queued job to its end. Problems end it as failed with words for its starter; anything else is our fault and is thrown after it is noted.
 * With `inThread`, heavy ones run there, by this same function. A house that stops, or lost its database, leaves its jobs as they are: they begin again.
 */
export async function runJob(
  house: House,
  jobs: Map<string, Job>,
  street: number,
  id: string,
  actorOfPost: (post: string) => Promise<Actor>,
  inThread?: (street: number, id: string) => Promise<void>,
): Promise<void> {
  const wide = { street, lo: street * 1_000_000, hi: street * 1_000_000 + 999_999, login: nobody, post: nobody, sensitive: false }
  const row = await house.transaction(wide, (sql) => findJob(sql, street, id))
  if (!row || row.state === 'done' || row.state === 'failed') return
  const job = jobs.get(row.kind)
  const abandon = async () => job?.abandon?.(jobRun(house, street, id, houseActor(street, everyRight(house))), row.input)
  if (row.state === 'cancelled') return abandon()
  const end = (state: 'done' | 'failed' | 'cancelled', more: { result?: unknown; problem?: unknown }) =>
    house.transaction(wide, (sql) => endJob(sql, street, id, { state, at: house.now(), ...more }))
  try {
    if (!job) throw new Error(`no job of kind ${row.kind}`)
    const actor = await actorOfPost(row.post_id)
    const run = jobRun(house, street, id, actor)
    if (job.heavy && inThread) return await inThread(street, id)
    await house.transaction(wide, (sql) => startJob(sql, street, id, house.now()))
    const result = await job.run(run, row.input)
    await end('done', { result })
  } catch (error) {
    // The queue begins it again when the database is back.
    if (isStopping(error) || isDatabaseLost(error)) throw error
    // Before the job ends: when this fails too, it has not ended, and the queue tries all of it again.
    await abandon()
    const problem = problemOf(error)
    if (problem) {
      await end(problem.code === 'job.cancelled' ? 'cancelled' : 'failed', { problem: { code: problem.code, details: problem.details } })
      return
    }
    const trace = id.slice(-8)
    house.log('error', 'job failed', { trace, operation: row.kind })
    await end('failed', { problem: { code: 'internal', details: { trace } } })
    throw error
  }
}

/** What the starter of a job can do something about. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  return ['53100', 'ENOSPC', 'EDQUOT'].includes((error as { code?: string }).code ?? '') ? new Problem('house.disk-full') : undefined
}

function everyRight({ operations }: House): ReadonlySet<string> {
  return new Set([...operations.values()].map((operation) => operation.may))
}

function isStopping(error: unknown): boolean {
  return error instanceof Problem && error.code === 'house.stopping'
}

const nobody = '00000000-0000-0000-0000-000000000000'
const WRITE_EVERY_MS = 300
/** A count over a whole street takes longer than anything somebody waits for at a screen. */
const LONGEST_STATEMENT_MS = String(15 * 60_000)

function jobRun(house: House, street: number, id: string, actor: Actor): JobRun {
  let written = 0
  const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: actor.rights.has('sensitive.open') }
  return {
    house,
    street,
    id,
    actor,
    inScope: (run) =>
      house.transaction({ ...scope, relaxed: true }, async (sql) => {
        const set = sql`select set_config('statement_timeout', ${LONGEST_STATEMENT_MS}, true)`.execute()
        const [, result] = await Promise.all([set, run(sql)])
        return result
      }),
    progress: async (stage, done, total) => {
      const now = Date.now()
      if (done < total && now - written < WRITE_EVERY_MS) return
      written = now
      const cancelled = await house.transaction(scope, (sql) => reportProgress(sql, street, id, stage, done, total))
      if (cancelled) throw new Problem('job.cancelled')
    },
  }
}

/** The context of a job for calling `run(ctx, …)` of an action's parts inside `inScope`. */
export function jobContext(job: JobRun, sql: Tx, now: Date): Ctx {
  return { house: job.house, sql, street: job.street, actor: job.actor, now, today: dayOf(now), dryRun: false, note: refuse, look: refuse }
}

function refuse(): never {
  throw new Error('a job stages; what is logged or looked at enters through an action')
}
