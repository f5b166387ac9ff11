/**
 * Brings what was captured to the house: in order, several in one request, each answered by itself. Nothing is taken off the phone before the house's
 * answer stands on its disk, so that a phone that dies in between sends the same again, and the house, by its id, says the same again.
 */
import { Refusal } from '../refusal.ts'
import type { Keep } from './keep.ts'
import { BATCH_ITEMS, judgeFailure, matchAnswers } from './rules.ts'
import type { Answer, Held, Item } from './shapes.ts'

export type Send = (items: Item[], sentAt: number, signal: AbortSignal) => Promise<Answer[]>

export type Sent = { accepted: number; returned: number } & (
  | { end: 'done' }
  | { end: 'wait'; refusal: Refusal; seconds?: number }
  | { end: 'sign-in'; refusal: Refusal }
)

export type SyncOptions = {
  send: Send
  /** The street of the session as it is: what was said in another waits until she works there again. */
  street: number
  signal?: AbortSignal
  now?: () => number
}

/** One after the other until nothing is left to send, or something has to happen first. */
export async function sync(keep: Keep, { send, street, signal, now = Date.now }: SyncOptions): Promise<Sent> {
  const sum = { accepted: 0, returned: 0 }
  let most = BATCH_ITEMS
  for (;;) {
    const batch = await keep.next(street, most)
    if (batch.length === 0) return { ...sum, end: 'done' }
    const outcome = await bring(keep, batch, send, signal ?? new AbortController().signal, now())
    if (!(outcome instanceof Refusal)) {
      if (outcome.size === 0) return { ...sum, end: 'wait', refusal: new Refusal('way.not-understood', 200) }
      await keep.settle(outcome)
      for (const { outcome: what } of outcome.values()) sum[what === 'accepted' ? 'accepted' : 'returned'] += 1
      most = Math.min(BATCH_ITEMS, most * 2)
      continue
    }
    const failure = judgeFailure(outcome, batch.length)
    if (failure.next === 'wait') return { ...sum, end: 'wait', refusal: outcome, ...(failure.seconds ? { seconds: failure.seconds } : {}) }
    if (failure.next === 'sign-in') return { ...sum, end: 'sign-in', refusal: outcome }
    if (failure.next === 'fewer') most = Math.ceil(batch.length / 2)
    else {
      await keep.settle(new Map([[batch[0]!.item.id, refusedAs(batch[0]!, outcome)]]))
      sum.returned += 1
    }
  }
}

async function bring(
  keep: Keep,
  batch: readonly Held[],
  send: Send,
  signal: AbortSignal,
  now: number,
): Promise<Map<string, Answer> | Refusal> {
  const items = batch.map(({ item }) => item)
  await keep.markTried(items.map(({ id }) => id))
  try {
    return matchAnswers(items, await send(items, now, signal))
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    if (signal.aborted) return new Refusal('way.unreachable', 0)
    throw thrown
  }
}

function refusedAs({ item }: Held, { code, fields }: Refusal): Answer {
  return { id: item.id, outcome: 'refused', code, ...(fields.length > 0 ? { fields } : {}) }
}
