/** Which doors make a round, and what may become of an item from the field. Pure. */
import type { Item, Outcome } from './outbox/contract.ts'

export type PlannedDoor = { dwelling: string; until: string; seconds: number }

/** Of doors in walking order those of the nearest days, while there is time and room; in walking order again. A door that alone is too long is still a round. */
export function chooseDoors<D extends PlannedDoor>(doors: D[], room: { seconds: number; most: number }): D[] {
  const chosen = new Set<D>()
  let left = room.seconds
  const byDay = doors
    .map((door, at) => ({ door, at }))
    .sort((one, other) => (one.door.until === other.door.until ? one.at - other.at : one.door.until < other.door.until ? -1 : 1))
  for (const { door } of byDay) {
    if (chosen.size >= room.most) break
    if (door.seconds > left && chosen.size > 0) continue
    chosen.add(door)
    left -= door.seconds
  }
  return doors.filter((door) => chosen.has(door))
}

/** A word with somebody who is kept in touch with. Assumed; knocks as a whole are measured. */
export const SECONDS_A_CONTACT = 120

/** After these nobody knocks there again for what was open then. */
export const closing: ReadonlySet<Outcome> = new Set<Outcome>(['done', 'refused', 'moved-away'])

/** A knock that settled what was open is not made again: only for what was asked since. */
export function isWorthVisiting(opened: string, lastClosing: string | undefined): boolean {
  return lastClosing === undefined || opened > lastClosing
}

/** The moment of capture by the clock of the house: never later than now, since a telephone's clock may be years ahead. */
export function capturedAt({ at, offsetMs }: Pick<Item, 'at' | 'offsetMs'>, now: Date): Date {
  const moment = Date.parse(at) + offsetMs
  return new Date(Number.isFinite(moment) && moment > EARLIEST && moment < now.getTime() ? moment : now.getTime())
}

/** Before this no round was walked: a clock that was never set. */
const EARLIEST = Date.parse('2026-01-01T00:00:00Z')

export type CapturePost = { id: string; login: string; to: string | null; ended: string | null }

export type Judging = {
  /** Of the item: its post as it stands, who sends it in which post. */
  post: CapturePost | undefined
  sender: { login: string; post: string; mayPlan: boolean }
  today: string
  /** Who had the round at capture; nothing when the round cannot be seen from here. */
  walker: { post: string } | undefined
  /** The door stands in the round, and the sender's post reaches it. */
  inRound: boolean
  inReach: boolean
}

export type Judged = { became: 'accepted' } | { became: 'quarantined' | 'refused'; why: string }

/**
 * An item is judged by the post in which it was captured, not by who happens to send it. A post that ended, or somebody else's, cannot say anything any more, and nothing
 * that was acknowledged is lost: it waits for whoever answers for the door now.
 */
export function judgeItem({ post, sender, today, walker, inRound, inReach }: Judging): Judged {
  if (!post) return { became: 'refused', why: 'visit.why.post-unknown' }
  if (post.login !== sender.login) return { became: 'quarantined', why: 'visit.why.other-login' }
  if (post.ended !== null || (post.to !== null && post.to < today)) return { became: 'quarantined', why: 'visit.why.post-ended' }
  if (post.id !== sender.post) return { became: 'refused', why: 'visit.why.switch-post' }
  if (!walker || !inReach) return { became: 'quarantined', why: 'visit.why.elsewhere' }
  if (!inRound) return { became: 'refused', why: 'visit.why.not-in-round' }
  if (walker.post !== post.id && !sender.mayPlan) return { became: 'quarantined', why: 'visit.why.reassigned' }
  return { became: 'accepted' }
}

/** What an item of its kind must bring; the key of the first thing it lacks. */
export function lackOf(item: Item): string | undefined {
  if (item.kind === 'visit') {
    if (!item.outcome) return 'visit.why.no-outcome'
    return item.outcome === 'come-back' && !item.comeBackAt ? 'visit.why.no-time' : undefined
  }
  if (item.kind === 'contact') return item.contact ? undefined : 'visit.why.no-contact'
  if (!item.subject) return 'visit.why.no-subject'
  if (item.kind === 'refusal') return item.elements ? undefined : 'visit.why.no-elements'
  const { answers = [] } = item
  if (answers.length === 0) return 'visit.why.no-elements'
  // The same element twice in one item could not be told apart.
  if (new Set(answers.map(({ element }) => element)).size < answers.length) return 'visit.why.twice'
  return answers.every(({ value, still }) => (value === undefined) === (still === true)) ? undefined : 'visit.why.no-value'
}
