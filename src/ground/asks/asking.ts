/** What upper modules call: open the questions of a request, change its terms, withdraw it. */
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { listStopped } from '#ground/purposes/consents/consents.ts'
import { readClosing } from '#ground/purposes/keeping/closing.ts'
import { isClosed } from '#ground/purposes/keeping/rules.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import * as queries from './queries.ts'
import { minutesOf, purposeKey, SECONDS_TO_CONFIRM, secondsFor } from './rules.ts'

/** `firstUntil`: residents answer first until this day; left out, what was decided before stays. */
export type Asking = Omit<queries.AskRequest, 'purposeKey' | 'firstUntil'> & { firstUntil?: string | null }
export type Opened = queries.Asked & { opened: number; minutes: number }

/** Rows of one statement; more would not make it faster. */
const AT_ONCE = 20_000
/** So many at once change what the database should know of the table. */
const MANY = 500

/**
 * Open the questions of a request. What it has open already stays; what somebody declined for this purpose is not asked again. Questions that others ask too
 * are asked once, which is the reading's business (`listOpenByDoor`).
 */
export async function openAsks(ctx: Ctx, request: Asking, rows: queries.AskRow[]): Promise<Opened> {
  const key = purposeKey(request.purpose)
  await queries.upsertRequest(ctx.sql, ctx.street, { ...request, firstUntil: request.firstUntil ?? null, purposeKey: key }, ctx.now)
  // What an emergency alone may ask, where none goes on, is not asked at all.
  const closing = await readClosing(ctx)
  // And what somebody's consent was taken back for, is not asked of her.
  const stopped = await listStopped(ctx, [...new Set(rows.map(({ subject }) => subject))])
  const asked = rows.filter(({ subject, element, region }) => !isClosed(closing, element, region) && !stopped.get(subject)?.has(element))
  let opened = 0
  for (let at = 0; at < asked.length; at += AT_ONCE)
    opened += await queries.insertAsks(ctx.sql, ctx.street, { id: request.id, purposeKey: key }, asked.slice(at, at + AT_ONCE), ctx.now)
  if (opened >= MANY) await queries.measureAsked(ctx.sql)
  const sums = await queries.countAsked(ctx.sql, ctx.street, request.id)
  const { elements } = await getStreetCatalogue(ctx)
  const seconds = (await queries.countElements(ctx.sql, ctx.street, request.id)).reduce(
    (sum, { element, state, count }) => sum + count * (state === 'stale' ? SECONDS_TO_CONFIRM : secondsFor(elements.get(element))),
    0,
  )
  noteEvent(ctx, 'ask.opened', [], [...new Set(asked.map(({ element }) => element))], { request: request.id, questions: opened })
  return { ...sums, opened, minutes: minutesOf(sums.doors, seconds) }
}

/** The terms of a request that asks, or asked, have changed. Another purpose may ask again what was declined for the one before. */
export async function changeAsking(ctx: Ctx, row: Pick<Asking, 'id' | 'title' | 'asker' | 'basis' | 'purpose'>): Promise<void> {
  await queries.updateRequest(ctx.sql, ctx.street, { ...row, purposeKey: purposeKey(row.purpose) })
}

/** Nobody is asked for it any more. Returns how many questions were open. */
export async function withdrawAsks(ctx: Ctx, request: string): Promise<number> {
  const closed = await queries.withdrawRequest(ctx.sql, ctx.street, request, { at: ctx.now, by: ctx.actor.post })
  if (closed > 0) noteEvent(ctx, 'ask.withdrawn', [], [], { request, questions: closed })
  return closed
}
