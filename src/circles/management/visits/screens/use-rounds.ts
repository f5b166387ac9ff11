/** The rounds of whoever is here: asked of the house, or as they lie on the phone; with a keep, those that are not on it yet are brought, so that she may go. */
import { useContext, useEffect, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { KeepContext } from '#kit/outbox/context.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import { Refusal } from '#kit/refusal.ts'
import { useRead } from '#kit/use-data.ts'
import { listRounds, type RoundSummary, readRound } from '../contract.ts'
import { doorsOf, findRound, findRounds, leftOf, putRound, putRounds, type Rounds } from './kept-round.ts'

/** `left`: doors still to be gone to, as far as is known here. `onPhone`: it can be walked without a network. */
export type MyRound = RoundSummary & { left: number; onPhone: boolean }
export type MyRounds = {
  rounds: MyRound[] | undefined
  looking: Rounds['looking'] | undefined
  refusal: Refusal | undefined
  reload: () => void
}

export function useRounds(): MyRounds {
  const keep = useContext(KeepContext)
  const read = useRead('mine', (signal) => call(listRounds, { mine: true }, { signal }), 'on-return')
  const fresh = read.reply?.data
  const [shown, setShown] = useState<{ rounds: MyRound[]; looking: Rounds['looking'] }>()
  useEffect(() => {
    let wanted = true
    const show = async () => {
      const list = fresh ?? (keep && (await findRounds(keep)))
      if (!list) return
      const rounds = await Promise.all(list.rounds.map((round) => asKept(keep, round)))
      if (wanted) setShown({ rounds, looking: list.looking })
    }
    const begin = async () => {
      await show()
      if (!keep || !fresh) return
      await putRounds(keep, fresh)
      if (await bringMissing(keep, fresh.rounds)) await show()
    }
    void begin()
    const stop = keep?.onChange(() => void show())
    return () => {
      wanted = false
      stop?.()
    }
  }, [keep, fresh])
  return { rounds: shown?.rounds, looking: shown?.looking, refusal: shown ? undefined : read.refusal, reload: read.reload }
}

async function asKept(keep: Keep | undefined, round: RoundSummary): Promise<MyRound> {
  const found = keep && (await findRound(keep, round.id))
  if (!found) return { ...round, left: round.doors - round.visited, onPhone: false }
  const left = leftOf(doorsOf(found))
  const counts = { left: left.length, visited: found.round.list.length - left.length, comeBack: left.filter(({ last }) => last).length }
  return { ...round, doors: found.round.list.length, ...counts, onPhone: true }
}

/** What is there already is asked anew only when it is opened: each asking is a look at its people. True when something came. */
async function bringMissing(keep: Keep, rounds: readonly RoundSummary[]): Promise<boolean> {
  let brought = false
  for (const { id } of rounds) {
    if (await findRound(keep, id)) continue
    try {
      await putRound(keep, (await call(readRound, { id })).data, [])
      brought = true
    } catch (thrown) {
      // The network went, or the round is somebody else's by now: the screen shows that it is not on the phone.
      if (!(thrown instanceof Refusal)) throw thrown
      if (thrown.status === 0) return brought
    }
  }
  return brought
}
