/** Against a real server on loopback that speaks the wire as the house does, and that can drop the line. */
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import Type from 'typebox'
import { contract } from '#base/contract.ts'
import { call, onApi, setApi } from './api.ts'
import { newKey } from './idempotency.ts'
import type { Refusal } from './refusal.ts'
import { fileNameOf } from './transfer.ts'

const searchPeople = contract('people.search', 'POST /people/search', {
  input: Type.Object({ text: Type.String() }),
  output: Type.Object({ found: Type.Integer() }),
})
const readDoor = contract('places.read-door', 'GET /doors/{id}', {
  input: Type.Object({ id: Type.String(), fields: Type.Optional(Type.Array(Type.String())) }),
  output: Type.Object({ no: Type.String() }),
})
const signIn = contract('access.sign-in', 'POST /session', {
  scope: 'house',
  input: Type.Object({ name: Type.String() }),
  output: Type.Object({}),
})

const signOut = contract('session.sign-out', 'DELETE /session', { scope: 'house', input: Type.Object({}), output: Type.Object({}) })

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string }
let server: Server
let seen: Seen[] = []
let answers: ((response: ServerResponse) => void)[] = []

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body))
  }
const drop = (response: ServerResponse) => response.destroy()
const proxy = (response: ServerResponse) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')

before(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body })
      const answer = answers.shift() ?? json(200, { data: {}, may: [] })
      answer(response)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  setApi({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, street: 370683001 })
})
after(() => server.close())
beforeEach(() => {
  seen = []
  answers = []
})

const soon = { waits: [5, 5, 5] }

test('the street stands in the path, the input in the body, key and token in the head', async () => {
  answers = [json(200, { data: { found: 3 }, may: ['people.read'] }, { etag: '"7"' })]
  const reply = await call(searchPeople, { text: '王' })
  assert.deepEqual(reply, { data: { found: 3 }, may: ['people.read'], etag: '"7"' })
  assert.equal(seen[0]!.url, '/api/v1/s/370683001/people/search')
  assert.equal(seen[0]!.body, '{"text":"王"}')
  assert.match(String(seen[0]!.headers['idempotency-key']), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(seen[0]!.headers['x-linli'], '1')
})

test('a read puts its id in the path, the rest in the query, and carries no key', async () => {
  await call(readDoor, { id: 'a/b', fields: ['x', 'y'] })
  assert.equal(seen[0]!.url, '/api/v1/s/370683001/doors/a%2Fb?fields=x&fields=y')
  assert.equal(seen[0]!.headers['idempotency-key'], undefined)
  assert.equal(seen[0]!.body, '')
})

test('deleting carries no body; the session answers bare', async () => {
  answers = [json(200, { name: '陈晓燕', posts: [], may: ['people.read'] })]
  const reply = await call(signOut, {})
  assert.equal(seen[0]!.body, '')
  assert.equal(seen[0]!.headers['content-type'], undefined)
  assert.match(String(seen[0]!.headers['idempotency-key']), /^[0-9a-f-]{36}$/)
  assert.deepEqual(reply.data, { name: '陈晓燕', posts: [], may: ['people.read'] })
  assert.deepEqual(reply.may, ['people.read'])
})

test('a contract of the house has no street; version, reason and trial run go along', async () => {
  await call(signIn, { name: 'chen' }, { ifMatch: '"7"', reason: '入户走访', dryRun: true })
  assert.equal(seen[0]!.url, '/api/v1/session')
  assert.equal(seen[0]!.headers['if-match'], '"7"')
  assert.equal(decodeURIComponent(String(seen[0]!.headers['linli-reason'])), '入户走访')
  assert.equal(seen[0]!.headers['linli-dry-run'], '1')
})

test('a write over a lost line is tried again with the same key, and the shell hears both', async () => {
  const heard: string[] = []
  const stops = [onApi('unreachable', () => heard.push('unreachable')), onApi('reached', () => heard.push('reached'))]
  answers = [drop, proxy, json(200, { data: { found: 1 }, may: [] })]
  const reply = await call(searchPeople, { text: '李' }, soon)
  for (const stop of stops) stop()
  assert.equal(reply.data.found, 1)
  assert.equal(seen.length, 3)
  assert.equal(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size, 1)
  assert.deepEqual(heard, ['unreachable', 'unreachable', 'reached'])
})

test('a line lost in the middle of the answer is a lost line', async () => {
  answers = [
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"data":', () => response.destroy())
    },
    json(200, { data: { found: 2 }, may: [] }),
  ]
  assert.equal((await call(searchPeople, { text: '李' }, soon)).data.found, 2)
})

test('after the last try the refusal says that the house was not reached', async () => {
  answers = [drop, drop, drop, drop]
  await assert.rejects(call(searchPeople, { text: '李' }, soon), (error: Refusal) => error.code === 'way.unreachable' && error.status === 0)
  assert.equal(seen.length, 4)
})

test('a problem of the house is not tried again; its code and fields arrive', async () => {
  const fields = [{ path: '/text', say: 'input.minLength' }]
  answers = [json(400, { code: 'input.invalid', status: 400, details: { count: 1 }, fields })]
  await assert.rejects(call(searchPeople, { text: '' }, soon), (error: Refusal) => {
    assert.equal(error.code, 'input.invalid')
    assert.deepEqual(error.fields, fields)
    assert.deepEqual(error.details, { count: 1 })
    return true
  })
  answers = [json(503, { code: 'house.busy', status: 503 })]
  await assert.rejects(call(searchPeople, { text: 'x' }, soon), (error: Refusal) => error.code === 'house.busy')
  assert.equal(seen.length, 2)
})

test('a lost session is told to the shell', async () => {
  let told = 0
  const stop = onApi('sign-in-needed', () => told++)
  answers = [json(401, { code: 'access.sign-in-needed', status: 401 }), json(401, { code: 'access.sign-in-failed', status: 401 })]
  await assert.rejects(call(searchPeople, { text: 'x' }))
  await assert.rejects(call(searchPeople, { text: 'x' }))
  stop()
  assert.equal(told, 1)
})

test('the reader may end it, before, during and between tries', async () => {
  const ended = new AbortController()
  ended.abort()
  await assert.rejects(call(searchPeople, { text: 'x' }, { signal: ended.signal }), { name: 'AbortError' })
  assert.equal(seen.length, 0)
  const during = new AbortController()
  answers = [() => during.abort()]
  await assert.rejects(call(searchPeople, { text: 'x' }, { signal: during.signal }), { name: 'AbortError' })
  const between = new AbortController()
  answers = [drop]
  setTimeout(() => between.abort(), 30)
  await assert.rejects(call(searchPeople, { text: 'x' }, { signal: between.signal, waits: [60_000] }), { name: 'AbortError' })
})

test('a silent house is given up on', async () => {
  answers = [() => undefined]
  await assert.rejects(call(searchPeople, { text: 'x' }, { limit: 30, waits: [] }), (error: Refusal) => error.code === 'way.timed-out')
})

test('an answer that is not ours is said to be not understood', async () => {
  answers = [(response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<html>')]
  await assert.rejects(call(searchPeople, { text: 'x' }), (error: Refusal) => error.code === 'way.not-understood' && error.status === 403)
})

test('keys do not repeat', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, newKey)).size, 1000)
})

test('file names: the Chinese one first, never a path', () => {
  assert.equal(fileNameOf(`attachment; filename="a.xlsx"; filename*=UTF-8''%E4%BA%BA%E5%91%98.xlsx`), '人员.xlsx')
  assert.equal(fileNameOf('attachment; filename="../a.xlsx"'), '.._a.xlsx')
  assert.equal(fileNameOf("attachment; filename*=utf-8''%E4%ZZ"), undefined)
  assert.equal(fileNameOf('inline'), undefined)
})
