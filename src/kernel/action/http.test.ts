/** The house at its wire: what every operation refuses is generated from its contract; headers and shapes are the same everywhere. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { problemStatus } from '#base/problem.ts'
import { allRights, rightsOf, roles } from '#catalogue/roles.ts'
import { type AppOptions, buildApp } from '#server/app.ts'
import { listOperations } from '#server/house.ts'
import { makeMetrics } from '#server/metrics.ts'
import { openHouse } from '#server/open-house.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/server.ts'
import { COMMUNITY, STREET } from '../../../test/stage.ts'
import { houseActor } from '../access/actor.ts'
import { currentCode, hashPassword, makeSecret } from '../access/password.ts'
import { insertLogin, insertPost } from '../access/queries.ts'
import { sealSecret } from '../access/secret.ts'
import { newId } from '../log/id.ts'
import type { Operation } from './action.ts'
import type { House } from './house.ts'
import { routeOf } from './http.ts'

const PASSWORD = '灯下黑 7 只猫'
const base = `/api/v1/s/${STREET}`

describe('the wire', () => {
  let database: TestDatabase
  let folder: string
  let house: House
  let app: FastifyInstance
  let shape: AppOptions
  const cookies: Record<string, string> = {}

  before(async () => {
    database = await openTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'linli-wire-'))
    const opened = await openHouse({ app: database.app, folder, log: () => undefined })
    house = opened.house
    shape = { ...opened, metrics: makeMetrics(), version: 'test', ready: async () => ({ ready: true, parts: {}, faults: [] }) }
    // All requests of this file come from one address; the limits have a test of their own.
    app = await buildApp({ ...shape, limits: { requests: 1_000_000, tries: 1000 } })
    for (const role of Object.keys(roles)) cookies[role] = await signIn(role)
  })
  after(async () => {
    await app.close()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** A login of this role, signed in over the wire; returns its cookie. */
  async function signIn(role: string): Promise<string> {
    const [id, secret, now] = [newId(), makeSecret(), new Date()]
    await insertLogin(house.app, {
      id,
      name: role,
      shownName: role,
      passwordHash: await hashPassword(PASSWORD),
      totpSecret: sealSecret(house.keys, secret),
      at: now,
    })
    const actor = houseActor(STREET, allRights)
    const post = { street: STREET, id: newId(), login: id, role, title: role, lo: actor.lo, hi: actor.hi, from: '2025-01-01' }
    await house.transaction({ street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }, (sql) =>
      insertPost(sql, post),
    )
    const first = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'x-linli': '1' },
      payload: { name: role, password: PASSWORD },
    })
    const second = await app.inject({
      method: 'POST',
      url: '/api/v1/session/code',
      headers: { 'x-linli': '1', cookie: cookieOf(first) },
      payload: { code: currentCode(secret, now) },
    })
    assert.equal(second.statusCode, 200, second.body)
    assert.notEqual(cookieOf(first), cookieOf(second))
    return cookieOf(second)
  }

  const cookieOf = (response: LightMyRequestResponse) => String(response.headers['set-cookie']).split(';')[0]!

  type Sent = { role?: string; key?: boolean; headers?: Record<string, string>; body?: unknown }

  function send(
    method: string,
    url: string,
    { role = 'street', key = true, headers = {}, body }: Sent = {},
  ): Promise<LightMyRequestResponse> {
    const own: Record<string, string> = {
      'x-linli': '1',
      ...(role ? { cookie: cookies[role] ?? '' } : {}),
      ...(key ? { 'idempotency-key': newId() } : {}),
      ...headers,
    }
    const payload = method === 'GET' || method === 'DELETE' ? {} : { payload: JSON.stringify(body ?? {}) }
    if (!('content-type' in own) && 'payload' in payload) own['content-type'] = 'application/json'
    return app.inject({ method: method as NonNullable<InjectOptions['method']>, url, headers: own, ...payload })
  }

  /** RFC 9457, with our code, the fields at fault and a sentence for the reader. */
  function assertProblem(response: LightMyRequestResponse, code: string, where = ''): void {
    const problem = response.json() as { type: string; title: string; status: number; code: string; fields: unknown[]; details: object }
    assert.equal(problem.code, code, `${where}: ${response.body}`)
    assert.equal(response.statusCode, problemStatus[code as keyof typeof problemStatus], where)
    assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
    assert.equal(response.headers['cache-control'], 'no-store')
    assert.deepEqual([problem.type, problem.status], [`urn:linli:problem:${code}`, response.statusCode])
    assert.ok(
      problem.title.length > 5 && !problem.title.includes('{') && Array.isArray(problem.fields) && typeof problem.details === 'object',
    )
  }

  const operations = listOperations()
  const urlOf = (operation: Operation, street = STREET, hole = '01a20000-0000-7000-8000-000000000000') =>
    routeOf(operation)
      .replace(':street', String(street))
      .replace(/:(\w+)/g, (_, name: string) => (name === 'region' ? String(COMMUNITY) : name === 'sheet' ? '1' : hole))

  test('without a session every operation is 401', async () => {
    for (const operation of operations)
      assertProblem(await send(operation.contract.method, urlOf(operation), { role: '' }), 'access.sign-in-needed', operation.contract.name)
  })

  test('with a session of a post that lacks its right every operation is 403, in words that name no right', async () => {
    for (const operation of operations) {
      const without = Object.keys(roles).find(
        (role) => operation.may !== 'signed-in' && operation.may !== 'open' && !rightsOf(role).has(operation.may),
      )
      if (!without) continue
      const response = await send(operation.contract.method, urlOf(operation), { role: without, body: validInputOf(operation) })
      // What is wrong with the input may be told first: it depends on nothing that is stored.
      if (response.statusCode === 400) continue
      assertProblem(response, 'access.forbidden', operation.contract.name)
    }
  })

  /** Not a whole valid input for every contract; enough of them take an empty one. */
  const validInputOf = (operation: Operation) => (operation.contract.name === 'household.search' ? { text: '王' } : {})

  test('another street than that of the post is 403, whatever its form', async () => {
    for (const operation of operations)
      assertProblem(await send(operation.contract.method, urlOf(operation, 370683002)), 'access.forbidden', operation.contract.name)
    for (const street of ['0', '-1', 'x', '1e9', '370683001.5', '99999999999999999999'])
      assertProblem(await send('GET', `/api/v1/s/${street}/communities`), 'access.forbidden', street)
  })

  test('every action needs a key of its own', async () => {
    for (const operation of operations.filter(({ kind }) => kind === 'action'))
      assertProblem(
        await send(operation.contract.method, urlOf(operation), { key: false }),
        'idempotency.key-missing',
        operation.contract.name,
      )
    for (const key of ['short', 'with space in it', `${'x'.repeat(65)}`])
      assertProblem(
        await send('POST', `${base}/communities/${COMMUNITY}/estates`, { headers: { 'idempotency-key': key } }),
        'idempotency.key-missing',
      )
  })

  test('a change from another site’s page is refused: the header is missing', async () => {
    const response = await app.inject({
      method: 'POST',
      url: `${base}/communities/${COMMUNITY}/estates`,
      headers: { cookie: cookies.street!, 'idempotency-key': newId(), 'content-type': 'application/json' },
      payload: '{}',
    })
    assertProblem(response, 'access.forbidden')
    assertProblem(
      await app.inject({ method: 'POST', url: '/api/v1/session', payload: { name: 'street', password: PASSWORD } }),
      'access.forbidden',
    )
  })

  test('the cookie is out of reach of scripts and other sites', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'x-linli': '1' },
      payload: { name: 'street', password: PASSWORD },
    })
    assert.match(String(response.headers['set-cookie']), /^linli=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('the same action with the same key is done once and says so; another input under it is 409', async () => {
    const url = `${base}/communities/${COMMUNITY}/estates`
    const key = { 'idempotency-key': newId() }
    const first = await send('POST', url, { headers: key, body: { kind: 'estate', name: '安平里' } })
    const again = await send('POST', url, { headers: key, body: { kind: 'estate', name: '安平里' } })
    assert.deepEqual(
      [first.statusCode, first.headers['idempotency-replayed'], again.statusCode, again.headers['idempotency-replayed']],
      [200, undefined, 200, 'true'],
    )
    assert.deepEqual(again.json().data, first.json().data)
    assertProblem(await send('POST', url, { headers: key, body: { kind: 'estate', name: '长乐里' } }), 'idempotency.mismatch')
  })

  test('a try-out answers and leaves nothing', async () => {
    const url = `${base}/communities/${COMMUNITY}/estates`
    const tried = await send('POST', url, { headers: { 'linli-dry-run': '1' }, body: { kind: 'estate', name: '永丰里' } })
    assert.equal(tried.statusCode, 200)
    assert.equal((await send('POST', url, { body: { kind: 'estate', name: '永丰里' } })).statusCode, 200)
  })

  test('what is about nobody may be kept and asked for again by its tag; what is about people may not', async () => {
    const first = await send('GET', `${base}/elements`)
    assert.equal(first.headers['cache-control'], 'private, no-cache')
    const tag = String(first.headers.etag)
    const again = await send('GET', `${base}/elements`, { headers: { 'if-none-match': tag } })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
    const search = await send('POST', `${base}/search`, { body: { text: '王' } })
    assert.deepEqual([search.statusCode, search.headers['cache-control'], search.headers.etag], [200, 'no-store', undefined])
  })

  test('every reply says how much is left; beyond it, how long to wait', async () => {
    const limited = await buildApp({ ...shape, metrics: makeMetrics(), limits: { requests: 8, tries: 3 } })
    const ask = (url: string, from: { remoteAddress?: string; cookie?: string } = {}) =>
      limited.inject({ url, remoteAddress: from.remoteAddress ?? '10.9.8.1', headers: from.cookie ? { cookie: from.cookie } : {} })
    const statuses = async (times: number, one: (at: number) => Promise<LightMyRequestResponse>) =>
      (await Promise.all(Array.from({ length: times }, (_, at) => one(at)))).map(({ statusCode }) => statusCode).sort()
    try {
      const { headers } = await ask(`${base}/elements`, { cookie: cookies.street! })
      assert.deepEqual([headers['ratelimit-limit'], headers['ratelimit-remaining']], ['8', '7'])
      assert.ok(Number(headers['ratelimit-reset']) > 0)
      const elements = () => ask(`${base}/elements`, { cookie: cookies.street! })
      for (let at = 0; at < 7; at += 1) assert.equal((await elements()).statusCode, 200)
      const refused = await elements()
      assertProblem(refused, 'rate.limited')
      assert.ok(Number(refused.headers['retry-after']) > 0)
      assert.equal((await ask(`${base}/elements`, { cookie: cookies.clerk! })).statusCode, 200, 'another login has its own')
      assert.equal((await ask('/api/v1/health', { remoteAddress: '10.9.8.2' })).statusCode, 200)
      const madeUp = (at: number) => ask(`${base}/elements`, { remoteAddress: '10.9.8.3', cookie: `linli=${String(at).padStart(43, 'x')}` })
      const through = (await statuses(30, madeUp)).filter((status) => status !== 429)
      assert.ok(through.length <= 8 && through.every((status) => status === 401), 'a made-up cookie buys nothing, side by side neither')
      const guess = (at: number) =>
        limited.inject({
          method: 'POST',
          url: '/api/v1/session',
          headers: { 'x-linli': '1', cookie: at % 2 ? cookies.clerk! : `linli=${at}` },
          payload: { name: `somebody${at}`, password: 'wrong' },
          remoteAddress: '10.9.8.4',
        })
      const guesses: number[] = []
      for (let at = 0; at < 5; at += 1) guesses.push((await guess(at)).statusCode)
      assert.deepEqual(guesses, [401, 401, 401, 429, 429], 'tries count by address')
    } finally {
      await limited.close()
    }
  })

  test('what is not there, not JSON, too large or of an unknown kind is refused by name', async () => {
    assertProblem(await send('GET', '/api/v1/nothing'), 'route.unknown')
    assertProblem(await send('GET', `${base}/nothing`), 'route.unknown')
    assertProblem(
      await app.inject({
        method: 'POST',
        url: `${base}/search`,
        headers: { 'x-linli': '1', cookie: cookies.street!, 'content-type': 'application/json' },
        payload: '{"text":',
      }),
      'input.invalid',
    )
    assertProblem(await send('POST', `${base}/search`, { body: [1, 2] }), 'input.invalid')
    assertProblem(await send('POST', `${base}/search`, { headers: { 'content-type': 'text/x-unknown' }, body: 'x' }), 'media.unsupported')
    assertProblem(await send('POST', `${base}/search`, { body: { text: 'x'.repeat(2_000_000) } }), 'input.too-large')
    const english = await send('GET', '/api/v1/nothing', { headers: { 'accept-language': 'en-GB' } })
    assert.match(english.json().title, /no such page/)
  })

  test('pages may not be framed, guessed at or told to others; metrics and health say nothing of people', async () => {
    const { headers } = await send('GET', '/api/v1/health')
    assert.deepEqual(
      [headers['x-content-type-options'], headers['x-frame-options'], headers['referrer-policy']],
      ['nosniff', 'DENY', 'same-origin'],
    )
    assert.match(String(headers['content-security-policy']), /default-src 'self'/)
    assert.deepEqual((await app.inject({ url: '/api/v1/health' })).json(), { alive: true })
    assertProblem(await app.inject({ url: '/metrics', remoteAddress: '10.9.8.7' }), 'route.unknown')
    const metrics = await app.inject({ url: '/metrics' })
    assert.match(metrics.body, /linli_request_seconds_bucket\{.*operation="element.list"/)
    assert.doesNotMatch(metrics.body, /安平里|370683001/)
  })

  test('only files named by their content are kept for ever; the page, its list and what is not there are asked for each time', async () => {
    const webFolder = join(folder, 'web')
    await mkdir(join(webFolder, 'assets'), { recursive: true })
    for (const name of ['index.html', 'manifest.json', 'assets/desk-ckMYdacF.js', 'assets/mark.svg'])
      await writeFile(join(webFolder, name), name)
    const faces = await buildApp({ ...shape, metrics: makeMetrics(), webFolder })
    try {
      const kept = async (url: string) => {
        const { statusCode, headers } = await faces.inject({ url })
        return `${statusCode} ${headers['cache-control']}`
      }
      assert.equal(await kept('/assets/desk-ckMYdacF.js'), '200 public, max-age=31536000, immutable')
      for (const url of ['/index.html', '/manifest.json', '/assets/mark.svg', '/desk', '/desk/people/1'])
        assert.equal(await kept(url), '200 no-cache', url)
      assert.equal(await kept('/assets/desk-00000000.js'), '404 no-store')
      assert.match(await kept('/assets/../../master.key'), /^(404|200 no-cache)/)
      assert.doesNotMatch((await faces.inject({ url: '/assets/%2e%2e/%2e%2e/master.key' })).body, /^[0-9a-f]{64}/)
    } finally {
      await faces.close()
    }
  })

  test('the private way is not open to somebody who only says so', async () => {
    assertProblem(await app.inject({ url: `${base}/communities`, headers: { 'linli-as': 'street' } }), 'access.sign-in-needed')
  })

  test('the reference names every operation', async () => {
    const reference = (await app.inject({ url: '/api/openapi.json' })).json() as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string }>>
    }
    assert.match(reference.openapi, /^3\.1/)
    const named = new Set(Object.values(reference.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId)))
    assert.deepEqual(
      operations.filter(({ contract }) => !named.has(contract.name)).map(({ contract }) => contract.name),
      [],
    )
  })
})
