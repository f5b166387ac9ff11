/** A street with two neighbours at two doors, for tests of residents who sign in over the wire. */
import assert from 'node:assert/strict'
import type { LightMyRequestResponse } from 'fastify'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { idCheckCharacter } from '#base/values/id-number.ts'
import { allRights } from '#catalogue/roles.ts'
import * as households from '#ground/households/actions.ts'
import * as counter from '#ground/residents/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import * as access from '#kernel/access/contract.ts'
import type { Operation } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { openWire, rangeOf, STREET, type Wire } from './wire.ts'

export type Person = { id: string; name: string; idNumber: string; phone: string }

export type Residents = Wire & {
  doors: [string, string]
  /** Somebody new at a door. */
  settlePerson: (name: string, birth: string, phone: string | undefined, door?: string) => Promise<Person>
  /** Asks for a code and gives it; her cookie. */
  signIn: (phone: string) => Promise<string>
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
  const doors = await buildDoors(wire)
  let order = 100
  const of = { ...wire, doors }
  const session: Residents['session'] = (contract, input = {}, cookie) =>
    wire.app.inject({
      method: contract.method as 'POST',
      url: `/api/v1${contract.path}`,
      headers: { 'x-linli': '1', ...(cookie ? { cookie } : {}) },
      ...(contract.method === 'GET' || contract.method === 'DELETE' ? {} : { payload: input }),
    })
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
    signIn: async (phone) => {
      const asked = await session(access.askPhoneCode, { phone })
      assert.equal(asked.statusCode, 200, asked.body)
      const opened = await session(access.confirmPhoneCode, { phone, code: codeIn(wire.messages.at(-1)!.text) })
      assert.equal(opened.statusCode, 200, opened.body)
      return cookieOf(opened)
    },
    does: async (operation, input, cookie, headers = {}) => {
      const response = await wire.ask(operation, STREET, input as Record<string, unknown>, { cookie, headers })
      assert.equal(response.statusCode, 200, `${operation.contract.name} ${response.body}`)
      return response.json().data
    },
    refused: async (operation, input, cookie, code, headers = {}) => {
      const response = await wire.ask(operation, STREET, input, { cookie, headers })
      assert.equal((response.json() as { code: string }).code, code, `${operation.contract.name} ${response.body}`)
    },
  }
}

/** A telephone of this person, signed in over the wire; without a person it is nobody's, in the street all the same. */
export async function signInResident(wire: Wire, phone: string, person?: string): Promise<string> {
  const send = async (contract: { method: string; path: string }, payload: object, cookie?: string) => {
    const headers = { 'x-linli': '1', ...(cookie ? { cookie } : {}) }
    const response = await wire.app.inject({ method: contract.method as 'POST', url: `/api/v1${contract.path}`, headers, payload })
    assert.equal(response.statusCode, 200, response.body)
    return response
  }
  if (person) {
    const actor = houseActor(STREET, allRights)
    await enter(wire.house, counter.bind, { street: STREET, actor, input: { id: person, phone } })
  }
  await send(access.askPhoneCode, { phone })
  const cookie = cookieOf(await send(access.confirmPhoneCode, { phone, code: codeIn(wire.messages.at(-1)!.text) }))
  if (!person) await send(access.switchStreet, { street: STREET }, cookie)
  return cookie
}

export function cookieOf(response: LightMyRequestResponse): string {
  return String(response.headers['set-cookie']).split(';')[0]!
}

export function codeIn(text: string): string {
  return /\d{6}/.exec(text)![0]
}

async function buildDoors({ admin, own }: Wire): Promise<[string, string]> {
  const [estate, building, first, second] = [newId(), newId(), newId(), newId()]
  const region = own.community * 1000
  await admin`
    insert into estate (street_id, id, region_no, kind, name, key, sort) values (${STREET}, ${estate}, ${region}, 'estate', '阳光花园', '阳光花园', 'a')`
  await admin`
    insert into building (street_id, id, region_no, estate_id, name, key, sort) values (${STREET}, ${building}, ${region}, ${estate}, '1幢', '1', 'a')`
  for (const [id, door] of [
    [first, '101'],
    [second, '102'],
  ] as const) {
    await admin`
      insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort)
      values (${STREET}, ${id}, ${region}, ${estate}, ${building}, '1', 1, ${door}, ${`阳光花园1幢1单元${door}`}, ${`阳光花园|1|1|${door}`}, ${door})`
    await admin`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${id}, 'dwelling', ${region}, 0, '{}', '{"at":[]}')`
  }
  return [first, second]
}
