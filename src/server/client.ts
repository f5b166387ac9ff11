/** How a command speaks with the house: HTTP over the private socket, as a named login. Starts a house for its own duration when none runs. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Static, TSchema } from 'typebox'
import type { Contract, InputOf, OutputOf } from '#base/contract.ts'
import { Problem, type ProblemCode } from '#base/problem.ts'
import { databaseConfig } from '#kernel/db/connect.ts'
import type { Job } from '#kernel/jobs/contract.ts'
import { newId } from '#kernel/log/id.ts'
import { loadDemo } from './demo.ts'
import { socketPath } from './private-socket.ts'
import { serve } from './serve.ts'
import { startHouse } from './start-house.ts'

export type Client = {
  call: <I extends TSchema, O extends TSchema>(
    contract: Contract<I, O>,
    input: InputOf<Contract<I, O>>,
    more?: { reason?: string; version?: number },
  ) => Promise<OutputOf<Contract<I, O>>>
  /** Upload a file; returns its id. */
  send: (path: string) => Promise<string>
  /** Download a file by id. */
  fetch: (file: string, to: string) => Promise<void>
  /** Wait for a job, telling its progress; throws its Problem when it failed. */
  finish: (job: string, progress: (stage: string, done: number, total: number) => void) => Promise<Record<string, unknown>>
}

/** Run with a client as `login`; joins the house that runs on the folder, or brings one up and takes it down again. */
export async function withClient<T>(login: string, say: (line: string) => void, run: (client: Client) => Promise<T>): Promise<T> {
  const config = databaseConfig(process.env)
  const socket = socketPath(config.folder)
  if (await answers(socket)) return run(makeClient(socket, login))
  const running = await startHouse({ config: { ...config, onLost: leave }, say, work: true })
  try {
    await loadDemo(running, say)
    const served = await serve(running, undefined, '127.0.0.1')
    try {
      return await run(makeClient(socket, login))
    } finally {
      await served.stop()
    }
  } finally {
    await running.stop()
  }
}

/** The database of a house that was started for this command is lost for good. */
function leave(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath: socket, path: '/api/v1/health', timeout: 2000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    asked.on('error', () => resolve(false))
    asked.on('timeout', () => asked.destroy())
    asked.end()
  })
}

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: string | (() => NodeJS.ReadableStream) }

const PATIENCE_MS = 30_000

function makeClient(socket: string, login: string): Client {
  const askOnce = (sent: Sent): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { 'linli-as': encodeURIComponent(login), 'x-linli': '1', ...sent.headers }
      const asked = request({ socketPath: socket, method: sent.method, path: sent.path, headers }, resolve)
      asked.on('error', () => reject(new Problem('house.busy')))
      if (typeof sent.body === 'string' || sent.body === undefined) asked.end(sent.body)
      else pipeline(sent.body(), asked).catch(reject)
    })

  /** A house or a database that was killed is back in seconds: asked again under the same key, the work is done once. */
  const ask = async (sent: Sent): Promise<IncomingMessage> => {
    for (const until = Date.now() + PATIENCE_MS; ; await wait(1000)) {
      try {
        const response = await askOnce(sent)
        if (response.statusCode === 503) await readBody(response)
        return response
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'house.busy') || Date.now() > until) throw error
      }
    }
  }

  const call: Client['call'] = async (contract, input, more = {}) => {
    const { path, rest } = fillPath(contract, input as Record<string, unknown>)
    const query = contract.method === 'GET' || contract.method === 'DELETE'
    const headers: Record<string, string> = { 'idempotency-key': newId() }
    if (more.reason) headers['linli-reason'] = encodeURIComponent(more.reason)
    if (more.version !== undefined) headers['if-match'] = `"${more.version}"`
    if (!query) headers['content-type'] = 'application/json'
    const search = query && Object.keys(rest).length > 0 ? `?${new URLSearchParams(rest as Record<string, string>)}` : ''
    const response = await ask({
      method: contract.method,
      path: `/api/v1/s/0${path}${search}`,
      headers,
      ...(query ? {} : { body: JSON.stringify(rest) }),
    })
    return (await readBody(response)).data as never
  }

  return {
    call,
    send: async (path) => {
      const { size } = await stat(path)
      const response = await ask({
        method: 'POST',
        path: '/api/v1/s/0/files',
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': String(size),
          'idempotency-key': newId(),
          'linli-file-name': encodeURIComponent(basename(path)),
        },
        body: () => createReadStream(path),
      })
      return ((await readBody(response)).data as { file: string }).file
    },
    fetch: async (file, to) => {
      const response = await ask({ method: 'GET', path: `/api/v1/s/0/files/${file}` })
      if (response.statusCode !== 200) await readBody(response)
      try {
        await pipeline(response, createWriteStream(to, { mode: 0o600 }))
      } catch (error) {
        await rm(to, { force: true })
        throw error
      }
    },
    finish: async (id, progress) => {
      for (;;) {
        const response = await ask({ method: 'GET', path: `/api/v1/s/0/jobs/${id}` })
        const job = (await readBody(response)).data as Static<typeof Job>
        progress(job.stage, job.done, job.total)
        if (job.state === 'done') return job.result ?? {}
        if (job.state === 'failed' || job.state === 'cancelled')
          throw new Problem((job.problem?.code ?? 'job.cancelled') as ProblemCode, job.problem?.details)
        await wait(200)
      }
    },
  }
}

function fillPath(contract: Contract, input: Record<string, unknown>): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input }
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  return { path, rest }
}

async function readBody(response: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer)
  } catch {
    // The house went away in the middle of its answer.
    throw new Problem('house.busy')
  }
  const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>
  if (response.statusCode === 200) return body
  throw new Problem(body.code as ProblemCode, body.details as Record<string, string | number>, body.fields as Problem['fields'])
}
