/** The keep of a phone in a real browser, with a house that answers as it must and loses what networks lose. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type * as idempotency from '#kit/idempotency.ts'
import type * as canKeep from '#kit/outbox/can-keep.ts'
import type * as courier from '#kit/outbox/courier.ts'
import type * as keep from '#kit/outbox/keep.ts'
import type * as lock from '#kit/outbox/lock.ts'
import type * as rules from '#kit/outbox/rules.ts'
import type { Answer, Item } from '#kit/outbox/shapes.ts'
import type * as shelf from '#kit/outbox/shelf.ts'
import type * as sync from '#kit/outbox/sync.ts'
import type * as refusal from '#kit/refusal.ts'

/** What the page below `/` has as `outbox`. */
export type Outbox = typeof canKeep &
  typeof courier &
  typeof keep &
  typeof lock &
  typeof rules &
  typeof shelf &
  typeof sync &
  typeof idempotency &
  typeof refusal

/** One fault for each request that comes, in this order; afterwards none. */
export type Fault =
  /** Everything was done and the reply is lost. */
  | 'reply-lost'
  /** The first half was done, then the line broke. */
  | 'half-then-lost'
  /** It never arrived. */
  | 'lost'
  /** Only the first half was answered. */
  | 'half-answered'
  | 'busy'

export type TestHouse = {
  origin: string
  /** Ids in the order in which they were first taken in. */
  taken: string[]
  items: Map<string, Item>
  faults: Fault[]
  /** How an item is answered; accepted by default. */
  judge: (item: Item) => Answer | undefined
  requests: number
  /** What was answered so far is asked anew, as a house that never kept what it refused. */
  forget: () => void
  close: () => Promise<void>
}

const parts = [
  'outbox/can-keep',
  'outbox/courier',
  'outbox/keep',
  'outbox/lock',
  'outbox/rules',
  'outbox/shelf',
  'outbox/sync',
  'idempotency',
  'refusal',
]

export async function openTestHouse(): Promise<TestHouse> {
  const script = await bundleOutbox()
  const answers = new Map<string, Answer>()
  const house: TestHouse = {
    origin: '',
    taken: [],
    items: new Map(),
    faults: [],
    judge: () => undefined,
    requests: 0,
    forget: () => answers.clear(),
    close: async () => undefined,
  }
  /** As an action does: what its id has done is answered again, and not done again. */
  const take = (item: Item): Answer => {
    const known = answers.get(item.id)
    if (known) return known
    const answer = house.judge(item) ?? { id: item.id, outcome: 'accepted' as const }
    answers.set(item.id, answer)
    house.items.set(item.id, item)
    house.taken.push(item.id)
    return answer
  }
  const answerSync = (items: Item[], response: ServerResponse): void => {
    house.requests += 1
    const fault = house.faults.shift()
    const half = Math.ceil(items.length / 2)
    if (fault === 'lost') breakOff(response)
    else if (fault === 'busy') refuse(response, 503, 'house.busy')
    // The schema of the request is one for all: what no shape allows spoils the whole of it.
    else if (items.some(({ kind }) => kind === 'malformed')) refuse(response, 400, 'input.invalid')
    else {
      const done = items.slice(0, fault === 'half-then-lost' || fault === 'half-answered' ? half : items.length).map(take)
      if (fault === 'reply-lost' || fault === 'half-then-lost') breakOff(response)
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(done))
    }
  }
  const server = createServer((request, response) => {
    if (request.url === '/outbox.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      return
    }
    if (request.method !== 'POST') {
      const page = '<!doctype html><meta charset="utf-8"><title>keep</title><script src="/outbox.js"></script>'
      response.writeHead(200, { 'content-type': 'text/html' }).end(page)
      return
    }
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => answerSync((JSON.parse(body) as { items: Item[] }).items, response))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  house.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  house.close = () =>
    new Promise((closed) => {
      server.closeAllConnections()
      server.close(() => closed())
    })
  return house
}

/** In the middle of the reply: where nothing has come back yet, a browser sends it again by itself. */
function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
  response.write('[', () => response.destroy())
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code, status }))
}

/** A script that lays `outbox` on the window. */
export async function bundleOutbox(): Promise<string> {
  const kit = fileURLToPath(new URL('../src/kit/', import.meta.url))
  const { outputFiles } = await build({
    stdin: { contents: parts.map((part) => `export * from './${part}.ts'`).join('\n'), resolveDir: kit, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'outbox',
    target: 'chrome86',
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}
