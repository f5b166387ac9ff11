/**
 * A large roster taken into an empty street (understood, matched with who is known, written), and the roster of the month after, in which 3 % of
 * the rows differ, against the floor: parse the same workbook with a streaming library and COPY its cells into a table (decision 0015). The same
 * with Linli's own reader, which is several times faster than the library, is told beside it. The floors run between and after, each in a process of its own. Heavy
 * steps run in threads of their own from the built server, as in the house; memory is this process with its threads.
 *
 *   LINLI_BENCH_ROWS=200000 npm run bench -- import
 */
import { execFile, spawnSync } from 'node:child_process'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { allRights } from '#catalogue/roles.ts'
import * as actions from '#ground/imports/actions.ts'
import type { Counts } from '#ground/imports/shapes.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { insertPost } from '#kernel/access/queries.ts'
import type { Action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { openDatabase } from '#kernel/db/connect.ts'
import { findPostmasterNote } from '#kernel/db/postmaster.ts'
import { bring } from '#kernel/files/actions.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { openThreads, type Threads } from '#kernel/jobs/threads.ts'
import { newId } from '#kernel/log/id.ts'
import { listJobs } from '../../src/server/house.ts'
import { openHouse } from '../../src/server/open-house.ts'
import { getActorOfPost } from '../../src/server/post-actor.ts'
import { prepareDatabase } from '../../src/server/start-house.ts'
import { median, report } from './report.ts'
import { headings, writeRoster } from './roster.ts'

const STREET = 370683001
const COMMUNITY = 370683001012
const ROWS = Number(process.env.LINLI_BENCH_ROWS ?? 200_000)
const CHANGED = 0.03
const FIRST_ROW = 4
const [MOST_FLOORS, MOST_MB] = [4, 1000]

const folder = await mkdtemp(join(tmpdir(), 'linli-bench-import-'))
const database = await openDatabase({ folder, say: () => undefined })
spawnSync(process.execPath, ['start.mjs', '--build'], { stdio: ['ignore', 'ignore', 'inherit'] })
const threads = openThreads(new URL('../../dist/server/worker.js', import.meta.url), { folder })
const jobs = new Map(listJobs().map((job) => [job.kind, job]))
const clerk = { ...houseActor(STREET, allRights), post: newId(), lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 }
const scope = { street: STREET, lo: clerk.lo, hi: clerk.hi, login: clerk.login, post: clerk.post, sensitive: true }

/** By a streaming library, and by Linli's own reader. */
type Floors = { library: number; own: number }
type Lap = { seconds: number; mb: number; databaseMb: number; cpu: { linli: number; database: number } }

try {
  await prepareDatabase(database, () => undefined)
  const { house } = await openHouse({ app: database.app, folder })
  await house.transaction(scope, (sql) =>
    insertPost(sql, {
      street: STREET,
      id: clerk.post,
      login: clerk.login,
      role: 'street',
      title: '量度',
      lo: clerk.lo,
      hi: clerk.hi,
      from: '2026-01-01',
    }),
  )
  const [first, second] = [join(folder, 'first.xlsx'), join(folder, 'second.xlsx')]
  await writeRoster(first, { rows: ROWS, seed: 'roster', title: '文昌路街道2026年10月实有人口台账' })
  await writeRoster(second, { rows: ROWS, seed: 'roster', changed: CHANGED, title: '文昌路街道2026年11月20日实有人口台账' })
  const floors = async (path: string): Promise<Floors> => ({
    library: await loadByHand(path, 'library'),
    own: await loadByHand(path, 'own'),
  })
  const empty = await importRoster(house, first)
  const before = await floors(first)
  const between = await floors(first)
  const again = await importRoster(house, second)
  const after = await floors(second)
  const size = `${ROWS.toLocaleString('en')} rows × ${headings.length} columns, ${Math.round((await stat(first)).size / 1e6)} MB`
  tell(`roster into an empty street`, size, empty, [before, between])
  tell(`the same roster, ${CHANGED * 100} % changed`, size, again, [between, after])
} finally {
  await threads.stop()
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

function tell(name: string, size: string, { laps, counts }: { laps: Record<string, Lap>; counts: Counts }, floors: Floors[]): void {
  const all = Object.values(laps)
  const sum = (of: (one: Lap) => number) => all.reduce((total, one) => total + of(one), 0)
  const steps = Object.entries(laps).map(
    ([step, one]) => `${step} ${one.seconds.toFixed(1)} s (${one.cpu.linli.toFixed(1)} + ${one.cpu.database.toFixed(1)})`,
  )
  const secondsOf = (which: keyof Floors) => median(floors.map((one) => one[which]))
  const ours = sum((one) => one.seconds)
  report({
    name,
    unit: 's',
    ours,
    floor: secondsOf('library'),
    limit: MOST_FLOORS,
    note: `${size}; ${steps.join(', ')} (processor Linli + database); with Linli's own reader the floor is ${secondsOf('own').toFixed(1)} s, × ${(ours / secondsOf('own')).toFixed(1)}; ${JSON.stringify(counts)}`,
  })
  const databaseMb = Math.max(...all.map((one) => one.databaseMb))
  const beside = `PostgreSQL beside it ${databaseMb} MB`
  report({ name: `${name}, memory`, unit: 'MB', ours: Math.max(...all.map((one) => one.mb)), limit: MOST_MB, note: beside })
}

/** Seconds of the loader by hand in a process of its own: what it leaves in memory is not the import's, nor the other way round. */
async function loadByHand(path: string, reader: keyof Floors): Promise<number> {
  const program = join(import.meta.dirname, 'import-floor.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, folder, path, reader, String(FIRST_ROW)])
  return Number(stdout)
}

async function importRoster(house: House, path: string): Promise<{ laps: Record<string, Lap>; counts: Counts }> {
  const does = async (operation: Action, input: unknown) =>
    (await enter(house, operation, { street: STREET, actor: clerk, input })).data as { id: string; job: string | null }
  const file = await house.files.write(STREET, createReadStream(path))
  await does(bring, { ...file, name: 'roster.xlsx', media: 'application/octet-stream' })
  let id = ''
  let counts: Counts = {}
  const laps = {
    understand: await lap(async () => {
      const begun = await does(actions.understand, { file: file.id })
      id = begun.id
      await work(house, threads, begun.job)
    }),
    stage: await lap(async () => {
      counts = await work(house, threads, (await does(actions.stage, { id })).job)
    }),
    apply: await lap(async () => {
      counts = { ...counts, ...(await work(house, threads, (await does(actions.apply, { id })).job)) }
    }),
  }
  return { laps, counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)) }
}

async function work(house: House, { run }: Threads, job: string | null): Promise<Counts> {
  if (!job) return {}
  await runJob(house, jobs, STREET, job, (post) => getActorOfPost(house, STREET, post), run)
  const done = await house.transaction(scope, (sql) => findJob(sql, STREET, job))
  if (done?.state !== 'done') throw new Error(`the job ended as ${done?.state}: ${JSON.stringify(done?.problem)}`)
  return (done.result?.counts ?? {}) as Counts
}

/** Time, processor seconds on both sides, and the greatest memory of each on the way. */
async function lap(run: () => Promise<unknown>): Promise<Lap> {
  const server = (await findPostmasterNote(join(folder, 'pg')))?.pid
  let [mb, databaseMb] = [0, 0]
  const look = () => {
    mb = Math.max(mb, process.memoryUsage.rss() / 1e6)
  }
  const lookAside = () => {
    databaseMb = Math.max(databaseMb, databaseMemory(server))
  }
  // Asking what the database holds costs it, and us, some time.
  const watches = [setInterval(look, 100), setInterval(lookAside, 10_000)]
  // Whoever runs the benches takes a long silence for the end.
  const alive = setInterval(() => process.stdout.write('…\n'), 60_000)
  const [begun, used, usedByDatabase] = [performance.now(), process.cpuUsage(), databaseSeconds(server)]
  try {
    await run()
    const { user, system } = process.cpuUsage(used)
    const seconds = (performance.now() - begun) / 1000
    look()
    lookAside()
    return {
      seconds,
      mb: Math.round(mb),
      databaseMb: Math.round(databaseMb),
      cpu: { linli: (user + system) / 1e6, database: databaseSeconds(server) - usedByDatabase },
    }
  } finally {
    for (const watch of [...watches, alive]) clearInterval(watch)
  }
}

/** Processor seconds of the server and its children, of the ended ones too, where /proc tells. */
function databaseSeconds(server: number | undefined): number {
  const ticks = processesOf(server).flatMap(({ pid, ticks: [user = 0, system = 0, ...ended] }) =>
    pid === server ? [user, system, ...ended] : [user, system],
  )
  return ticks.reduce((sum, some) => sum + some, 0) / 100
}

/** Megabytes of the server and its children, what they share counted once. */
function databaseMemory(server: number | undefined): number {
  const shares = processesOf(server).map(({ pid }) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0))
  return shares.reduce((sum, share) => sum + share, 0) / 1000
}

function processesOf(server: number | undefined): { pid: number; ticks: number[] }[] {
  if (server === undefined || process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [parent, ticks] = timesOf(name)
      const pid = Number(name)
      return parent === server || pid === server ? [{ pid, ticks }] : []
    })
}

/** Parent; user and system ticks, its own and of its children that ended. */
function timesOf(pid: string): [parent: number, ticks: number[]] {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return [Number(fields[1]), fields.slice(11, 15).map(Number)]
}

/** A process may be gone by the time it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
