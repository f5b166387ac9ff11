/**
 * REST over the operations: one route for each contract, all through `enter()`. The command line comes in by a private socket
 * as `Linli-As: <login>`; whoever may open that socket already owns the machine.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Convert } from 'typebox/value'
import { Problem } from '#base/problem.ts'
import { clip } from '#base/values/clip.ts'
import type { Actor } from '../access/actor.ts'
import { COOKIE, type Held, type Sessions } from '../access/sessions.ts'
import type { Operation } from './action.ts'
import { enter } from './door.ts'
import type { House } from './house.ts'
import { closeSchema, hasRefusedCharacters } from './input.ts'

export const API = '/api/v1'

/** Marks requests of the private socket; set by the server, never by a client. */
export const privateRequests = new WeakSet<object>()

export function routeOf({ contract }: Operation): string {
  const path = contract.path.replace(/\{(\w+)\}/g, ':$1')
  return contract.scope === 'street' ? `${API}/s/:street${path}` : `${API}${path}`
}

export function addRoutes(app: FastifyInstance, house: House, sessions: Sessions, operations: Operation[]): void {
  for (const operation of operations) {
    const { contract } = operation
    app.route({
      method: contract.method,
      url: routeOf(operation),
      schema: schemaOf(operation),
      handler: async (request, reply) => {
        const { actor, street } = await actorOfRequest(request, sessions)
        const input = inputOf(request, operation)
        const result = await enter(house, operation, {
          street,
          actor,
          input,
          ...headersOf(request, operation),
        })
        return send(reply, operation, { data: result.data, may: result.may }, result.replayed)
      },
    })
  }
}

/** The session of a request, or the login named on the private socket. */
export async function heldBy(request: FastifyRequest, sessions: Sessions): Promise<Held> {
  const token = request.cookies[COOKIE]
  const held = token ? await sessions.find(token) : undefined
  if (held?.stage !== 'full') throw new Problem('access.sign-in-needed')
  if (request.method !== 'GET' && request.headers['x-linli'] !== '1') throw new Problem('access.forbidden', { right: 'x-linli' })
  return held
}

export async function actorOfRequest(request: FastifyRequest, sessions: Sessions): Promise<{ actor: Actor; street: number }> {
  const street = Number((request.params as { street?: string }).street)
  if (privateRequests.has(request.raw)) {
    const actor = await sessions.actorByName(
      decodeURIComponent(String(request.headers['linli-as'] ?? '')),
      Number.isSafeInteger(street) && street > 0 ? street : undefined,
    )
    return { actor, street: street || actor.street }
  }
  const { actor, kind } = await heldBy(request, sessions)
  if (!actor) throw new Problem(kind === 'staff' ? 'access.post-ended' : 'access.not-yours')
  if (!Number.isSafeInteger(street) || street !== actor.street)
    throw actor.resident ? new Problem('access.not-yours') : new Problem('access.forbidden', { right: 'street' })
  return { actor, street }
}

function inputOf(request: FastifyRequest, { contract }: Operation): unknown {
  const { street: _street, ...params } = request.params as Record<string, string>
  if (contract.method === 'GET' || contract.method === 'DELETE') {
    return Convert(contract.input, { ...(request.query as object), ...params })
  }
  const body = request.body === undefined ? {} : request.body
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/', say: 'input.type' }])
  // What stands in the path is text; a body says itself what is a number.
  return { ...body, ...(Convert(contract.input, params) as object) }
}

/** Idempotency-Key, If-Match, Linli-Reason (percent-encoded UTF-8) and Linli-Dry-Run. */
export function headersOf(
  request: FastifyRequest,
  operation: Operation,
): { key?: string; version?: number; reason?: string; dryRun?: boolean } {
  const key = request.headers['idempotency-key']
  const version = Number(String(request.headers['if-match'] ?? '').replaceAll('"', '') || Number.NaN)
  const reason = request.headers['linli-reason']
  if (operation.kind === 'action' && (typeof key !== 'string' || !/^[\w-]{8,64}$/.test(key))) throw new Problem('idempotency.key-missing')
  return {
    ...(typeof key === 'string' ? { key } : {}),
    ...(Number.isSafeInteger(version) ? { version } : {}),
    ...(typeof reason === 'string' ? { reason: decodeReason(reason) } : {}),
    ...(request.headers['linli-dry-run'] === '1' ? { dryRun: true } : {}),
  }
}

function decodeReason(encoded: string): string {
  let reason: string
  try {
    reason = clip(decodeURIComponent(encoded).trim(), 200)
  } catch {
    throw new Problem('input.invalid', { count: 1 }, [{ path: 'Linli-Reason', say: 'input.format' }])
  }
  if (hasRefusedCharacters(reason)) throw new Problem('input.invalid', { count: 1 }, [{ path: 'Linli-Reason', say: 'input.characters' }])
  return reason
}

function send(reply: FastifyReply, operation: Operation, body: unknown, replayed: boolean): FastifyReply {
  const text = JSON.stringify(body)
  reply.header('content-type', 'application/json; charset=utf-8')
  if (replayed) reply.header('idempotency-replayed', 'true')
  if (operation.kind === 'action' || operation.personal) return reply.header('cache-control', 'no-store').send(text)
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  reply.header('cache-control', 'private, no-cache').header('etag', tag)
  if (reply.request.headers['if-none-match'] === tag) return reply.code(304).send()
  return reply.send(text)
}

/** For the API reference only: the door itself checks the input. */
function schemaOf({ contract, kind, may }: Operation): Record<string, unknown> {
  const tag = contract.name.split('.')[0]!
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE'
  return {
    operationId: contract.name,
    tags: [tag],
    summary: contract.name,
    description: `${kind === 'action' ? 'Writes' : 'Reads'}. Right: ${may}.${kind === 'action' ? ' Send an Idempotency-Key.' : ''}`,
    ...(hasBody ? { body: closeSchema(contract.input) } : { querystring: closeSchema(contract.input) }),
    response: { 200: { type: 'object', properties: { data: contract.output, may: { type: 'array', items: { type: 'string' } } } } },
  }
}
