/**
 * The whole house at its wire, for tests that try everything with everything: two communities of one street and one of another, each with people,
 * doors, an applied import and a delivered workbook, and somebody signed in for every kind of relation to them.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Sql } from 'postgres'
import { allRights } from '#catalogue/roles.ts'
import { begin as beginInspection } from '#circles/management/evidence/inspections/actions.ts'
import { receive as receiveOrder } from '#circles/management/hotline/actions.ts'
import { fill, receive } from '#circles/management/reports/actions.ts'
import { handOver } from '#circles/management/reports/register/actions.ts'
import { make as makeTopic } from '#circles/management/topics/actions.ts'
import * as imports from '#ground/imports/actions.ts'
import { open as openMatter } from '#ground/matters/actions.ts'
import { type SimpleCell, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { currentCode, hashPassword, makeSecret } from '#kernel/access/password.ts'
import { insertLogin, insertPost } from '#kernel/access/queries.ts'
import { sealSecret } from '#kernel/access/secret.ts'
import type { Sessions } from '#kernel/access/sessions.ts'
import type { Action, Operation } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { routeOf } from '#kernel/action/http.ts'
import { bring } from '#kernel/files/actions.ts'
import { newId } from '#kernel/log/id.ts'
import type { Message } from '#kernel/sms/sms.ts'
import { buildApp } from '../../src/server/app.ts'
import { makeMetrics } from '../../src/server/metrics.ts'
import { openHouse } from '../../src/server/open-house.ts'
import { headings, person } from '../rosters.ts'
import { connectAsSuperuser, openTestDatabase, type TestDatabase } from '../server.ts'
import { runNext } from '../working.ts'
import { collectIds, rootOf } from './ids.ts'
import { writePapers } from './papers.ts'
import { tellOf } from './told.ts'
import { walkIn } from './walked.ts'

export const STREET = 370683001
export const OTHER_STREET = 370683002

/** A community with what stands in it; `ids` by what stands before the first parameter of the paths they are asked for under. */
export type Area = { street: number; community: number; ids: Map<string, string[]> }

export type Sent = {
  cookie?: string
  key?: string | null
  headers?: Record<string, string>
  body?: unknown
  query?: Record<string, string>
}

export type Wire = {
  house: House
  sessions: Sessions
  app: FastifyInstance
  database: TestDatabase
  folder: string
  admin: Sql
  own: Area
  beside: Area
  abroad: Area
  /** Everything the house wrote down as a line of its own log. */
  lines: string[]
  /** Messages to telephones, in the order they went out. */
  messages: Message[]
  /** Pretend it is another moment. */
  setNow: (now: Date | undefined) => void
  /** A login in this role over the range, signed in; its cookie and its post. */
  employ: (name: string, role: string, at: { street: number; lo: number; hi: number }) => Promise<{ cookie: string; actor: Actor }>
  /** Ask an operation; path parameters are taken from `input`. */
  ask: (operation: Operation, street: number, input: Record<string, unknown>, sent?: Sent) => Promise<LightMyRequestResponse>
  close: () => Promise<void>
}

export const PASSWORD = '灯下黑 7 只猫'

export async function openWire(): Promise<Wire> {
  const database = await openTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'linli-wire-'))
  const lines: string[] = []
  const log: House['log'] = (...said) => void lines.push(JSON.stringify(said))
  const messages: Message[] = []
  let moment: Date | undefined
  const { house, sessions } = await openHouse({
    app: database.app,
    erase: database.erase,
    folder,
    log,
    now: () => moment ?? new Date(),
    sms: { send: async (message) => void messages.push(message) },
  })
  const admin = connectAsSuperuser(database)
  const metrics = makeMetrics()
  const limits = { requests: 10_000_000, tries: 1_000_000 }
  const app = await buildApp({
    house,
    sessions,
    metrics,
    version: 'test',
    limits,
    ready: async () => ({ ready: true, parts: {}, faults: [] }),
  })
  const wire: Wire = {
    house,
    sessions,
    app,
    database,
    folder,
    admin,
    lines,
    messages,
    setNow: (now) => {
      moment = now
    },
    own: { street: STREET, community: 370683001001, ids: new Map() },
    beside: { street: STREET, community: 370683001002, ids: new Map() },
    abroad: { street: OTHER_STREET, community: 370683002001, ids: new Map() },
    employ: (name, role, at) => employ(wire, name, role, at),
    ask: (operation, street, input, sent = {}) => ask(app, operation, street, input, sent),
    close: async () => {
      await app.close()
      await admin.end()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return wire
}

/** A role over a community, or over a whole street. */
export function rangeOf({ street, community }: { street: number; community?: number }): { street: number; lo: number; hi: number } {
  const [lo, width] = community ? [community * 1000, 999] : [street * 1_000_000, 999_999]
  return { street, lo, hi: lo + width }
}

async function employ(
  { house, sessions }: Wire,
  name: string,
  role: string,
  at: { street: number; lo: number; hi: number },
): Promise<{ cookie: string; actor: Actor }> {
  const [login, post, secret, now] = [newId(), newId(), makeSecret(), house.now()]
  const passwordHash = await hashPassword(PASSWORD)
  await insertLogin(house.app, { id: login, name, shownName: name, passwordHash, totpSecret: sealSecret(house.keys, secret), at: now })
  const wide = houseActor(at.street, allRights)
  const scope = { street: at.street, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: false }
  await house.transaction(scope, (sql) => insertPost(sql, { ...at, id: post, login, role, title: role, from: '2025-01-01' }))
  const half = await sessions.signIn(name, PASSWORD)
  const { token } = await sessions.confirmCode(half.token, currentCode(secret, now))
  const actor = (await sessions.find(token))?.actor
  if (!actor) throw new Error(`${name} is not signed in`)
  return { cookie: `linli=${token}`, actor }
}

function ask(
  app: FastifyInstance,
  operation: Operation,
  street: number,
  input: Record<string, unknown>,
  { cookie, key, headers = {}, body, query = {} }: Sent,
): Promise<LightMyRequestResponse> {
  const { method } = operation.contract
  const rest = { ...input }
  const path = routeOf(operation)
    .replace(':street', String(street))
    .replace(/:(\w+)/g, (_, name: string) => {
      const value = rest[name]
      delete rest[name]
      return encodeURIComponent(String(value ?? newId()))
    })
  const inUrl = method === 'GET' || method === 'DELETE'
  const asked = inUrl ? { ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, textOf(value)])), ...query } : query
  const search = new URLSearchParams(asked).toString()
  return app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url: search ? `${path}?${search}` : path,
    headers: {
      'x-linli': '1',
      ...(cookie ? { cookie } : {}),
      ...(key === null || operation.kind === 'view' ? {} : { 'idempotency-key': key ?? newId() }),
      ...(inUrl ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(inUrl ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body ?? rest) }),
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** People at two doors of one estate, through an import that was applied, and a workbook of the register that was delivered. */
export async function settle(wire: Wire, area: Area, names: [string, string, string], firstOrder: number): Promise<void> {
  const { house, admin } = wire
  const street = `${area.street}000`
  await admin`
    insert into region (code, name, level, parent) values (${street}, ${`第${area.street % 10}街道`}, 'street', '370683000000'),
      (${area.community}::text, ${`第${area.community % 10}社区居民委员会`}, 'community', ${street}) on conflict do nothing`
  const actor: Actor = { ...houseActor(area.street, allRights), ...rangeOf(area) }
  const does = async (operation: Action, input: unknown) =>
    (await enter(house, operation, { street: area.street, actor, input })).data as Record<string, string>
  const lines = names.map((name, at) =>
    person(
      firstOrder + at * 2,
      '3',
      '2',
      at < 2 ? '501' : '502',
      at === 1 ? '配偶' : '户主',
      name,
      `198${at}-03-07`,
      `1380000${firstOrder + at}1`,
      '一厂',
    ),
  )
  const roster = await bringBook(wire, actor, does, [['人口台账（2026年10月）'], headings, ...lines])
  const { id } = await does(imports.understand, { file: roster })
  await does(imports.plan, { id, community: area.community })
  await does(imports.stage, { id })
  await work(wire, area, actor)
  await does(imports.apply, { id })
  await work(wire, area, actor)
  const blank = await bringBook(wire, actor, does, [
    ['姓名', '公民身份号码', '出生日期', '联系电话'],
    ['', '', '', ''],
  ])
  const request = await does(receive, { file: blank, asker: '民政办', title: '名册', basis: '民政办〔2026〕7号' })
  await does(fill, { id: request.id })
  await work(wire, area, actor)
  const [delivery] = await admin<{ id: string; on: string }[]>`
    select id, as_of::text as on from delivery where street_id = ${area.street} and request_id = ${request.id!}`
  await does(handOver, { id: delivery!.id, on: delivery!.on, way: 'wechat' })
  await tellOf(area, house, actor, admin)
  const lady = await admin<{ id: string }[]>`
    select id from subject where street_id = ${area.street} and kind = 'person' and region_no / 1000 = ${area.community} order by id limit 1`
  const matter = { type: 'appeal', category: 'other', channel: 'counter', region: area.community, title: `${names[0]}反映` }
  const { id: opened } = await does(openMatter, { ...matter, reporter: { person: lady[0]!.id } })
  await does(makeTopic, { community: area.community, title: '共同关心的一件事', matters: [opened] })
  const order = {
    source: '12345',
    number: `${area.community}`,
    content: '咨询居住证怎么办',
    caller: names[0],
    phone: `1390000${firstOrder}1`,
  }
  await does(receiveOrder, { ...order, community: area.community })
  await does(beginInspection, { title: `检查${names[1]}`, inspector: '区委政法委', items: [{ no: '1', text: '台账' }] })
  await walkIn(wire, area, actor, admin)
  await writePapers(wire, area, actor)
  await collectIds(area, admin)
}

async function bringBook(
  { house }: Wire,
  actor: Actor,
  does: (operation: Action, input: unknown) => Promise<Record<string, string>>,
  rows: (readonly SimpleCell[])[],
): Promise<string> {
  const written = await house.files.write(
    actor.street,
    writeSimpleWorkbook({ sheets: [{ name: '台账', rows }], at: new Date('2026-11-01T00:00:00Z') }),
  )
  await does(bring, { ...written, name: '台账.xlsx', media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
  return written.id
}

/** Run what is queued in the street as the given actor; a job that failed is thrown, with `mayFail` only one that failed by our fault. */
export async function work({ house, admin }: Wire, { street }: { street: number }, actor: Actor, mayFail = false): Promise<void> {
  for (;;) {
    const id = await runNext(house, street, async () => actor)
    if (!id) return
    const [done] = await admin<
      { state: string; problem: unknown }[]
    >`select state, problem from job where street_id = ${street} and id = ${id}`
    if (done?.state === 'failed' && (done.problem as { code: string }).code !== 'internal' && mayFail) continue
    if (done?.state !== 'done') throw new Error(`job ended ${done?.state}: ${JSON.stringify(done?.problem)}`)
  }
}

/** An id in the area that fits the operation's path, where there is one. */
export function idFor({ contract }: Operation, area: Area): string | undefined {
  return area.ids.get(rootOf({ contract }))?.[0]
}
