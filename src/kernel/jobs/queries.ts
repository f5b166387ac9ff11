/** SQL of jobs: their rows as users see them. */
import type { Tx } from '../action/context.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
export type JobRow = {
  id: string
  kind: string
  state: JobState
  stage: string
  done: number
  total: number
  input: unknown
  result: Record<string, unknown> | null
  problem: { code: string; details: Record<string, string | number> } | null
  login_id: string
  post_id: string
  at: string
  cancel_at: string | null
}

type NewJob = {
  street: number
  id: string
  kind: string
  input: unknown
  login: string
  post: string
  lo: number
  hi: number
  at: Date
  total: number
}

export async function insertJob(sql: Tx, job: NewJob): Promise<void> {
  await sql`
    insert into job (street_id, id, kind, state, input, total, login_id, post_id, region_lo, region_hi, at)
    values (${job.street}, ${job.id}, ${job.kind}, 'queued', ${sql.json(job.input as never)}, ${job.total}, ${job.login}, ${job.post}, ${job.lo}, ${job.hi}, ${job.at})`
}

export async function findJob(sql: Tx, street: number, id: string): Promise<JobRow | undefined> {
  const [row] = await sql<JobRow[]>`
    select id, kind, state, stage, done, total, input, result, problem, login_id, post_id, at::text, cancel_at::text from job
    where street_id = ${street} and id = ${id}`
  return row
}

export async function startJob(sql: Tx, street: number, id: string, at: Date): Promise<void> {
  await sql`update job set state = 'running', started_at = ${at}, done = 0 where street_id = ${street} and id = ${id}`
}

/** Write progress and learn whether somebody asked to stop. */
export async function reportProgress(sql: Tx, street: number, id: string, stage: string, done: number, total: number): Promise<boolean> {
  const [row] = await sql<{ cancelled: boolean }[]>`
    update job set stage = ${stage}, done = ${done}, total = ${total} where street_id = ${street} and id = ${id}
    returning cancel_at is not null as cancelled`
  return row?.cancelled ?? true
}

export async function endJob(
  sql: Tx,
  street: number,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; at: Date; result?: unknown; problem?: unknown },
): Promise<void> {
  await sql`
    update job set state = ${end.state}, ended_at = ${end.at}, result = ${end.result === undefined ? null : sql.json(end.result as never)},
      problem = ${end.problem === undefined ? null : sql.json(end.problem as never)}
    where street_id = ${street} and id = ${id}`
}

export async function askToCancel(sql: Tx, street: number, id: string, at: Date): Promise<boolean> {
  const asked = await sql`
    update job set cancel_at = ${at}, state = case when state = 'queued' then 'cancelled' else state end
    where street_id = ${street} and id = ${id} and state in ('queued', 'running') returning 1`
  return asked.length === 1
}
