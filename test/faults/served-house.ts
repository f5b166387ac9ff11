/** The real program, started, killed and started again over one data folder; commands reach it through its private socket. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { allRights } from '#catalogue/roles.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { hashPassword, makeSecret } from '#kernel/access/password.ts'
import { insertLogin, insertPost } from '#kernel/access/queries.ts'
import { sealSecret } from '#kernel/access/secret.ts'
import { type Database, openDatabase } from '#kernel/db/connect.ts'
import { findPostmasterNote, isServing } from '#kernel/db/postmaster.ts'
import { newId } from '#kernel/log/id.ts'
import { openHouse } from '../../src/server/open-house.ts'
import { socketPath } from '../../src/server/private-socket.ts'

export const STREET = 370683001
export const COMMUNITY = 370683001001
const CLERK = 'clerk'
/** As it is started by people, so that what is built is what is tried. */
const repository = fileURLToPath(new URL('../../', import.meta.url))

export type Told = { status: number; body: string; retryAfter: number }

export type ServedProgram = {
  folder: string
  pid: () => number
  /** Everything it printed. */
  said: () => string
  start: (env?: Record<string, string>) => Promise<void>
  /** Waits until it is gone; its exit status. */
  kill: (signal: NodeJS.Signals) => Promise<number | null>
  killServer: () => Promise<void>
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Told>
  /** Look into its database as somebody who joins it. */
  joined: <T>(look: (database: Database) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

export async function openServedProgram(): Promise<ServedProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-killed-'))
  let child: ChildProcess | undefined
  let printed = ''

  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told> =>
    new Promise((resolve, reject) => {
      const sent = request({
        socketPath: socketPath(folder),
        method,
        path,
        headers: { 'linli-as': CLERK, 'content-type': 'application/json', ...headers },
      })
      sent.once('error', reject)
      sent.once('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text, retryAfter: Number(response.headers['retry-after'] ?? 0) }),
        )
        response.once('aborted', () => reject(new Error('cut off')))
      })
      sent.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body))
    })

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    const started = spawn(process.execPath, ['start.mjs'], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LINLI_DATA: folder, LINLI_DEMO: '0', PORT: '0', ...env },
    })
    child = started
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text
      })
    for (let tries = 0; tries < 1800; tries += 1) {
      if (started.exitCode !== null) return
      const told = await ask('GET', '/api/v1/health').catch(() => undefined)
      if (told?.status === 200) return
      await wait(100)
    }
    throw new Error(`it never came up: ${printed.slice(-2000)}`)
  }

  const kill = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child) return null
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'close')
    }
    return child.exitCode
  }

  const joined = async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ folder, shared: true, say: () => undefined })
    try {
      return await look(database)
    } finally {
      await database.close()
    }
  }

  return {
    folder,
    pid: () => child?.pid ?? 0,
    said: () => printed,
    start,
    kill,
    killServer: async () => {
      const note = await findPostmasterNote(join(folder, 'pg'))
      // It may be dead already and not yet started again.
      if (note && (await isServing(note.pid, join(folder, 'pg')))) process.kill(note.pid, 'SIGKILL')
    },
    ask,
    joined,
    close: async () => {
      await kill('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A clerk with every right in the street, known to the private socket by name. */
export async function employClerk({ folder, joined }: Pick<ServedProgram, 'folder' | 'joined'>): Promise<void> {
  await joined(async (database) => {
    const { house } = await openHouse({ app: database.app, folder, log: () => undefined })
    const [id, now] = [newId(), new Date()]
    const passwordHash = await hashPassword('一盏灯 一座桥')
    await insertLogin(house.app, {
      id,
      name: CLERK,
      shownName: CLERK,
      passwordHash,
      totpSecret: sealSecret(house.keys, makeSecret()),
      at: now,
    })
    const { login, post, lo, hi } = houseActor(STREET, allRights)
    await house.transaction({ street: STREET, lo, hi, login, post, sensitive: false }, (sql) =>
      insertPost(sql, { street: STREET, id: newId(), login: id, role: 'head', title: 'head', lo, hi, from: '2025-01-01' }),
    )
    await database.owner`
      insert into region (code, name, level, parent) values (${String(COMMUNITY)}, '第一社区居民委员会', 'community', ${`${STREET}000`}) on conflict do nothing`
  })
}
