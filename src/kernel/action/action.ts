/**
 * `action()` declares a write, `view()` a read. Declaring is all a module does: `enter()` (door.ts) owns parsing, rights, scope,
 * transaction, idempotency, the log row, the look row and the reply. There is no second road to any object.
 */
import type { Static, TSchema } from 'typebox'
import type { Contract } from '#base/contract.ts'
import type { Problem } from '#base/problem.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from './context.ts'
import type { House } from './house.ts'

/** `<thing>.<verb>`; every right stands in `catalogue/roles.ts`, and the house test holds the two against each other. */
export type Right = `${string}.${string}`

/** `open` needs no sign-in (health, sign-in itself); `signed-in` any session; otherwise a right of the session's post. */
export type May = Right | 'open' | 'signed-in'

export type Action<I extends TSchema = TSchema, O extends TSchema = TSchema> = {
  kind: 'action'
  contract: Contract<I, O>
  may: May
  /** The input carries a version (If-Match) which `run` compares; a request without it is refused. */
  needsVersion?: boolean
  /** Fields of the reply that are shown once and kept nowhere (a first password): a replay comes back without them. */
  shownOnce?: readonly string[]
  /** It ends sessions, posts or logins: what this process remembers of sessions is forgotten once it is committed. */
  endsSessions?: boolean
  /** Before its transaction, on no connection: what stays written whatever becomes of the action, such as that it was tried. */
  before?: (house: House, actor: Actor) => Promise<void>
  /** After it was refused and taken back, on no connection: what stays written all the same, such as that a password was wrong. */
  refused?: (house: House, actor: Actor, problem: Problem) => Promise<void>
  run: (ctx: Ctx, input: Static<I>) => Promise<Static<O>>
}

export type View<I extends TSchema = TSchema, O extends TSchema = TSchema> = {
  kind: 'view'
  contract: Contract<I, O>
  may: May
  /** The reply is about persons: it is `no-store`, and `run` must note a look. */
  personal: boolean
  run: (ctx: Ctx, input: Static<I>) => Promise<Static<O>>
}

// biome-ignore lint/suspicious/noExplicitAny: one list holds operations of every shape; `enter` checks the input against the shape.
export type Operation = Action<any, any> | View<any, any>

export function action<I extends TSchema, O extends TSchema>(
  contract: Contract<I, O>,
  declared: Omit<Action<I, O>, 'kind' | 'contract'>,
): Action<I, O> {
  return { kind: 'action', contract, ...declared }
}

export function view<I extends TSchema, O extends TSchema>(
  contract: Contract<I, O>,
  declared: Omit<View<I, O>, 'kind' | 'contract'>,
): View<I, O> {
  return { kind: 'view', contract, ...declared }
}
