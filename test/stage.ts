/**
 * The stage of tests: a copy of the migrated template database for each test process; each test in a transaction that is rolled
 * back at its end. Actions use savepoints inside it, so refused ones leave no trace while the test goes on.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import type { Sql, TransactionSql } from 'postgres'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { Problem, type ProblemCode } from '#base/problem.ts'
import { allRights, rightsOf } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Action, View } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf, type House, type Scope } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import { beginScope, type OpenHouse, openHouse } from '../src/server/open-house.ts'
import { openTestDatabase, type TestDatabase } from './server.ts'
import { openFollowing, workOff } from './working.ts'

/** The street all stories are set in: 文昌路街道 of the demo county. */
export const STREET = 370683001
export const COMMUNITY = 370683001001
export const OTHER_COMMUNITY = 370683001002

/** Somebody with the rights of a role over a community (or the whole street), without a login or a post that anybody wrote down. */
export function makeActor(role: string, community?: number, street = STREET): Actor {
  const area = community ? { lo: community * 1000, hi: community * 1000 + 999 } : {}
  return { ...houseActor(street, rightsOf(role)), login: newId(), post: newId(), name: role, role, title: role, ...area }
}

class Rollback extends Error {}

export type Stage = {
  house: House
  sessions: OpenHouse['sessions']
  sql: TransactionSql
  /** Pretend it is another moment. */
  setNow: (now: Date) => void
  /** An actor with a role over a community (or the whole street). */
  actor: (role: string, community?: number) => Actor
  /** The same in another jurisdiction: over all of it, or over the 12 digits of a community or office. */
  actorAt: (role: string, street: number, community?: number) => Actor
  does: <O extends Action | View>(
    operation: O,
    actor: Actor,
    input: InputOf<O['contract']>,
    more?: Extra,
  ) => Promise<OutputOf<O['contract']>>
  refused: <O extends Action | View>(operation: O, actor: Actor, input: unknown, code: ProblemCode, more?: Extra) => Promise<Problem>
  /** Run the queued jobs, here and now, as the posts that queued them; the last one's result. A failed job is thrown as its problem. */
  work: () => Promise<Record<string, unknown>>
  /**
   * Hand what was noted to those who follow it, in the order of the log and street by street, and run the jobs that come of it, until nothing is left.
   * @param times each event is handed over so often, as a queue does that was cut off before it could say it was done
   */
  exhaust: (times?: number) => Promise<void>
  /** A context for calling functions below actions, as the house itself. */
  ctx: (actor?: Actor) => Promise<Ctx>
}
/** What a story asks through: on the stage, or of a house whose rows stay (`standing.ts`). */
export type Asking = Pick<Stage, 'house' | 'does' | 'work'>
export type Extra = { key?: string; version?: number; reason?: string; dryRun?: boolean; street?: number }

let database: TestDatabase | undefined
let folder: string | undefined

/** Call once at the top of a test file that needs a database. `prepare`: what its owner puts there first, for all stories. */
export function useStage(prepare?: (owner: Sql) => Promise<unknown>): (story: (stage: Stage) => Promise<void>) => () => Promise<void> {
  before(async () => {
    database = await openTestDatabase()
    await prepare?.(database.owner)
    folder = await mkdtemp(join(tmpdir(), 'linli-stage-'))
  })
  after(async () => {
    await database?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  return (story) => async () => {
    if (!database || !folder) throw new Error('the stage is not open')
    await onStage(database.app, folder, story)
  }
}

async function onStage(app: Sql, dataFolder: string, story: (stage: Stage) => Promise<void>): Promise<void> {
  try {
    await app.begin(async (sql) => {
      await story(await makeStage(app, sql, dataFolder))
      throw new Rollback()
    })
  } catch (error) {
    if (!(error instanceof Rollback)) throw error
  }
}

async function makeStage(app: Sql, sql: TransactionSql, dataFolder: string): Promise<Stage> {
  let now = new Date('2026-11-22T02:00:00Z')
  // Savepoints of one connection must not cross: transactions on the stage take turns.
  let turn: Promise<unknown> = Promise.resolve()
  const transaction = <T>(scope: Scope, run: (tx: TransactionSql) => Promise<T>): Promise<T> => {
    const mine = turn.then(() =>
      sql.savepoint(async (tx) => {
        await beginScope(tx, scope)
        const result = await run(tx)
        // A role lasts until the outermost transaction ends, which here is the story's.
        if (scope.own) await tx`reset role`
        return result
      }),
    )
    turn = mine.catch(() => undefined)
    return mine as Promise<T>
  }
  const { house, sessions } = await openHouse({
    app: sql as unknown as Sql,
    folder: dataFolder,
    now: () => now,
    transaction,
    log: () => undefined,
  })
  void app
  const posts = new Map<string, Actor>()
  const streets = new Set([STREET])
  const actorAt = (role: string, street: number, community?: number): Actor => {
    const made = makeActor(role, community, street)
    posts.set(made.post, made)
    streets.add(street)
    return made
  }
  const ask = (operation: Action | View, who: Actor, input: unknown, { street = who.street, ...more }: Extra = {}) =>
    enter(house, operation, { street, actor: who, input, ...more })
  const work = async () => {
    let result: Record<string, unknown> = {}
    for (const street of streets)
      result = (await workOff(house, street, async (post) => posts.get(post) ?? houseActor(street, allRights))) ?? result
    return result
  }
  const follow = openFollowing(house)
  return {
    house,
    sessions,
    sql,
    setNow: (moment) => {
      now = moment
    },
    actor: (role, community) => actorAt(role, STREET, community),
    actorAt,
    does: async (operation, who, input, more) => (await ask(operation, who, input, more)).data as never,
    refused: async (operation, who, input, code, more) => {
      try {
        await ask(operation, who, input, more)
      } catch (error) {
        if (error instanceof Problem && error.code === code) return error
        throw error
      }
      throw new Error(`${operation.contract.name} was not refused with ${code}`)
    },
    work,
    exhaust: async (times = 1) => {
      for (let busy = true; busy; ) {
        await work()
        busy = false
        for (const street of streets) busy = (await follow(street, times)) || busy
      }
    },
    ctx: async (who = houseActor(STREET, allRights)) => {
      await beginScope(sql, { street: STREET, lo: who.lo, hi: who.hi, login: who.login, post: who.post, sensitive: true })
      return { house, sql, street: STREET, actor: who, now, today: dayOf(now), dryRun: false, note: () => undefined, look: () => undefined }
    },
  }
}
