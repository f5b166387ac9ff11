/**
 * A house of its own whose rows stay: for stories that go over several connections, as forgetting does (the role that deletes has its own), or that
 * look at everything that was left behind. Otherwise asked like the stage.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { Problem, type ProblemCode } from '#base/problem.ts'
import { allRights, rightsOf } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Action, View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { newId } from '#kernel/log/id.ts'
import { listJobs } from '#server/house.ts'
import { inScope, openHouse } from '#server/open-house.ts'
import { connectAsSuperuser, openTestDatabase, type TestDatabase } from './server.ts'
import { type Extra, STREET, type Stage } from './stage.ts'

export type Standing = Pick<Stage, 'house' | 'actor' | 'does' | 'refused' | 'work' | 'setNow'> & {
  database: TestDatabase
  /** Above every row policy. */
  above: Sql
  folder: string
  /** Every line the house said. */
  said: string[]
  /** A door in a community, without a building. */
  addDoor: (community: number, label: string) => Promise<string>
  close: () => Promise<void>
}

export async function openStanding(): Promise<Standing> {
  const database = await openTestDatabase()
  const above = connectAsSuperuser(database)
  const folder = await mkdtemp(join(tmpdir(), 'linli-standing-'))
  const said: string[] = []
  let now = new Date('2026-11-22T02:00:00Z')
  const { house } = await openHouse({
    app: database.app,
    erase: database.erase,
    folder,
    now: () => now,
    log: (...line) => said.push(JSON.stringify(line)),
  })
  const posts = new Map<string, Actor>()
  const jobs = new Map(listJobs().map((job) => [job.kind, job]))
  const wide = houseActor(STREET, allRights)
  const scope = { street: STREET, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: true }
  const ask = async (operation: Action | View, actor: Actor, input: unknown, { street = STREET, ...more }: Extra = {}) =>
    (await enter(house, operation, { street, actor, input, ...more })).data as never
  return {
    database,
    above,
    folder,
    said,
    house,
    setNow: (moment) => {
      now = moment
    },
    actor: (role, community) => {
      const area = community ? { lo: community * 1000, hi: community * 1000 + 999 } : {}
      const made: Actor = { ...houseActor(STREET, rightsOf(role)), login: newId(), post: newId(), name: role, role, title: role, ...area }
      posts.set(made.post, made)
      return made
    },
    does: ask,
    refused: async (operation, actor, input, code, more) => {
      const thrown = await ask(operation, actor, input, more).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (thrown instanceof Problem && thrown.code === code) return thrown
      throw thrown ?? new Error(`${operation.contract.name} was not refused with ${code}`)
    },
    work: async () => {
      let result: Record<string, unknown> = {}
      for (;;) {
        const [queued] = await above<{ id: string }[]>`select id from job where state = 'queued' order by at, id limit 1`
        if (!queued) return result
        await runJob(house, jobs, STREET, queued.id, async (post) => posts.get(post) ?? wide)
        const done = await house.transaction(scope, (sql) => findJob(sql, STREET, queued.id))
        if (done?.problem) throw new Problem(done.problem.code as ProblemCode, done.problem.details)
        result = done?.result ?? {}
      }
    },
    addDoor: async (community, label) => {
      const door = newId()
      await inScope(database.app, scope, async (sql) => {
        await sql`
          insert into dwelling (street_id, id, region_no, door, label, key, sort)
          values (${STREET}, ${door}, ${community * 1000}, ${label}, ${label}, ${label}, ${label})`
        await sql`
          insert into subject (street_id, id, kind, region_no, rev, values, meta)
          values (${STREET}, ${door}, 'dwelling', ${community * 1000}, 0, '{}', '{"at":[]}')`
      })
      return door
    },
    close: async () => {
      await above.end()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every row of every table of the house as text, by table: nothing that a query could miss. */
export async function readEverything(above: Sql): Promise<Map<string, string[]>> {
  const tables = await above<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') order by 1`
  const found = new Map<string, string[]>()
  for (const { name } of tables) {
    const rows = await above.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)
    found.set(name.replace(/^(log|look)_.*/, '$1'), [
      ...(found.get(name.replace(/^(log|look)_.*/, '$1')) ?? []),
      ...rows.map(({ row }) => row),
    ])
  }
  return found
}
