/** Reading and doing from a screen: what was shown stays until the new is here, one press does a thing once. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CallOptions, Reply } from './api.ts'
import { newKey } from './idempotency.ts'
import { isAbort, isLasting, type Refusal, refusalOf } from './refusal.ts'

export type Read<T> = {
  /** The last answer, kept while a newer one is asked for. */
  reply: Reply<T> | undefined
  refusal: Refusal | undefined
  loading: boolean
  reload: () => void
}

export type Freshness =
  /** Lists without persons: every 30 s while seen. */
  | 'ticking'
  /** Screens about persons: only when the reader comes back to the window. */
  | 'on-return'
  | 'once'

const tick = 30_000

/** Ask when the screen opens and whenever `about` (an id, a filter as text) changes. `undefined` asks nothing yet. */
export function useRead<T>(
  about: string | undefined,
  ask: (signal: AbortSignal) => Promise<Reply<T>>,
  freshness: Freshness = 'on-return',
): Read<T> {
  const [state, setState] = useState<{ about?: string; reply?: Reply<T>; refusal?: Refusal }>({})
  const [round, setRound] = useState({ n: 0, byItself: false })
  const [loading, setLoading] = useState(about !== undefined)
  const asking = useRef(ask)
  asking.current = ask
  useEffect(() => {
    if (about === undefined) return
    const ended = new AbortController()
    setLoading(true)
    asking.current(ended.signal).then(
      (reply) => {
        setState({ about, reply })
        setLoading(false)
      },
      (thrown: unknown) => {
        if (isAbort(thrown)) return
        const refusal = refusalOf(thrown)
        setState((now) => {
          if (now.about !== about) return { about, refusal }
          // Nobody asked for this one: what stands, and what is being typed over it, stays until the next.
          return round.byItself && now.reply && !isLasting(refusal) ? now : { ...now, refusal }
        })
        setLoading(false)
      },
    )
    return () => ended.abort()
  }, [about, round])
  const reload = useCallback(() => setRound(({ n }) => ({ n: n + 1, byItself: false })), [])
  const refresh = useCallback(() => setRound(({ n }) => ({ n: n + 1, byItself: true })), [])
  useFreshness(freshness, refresh)
  const current = state.about === about
  return { reply: state.reply, refusal: current ? state.refusal : undefined, loading, reload }
}

function useFreshness(freshness: Freshness, refresh: () => void): void {
  useEffect(() => {
    if (freshness === 'once') return
    const seen = () => {
      if (document.visibilityState === 'visible') refresh()
    }
    if (freshness === 'on-return') {
      document.addEventListener('visibilitychange', seen)
      return () => document.removeEventListener('visibilitychange', seen)
    }
    const timer = setInterval(seen, tick)
    return () => clearInterval(timer)
  }, [freshness, refresh])
}

export type Doing<I, O> = {
  /** Resolves to undefined when it was refused; the refusal is in `refusal`. A second press while busy does nothing. */
  run: (input: I) => Promise<Reply<O> | undefined>
  busy: boolean
  refusal: Refusal | undefined
  /** Forget the refusal, and take what comes next for a new intent. */
  reset: () => void
}

/** One intent at a time: it keeps its Idempotency-Key over refusals by the network until it is done, or the input changes. */
export function useDo<I, O>(act: (input: I, options: Pick<CallOptions, 'key'>) => Promise<Reply<O>>): Doing<I, O> {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const intent = useRef<{ key: string; about: string }>(undefined)
  const running = useRef(false)
  const acting = useRef(act)
  acting.current = act
  const run = useCallback(async (input: I) => {
    if (running.current) return undefined
    running.current = true
    setBusy(true)
    setRefusal(undefined)
    const about = JSON.stringify(input)
    if (intent.current?.about !== about) intent.current = { key: newKey(), about }
    try {
      const reply = await acting.current(input, { key: intent.current.key })
      intent.current = undefined
      return reply
    } catch (thrown) {
      if (!isAbort(thrown)) setRefusal(refusalOf(thrown))
      return undefined
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const reset = useCallback(() => {
    intent.current = undefined
    setRefusal(undefined)
  }, [])
  return { run, busy, refusal, reset }
}
