/** A house over a database of its own, in which imports meet their faults: killed processes, dying threads, full disks. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { allRights } from '#catalogue/roles.ts'
import * as actions from '#ground/imports/actions.ts'
import type { Counts } from '#ground/imports/shapes.ts'
import * as views from '#ground/imports/views.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Action, View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { bring } from '#kernel/files/actions.ts'
import * as jobActions from '#kernel/jobs/actions.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { openThreads } from '#kernel/jobs/threads.ts'
import { listJobs } from '../../src/server/house.ts'
import { openHouse } from '../../src/server/open-house.ts'
import { writeRoster } from '../bench/roster.ts'
import { connectAsSuperuser, openTestDatabase } from '../server.ts'
import { bundlePrograms, type Programs } from './bundle.ts'
import type { ImporterWork, Setting } from './importer.ts'

const STREET = 370683001
const COMMUNITY = 370683001012
const jobs = new Map(listJobs().map((job) => [job.kind, job]))

export type Dies = NonNullable<Setting['dies']>
/** All that stands in the database. `logged` counts the log rows that tell of an applied import. */
export type Written = {
  rows: number
  people: number
  statements: number
  twice: number
  doors: number
  identifiers: number
  logged: number
}

export type ImportHouse = Awaited<ReturnType<typeof openImportHouse>>

export async function openImportHouse(rows: number) {
  const database = await openTestDatabase()
  const above = connectAsSuperuser(database)
  const folder = await mkdtemp(join(tmpdir(), 'linli-import-faults-'))
  const { house } = await openHouse({ app: database.app, folder, log: () => undefined })
  const clerk = { ...houseActor(STREET, allRights), lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 }
  await writeRoster(join(folder, 'roster.xlsx'), { rows, seed: 'faults', title: '文昌路街道2026年10月实有人口台账' })
  let programs: Promise<Programs> | undefined
  const program = async () => {
    programs ??= bundlePrograms('importer', [
      new URL('importer.ts', import.meta.url),
      new URL('../../src/server/reader.ts', import.meta.url),
    ])
    return (await programs).of('importer')
  }

  const does = async (operation: Action | View, input: unknown, key?: string): Promise<Record<string, unknown>> =>
    (await enter(house, operation, { street: STREET, actor: clerk, input, ...(key ? { key } : {}) })).data as Record<string, unknown>
  const setting = (dies: Dies | undefined): Setting => ({ url: database.url, folder, ...(dies ? { dies } : {}) })

  return {
    house,
    above,
    folder,
    does,
    /** Run a job as the queue does, also a second time after it was cut off. `actorOfPost` fails where the post is no longer in force. */
    run: (job: unknown, inThread?: (street: number, id: string) => Promise<void>, actorOfPost = async () => clerk) =>
      runJob(house, jobs, STREET, job as string, actorOfPost, inThread),
    /** Run a job in a process of its own that is killed on the way. */
    runKilled: async (job: unknown, dies: Dies): Promise<void> => {
      const work: ImporterWork = { street: STREET, job: job as string, setting: setting(dies) }
      const child = spawn(process.execPath, [fileURLToPath(await program())], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, LINLI_IMPORTER: JSON.stringify(work), DATABASE_URL: '' },
      })
      const [, signal] = await once(child, 'exit')
      assert.equal(signal, 'SIGKILL', 'it died where it was to die')
      await forget(above)
    },
    /** Run a job in a process or a thread of its own that is ended after so many milliseconds, wherever it is then; whether it had ended by itself. */
    runCutOff: async (job: unknown, how: 'process' | 'thread', ms: number): Promise<boolean> => {
      if (how === 'thread') {
        const threads = openThreads<Setting>(await program(), setting(undefined))
        const running = threads.run(STREET, job as string)
        const ended = await Promise.race([running.then(() => true), wait(ms).then(() => false)])
        if (!ended) await Promise.all([threads.stop(), assert.rejects(running, { code: 'house.stopping' })])
        await forget(above)
        return ended
      }
      const work: ImporterWork = { street: STREET, job: job as string, setting: setting(undefined) }
      const child = spawn(process.execPath, [fileURLToPath(await program())], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, LINLI_IMPORTER: JSON.stringify(work), DATABASE_URL: '' },
      })
      const timer = setTimeout(() => child.kill('SIGKILL'), ms)
      const [, signal] = await once(child, 'exit')
      clearTimeout(timer)
      await forget(above)
      return signal === null
    },
    /** A thread that runs a job, and dies on the way when it is told to. */
    thread: async (dies?: Dies): Promise<(street: number, id: string) => Promise<void>> => {
      const { run } = openThreads<Setting>(await program(), setting(dies))
      return (street, id) => run(street, id).finally(() => forget(above))
    },
    /** Bring the roster and begin to understand it. */
    understand: async (): Promise<{ id: string; job: unknown }> => {
      const file = await house.files.write(STREET, createReadStream(join(folder, 'roster.xlsx')))
      await does(bring, { ...file, name: '台账.xlsx', media: 'application/octet-stream' })
      const { id, job } = await does(actions.understand, { file: file.id })
      return { id: id as string, job }
    },
    stateOf: async (id: string) => (await does(views.read, { id })) as { state: string; counts: Counts },
    endOf: async (job: unknown): Promise<[state: string, problem: string | undefined]> => {
      const { state, problem } = (await does(jobActions.read, { id: job })) as { state: string; problem: { code: string } | null }
      return [state, problem?.code]
    },
    written: async (): Promise<Written> => {
      const [found] = await above<Written[]>`
        select (select count(*)::int from import_row) as rows,
          (select count(*)::int from subject where kind = 'person' and gone_on is null) as people,
          (select count(*)::int from statement where withdraws is null) as statements,
          (select count(*)::int from (select 1 from statement where withdraws is null group by ref, subject_id having count(*) > 1) as t) as twice,
          (select count(*)::int from dwelling) as doors, (select count(*)::int from identifier) as identifiers,
          (select count(*)::int from log where action = 'import.write' and events::text like '%import.applied%') as logged`
      return found!
    },
    close: async () => {
      await above.end()
      await database.close()
      await rm(folder, { recursive: true, force: true })
      await (await programs)?.remove()
    },
  }
}

/** The server notices that a client is gone when it next speaks to it: here it is told at once. */
async function forget(above: Sql): Promise<void> {
  await above`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and usename is not null and state in ('active', 'idle in transaction') and pid <> pg_backend_pid()`
}
