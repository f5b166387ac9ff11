/** The house behind its faces, on loopback: a database of its own, the real routes, and staff who can sign in. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allRights } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { currentCode, hashPassword, makeSecret } from '#kernel/access/password.ts'
import { insertLogin, insertPost } from '#kernel/access/queries.ts'
import { sealSecret } from '#kernel/access/secret.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import type { Message } from '#kernel/sms/sms.ts'
import { buildApp } from '../src/server/app.ts'
import { makeMetrics } from '../src/server/metrics.ts'
import { openHouse } from '../src/server/open-house.ts'
import { getActorOfPost } from '../src/server/post-actor.ts'
import { openTestDatabase, type TestDatabase } from './server.ts'
import { type Asking, STREET } from './stage.ts'
import { builtWeb } from './web.ts'
import { openFollowing, runNext, wideScope, workOff } from './working.ts'

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
  /** From now on queued jobs are run, one after the other, and what was noted is handed to its followers; in these streets. */
  work: (streets?: readonly number[]) => void
  close: () => Promise<void>
}

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
    work: (streets) => {
      worker = workOn(house, streets)
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

/** The house's own jobs and followers without its queue: looked for often, so that a journey does not wait. */
export function workOn(house: House, streets: readonly number[] = [STREET]): { stop: () => Promise<void> } {
  const follow = openFollowing(house)
  let stopping = false
  const run = async () => {
    while (!stopping) {
      let busy = false
      for (const street of streets) {
        busy = (await runNext(house, street, (post) => getActorOfPost(house, street, post))) !== undefined || busy
        await follow(street)
      }
      if (!busy) await new Promise((wait) => setTimeout(wait, 50))
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

/** Asked like the stage, of a house whose rows stay. Queued jobs are run as the posts that queued them, or as `actor`. */
export function handsOf({ house }: Pick<Served, 'house'>, street = STREET, actor?: Actor): Asking {
  return {
    house,
    does: async (operation, who, input, more) => (await enter(house, operation, { street, actor: who, input, ...more })).data as never,
    work: async () => (await workOff(house, street, async (post) => actor ?? getActorOfPost(house, street, post))) ?? {},
  }
}

async function givePost(house: House, login: string, { role, title, street = STREET, community }: ServedPost): Promise<void> {
  const actor = houseActor(street, allRights)
  const lo = community ? community * 1000 : actor.lo
  const hi = community ? community * 1000 + 999 : actor.hi
  await house.transaction(wideScope(street), (sql) =>
    insertPost(sql, { street, id: newId(), login, role, title, lo, hi, from: '2026-01-01' }),
  )
}
