/** The house's own jobs and followers without its queue: here and now, street by street. */
import { Problem, type ProblemCode } from '#base/problem.ts'
import { allRights } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Event } from '#kernel/action/context.ts'
import type { House, Scope } from '#kernel/action/house.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { followers } from '../src/server/followers.ts'
import { listJobs } from '../src/server/house.ts'

const jobs = new Map(listJobs().map((job) => [job.kind, job]))

/** A street as the house itself sees it. */
export function wideScope(street: number, sensitive = true): Scope {
  const { lo, hi, login, post } = houseActor(street, allRights)
  return { street, lo, hi, login, post, sensitive }
}

/** The oldest job that is queued, as the post that queued it: its id, if there was one. */
export async function runNext(house: House, street: number, actorOf: (post: string) => Promise<Actor>): Promise<string | undefined> {
  const [queued] = await house.transaction(
    wideScope(street),
    (sql) => sql<{ id: string }[]>`select id from job where street_id = ${street} and state = 'queued' order by at, id limit 1`,
  )
  if (queued) await runJob(house, jobs, street, queued.id, actorOf)
  return queued?.id
}

/** All of them, one after the other; the last one's result, if there was one. A failed job is thrown as its problem. */
export async function workOff(
  house: House,
  street: number,
  actorOf: (post: string) => Promise<Actor>,
): Promise<Record<string, unknown> | undefined> {
  let result: Record<string, unknown> | undefined
  for (;;) {
    const id = await runNext(house, street, actorOf)
    if (!id) return result
    const done = await house.transaction(wideScope(street), (sql) => findJob(sql, street, id))
    if (done?.problem) throw new Problem(done.problem.code as ProblemCode, done.problem.details)
    result = done?.result ?? {}
  }
}

/**
 * Hands what was noted to those who follow it, in the order of the log, as the sealer would, without numbering: whether there was anything.
 * @param times each event is handed over so often, as a queue does that was cut off before it could say it was done
 */
export function openFollowing(house: House): (street: number, times?: number) => Promise<boolean> {
  const followed = new Set<string>()
  return async (street, times = 1) => {
    let any = false
    const rows = await house.transaction(
      wideScope(street),
      (sql) => sql<{ id: string; events: Event[] }[]>`select id, events from log where street_id = ${street} order by at, id`,
    )
    for (const { id, events } of rows.filter((row) => !followed.has(row.id))) {
      followed.add(id)
      for (const [at, event] of events.entries())
        for (const follower of followers.filter((one) => one.event === event.name)) {
          any = true
          for (let time = 0; time < times; time += 1) await follower.run(house, { street, log: id, at, event })
        }
    }
    return any
  }
}
