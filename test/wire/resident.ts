/** A street with two neighbours at two doors, for tests of residents who sign in over the wire. */
import assert from 'node:assert/strict'
import type { LightMyRequestResponse } from 'fastify'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { idCheckCharacter } from '#base/values/id-number.ts'
import { allRights } from '#catalogue/roles.ts'
import { type Asking, openAsks } from '#ground/asks/asking.ts'
import type { AskRow } from '#ground/asks/queries.ts'
import * as households from '#ground/households/actions.ts'
import * as counter from '#ground/residents/actions.ts'
import { claim } from '#ground/residents/own/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import * as access from '#kernel/access/contract.ts'
import type { Operation } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import { buildHouse } from '../doors.ts'
import { wideScope } from '../working.ts'
import { openWire, rangeOf, STREET, type Wire } from './wire.ts'

export type Person = { id: string; name: string; idNumber: string; phone: string }

export type Residents = Wire & {
  doors: [string, string]
  /** Somebody new at a door. */
  settlePerson: (name: string, birth: string, phone: string | undefined, door?: string) => Promise<Person>
  /** Asks for a code and gives it; her cookie. */
  signIn: (phone: string) => Promise<string>
  /** And says that this is her street. */
  enterStreet: (phone: string) => Promise<string>
  /** And who she is, with the telephone that is on record. */
  comeIn: (person: Person) => Promise<string>
  /** As the house itself. */
  inHouse: <T>(run: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** A request asks this of them; its id. */
  askOf: (title: string, rows: Omit<AskRow, 'region' | 'state'>[], more?: Partial<Asking>) => Promise<string>
  /** A contract of the session, with a cookie where there is one. */
  session: (contract: { method: string; path: string }, input?: Record<string, unknown>, cookie?: string) => Promise<LightMyRequestResponse>
  /** An operation of this street, which must answer. */
  does: <O extends Operation>(
    operation: O,
    input: InputOf<O['contract']>,
    cookie: string,
    headers?: Record<string, string>,
  ) => Promise<OutputOf<O['contract']>>
  /** An operation that must be refused; its problem. */
  refused: (
    operation: Operation,
    input: Record<string, unknown>,
    cookie: string,
    code: string,
    headers?: Record<string, string>,
  ) => Promise<void>
  clerk: string
  clerkBeside: string
  /** Another moment, at which the clerks are still at their desks. */
  moveTo: (now: Date) => Promise<void>
}

export async function openResidents(start = new Date('2026-11-22T02:00:00Z')): Promise<Residents> {
  const wire = await openWire()
  wire.setNow(start)
  const street = `${STREET}000`
  await wire.admin`insert into region (code, name, level, parent) values (${street}, '文昌路街道', 'street', '370683000000')`
  const doors = await buildHouse(wire, ['101', '102'], wire.own.community)
  let order = 100
  const of = { ...wire, doors }
  const session = sessionOf(wire)
  const does: Residents['does'] = async (operation, input, cookie, headers = {}) => {
    const response = await wire.ask(operation, STREET, input as Record<string, unknown>, { cookie, headers })
    assert.equal(response.statusCode, 200, `${operation.contract.name} ${response.body}`)
    return response.json().data
  }
  const enterStreet = async (phone: string) => {
    const cookie = await openPhone(wire, phone)
    await session(access.switchStreet, { street: STREET }, cookie)
    return cookie
  }
  const inHouse: Residents['inHouse'] = (run) => {
    const actor = houseActor(STREET, new Set(['sensitive.open']))
    const now = wire.house.now()
    const [today, nothing] = [dayOf(now), () => undefined]
    return wire.house.transaction(wideScope(STREET), (sql) =>
      run({ house: wire.house, sql, street: STREET, actor, now, today, dryRun: false, note: nothing, look: nothing }),
    )
  }
  return {
    ...of,
    session,
    clerk: (await wire.employ('clerk', 'clerk', rangeOf(wire.own))).cookie,
    clerkBeside: (await wire.employ('beside', 'clerk', rangeOf(wire.beside))).cookie,
    moveTo: async (now) => {
      wire.setNow(now)
      await wire.admin`update session set expires_at = ${new Date(now.getTime() + 3_600_000)} where post_id is not null`
    },
    settlePerson: async (name, birth, phone, door = doors[0]) => {
      order += 1
      const first17 = `370683${birth.replaceAll('-', '')}${order}`
      const idNumber = first17 + idCheckCharacter(first17)
      const actor = houseActor(STREET, allRights)
      const values = { 'person.name': name, 'person.id-number': idNumber, ...(phone ? { 'person.phone': phone } : {}) }
      const input = { id: door, relation: 'residence' as const, values, source: 'register', asOf: '2026-01-01' }
      const { data } = await enter(wire.house, households.addPerson, { street: STREET, actor, input })
      return { id: data.person, name, idNumber, phone: phone ?? '' }
    },
    signIn: (phone) => openPhone(wire, phone),
    enterStreet,
    comeIn: async ({ phone, name, idNumber }) => {
      const cookie = await enterStreet(phone)
      await does(claim, { name, idNumber }, cookie)
      return cookie
    },
    inHouse,
    askOf: async (title, rows, more = {}) => {
      const id = newId()
      const { lo, hi } = rangeOf(wire.own)
      const terms = { id, kind: 'report' as const, lo, hi, title, purpose: title, asker: '区民政局', basis: '民政〔2026〕8号' }
      const asking = { ...terms, until: '2026-12-10', obliged: false, bases: {}, ...more }
      const all = rows.map((row) => ({ ...row, region: lo, state: 'missing' as const }))
      await inHouse((ctx) => openAsks(ctx, asking, all))
      return id
    },
    does,
    refused: async (operation, input, cookie, code, headers = {}) => {
      const response = await wire.ask(operation, STREET, input, { cookie, headers })
      assert.equal((response.json() as { code: string }).code, code, `${operation.contract.name} ${response.body}`)
    },
  }
}

/** A telephone of this person, signed in over the wire; without a person it is nobody's, in the street all the same. */
export async function signInResident(wire: Wire, phone: string, person?: string): Promise<string> {
  if (person) {
    const actor = houseActor(STREET, allRights)
    await enter(wire.house, counter.bind, { street: STREET, actor, input: { id: person, phone } })
  }
  const cookie = await openPhone(wire, phone)
  if (!person) await sessionOf(wire)(access.switchStreet, { street: STREET }, cookie)
  return cookie
}

function sessionOf({ app }: Wire): Residents['session'] {
  return (contract, input = {}, cookie) =>
    app.inject({
      method: contract.method as 'POST',
      url: `/api/v1${contract.path}`,
      headers: { 'x-linli': '1', ...(cookie ? { cookie } : {}) },
      ...(contract.method === 'GET' || contract.method === 'DELETE' ? {} : { payload: input }),
    })
}

async function openPhone(wire: Wire, phone: string): Promise<string> {
  const asked = await sessionOf(wire)(access.askPhoneCode, { phone })
  assert.equal(asked.statusCode, 200, asked.body)
  const opened = await sessionOf(wire)(access.confirmPhoneCode, { phone, code: codeIn(wire.messages.at(-1)!.text) })
  assert.equal(opened.statusCode, 200, opened.body)
  return cookieOf(opened)
}

export function cookieOf(response: LightMyRequestResponse): string {
  return String(response.headers['set-cookie']).split(';')[0]!
}

export function codeIn(text: string): string {
  return /\d{6}/.exec(text)![0]
}
