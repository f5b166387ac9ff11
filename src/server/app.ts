/** The HTTP face of the house: routes from contracts, the session, files, static faces, API reference, health, metrics. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { Problem } from '#base/problem.ts'
import { addPhotoRoutes } from '#circles/management/appeals/own/http.ts'
import { addressOf } from '#kernel/access/address.ts'
import { addSessionRoutes } from '#kernel/access/http.ts'
import { COOKIE, type Sessions } from '#kernel/access/sessions.ts'
import type { House } from '#kernel/action/house.ts'
import { API, addRoutes, privateRequests } from '#kernel/action/http.ts'
import { addFileRoutes } from '#kernel/files/http.ts'
import { addBoardRoutes } from './board.ts'
import type { Metrics } from './metrics.ts'
import { homeOf, pageOf } from './pages.ts'
import { asProblem, sendProblem } from './problems.ts'
import type { Readiness } from './readiness.ts'

export type AppOptions = {
  house: House
  sessions: Sessions
  metrics: Metrics
  /** Folder of the built faces; without it only the API is served. */
  webFolder?: string
  ready: () => Promise<Readiness>
  version: string
  limits?: Limits
}

/** `requests` a minute of one login, or from one address without a session; `tries` to sign in a minute from one address. */
export type Limits = { requests: number; tries: number }

/** A clerk typing in a search box stays far below. The lock of a login stops guessing at one login, the tries stop guessing at many. */
const usualLimits: Limits = { requests: 1200, tries: 20 }

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { house, sessions, metrics, webFolder, ready, version, limits = usualLimits } = options
  const app = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 100 },
    ajv: { customOptions: { strict: false } },
  })
  // Shapes are checked at the door, once, for every way in; Fastify only routes.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error, (trace, thrown) =>
      house.log('error', 'request failed', { trace, operation: request.routeOptions.url, ...describeError(thrown) }),
    )
    return sendProblem(request, reply, problem)
  })
  app.setNotFoundHandler((request, reply) => {
    const page = pageOf(request.url)
    if (
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !request.url.startsWith('/assets/') &&
      webFolder &&
      existsSync(join(webFolder, page))
    )
      return reply.header('cache-control', 'no-cache').sendFile(page)
    return sendProblem(request, reply, new Problem('route.unknown'))
  })
  addHeaders(app)
  metrics.measure(app)

  await app.register(cookie)
  await app.register(compress, { threshold: 2048, encodings: ['gzip', 'deflate'] })
  await app.register(rateLimit, {
    max: limits.requests,
    timeWindow: 60_000,
    keyGenerator: (request) => countedAs(request, sessions),
    // A page's own parts cost nothing to give, and a page that lacks one is no page.
    allowList: (request) => privateRequests.has(request.raw) || request.url.startsWith('/assets/'),
    enableDraftSpec: true,
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Linli 邻里', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } } },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false, uiConfig: { docExpansion: 'list', deepLinking: true } })
  if (webFolder && existsSync(webFolder)) {
    await app.register(serveStatic, {
      root: webFolder,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
      index: false,
      preCompressed: true,
    })
  }

  addSessionRoutes(app, house, sessions, limits.tries)
  addFileRoutes(app, house, sessions)
  addPhotoRoutes(app, house, sessions)
  addBoardRoutes(app, house)
  addRoutes(app, house, sessions, [...house.operations.values()])
  app.get('/', (request, reply) => reply.header('vary', 'user-agent').redirect(homeOf(request.headers['user-agent'])))
  app.get(`${API}/health`, { schema: { hide: true } }, () => ({ alive: true }))
  app.get(`${API}/ready`, { schema: { hide: true } }, async (_request, reply) => {
    const state = await ready()
    if (!state.ready) reply.code(503).header('retry-after', '10')
    return reply.header('cache-control', 'no-store').send(state)
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!privateRequests.has(request.raw) && request.ip !== '127.0.0.1' && request.ip !== '::1') throw new Problem('route.unknown')
    return reply.header('content-type', metrics.contentType).send(await metrics.print())
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}

/** The name of an asset holds a hash of what is in it; everything else may be another thing tomorrow under the same name. */
function cachingOf(path: string): string {
  return /[/\\]assets[/\\][^/\\]+-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** Only a session that exists has a count of its own: a made-up cookie counts for its address. */
async function countedAs(request: FastifyRequest, sessions: Sessions): Promise<string> {
  const token = request.cookies[COOKIE]
  const held = token && request.url.startsWith('/api/') ? await sessions.find(token) : undefined
  return held?.stage === 'full' ? `login ${held.login}` : addressOf(request.ip)
}

function addHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin').header('x-frame-options', 'DENY')
    if (!request.url.startsWith('/api/docs') && !reply.hasHeader('content-security-policy')) {
      reply.header(
        'content-security-policy',
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      )
    }
    return payload
  })
}

/** What may be logged of a failure: kinds and places in the code, never the message of a database, which can carry values. */
export function describeError(error: unknown): Record<string, string> {
  const thrown = error as Error & { code?: string; table_name?: string; constraint_name?: string }
  const frames = (thrown.stack ?? '')
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, 6)
    .join(' | ')
  return {
    kind: thrown.name ?? 'unknown',
    code: thrown.code ?? '',
    table: thrown.table_name ?? '',
    constraint: thrown.constraint_name ?? '',
    said: thrown.code ? '' : (thrown.message ?? ''),
    frames,
  }
}
