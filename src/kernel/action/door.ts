/**
 * The one way in (DESIGN §2): parse → login and post → begin → scope → idempotency → may → run → log row → commit → reply.
 * REST, command line, imports, jobs and tests all enter here.
 */
import { createHmac } from 'node:crypto'
import type { Static, TSchema } from 'typebox'
import { Problem } from '#base/problem.ts'
import { type Actor, isOwnRight } from '../access/actor.ts'
import { claimKey, keepReply } from '../log/idempotency.ts'
import { insertLog, insertLook } from '../log/queries.ts'
import { isSameLook, keepLook, lookKey } from '../log/same-look.ts'
import type { Action, May, Operation, View } from './action.ts'
import type { Ctx, Event, Look } from './context.ts'
import { dayOf, type House } from './house.ts'
import { parseInput } from './input.ts'

export type Request = {
  street: number
  actor: Actor
  input: unknown
  /** Idempotency-Key: required over HTTP for actions, optional inside the house. */
  key?: string
  version?: number
  reason?: string
  dryRun?: boolean
}

/** `may` lists the rights of this post, so that no screen derives them again. */
export type Reply<T> = { data: T; may: string[]; replayed: boolean; personal: boolean }

class RolledBack extends Error {}

export async function enter<I extends TSchema, O extends TSchema>(
  house: House,
  operation: Action<I, O> | View<I, O>,
  request: Request,
): Promise<Reply<Static<O>>> {
  parseInput(operation.contract.input, request.input)
  judge(operation, request)
  return operation.kind === 'action' ? enterAction(house, operation, request) : enterView(house, operation, request)
}

function judge(operation: Operation, { actor, street, version }: Request): void {
  if (operation.may === 'open') return
  // Two houses under one roof: what is a resident's own no post may do, and the other way round.
  const may = isOwnRight(operation.may) === (actor.resident !== undefined) && holds(operation.may, actor, street)
  if (!may) throw actor.resident ? new Problem('access.not-yours') : new Problem('access.forbidden', { right: operation.may })
  if (operation.kind === 'action' && operation.needsVersion && version === undefined) throw new Problem('precondition.required')
}

function holds(may: May, actor: Actor, street: number): boolean {
  return may === 'signed-in' || (actor.street === street && actor.rights.has(may))
}

async function enterAction<I extends TSchema, O extends TSchema>(
  house: House,
  operation: Action<I, O>,
  request: Request,
): Promise<Reply<Static<O>>> {
  const hash = request.key ? hashInput(house, operation.contract.name, request.input) : undefined
  const reply = (data: unknown, replayed: boolean) => ({
    data: data as Static<O>,
    may: [...request.actor.rights],
    replayed,
    personal: false,
  })
  let data: unknown
  let replayed = false
  await operation.before?.(house, request.actor)
  try {
    await house.transaction(scopeOf(request), async (sql) => {
      const earlier = hash ? await claimKey(sql, request, hash) : undefined
      if (earlier) {
        data = earlier.reply
        replayed = true
        return
      }
      data = await runAction(house, sql, operation, request, hash)
      if (request.dryRun) throw new RolledBack()
    })
  } catch (error) {
    if (error instanceof Problem) await operation.refused?.(house, request.actor, error)
    if (!(error instanceof RolledBack)) throw error
  }
  if (!replayed && !request.dryRun) house.sealSoon()
  if (operation.endsSessions) house.forgetSessions()
  return reply(data, replayed)
}

async function runAction<I extends TSchema, O extends TSchema>(
  house: House,
  sql: Ctx['sql'],
  operation: Action<I, O>,
  request: Request,
  hash: Buffer | undefined,
): Promise<Static<O>> {
  const events: Event[] = []
  const looks: Look[] = []
  const ctx = contextOf(
    house,
    sql,
    request,
    (event) => events.push(event),
    (look) => looks.push(look),
  )
  const data = await operation.run(ctx, request.input as Static<I>)
  // Sent in one go: the log row is still the last statement.
  await Promise.all([
    ...looks.map((look) => insertLook(sql, ctx, operation.contract.name, look)),
    ...(hash ? [keepReply(sql, request, hash, without(data, operation.shownOnce), ctx.now)] : []),
    insertLog(sql, ctx, operation.contract.name, events),
  ])
  return data
}

async function enterView<I extends TSchema, O extends TSchema>(
  house: House,
  operation: View<I, O>,
  request: Request,
): Promise<Reply<Static<O>>> {
  const looks: Look[] = []
  const noted: string[] = []
  const now = house.now()
  const data = await house.transaction({ ...scopeOf(request), relaxed: true }, async (sql) => {
    const ctx = contextOf(house, sql, request, noEventInView, (look) => looks.push(look))
    const found = await operation.run(ctx, request.input as Static<I>)
    if (operation.personal && looks.length === 0) throw new Error(`${operation.contract.name} shows people but noted no look`)
    for (const look of looks) {
      const key = lookKey(request.street, request.actor.login, request.actor.post, operation.contract.name, look, request.reason)
      if (isSameLook(key, look, now)) continue
      await insertLook(sql, ctx, operation.contract.name, look)
      noted.push(key)
    }
    return found
  })
  for (const key of noted) keepLook(key, now)
  return { data, may: [...request.actor.rights], replayed: false, personal: operation.personal }
}

function contextOf(house: House, sql: Ctx['sql'], request: Request, note: Ctx['note'], look: Ctx['look']): Ctx {
  const now = house.now()
  return {
    house,
    sql,
    street: request.street,
    actor: request.actor,
    now,
    today: dayOf(now),
    dryRun: request.dryRun ?? false,
    note,
    look,
    ...(request.version === undefined ? {} : { version: request.version }),
    ...(request.reason === undefined ? {} : { reason: request.reason }),
  }
}

function scopeOf({ street, actor }: Request) {
  return {
    street,
    lo: actor.lo,
    hi: actor.hi,
    login: actor.login,
    post: actor.post,
    sensitive: actor.rights.has('sensitive.open'),
    ...(actor.resident ? { own: actor.resident.ids } : {}),
  }
}

/** Keys in order, so that the same input always has the same hash. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, canonical(inner)]),
    )
  }
  return value
}

/** Under a key of the house: an input may hold a password or an identity number, which a plain hash would give to whoever tries them all. */
function hashInput(house: House, name: string, input: unknown): Buffer {
  const text = JSON.stringify(canonical(input))
  // Half of a pair of code units is no character: no table could keep it.
  if (HALF_CHARACTER.test(text)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/', say: 'input.characters' }])
  return createHmac('sha256', house.keys.ofHouse('hashes of inputs')).update(`${name}\n${text}`).digest()
}

const HALF_CHARACTER = /(?<!\\)(?:\\\\)*\\ud[89a-f][\da-f]{2}/

function without(data: unknown, fields: readonly string[] = []): unknown {
  return fields.length === 0 ? data : Object.fromEntries(Object.entries(data as object).filter(([field]) => !fields.includes(field)))
}

function noEventInView(): never {
  throw new Error('a view changes nothing; use an action')
}
