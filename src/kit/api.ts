/**
 * Asking the house from the browser. `call(contract, input)` is typed by the contract; the bundle holds only its name, method, path and scope.
 * A write carries an Idempotency-Key, so that losing the network and asking again does the work once.
 */
import type { Contract, InputOf, OutputOf } from '#base/contract.ts'
import { newKey } from './idempotency.ts'
import { Refusal, refusalFrom } from './refusal.ts'

/** What a request needs of a contract. */
export type Door = Pick<Contract, 'name' | 'method' | 'path' | 'scope'>

/** `may`: the rights of the post in use, so that no screen derives them. `etag`: hand it back as `ifMatch` to change what was read. */
export type Reply<T> = { data: T; may: string[]; etag: string | undefined }

export type CallOptions = {
  signal?: AbortSignal
  /** Of an intent that was begun earlier (an open form keeps one until it succeeds). New by default. */
  key?: string
  ifMatch?: string
  /** Why something protected is opened, in the reader's own words. */
  reason?: string
  /** Ask what would happen, change nothing. */
  dryRun?: boolean
  /** Another street than the one of the post in use. */
  street?: number
  /** Waits in ms before each new try after the network was lost. Default 0.5 s, 1.5 s, 4 s; `[]` = once only. */
  waits?: readonly number[]
  /** Give up on one try after so many ms. Default 30 s. */
  limit?: number
}

type Setting = { origin: string; street: number | undefined; language: string }
const setting: Setting = { origin: '', street: undefined, language: 'zh' }

/** Set by the shell when a session or a language is known. `origin` is empty in a browser: Linli asks nobody but the house that served it. */
export function setApi(change: Partial<Setting>): void {
  Object.assign(setting, change)
}

export type ApiEvent = 'sign-in-needed' | 'unreachable' | 'reached'
const listeners: Record<ApiEvent, Set<() => void>> = { 'sign-in-needed': new Set(), unreachable: new Set(), reached: new Set() }

/** Hear what concerns the whole face, not one screen. Returns the way to stop. */
export function onApi(event: ApiEvent, heard: () => void): () => void {
  listeners[event].add(heard)
  return () => {
    listeners[event].delete(heard)
  }
}

export function emitApi(event: ApiEvent): void {
  for (const heard of [...listeners[event]]) heard()
}

const defaultWaits = [500, 1500, 4000] as const
const defaultLimit = 30_000

/**
 * @throws Refusal with the problem's code and fields; `way.unreachable` after the last try; an AbortError when `signal` ended it.
 */
export async function call<C extends Contract>(
  contract: C | (Door & { readonly shape?: C }),
  input: InputOf<C>,
  options: CallOptions = {},
): Promise<Reply<OutputOf<C>>> {
  const { url, rest } = addressOf(contract, input as Record<string, unknown>, options.street)
  const { carries } = kindOf(contract)
  const request: RequestInit = {
    method: contract.method,
    credentials: 'same-origin',
    headers: headersFor(contract, options),
  }
  if (carries) request.body = JSON.stringify(rest)
  const { response, text } = await send(carries ? url : withQuery(url, rest), request, options)
  if (!response.ok) throw refuse(response.status, text)
  return readReply<OutputOf<C>>(text, response.headers.get('etag') ?? undefined)
}

/** Reply of the house from its text. The routes of the session stand before any post and answer bare. */
export function readReply<T>(text: string, etag: string | undefined): Reply<T> {
  const body = JSON.parse(text || '{}') as { data?: T; may?: string[] }
  return { data: 'data' in body ? (body.data as T) : (body as T), may: body.may ?? [], etag }
}

/** Deleting writes, but what it is about stands in the address, as with reading. */
export function kindOf({ method }: Door): { writes: boolean; carries: boolean } {
  return { writes: method !== 'GET', carries: method !== 'GET' && method !== 'DELETE' }
}

/** A refusal by the house; a lost session is also told to the shell. */
export function refuse(status: number, text: string): Refusal {
  const refusal = refusalFrom(status, text)
  if (refusal.code === 'access.sign-in-needed') emitApi('sign-in-needed')
  return refusal
}

/** `X-Linli` cannot be sent by another site's form: it is what keeps the session's cookie from being used by one. */
export function headersFor(door: Door, options: Pick<CallOptions, 'key' | 'ifMatch' | 'reason' | 'dryRun'>): Record<string, string> {
  const { writes, carries } = kindOf(door)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': setting.language, 'x-linli': '1' }
  if (carries) headers['content-type'] = 'application/json'
  if (writes) headers['idempotency-key'] = options.key ?? newKey()
  if (options.ifMatch) headers['if-match'] = options.ifMatch
  // Header values are Latin letters only, reasons are mostly not.
  if (options.reason) headers['linli-reason'] = encodeURIComponent(options.reason)
  if (options.dryRun) headers['linli-dry-run'] = '1'
  return headers
}

/** Address of a call, and what of its input is not already in the path. */
export function addressOf(
  door: Door,
  input: Record<string, unknown>,
  street = setting.street,
): { url: string; rest: Record<string, unknown> } {
  if (door.scope === 'street' && street === undefined) throw new Error(`${door.name} needs a street`)
  const rest = { ...input }
  const path = door.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    if (value === undefined || value === null || value === '') throw new Error(`${door.name} needs ${name}`)
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  const root = door.scope === 'street' ? `/api/v1/s/${street}` : '/api/v1'
  return { url: `${setting.origin}${root}${path}`, rest }
}

export function withQuery(url: string, rest: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `${url}?${text}` : url
}

type Answer = { response: Response; text: string }

/** Send, and send again while the house cannot be reached. Safe for writes: they carry the same key each time. */
async function send(
  url: string,
  request: RequestInit,
  { signal, waits = defaultWaits, limit = defaultLimit }: CallOptions,
): Promise<Answer> {
  for (let tried = 0; ; tried++) {
    const outcome = await tryOnce(url, request, signal, limit)
    if (!(outcome instanceof Refusal)) {
      emitApi('reached')
      return outcome
    }
    emitApi('unreachable')
    const wait = waits[tried]
    if (wait === undefined) throw outcome
    await pause(wait, signal)
  }
}

async function tryOnce(url: string, request: RequestInit, signal: AbortSignal | undefined, limit: number): Promise<Answer | Refusal> {
  const ours = new AbortController()
  const follow = () => ours.abort()
  if (signal?.aborted) throw abortError()
  signal?.addEventListener('abort', follow)
  const timer = setTimeout(follow, limit)
  try {
    const response = await fetch(url, { ...request, signal: ours.signal })
    if (isGateway(response)) return new Refusal('way.unreachable', response.status)
    return { response, text: await response.text() }
  } catch {
    if (signal?.aborted) throw abortError()
    return new Refusal(ours.signal.aborted ? 'way.timed-out' : 'way.unreachable', 0)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', follow)
  }
}

/** A proxy's own 502, 503 or 504; when the house itself says 503 it says so in a problem, which is an answer. */
function isGateway(response: Response): boolean {
  const type = response.headers.get('content-type') ?? ''
  return [502, 503, 504].includes(response.status) && !type.includes('application/problem+json')
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      done()
    }, ms)
    const stop = () => {
      clearTimeout(timer)
      fail(abortError())
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}

export function abortError(): DOMException {
  return new DOMException('ended by the reader', 'AbortError')
}
