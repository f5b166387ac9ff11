/** Who is here, in which post or for whom; and whether the house can be reached. */
import { createContext } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { readSession, signOut, switchPost, switchStreet } from '#kernel/access/contract.ts'
import { call, emitApi, onApi, setApi } from '#kit/api.ts'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { setHouseClock } from '#kit/today.ts'

export type Session = OutputOf<typeof readSession>

export type SessionState =
  | { kind: 'asking' }
  /** The house could not be asked at all. */
  | { kind: 'down'; refusal: Refusal }
  | { kind: 'out' }
  /**
   * `ended`: the server forgot the session while a screen is open; the screen stays until she has signed in again. `kept`: as it was when the house
   * was last reached.
   */
  | { kind: 'in'; session: Session; ended: boolean; kept?: true }

export type SessionHold = {
  state: SessionState
  /** Take the session that signing in or switching posts gave. */
  take: (session: Session) => void
  /** Take a session as it was when the house was last reached: there is no network, and the phone's own clock is told by how much it is wrong. */
  takeKept: (session: Session, behind: number) => void
  ask: () => void
  leave: () => Promise<void>
  changePost: (post: string) => Promise<void>
  /** Of a resident who is somebody in several streets, or says where she belongs. */
  changeStreet: (street: number) => Promise<void>
}

/** @param accepts whose sessions this face is for; with another's cookie one stands outside of it */
export function useSessionHold(accepts: readonly Session['kind'][]): SessionHold {
  const [state, setState] = useState<SessionState>({ kind: 'asking' })
  const hold = useMemo(() => {
    const take = (session: Session) => {
      if (!accepts.includes(session.kind)) return setState({ kind: 'out' })
      setApi({ street: session.post?.street ?? session.street })
      setHouseClock(session.now)
      setState({ kind: 'in', session, ended: false })
    }
    const takeKept = (session: Session, behind: number) => {
      take({ ...session, now: new Date(Date.now() + behind).toISOString() })
      setState((now) => (now.kind === 'in' ? { ...now, kept: true } : now))
    }
    const ask = () => {
      call(readSession, {}, { waits: [400, 1200] }).then(
        (reply) => take(reply.data),
        (thrown: unknown) => setState((now) => afterAsking(now, refusalOf(thrown))),
      )
    }
    const leave = async () => {
      await call(signOut, {})
      setApi({ street: undefined })
      setState({ kind: 'out' })
    }
    const changePost = async (post: string) => take((await call(switchPost, { post })).data)
    const changeStreet = async (street: number) => take((await call(switchStreet, { street })).data)
    return { take, takeKept, ask, leave, changePost, changeStreet }
  }, [accepts])
  useEffect(hold.ask, [hold])
  useEffect(() => onApi('sign-in-needed', () => setState((now) => (now.kind === 'in' ? { ...now, ended: true } : { kind: 'out' }))), [])
  return useMemo(() => ({ state, ...hold }), [state, hold])
}

/** Who works stays where she is: a lost network is told by itself, and a session that ended is begun again over the open screen. */
function afterAsking(now: SessionState, refusal: Refusal): SessionState {
  if (now.kind === 'in') return refusal.status === 401 ? { ...now, ended: true } : now
  return refusal.status === 401 ? { kind: 'out' } : { kind: 'down', refusal }
}

const HoldContext = createContext<SessionHold | undefined>(undefined)
export const HoldProvider = HoldContext.Provider

/** What a screen before any session needs: to take the one it brings about. */
export function useHold(): SessionHold {
  const found = useContext(HoldContext)
  if (!found) throw new Error('this screen stands outside of a face')
  return found
}

const SessionContext = createContext<{ session: Session; hold: SessionHold } | undefined>(undefined)
export const SessionProvider = SessionContext.Provider

/** The session of a signed-in screen. */
export function useSession(): { session: Session; hold: SessionHold } {
  const found = useContext(SessionContext)
  if (!found) throw new Error('this screen stands outside of a session')
  return found
}

/** Whether the post in use holds a right. Screens only hide by it; the house decides. */
export function useMay(right: string): boolean {
  return useSession().session.may.includes(right)
}

/** Waits before knocking again, doubling: a phone that is without a network for days must not look for one all day. */
const FIRST_WAIT_MS = 5000
const LONGEST_WAIT_MS = 5 * 60_000

/** False from the moment a request is lost until one arrives again; meanwhile the house is knocked at, at once when the network or the reader comes back. */
export function useReached(): boolean {
  const [reached, setReached] = useState(true)
  useEffect(() => {
    const stops = [onApi('unreachable', () => setReached(false)), onApi('reached', () => setReached(true))]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  useEffect(() => (reached ? undefined : knockUntilReached()), [reached])
  return reached
}

function knockUntilReached(): () => void {
  let wait = FIRST_WAIT_MS
  let timer = setTimeout(again, wait)
  function again(): void {
    if (document.visibilityState === 'visible') knock()
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    timer = setTimeout(again, wait)
  }
  const afresh = () => {
    clearTimeout(timer)
    wait = FIRST_WAIT_MS
    if (document.visibilityState === 'visible') knock()
    timer = setTimeout(again, wait)
  }
  window.addEventListener('online', afresh)
  document.addEventListener('visibilitychange', afresh)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('online', afresh)
    document.removeEventListener('visibilitychange', afresh)
  }
}

function knock(): void {
  fetch('/api/v1/health', { cache: 'no-store' }).then(
    (response) => {
      if (response.ok) emitApi('reached')
    },
    () => undefined,
  )
}
