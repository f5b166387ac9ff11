/**
 * A round in the hand: what is kept of it on the phone where there is a keep, otherwise asked of the house; and keeping what is heard. With a keep it stands on the
 * disk before the next door; without one it goes to the house at once, and the door stays open until it has gone.
 */
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { newKey } from '#kit/idempotency.ts'
import { KeepContext } from '#kit/outbox/context.ts'
import type { Answer } from '#kit/outbox/shapes.ts'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type RoundDoor, readRound } from '../contract.ts'
import type { Body, Said } from './capture.ts'
import { addSaid, doorsOf, findRound, type KeptRound, listSaid, listUnsent, putRound, type Round, saidOf } from './kept-round.ts'
import { sendVisits, VISIT } from './send.ts'

export type { Round }
export type Walk = {
  round: Round | undefined
  doors: RoundDoor[]
  may: readonly string[]
  refusal: Refusal | undefined
  reload: () => void
  /** `at`: of a knock that was written on paper; now by default. Resolves to what the house said of it, or to nothing when it waits on the phone. @throws Refusal */
  capture: (bodies: Body[], at?: Date) => Promise<Answer[]>
}

export function useWalk(id: string): Walk {
  const keep = useContext(KeepContext)
  const [kept, setKept] = useState<KeptRound>()
  const before = useRef<Said[]>([])
  const read = useRead(
    id,
    async (signal) => {
      before.current = keep ? await listUnsent(keep, id) : []
      return call(readRound, { id }, { signal })
    },
    'once',
  )
  const fresh = read.reply?.data
  useEffect(() => {
    let wanted = true
    const show = (found: KeptRound | undefined) => wanted && found && setKept(found)
    if (!keep) show(fresh && { round: fresh, said: [] })
    else if (fresh) void putRound(keep, fresh, before.current).then((said) => show({ round: fresh, said }))
    else void findRound(keep, id).then(show)
    // Settled, taken back or dismissed elsewhere in the page.
    const stop = keep?.onChange(() => void listSaid(keep, id).then((said) => wanted && setKept((now) => now && { ...now, said })))
    return () => {
      wanted = false
      stop?.()
    }
  }, [keep, id, fresh])
  const round = kept?.round
  const capture = useCallback(
    async (bodies: Body[], at?: Date) => {
      if (!round) return []
      const { street, post } = round.reader
      const items = bodies.map((body) => ({ kind: VISIT, street, post, body, ...(body.subject ? { subject: body.subject } : {}) }))
      const said: Said[] = []
      if (keep) {
        for (const item of items) said.push(saidOf(await keep.capture(item, newKey())))
        await addSaid(keep, id, said)
      }
      const answers = keep ? [] : await sendAtOnce(items, said, at ?? houseNow())
      const stays = said.filter(({ id: one }) => answers.every((answer) => answer.id !== one || answer.outcome !== 'refused'))
      setKept((now) => now && { ...now, said: [...now.said.filter((one) => stays.every(({ id: same }) => same !== one.id)), ...stays] })
      return answers
    },
    [keep, round, id],
  )
  return {
    round,
    may: read.reply?.may ?? [],
    doors: kept ? doorsOf(kept) : [],
    refusal: round ? undefined : read.refusal,
    reload: read.reload,
    capture,
  }
}

type Draft = { kind: string; street: number; post: string; subject?: string; body: Body }

/** In the order of the knock: each a moment after the one before. */
async function sendAtOnce(drafts: Draft[], said: Said[], at: Date): Promise<Answer[]> {
  const items = drafts.map((draft, place) => ({
    ...draft,
    id: newKey(),
    capturedAt: new Date(at.getTime() + place).toISOString(),
    deviceAt: at.getTime() + place,
    doubtful: false,
  }))
  try {
    const answers = await sendVisits(items, Date.now(), new AbortController().signal)
    said.push(...items.map(saidOf))
    return answers
  } catch (thrown) {
    throw refusalOf(thrown)
  }
}
