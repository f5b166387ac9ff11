/** The server process: what `postmaster.pid` says about it, starting it, and stopping it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Programs } from './binaries.ts'
import { errorCode } from './failures.ts'
import type { SystemUser } from './folders.ts'

/** The lines of `postmaster.pid` (PostgreSQL manual, "Database file layout"): the server's own note of how to reach it. */
export type PostmasterNote = { pid: number; port: number; socketFolder: string; ready: boolean }

export async function findPostmasterNote(databaseFolder: string): Promise<PostmasterNote | undefined> {
  const text = await readFile(join(databaseFolder, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3] ?? 0), socketFolder: lines[4] ?? '', ready: lines[7] === 'ready' }
}

/**
 * Is the process that the note names still the server of this folder? After a kill its number may belong to another program, or stand
 * for a process nobody has collected yet.
 */
export async function isServing(pid: number, databaseFolder: string): Promise<boolean> {
  if (process.platform !== 'linux') return isPostgres(pid)
  try {
    const state = /\) (\w)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8'))?.[1]
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    return state !== 'Z' && state !== 'X' && words.includes(databaseFolder)
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCode(error))) return false
    throw error
  }
}

/** Where there is no /proc, the system's own tool names the program. */
function isPostgres(pid: number): boolean {
  const told =
    process.platform === 'win32'
      ? spawnSync('tasklist', ['/NH', '/FI', `PID eq ${pid}`], { encoding: 'utf8' })
      : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return /postgres/i.test(told.stdout ?? '')
}

export type Launch = { programs: Programs; databaseFolder: string; logFile: string; user: SystemUser | undefined }

/** The server's own surroundings: nothing of ours, in particular no `PG…` variable, reaches it. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/**
 * Start the server as a child in a session of its own, so that Ctrl-C reaches Linli alone and the server outlives a killed Linli.
 * @param stalePid number of a dead server in `postmaster.pid` that now belongs to something else. Told this way the server itself decides
 *   whether the old one is really gone, by its shared memory; we never delete its lock file.
 */
export async function launchServer(launch: Launch, stalePid: number | undefined): Promise<ChildProcess> {
  const log = await open(launch.logFile, 'a', 0o600)
  try {
    const child = spawn(launch.programs.postgres, ['-D', launch.databaseFolder], {
      ...launch.user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...surroundings(), ...(stalePid ? { PG_GRANDPARENT_PID: String(stalePid) } : {}) },
    })
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.unref()
    return child
  } finally {
    await log.close()
  }
}

/** On Windows the server must be started by pg_ctl, which takes administrator rights away from it. Returns when it is ready. */
export function launchByControl(launch: Launch): Promise<number> {
  return run(launch.programs.control, ['start', '-w', '-s', '-t', '3600', '-D', launch.databaseFolder, '-l', launch.logFile], launch.user)
}

/** Fast shutdown: sessions end, everything is written, then the process goes. After a minute it is told to go at once; its log then restores it. */
export async function stopServer(launch: Launch, pid: number, byControl: boolean): Promise<void> {
  if (byControl) {
    await run(launch.programs.control, ['stop', '-w', '-s', '-t', '60', '-m', 'fast', '-D', launch.databaseFolder], launch.user)
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 60],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (!(await isServing(pid, launch.databaseFolder))) return
    signalServer(pid, signal)
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await wait(15)) {
      if (!(await isServing(pid, launch.databaseFolder))) return
    }
  }
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

/** Run one of PostgreSQL's programs to its end; its exit status. Output is thrown away unless collected. */
export function run(program: string, args: string[], user: SystemUser | undefined, collect?: (text: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      env: surroundings(),
      stdio: ['ignore', collect ? 'pipe' : 'ignore', collect ? 'pipe' : 'ignore'],
    })
    if (collect) for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', collect)
    child.once('error', reject)
    child.once(collect ? 'close' : 'exit', (status) => resolve(status ?? 1))
  })
}

/** What the server's log gained since `from` bytes, at most its last 2000 characters. */
export async function readLogFrom(logFile: string, from: number): Promise<string> {
  const bytes = await readFile(logFile)
  return bytes.subarray(from).toString('utf8').trim().slice(-2000)
}

export async function logSize(logFile: string): Promise<number> {
  const found = await stat(logFile).catch(() => undefined)
  return found?.size ?? 0
}
