/** A worker's open keep at work: what is unsent is carried whenever it can be, and how it stands is told. */
import { sendVisits } from '#circles/management/visits/screens/send.ts'
import { onApi } from '#kit/api.ts'
import type { Outgoing } from '#kit/outbox/context.ts'
import { type CourierState, startCourier } from '#kit/outbox/courier.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import { houseNow } from '#kit/today.ts'
import type { Session } from '#web/shared/session.ts'
import { closeKeep, currentKeep, KEPT_MS, keepSession, onKeep } from './keeping.ts'

export type Working = { keep: Keep; outgoing: Outgoing }
export type Worker = {
  /** The house has just said this session itself. */
  reached: (session: Session) => Promise<void>
  stop: () => void
}

/** When something of hers was last taken by the house; kept under this name. */
const HANDED = 'handed'

/** For one account in one street; without a street she has no post, and nothing is sent. */
export function startWorking(account: string, street: number | undefined, tell: (working: Working | undefined) => void): Worker {
  let carrying: { stop: () => void; carry: () => void } | undefined
  const begin = () => {
    carrying?.stop()
    carrying = undefined
    const keep = currentKeep()
    // Another's keep stays shut for her.
    if (keep?.holder.account !== account) return tell(undefined)
    carrying = carryFor(keep, street, (outgoing) => tell({ keep, outgoing }))
  }
  begin()
  const unhear = onKeep(begin)
  return {
    reached: async (session) => {
      await keepSession(session)
      carrying?.carry()
    },
    stop: () => {
      unhear()
      carrying?.stop()
    },
  }
}

export { closeKeep }

function carryFor(keep: Keep, street: number | undefined, tell: (outgoing: Outgoing) => void): { stop: () => void; carry: () => void } {
  let counts = { waiting: 0, returned: 0 }
  let state: CourierState = { carrying: false }
  let handedAt: number | undefined
  let stopped = false
  const show = () => {
    if (stopped) return
    const rests = street === undefined ? 'no-post' : restOf(state)
    tell({ ...counts, carrying: state.carrying, carry, ...(rests ? { rests } : {}), ...(handedAt ? { handedAt } : {}) })
  }
  const count = async () => {
    counts = await keep.counts()
    show()
  }
  const turned = (next: CourierState) => {
    state = next
    if (next.last && !next.carrying && next.last.accepted + next.last.returned > 0) {
      handedAt = houseNow().getTime()
      void keep.put(HANDED, handedAt, Date.now() + KEPT_MS)
    }
    void count()
  }
  const courier = street === undefined ? undefined : startCourier({ keep, street, send: sendVisits, onState: turned })
  const carry = () => void courier?.carry()
  const stopHearing = keep.onChange(() => void count())
  // The page knocks at the house while it is lost; what waits goes with the first answer.
  let lost = false
  const stopLost = onApi('unreachable', () => {
    lost = true
  })
  const stopFound = onApi('reached', () => {
    if (!lost) return
    lost = false
    carry()
  })
  void keep.find<number>(HANDED).then((at) => {
    handedAt ??= at
    show()
  })
  void count()
  return {
    carry,
    stop: () => {
      stopped = true
      for (const stop of [stopHearing, stopLost, stopFound]) stop()
      courier?.stop()
    },
  }
}

function restOf({ carrying, last }: CourierState): Outgoing['rests'] {
  if (carrying || !last || last.end === 'done') return undefined
  return last.end === 'sign-in' ? 'sign-in' : 'network'
}
