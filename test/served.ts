/** The house behind its faces, on loopback: a database of its own, the real routes, and staff who can sign in. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allRights } from '#catalogue/roles.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { currentCode, hashPassword, makeSecret } from '#kernel/access/password.ts'
import { insertLogin, insertPost } from '#kernel/access/queries.ts'
import { sealSecret } from '#kernel/access/secret.ts'
import type { House } from '#kernel/action/house.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import type { Message } from '#kernel/sms/sms.ts'
import { buildApp } from '../src/server/app.ts'
import { listJobs } from '../src/server/house.ts'
import { makeMetrics } from '../src/server/metrics.ts'
import { openHouse } from '../src/server/open-house.ts'
import { getActorOfPost } from '../src/server/post-actor.ts'
import { openTestDatabase, type TestDatabase } from './server.ts'
import { builtWeb } from './web.ts'

export type ServedPost = { role: string; title: string; street?: number; community?: number }

export type Served = {
  origin: string
  house: House
  database: TestDatabase
  /** Messages to telephones, in the order they went out. */
  messages: Message[]
  /** Pretend it is another moment. */
  setNow: (now: Date) => void
  /** A login with its posts; `code` gives the one-time code of the moment. */
  employ: (name: string, password: string, posts: ServedPost[]) => Promise<{ id: string; code: () => string }>
  /** From now on queued jobs are run, one after the other. */
  work: () => void
  close: () => Promise<void>
}

const STREET = 370683001

export async function serveHouse(): Promise<Served> {
  const database = await openTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'linli-served-'))
  let now = new Date('2026-11-22T02:00:00Z')
  let worker: { stop: () => Promise<void> } | undefined
  const messages: Message[] = []
  const { house, sessions } = await openHouse({
    app: database.app,
    erase: database.erase,
    folder,
    now: () => now,
    sms: { send: async (message) => void messages.push(message) },
    log: () => undefined,
  })
  const app = await buildApp({
    house,
    sessions,
    metrics: makeMetrics(),
    webFolder: await builtWeb(),
    version: 'test',
    ready: async () => ({ ready: true, parts: {}, faults: [] }),
    // A journey comes in more often in a minute than a neighbourhood does.
    limits: { requests: 5000, tries: 200 },
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    origin,
    house,
    database,
    messages,
    setNow: (moment) => {
      now = moment
    },
    employ: async (name, password, posts) => {
      const id = newId()
      const secret = makeSecret()
      await insertLogin(house.app, {
        id,
        name,
        shownName: name,
        passwordHash: await hashPassword(password),
        totpSecret: sealSecret(house.keys, secret),
        at: now,
      })
      for (const post of posts) await givePost(house, id, post)
      return { id, code: () => currentCode(secret, now) }
    },
    work: () => {
      worker = workOn(house)
    },
    close: async () => {
      await worker?.stop()
      app.server.closeAllConnections()
      await app.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The house's own jobs without its queue: looked for often, so that a journey does not wait. */
export function workOn(house: House): { stop: () => Promise<void> } {
  const jobs = new Map(listJobs().map((job) => [job.kind, job]))
  const wide = houseActor(STREET, allRights)
  const scope = { street: STREET, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: false }
  let stopping = false
  const run = async () => {
    while (!stopping) {
      const [queued] = await house.transaction(
        scope,
        (sql) => sql<{ id: string }[]>`select id from job where street_id = ${STREET} and state = 'queued' order by at, id limit 1`,
      )
      if (queued) await runJob(house, jobs, STREET, queued.id, (post) => getActorOfPost(house, STREET, post))
      else await new Promise((wait) => setTimeout(wait, 50))
    }
  }
  const running = run()
  return {
    stop: () => {
      stopping = true
      return running
    },
  }
}

async function givePost(house: House, login: string, { role, title, street = STREET, community }: ServedPost): Promise<void> {
  const actor = houseActor(street, allRights)
  const lo = community ? community * 1000 : actor.lo
  const hi = community ? community * 1000 + 999 : actor.hi
  await house.transaction({ street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }, (sql) =>
    insertPost(sql, { street, id: newId(), login, role, title, lo, hi, from: '2026-01-01' }),
  )
}
