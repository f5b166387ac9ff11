/** What a worker's phone keeps, for every screen under it; what that needs is fetched after the page is there. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { onApi } from '#kit/api.ts'
import { canKeep } from '#kit/outbox/can-keep.ts'
import type { Session, SessionHold } from '#web/shared/session.ts'
import type { Worker, Working } from './working.ts'

export function useWorking(session: Session, hold: SessionHold): Working | undefined {
  const [working, setWorking] = useState<Working>()
  const worker = useRef<Worker>(undefined)
  const { account } = session
  const street = session.post?.street
  const kept = hold.state.kind === 'in' && hold.state.kept === true
  const ended = hold.state.kind === 'in' && hold.state.ended
  const fromHouse = kept || ended ? undefined : session
  const latest = useRef(fromHouse)
  latest.current = fromHouse
  useEffect(() => {
    if (account === undefined || !canKeep()) return
    let wanted = true
    void import('./working.ts').then(({ startWorking }) => {
      if (!wanted) return
      worker.current = startWorking(account, street, setWorking)
      if (latest.current) void worker.current.reached(latest.current)
    })
    return () => {
      wanted = false
      worker.current?.stop()
      worker.current = undefined
      setWorking(undefined)
    }
  }, [account, street])
  // Only what the house has just said itself is a contact with it.
  useEffect(() => {
    if (fromHouse) void worker.current?.reached(fromHouse)
  }, [fromHouse])
  // She leaves, or another comes in over the same page: what lies here is shut.
  useEffect(() => (account === undefined ? undefined : () => void import('./working.ts').then(({ closeKeep }) => closeKeep())), [account])
  // Opened without a network, the page asks who is here as soon as there is one.
  useEffect(() => (kept ? onApi('reached', hold.ask) : undefined), [kept, hold.ask])
  return working
}
