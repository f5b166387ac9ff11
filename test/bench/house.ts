/** The house over the big street, served on loopback, with staff who are signed in, and the superuser's pool for floors. */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Sql } from 'postgres'
import { allRights } from '#catalogue/roles.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { hashPassword, makeSecret } from '#kernel/access/password.ts'
import { phoneToken, sealPhone } from '#kernel/access/phone.ts'
import { insertFullSession, openPhoneLogin } from '#kernel/access/phone-queries.ts'
import { insertLogin, insertPost, insertSession, promoteSession } from '#kernel/access/queries.ts'
import { sealSecret } from '#kernel/access/secret.ts'
import { StartFailure } from '#kernel/db/failures.ts'
import { newId } from '#kernel/log/id.ts'
import { serve } from '../../src/server/serve.ts'
import { type RunningHouse, startHouse } from '../../src/server/start-house.ts'
import { communityCode, ensureStreet, STREET } from './street.ts'
import { openSuperuser } from './superuser.ts'

export type Staff = {
  login: string
  post: string
  /** Headers of a signed-in request. */
  headers: () => Record<string, string>
}

export type Resident = { person: string; door: string; headers: () => Record<string, string> }

export type BenchHouse = {
  running: RunningHouse
  origin: string
  /** No row policy applies to it; as many connections as the house has for requests. */
  floor: Sql
  /** A member of staff with a role over the communities `from` to `to`. */
  employ: (role: string, from: number, to: number) => Promise<Staff>
  /** Residents of a community, each signed in by a telephone of her own. */
  moveIn: (community: number, count: number) => Promise<Resident[]>
  close: () => Promise<void>
}

const CONNECTIONS = 14
/** A bench asks more often in a minute than anybody may. */
const UNLIMITED = { requests: 1_000_000_000, tries: 100 }

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export async function openBenchHouse(): Promise<BenchHouse> {
  const running = await startOver(await ensureStreet(say))
  const served = await serve(running, 0, '127.0.0.1', UNLIMITED)
  const floor = openSuperuser(running.database, CONNECTIONS)
  return {
    running,
    origin: served.address ?? '',
    floor,
    employ: (role, from, to) => employ(running, role, communityCode(from) * 1000, communityCode(to) * 1000 + 999),
    moveIn: (community, count) => moveIn(running, floor, communityCode(community), count),
    close: async () => {
      await floor.end()
      await served.stop()
      await running.stop()
    },
  }
}

/** Tables that were edited in place cannot be migrated to: the street is built anew. */
async function startOver(folder: string): Promise<RunningHouse> {
  const start = (found: string) => startHouse({ config: { folder: found }, say: () => undefined, work: false })
  try {
    return await start(folder)
  } catch (error) {
    if (!(error instanceof StartFailure) || error.code !== 'migration-changed') throw error
    await rm(folder, { recursive: true })
    return start(await ensureStreet(say))
  }
}

async function employ({ house }: RunningHouse, role: string, lo: number, hi: number): Promise<Staff> {
  const now = house.now()
  const [login, post, actor] = [newId(), newId(), houseActor(STREET, allRights)]
  await insertLogin(house.app, {
    id: login,
    name: `bench-${login}`,
    shownName: '量度员',
    passwordHash: await hashPassword(randomBytes(12).toString('hex')),
    totpSecret: sealSecret(house.keys, makeSecret()),
    at: now,
  })
  await house.transaction({ street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }, (sql) =>
    insertPost(sql, { street: STREET, id: post, login, role, title: '量度岗', lo, hi, from: '2026-01-01' }),
  )
  const token = randomBytes(32).toString('base64url')
  const [half, full] = [createHash('sha256').update(`half ${token}`).digest(), createHash('sha256').update(token).digest()]
  const expires = new Date(now.getTime() + 10 * 3600_000)
  await insertSession(house.app, { tokenHash: half, login, now, expires })
  await promoteSession(house.app, { from: half, to: full, street: STREET, post, now, expires })
  const headers = { cookie: `linli=${token}`, 'x-linli': '1', 'content-type': 'application/json' }
  return { login, post, headers: () => headers }
}

/** The first who live there; their telephones are made up. */
async function moveIn({ house }: RunningHouse, sql: Sql, community: number, count: number): Promise<Resident[]> {
  const people = await sql<{ person: string; door: string }[]>`
    select distinct on (t.person_id) t.person_id as person, t.dwelling_id as door from tie t
    where t.street_id = ${STREET} and t.kind = 'person.residence' and t.to_day is null and t.region_no between ${community * 1000} and ${community * 1000 + 999}
      and not exists (select 1 from subject s where s.street_id = t.street_id and s.id = t.person_id and s.values->>'person.birth-date' > '2005-01-01')
    order by t.person_id limit ${count}`
  const [now, actor] = [house.now(), houseActor(STREET, allRights)]
  const expires = new Date(now.getTime() + 10 * 3600_000)
  const residents: Resident[] = []
  for (const { person, door } of people) {
    // Another one in each run: what a telephone may do in a day is counted.
    const phone = `199${String(randomInt(1e8)).padStart(8, '0')}`
    const [phoneTokenOf, token, id] = [phoneToken(house.keys, phone), randomBytes(32).toString('base64url'), newId()]
    const login = await openPhoneLogin(house.app, { id, phoneToken: phoneTokenOf, phone: sealPhone(house.keys, phone), at: now })
    await sql`
      insert into binding (street_id, id, person_id, phone_token, phone, how, at, login_id, post_id)
      values (${STREET}, ${newId()}, ${person}, ${phoneTokenOf}, 'sealed', 'counter', ${now}, ${actor.login}, ${actor.post}) on conflict do nothing`
    await sql`insert into login_street (phone_token, street_id) values (${phoneTokenOf}, ${STREET}) on conflict do nothing`
    const tokenHash = createHash('sha256').update(token).digest()
    await insertFullSession(house.app, { tokenHash, login: login!.id, street: STREET, now, expires })
    residents.push({ person, door, headers: () => ({ cookie: `linli=${token}`, 'x-linli': '1' }) })
  }
  return residents
}
