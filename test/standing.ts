/**
 * A house of its own whose rows stay: for stories that go over several connections, as forgetting does (the role that deletes has its own), or that
 * look at everything that was left behind. Otherwise asked like the stage.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { Problem } from '#base/problem.ts'
import { allRights } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Action, View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { openHouse } from '#server/open-house.ts'
import { addDoor } from './doors.ts'
import { connectAsSuperuser, openTestDatabase, type TestDatabase } from './server.ts'
import { type Extra, makeActor, STREET, type Stage } from './stage.ts'
import { workOff } from './working.ts'

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
      const made = makeActor(role, community)
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
    work: async () => (await workOff(house, STREET, async (post) => posts.get(post) ?? houseActor(STREET, allRights))) ?? {},
    addDoor: (community, label) => addDoor({ house }, label, community * 1000),
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
