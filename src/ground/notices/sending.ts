/**
 * The postman: once a minute, for each street. What is due is shared out and committed, then handed to the carriers, several at a time; what came of
 * each is written by an action of its own. Killed in between, it hands out the same message once more, under the same id.
 */
import { houseActor } from '#kernel/access/actor.ts'
import { listStreets } from '#kernel/access/forgets.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { Undeliverable } from '#kernel/carriers/carrier.ts'
import { newId } from '#kernel/log/id.ts'
import { noteSending } from './contract.ts'
import * as queries from './queries.ts'
import { tellAgain } from './retelling.ts'
import { afterFailure } from './rules.ts'
import { type Message, shareOut } from './sharing.ts'

/** At one carrier at a time: enough that a slow one does not hold up a street, few enough for any gateway's limit. */
const AT_ONCE = 4

/** Longer waits no answer; it may have gone all the same, and goes again under the same id. */
const CARRIER_MS = 10_000

/** Returns how many messages were given to carriers. */
export async function sendDue(house: House, street: number, patienceMs = CARRIER_MS): Promise<number> {
  const actor = houseActor(street, new Set(['notice.tell']))
  const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }
  let given = 0
  for (let more = true; more; ) {
    const shared = await house.transaction(scope, (sql) => shareOut(sql, house, street, house.now()))
    const waiting = [...shared.messages]
    const carry = async () => {
      for (let message = waiting.shift(); message; message = waiting.shift()) {
        const outcome = await hand(house, message, patienceMs)
        await enter(house, noted, { street, actor, input: { message: message.outgoing.id, carrier: message.carrier, ...outcome } })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, carry))
    given += shared.messages.length
    more = shared.more
  }
  return given
}

/** Street by street; one that fails does not keep the others from it. */
export async function sendDueEverywhere(house: House): Promise<void> {
  const failures: unknown[] = []
  for (const street of await listStreets(house.app)) {
    await tellAgain(house, street).catch((error: unknown) => failures.push(error))
    await sendDue(house, street).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

type Outcome = { outcome: 'sent' | 'later' | 'refused'; reason?: string }

async function hand(house: House, { carrier, outgoing }: Message, patienceMs: number): Promise<Outcome> {
  try {
    const way = house.carriers[carrier]
    // Configured when it was shared out, by another process; here it is not.
    if (!way) return { outcome: 'later', reason: 'not-configured' }
    await within(patienceMs, way.send(outgoing))
    return { outcome: 'sent' }
  } catch (error) {
    if (error instanceof Undeliverable) return { outcome: 'refused', reason: error.reason }
    // What a gateway says of a failure may hold the number or the text: only that it failed is told on.
    house.log('warn', 'a carrier failed', { operation: carrier })
    return { outcome: 'later', reason: 'carrier' }
  }
}

async function within<T>(ms: number, doing: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no answer in time')), ms)
  })
  try {
    return await Promise.race([doing, late])
  } finally {
    clearTimeout(timer)
  }
}

const noted = action(noteSending, {
  may: 'notice.tell',
  async run(ctx, { message, carrier, outcome, reason }) {
    const rows = await queries.takeMessage(ctx.sql, ctx.street, message)
    await queries.changeNotices(
      ctx.sql,
      ctx.street,
      rows.map((row) => afterwards(ctx, row, outcome)),
    )
    await queries.insertAttempts(
      ctx.sql,
      ctx.street,
      rows.map((row) => ({
        id: newId(),
        notice: row.id,
        region: row.region,
        channel: carrier,
        step: stepFor(row, outcome, ctx.now),
        reason: reason ?? null,
        at: ctx.now,
        post: null,
      })),
    )
    const persons = [...new Set(rows.flatMap(({ person }) => person ?? []))]
    if (rows.length > 0) noteEvent(ctx, `notice.${outcome}`, persons, [], { message, carrier })
    return { notices: rows.length }
  },
})

function afterwards(ctx: Ctx, row: queries.NoticeRow, outcome: Outcome['outcome']): queries.NoticeChange {
  const stays = { id: row.id, channel: row.channel, tries: row.tries, message: row.message, sentAt: null }
  if (outcome === 'sent') return { ...stays, state: 'sent', dueAt: null, sentAt: ctx.now }
  const next = afterFailure(row.tries, outcome === 'refused', ctx.now)
  if (next === 'another') return { ...stays, state: 'waiting', channel: null, message: null, dueAt: ctx.now }
  return { ...stays, state: 'sending', dueAt: next.againAt }
}

function stepFor(row: queries.NoticeRow, outcome: Outcome['outcome'], now: Date): string {
  if (outcome === 'sent') return 'sent'
  return afterFailure(row.tries, outcome === 'refused', now) === 'another' ? 'failed' : 'put-off'
}
