/**
 * The database that comes with Linli: the real PostgreSQL from npm, as a child process on a private socket.
 *
 * One Linli keeps one data folder. The lock is a session of the database itself holding an advisory lock: it ends with the process that
 * holds it, however that ends, and two can never hold it. A server that outlived its Linli is taken over, one that died is started again.
 */
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { findPrograms } from './binaries.ts'
import { areSettingsCurrent, type Cluster, ensureCluster, ensurePassword, SUPERUSER, writeSettings } from './cluster.ts'
import { errorCode, StartFailure } from './failures.ts'
import { findServerUser, openTheWay, prepareDataFolder, takeFromRoot } from './folders.ts'
import { prepareLog, startServer } from './launch.ts'
import { isDatabaseLost } from './lost.ts'
import { findPostmasterNote, isServing, type Launch, stopServer } from './postmaster.ts'
import type { Listening } from './settings.ts'
import { prepareSocketFolder, SOCKET_PORT } from './socket.ts'

export type EmbeddedOptions = {
  /** The data folder; the database lies in its `pg`. */
  folder: string
  /** Join a server another Linli keeps (for commands while the house is open) instead of refusing. */
  shared?: boolean
  /** `loopback` is the way of Windows: 127.0.0.1, a random port and a random password. */
  way?: 'socket' | 'loopback'
  /** false only in tests: no waiting for the disk. */
  durable?: boolean
  /** What an operator should see while waiting. */
  say?: (line: string) => void
  /** The database was lost and could not be brought back. */
  onLost?: (error: unknown) => void
}

/** How pools reach the server: `host` is a socket folder or 127.0.0.1. */
export type Endpoint = { host: string; port: number; password?: string }

export type EmbeddedServer = {
  endpoint: Endpoint
  /** This process keeps the server and stops it at the end; false when it joined another Linli's. */
  keeper: boolean
  /** It was already running: an earlier Linli was killed, or another one keeps it. */
  attached: boolean
  stop: () => Promise<void>
}

type Place = {
  cluster: Cluster
  launch: Launch
  listening: Listening
  password: string | undefined
  options: EmbeddedOptions
  say: (line: string) => void
}
type Lock = { held: boolean; holder: string; release: () => Promise<void> }

/** Start, take over or join the embedded server. @throws StartFailure */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await preparePlace(options)
  let reached = await reachServer(place)
  let reviving: Promise<void> | undefined
  let stopping = false
  const lost = () => {
    if (!stopping) reviving = revive().catch(options.onLost ?? rethrowLater)
  }
  let lock = await takeLock(place, reached.endpoint, lost)
  const keeper = lock.held
  if (!keeper) await lock.release()
  if (!keeper && !options.shared) throw inUse(place, lock)
  if (keeper && reached.attached && (await isOutdated(place, reached))) {
    await lock.release()
    await stopServer(place.launch, reached.pid, place.listening.way === 'loopback')
    await hold()
  }

  async function hold(): Promise<void> {
    reached = await reachServer(place)
    lock = await takeLock(place, reached.endpoint, lost)
    if (!lock.held) throw inUse(place, lock)
  }

  async function revive(): Promise<void> {
    place.say('数据库断开了，正在恢复……\nThe database went away; bringing it back …')
    await lock.release()
    // It may die again while it is being brought back.
    for (let tries = 1; ; tries += 1) {
      try {
        await hold()
        break
      } catch (error) {
        if (stopping || tries === REVIVALS || !(isDatabaseLost(error) || errorCode(error) === 'start-failed')) throw error
        await lock.release()
        await wait(tries * 200)
      }
    }
    place.say('数据库已恢复。\nThe database is back.')
  }

  return {
    endpoint: reached.endpoint,
    keeper,
    attached: reached.attached,
    stop: async () => {
      if (stopping || !keeper) return
      stopping = true
      await reviving
      await stopServer(place.launch, reached.pid, place.listening.way === 'loopback')
      await lock.release()
    },
  }
}

function inUse(place: Place, lock: Lock): StartFailure {
  return new StartFailure('folder-in-use', { folder: place.cluster.dataFolder, holder: lock.holder })
}

const REVIVALS = 10

/** A server left by an earlier Linli may be of an earlier release or have other settings. */
async function isOutdated(place: Place, reached: Reached): Promise<boolean> {
  return !place.cluster.programs.version.startsWith(`${reached.version}.`) || !(await areSettingsCurrent(place.cluster, place.listening))
}

function rethrowLater(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}

async function preparePlace(options: EmbeddedOptions): Promise<Place> {
  const dataFolder = await prepareDataFolder(options.folder)
  const databaseFolder = join(dataFolder, 'pg')
  const user = await findServerUser(databaseFolder)
  if (user) await openTheWay(user, dataFolder)
  if (user) await takeFromRoot(databaseFolder, user)
  const programs = await findPrograms(dataFolder, user)
  const cluster: Cluster = { dataFolder, databaseFolder, programs, user, durable: options.durable ?? true }
  const say = options.say ?? (() => undefined)
  const way = options.way ?? (process.platform === 'win32' ? 'loopback' : 'socket')
  const password = way === 'loopback' ? await ensurePassword(dataFolder) : undefined
  await ensureCluster(cluster, password)
  const listening: Listening =
    way === 'socket' ? { way, folder: await prepareSocketFolder(dataFolder, user), port: SOCKET_PORT } : { way, port: await findFreePort() }
  const launch: Launch = { programs, databaseFolder, logFile: await prepareLog(dataFolder, user), user }
  return { cluster, launch, listening, password, options, say }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

type Reached = { endpoint: Endpoint; pid: number; attached: boolean; version: string }

/** How long a living server may be silent (starting before it listens, stopping after it ceased to) before we call it stuck. */
const PATIENCE_MS = 30_000

/** The running server of this folder, or a new one. */
async function reachServer(place: Place): Promise<Reached> {
  const { databaseFolder, programs } = place.cluster
  let told = false
  for (let silentSince = Date.now(); ; await wait(50)) {
    const note = await findPostmasterNote(databaseFolder)
    const { answer, version } = note ? await ask(place, note) : { answer: 'silent', version: '' }
    if (note && answer === 'ours') {
      place.listening =
        place.listening.way === 'socket' ? { ...place.listening, folder: note.socketFolder } : { ...place.listening, port: note.port }
      return { endpoint: endpointOf(place, note), pid: note.pid, attached: true, version }
    }
    const serving = note !== undefined && (await isServing(note.pid, databaseFolder))
    if (answer === 'busy' && !told)
      place.say('数据库正在启动、恢复或收尾，请稍候……\nThe database is starting, recovering or closing; please wait …')
    told ||= answer === 'busy'
    if (answer === 'busy') silentSince = Date.now()
    else if (!serving || answer === 'foreign') {
      const pid = await start(place, serving ? undefined : note?.pid)
      const started = await findPostmasterNote(databaseFolder)
      if (pid && started) return { endpoint: endpointOf(place, started), pid, attached: false, version: programs.version }
    }
    if (note && Date.now() - silentSince > PATIENCE_MS)
      throw new StartFailure('server-unanswering', { pid: note.pid, folder: databaseFolder })
  }
}

/** @returns the new server's process, or undefined when somebody else started one meanwhile */
async function start(place: Place, stalePid: number | undefined): Promise<number | undefined> {
  await writeSettings(place.cluster, place.listening)
  return startServer(place.launch, place.listening, stalePid)
}

function endpointOf(place: Place, note: { port: number; socketFolder: string }): Endpoint {
  const endpoint = { host: place.listening.way === 'socket' ? note.socketFolder : '127.0.0.1', port: note.port }
  return place.password ? { ...endpoint, password: place.password } : endpoint
}

type Answer = { answer: 'ours' | 'busy' | 'foreign' | 'silent'; version: string }

/** Ask what the note points at: our folder's server, one that is not ready for us, one of another folder, or nothing. */
async function ask(place: Place, note: { port: number; socketFolder: string }): Promise<Answer> {
  if (!note.port || (place.listening.way === 'socket' && !note.socketFolder)) return { answer: 'silent', version: '' }
  const sql = adminConnection(endpointOf(place, note), {})
  try {
    const [row] = await sql<{ folder: string; version: string }[]>`
      select current_setting('data_directory') as folder, current_setting('server_version') as version`
    const folder = row ? await realpath(row.folder).catch(() => '') : ''
    return { answer: folder === place.cluster.databaseFolder ? 'ours' : 'foreign', version: row?.version ?? '' }
  } catch (error) {
    const code = errorCode(error)
    if (['57P03', '53300', 'CONNECTION_CLOSED'].includes(code)) return { answer: 'busy', version: '' }
    return { answer: code.startsWith('28') ? 'foreign' : 'silent', version: '' }
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function adminConnection(endpoint: Endpoint, more: { application?: string; onclose?: () => void }): Sql {
  return postgres({
    ...endpoint,
    user: SUPERUSER,
    database: 'postgres',
    max: 1,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    connection: { application_name: more.application ?? 'linli' },
    onnotice: () => undefined,
    ...(more.onclose ? { onclose: more.onclose } : {}),
  })
}

/** Any number, the same in all versions of Linli. */
const LOCK = 5_115_001

/** A killed Linli's session ends a moment after it: ask for two seconds before believing that somebody is there. */
async function takeLock(place: Place, endpoint: Endpoint, lost: () => void): Promise<Lock> {
  let held = false
  const sql = adminConnection(endpoint, { application: `linli ${process.pid}`, onclose: () => held && lost() })
  const release = async () => {
    held = false
    await sql.end({ timeout: 1 })
  }
  for (const until = Date.now() + 2000; Date.now() < until; await wait(100)) {
    const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as taken`
    if (row?.taken) {
      held = true
      return { held, holder: '', release }
    }
    if (place.options.shared) break
  }
  const [row] = await sql<{ name: string }[]>`
    select application_name as name from pg_stat_activity join pg_locks using (pid) where locktype = 'advisory' and objid = ${LOCK} and granted`
  return { held, holder: row?.name ?? 'linli', release }
}
