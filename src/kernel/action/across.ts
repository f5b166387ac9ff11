/**
 * From one jurisdiction into another (DESIGN §5: nothing crosses but a transfer or a share with a basis). There is one way: an event noted where
 * something was decided is followed, after commit, by the house itself, which enters the other jurisdiction through the same door as anybody.
 */
import type { Static, TSchema } from 'typebox'
import { Problem } from '#base/problem.ts'
import { houseActor } from '../access/actor.ts'
import type { Action } from './action.ts'
import type { Event, Tx } from './context.ts'
import { enter } from './door.ts'
import type { House } from './house.ts'

/** An event as its follower gets it: where it was noted, in which row of the log, which of that row's events. */
export type Source = { street: number; log: string; at: number; event: Event }

/** Called after commit, in the order of the log, again until it succeeds: what it does must be done once however often it is called. */
export type Following = { event: string; name: string; run: (house: House, source: Source) => Promise<void> }

export type Area = { street: number; lo?: number; hi?: number }

/** What a follower reads where the event was noted, or where it goes: as the house, without what is protected. */
export function within<T>(house: House, street: number, run: (sql: Tx) => Promise<T>): Promise<T> {
  const { lo, hi, login, post } = houseActor(street, new Set())
  return house.transaction({ street, lo, hi, login, post, sensitive: false, relaxed: true }, run)
}

/**
 * One action in `to`, by the house, in answer to `source`. Once for each event and follower: an earlier call that was committed stands, whatever has
 * changed since in what it was told.
 * @param to narrowed to a range, what it keeps belongs to the posts of that range
 */
export async function across<I extends TSchema, O extends TSchema>(
  house: House,
  { log, at }: Source,
  follower: string,
  { street, lo, hi }: Area,
  operation: Action<I, O>,
  input: Static<I>,
): Promise<Static<O> | undefined> {
  const whole = houseActor(street, new Set([operation.may]))
  const actor = { ...whole, lo: lo ?? whole.lo, hi: hi ?? whole.hi }
  try {
    return (await enter(house, operation, { street, actor, input, key: `${log}:${at}:${follower}` })).data
  } catch (error) {
    if (error instanceof Problem && error.code === 'idempotency.mismatch') return undefined
    throw error
  }
}
