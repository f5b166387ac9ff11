/** What the keep on a phone decides: pure, so that a year of mishaps runs in a second of tests. */
import { isLasting, type Refusal } from '../refusal.ts'
import type { Answer, Clock, Item } from './shapes.ts'

/** A wrong PIN waits longer each time; after the last the readable part is gone. Six digits tried ten times: one in a hundred thousand. */
const waitsAfterWrong = [0, 0, 0, 15, 30, 60, 300, 900, 3600]
export const MOST_TRIES = waitsAfterWrong.length + 1

/** Seconds to wait after so many wrong tries. */
export function waitAfter(tries: number): number {
  return waitsAfterWrong[Math.min(tries, waitsAfterWrong.length) - 1] ?? 0
}

export const PIN_LENGTH = 6

/** A PIN that whoever finds the phone tries first: one digit six times, a run up or down, one pair or triple over and over. */
export function isGuessable(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, at) => digit - digits[at]!)
  const alike = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1
  return alike || /^(\d\d)\1+$/.test(pin) || /^(\d{3})\1$/.test(pin)
}

/** What can be read of others goes at the latest so long after the house was last reached (law-security.md F8). */
export const STALE_HOURS = 72

export function isStale(contactAt: number, now: number): boolean {
  // A clock that was set back by days must not give what is kept more days; a phone's clock that is mended by minutes takes nothing away.
  return now - contactAt > STALE_HOURS * HOUR_MS || contactAt - now > 24 * HOUR_MS
}

const HOUR_MS = 3_600_000

const CLOCK_SLACK_MS = 5 * 60_000

/** When something was captured, by the house's clock as far as the phone knew it. Doubtful: the phone's own clock went backwards since the house was last heard. */
export function stampOf(clock: Clock, now: number): { capturedAt: string; deviceAt: number; doubtful: boolean } {
  return { capturedAt: new Date(now + clock.behind).toISOString(), deviceAt: now, doubtful: now < clock.latest - CLOCK_SLACK_MS }
}

/**
 * For the house: when something was captured, judged anew when it arrives. A clock that stayed as wrong as it was gives the age exactly, so what the
 * phone believed counts only where both agree.
 */
export function judgeCapture(
  item: Pick<Item, 'capturedAt' | 'deviceAt' | 'doubtful'>,
  sentAt: number,
  houseNow: Date,
): { at: Date; doubtful: boolean } {
  const believed = Date.parse(item.capturedAt)
  const aged = houseNow.getTime() - (sentAt - item.deviceAt)
  const agree = Math.abs(believed - aged) <= CLOCK_SLACK_MS
  const at = Math.min(agree ? believed : aged, houseNow.getTime())
  return { at: new Date(at), doubtful: item.doubtful || !agree }
}

/** Limits of one request: the house answers each item by itself, and a slow network should lose little of a batch. */
export const BATCH_ITEMS = 20
export const BATCH_BYTES = 200_000

/** The next to send, in the order they were captured. The first goes even when it alone is too large: the house says so. */
export function nextBatch<I extends { size: number }>(waiting: readonly I[], most: number): I[] {
  const batch: I[] = []
  let bytes = 0
  for (const item of waiting.slice(0, Math.max(1, most))) {
    if (batch.length > 0 && bytes + item.size > BATCH_BYTES) break
    batch.push(item)
    bytes += item.size
  }
  return batch
}

/** What to do after a whole request was refused. */
export type Failure =
  /** One of them spoils it: send fewer. */
  | { next: 'fewer' }
  /** It is this one: hand it back to the one who said it. */
  | { next: 'return' }
  /** Nothing is wrong with what was said. */
  | { next: 'wait'; seconds?: number }
  | { next: 'sign-in' }

export function judgeFailure(refusal: Refusal, sent: number): Failure {
  if (refusal.code === 'access.sign-in-needed' || refusal.code === 'access.post-ended') return { next: 'sign-in' }
  if (refusal.code === 'rate.limited') return { next: 'wait', seconds: Number(refusal.details.seconds) || 60 }
  // Forbidden is about the one who sends, not about what was said: under another post it may go.
  if (refusal.status === 403) return { next: 'sign-in' }
  if (!isLasting(refusal)) return { next: 'wait' }
  return { next: sent > 1 ? 'fewer' : 'return' }
}

/** Seconds to the next try by itself, doubling, with a part by chance so that a stairwell of phones does not come back all at once. */
export function backOff(failures: number, chance: number): number {
  return Math.min(300, 2 ** failures) * (0.75 + chance / 2)
}

/** Of the answers of the house, what each item that was sent comes to; answers to what was not sent are no answers. */
export function matchAnswers(sent: readonly { id: string }[], answers: readonly Answer[]): Map<string, Answer> {
  const known = new Set(sent.map(({ id }) => id))
  return new Map(answers.filter(({ id }) => known.has(id)).map((answer) => [answer.id, answer]))
}
