/** Routes of the session. They stand before any street is known, so they do not pass the door of a street. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Contract, InputOf, OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import type { House } from '../action/house.ts'
import { API, heldBy } from '../action/http.ts'
import { parseInput } from '../action/input.ts'
import { addressOf } from './address.ts'
import * as contracts from './contract.ts'
import { accountOf, keyOfDevice } from './device.ts'
import { listStreets } from './forgets.ts'
import { listPhoneStreets } from './phone-queries.ts'
import { sendPhoneCode } from './phones.ts'
import type { From, PostRow } from './queries.ts'
import { COOKIE, type Held, type Sessions } from './sessions.ts'

/** @param tries to sign in, a minute from one address, whatever cookie comes with them */
export function addSessionRoutes(app: FastifyInstance, house: House, sessions: Sessions, tries: number): void {
  const cookie = (request: FastifyRequest) => ({
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: request.protocol === 'https',
  })
  const route = <I extends TSchema, O extends TSchema>(
    contract: Contract<I, O>,
    run: (request: FastifyRequest, reply: FastifyReply, input: InputOf<Contract<I, O>>) => Promise<OutputOf<Contract<I, O>>>,
    most?: number,
  ) =>
    app.route({
      method: contract.method,
      url: `${API}${contract.path}`,
      schema: { operationId: contract.name, tags: ['session'], summary: contract.name, response: { 200: contract.output } } as Record<
        string,
        unknown
      >,
      config: most ? { rateLimit: { max: most, timeWindow: 60_000, keyGenerator: ({ ip }: FastifyRequest) => addressOf(ip) } } : {},
      handler: async (request, reply) => {
        if (request.method !== 'GET' && request.headers['x-linli'] !== '1') throw new Problem('access.forbidden', { right: 'x-linli' })
        const input = request.body ?? {}
        parseInput(contract.input, input)
        reply.header('cache-control', 'no-store')
        const output: unknown = await run(request, reply, input as InputOf<Contract<I, O>>)
        return reply.send(output)
      },
    })

  route(
    contracts.signIn,
    async (request, reply, input) => {
      const { token } = await sessions.signIn(input.name.normalize('NFKC').trim(), input.password, fromOf(request))
      reply.setCookie(COOKIE, token, cookie(request))
      return { next: 'code' as const }
    },
    tries,
  )
  route(
    contracts.confirmCode,
    async (request, reply, input) => {
      const half = request.cookies[COOKIE]
      if (!half) throw new Problem('access.sign-in-needed')
      const { token } = await sessions.confirmCode(half, plainCode(input.code), fromOf(request))
      reply.setCookie(COOKIE, token, cookie(request))
      return describe(house, sessions, await getHeld(sessions, token))
    },
    tries,
  )
  route(contracts.readSession, async (request) => describe(house, sessions, await heldBy(request, sessions)))
  route(contracts.switchPost, async (request, _reply, input) => {
    await heldBy(request, sessions)
    const token = request.cookies[COOKIE]!
    await sessions.switchPost(token, input.post)
    return describe(house, sessions, await getHeld(sessions, token))
  })
  route(
    contracts.askPhoneCode,
    async (_request, _reply, { phone }) => ({ next: 'code' as const, seconds: await sendPhoneCode(house, phone) }),
    // Each is paid for.
    Math.ceil(tries / 2),
  )
  route(
    contracts.confirmPhoneCode,
    async (request, reply, input) => {
      const token = await sessions.signInByPhone(input.phone, plainCode(input.code), fromOf(request))
      reply.setCookie(COOKIE, token, cookie(request))
      return describe(house, sessions, await getHeld(sessions, token))
    },
    tries,
  )
  route(
    contracts.useLetter,
    async (request, reply, { number }) => {
      const token = await sessions.signInByLetter(number)
      reply.setCookie(COOKIE, token, cookie(request))
      return describe(house, sessions, await getHeld(sessions, token))
    },
    tries,
  )
  route(contracts.listOwnStreets, async (request) => {
    await heldBy(request, sessions)
    return { streets: await house.residents.nameStreets(house.app, await listStreets(house.app)) }
  })
  route(contracts.switchStreet, async (request, _reply, { street }) => {
    await heldBy(request, sessions)
    const token = request.cookies[COOKIE]!
    await sessions.switchStreet(token, street)
    return describe(house, sessions, await getHeld(sessions, token))
  })
  route(contracts.readDeviceKey, async (request, _reply, { device }) => {
    const { kind, login } = await heldBy(request, sessions)
    // Residents' pages keep nothing.
    if (kind !== 'staff') throw new Problem('access.not-yours')
    return { account: accountOf(house.keys, login), key: keyOfDevice(house.keys, login, device) }
  })
  route(contracts.signOut, async (request, reply) => {
    const token = request.cookies[COOKIE]
    if (token) await sessions.signOut(token)
    reply.clearCookie(COOKIE, { path: '/' })
    return {}
  })
}

function fromOf(request: FastifyRequest): From {
  return { address: request.ip, agent: String(request.headers['user-agent'] ?? '').slice(0, 200) }
}

async function getHeld(sessions: Sessions, token: string): Promise<Held> {
  const held = await sessions.find(token)
  if (!held) throw new Problem('access.sign-in-needed')
  return held
}

async function describe(house: House, sessions: Sessions, held: Held): Promise<contracts.Session> {
  const shared = { may: [...(held.actor?.rights ?? [])], now: house.now().toISOString() }
  if (held.kind !== 'staff') return { ...(await describeResident(house, held)), ...shared }
  const posts = (await sessions.listPosts(held.login)).map(postOf)
  const post = posts.find((candidate) => candidate.id === held.actor?.post)
  const account = accountOf(house.keys, held.login)
  const shown = { kind: 'staff' as const, name: held.name, account, posts, streets: [], persons: [], doors: [], letter: false }
  return { ...shown, ...shared, ...(post ? { post } : {}) }
}

async function describeResident(house: House, { kind, phoneToken, actor }: Held): Promise<Omit<contracts.Session, 'may' | 'now'>> {
  const streets = phoneToken ? await listPhoneStreets(house.app, phoneToken) : actor ? [actor.street] : []
  const { persons = [], doors = [] } = actor?.resident ?? {}
  const own = persons.filter((person) => person.as === 'self')
  return {
    kind: 'resident',
    name: own.length === 1 ? own[0]!.name : '',
    posts: [],
    ...(actor ? { street: actor.street } : {}),
    streets: streets.length > 0 ? await house.residents.nameStreets(house.app, streets) : [],
    persons: [...persons],
    doors: [...doors],
    letter: kind === 'letter',
  }
}

function plainCode(code: string): string {
  return code.normalize('NFKC').replace(/\s/g, '')
}

function postOf(row: PostRow): OutputOf<typeof contracts.readSession>['posts'][number] {
  return { id: row.id, street: row.street_id, role: row.role, title: row.title, lo: row.region_lo, hi: row.region_hi }
}
