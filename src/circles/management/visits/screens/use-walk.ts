/**
 * A round in the hand: what is kept of it on the phone where there is a keep, otherwise asked of the house; and keeping what is heard. With a keep it stands on the
 * disk before the next door; without one it goes to the house at once, and the door stays open until it has gone.
 */
import { useCallback, useContext, useEffect, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { newKey } from '#kit/idempotency.ts'
import { KeepContext } from '#kit/outbox/context.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import type { Answer } from '#kit/outbox/shapes.ts'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useRead } from '#kit/use-data.ts'
import { type RoundDoor, readRound } from '../contract.ts'
import { type Body, overlay, type Said } from './capture.ts'
import { sendVisits, VISIT } from './send.ts'

export type Round = OutputOf<typeof readRound>
export type Walk = {
  round: Round | undefined
  doors: RoundDoor[]
  may: readonly string[]
  refusal: Refusal | undefined
  reload: () => void
  /** Resolves to what the house said of it, or to nothing when it waits on the phone. @throws Refusal */
  capture: (bodies: Body[]) => Promise<Answer[]>
}

/** As long as a phone keeps what can be read (`STALE_HOURS`). */
const KEPT_MS = 72 * 3_600_000

export function useWalk(id: string): Walk {
  const keep = useContext(KeepContext)
  const read = useRead(id, (signal) => call(readRound, { id }, { signal }), 'once')
  const [kept, setKept] = useState<Round>()
  const [said, setSaid] = useState<Said[]>([])
  const fresh = read.reply?.data
  useEffect(() => {
    // What the house told anew holds all that has reached it.
    setSaid([])
    if (!keep) return
    if (fresh) keep.put(nameOf(id), fresh, Date.now() + KEPT_MS).catch(() => undefined)
    else keep.find<Round>(nameOf(id)).then(setKept, () => undefined)
    unsentOf(keep, id).then(setSaid, () => undefined)
  }, [keep, id, fresh])
  const round = fresh ?? kept
  const capture = useCallback(
    async (bodies: Body[]) => {
      if (!round) return []
      const { street, post } = round.reader
      const items = bodies.map((body) => ({ kind: VISIT, street, post, body, ...(body.subject ? { subject: body.subject } : {}) }))
      const stamped: Said[] = []
      if (keep) for (const item of items) stamped.push(saidOf(await keep.capture(item, newKey())))
      const answers = keep ? [] : await sendAtOnce(items, stamped)
      setSaid((now) => [
        ...now,
        ...stamped.filter(({ id: one }) => answers.every((answer) => answer.id !== one || answer.outcome !== 'refused')),
      ])
      return answers
    },
    [keep, round],
  )
  return {
    round,
    may: read.reply?.may ?? [],
    doors: (round?.list ?? []).map((door) => overlay(door, said)),
    refusal: round ? undefined : read.refusal,
    reload: read.reload,
    capture,
  }
}

type Draft = { kind: string; street: number; post: string; subject?: string; body: Body }

async function sendAtOnce(drafts: Draft[], stamped: Said[]): Promise<Answer[]> {
  const now = Date.now()
  const items = drafts.map((draft, place) => ({
    ...draft,
    id: newKey(),
    capturedAt: new Date(now + place).toISOString(),
    deviceAt: now + place,
    doubtful: false,
  }))
  stamped.push(...items.map(saidOf))
  try {
    return await sendVisits(items, new AbortController().signal)
  } catch (thrown) {
    stamped.length = 0
    throw refusalOf(thrown)
  }
}

function saidOf({ id, capturedAt, body }: { id: string; capturedAt: string; body: Body }): Said {
  return { id, at: capturedAt, body }
}

/** What waits on the phone of this round, so that a page that is opened again does not ask it again. */
async function unsentOf(keep: Keep, round: string): Promise<Said[]> {
  const held = await keep.list()
  return held.flatMap(({ item }) =>
    item.kind === VISIT && (item.body as Body).round === round ? [saidOf(item as typeof item & { body: Body })] : [],
  )
}

/** Nothing personal in a name. */
function nameOf(id: string): string {
  return `round ${id}`
}
