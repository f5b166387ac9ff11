/**
 * Carries what was captured whenever it can: when something was captured, when the network comes back, when the page is seen again, when somebody
 * presses. After a failure it tries again by itself a few times, each later than the one before, and then waits for one of these; it never asks in between.
 */
import type { Keep } from './keep.ts'
import { backOff } from './rules.ts'
import { type Send, type Sent, sync } from './sync.ts'

export type CourierState = { carrying: boolean; last?: Sent }

export type Courier = { carry: () => Promise<void>; state: () => CourierState; stop: () => void }

/** Tries by itself after the first; then the phone rests. */
const MOST_BY_ITSELF = 6

export function startCourier(options: { keep: Keep; street: number; send: Send; onState: (state: CourierState) => void }): Courier {
  const { keep, street, send, onState } = options
  const ended = new AbortController()
  let state: CourierState = { carrying: false }
  let failures = 0
  let changed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const turn = (next: CourierState) => {
    state = next
    if (!ended.signal.aborted) onState(state)
  }

  async function carry(): Promise<void> {
    clearTimeout(timer)
    if (state.carrying || ended.signal.aborted) return
    turn({ ...state, carrying: true })
    changed = false
    let last: Sent | undefined
    try {
      last = await alone(() => sync(keep, { street, send, signal: ended.signal }))
    } finally {
      turn(last ? { carrying: false, last } : { ...state, carrying: false })
    }
    if (last?.end === 'wait') return later(last)
    failures = 0
    // Captured after the last look at what is waiting.
    if (last?.end === 'done' && changed && (await keep.next(street, 1)).length > 0) await carry()
  }

  function later({ seconds }: Sent & { end: 'wait' }): void {
    if (failures >= MOST_BY_ITSELF || ended.signal.aborted) return
    failures += 1
    timer = setTimeout(() => void carry(), 1000 * (seconds ?? backOff(failures, Math.random())))
  }

  const afresh = () => {
    if (document.visibilityState !== 'visible') return
    failures = 0
    void carry()
  }
  const stopHearing = keep.onChange(() => {
    changed = true
    void carry()
  })
  window.addEventListener('online', afresh)
  document.addEventListener('visibilitychange', afresh)
  afresh()
  return {
    carry: () => {
      failures = 0
      return carry()
    },
    state: () => state,
    stop: () => {
      ended.abort()
      clearTimeout(timer)
      stopHearing()
      window.removeEventListener('online', afresh)
      document.removeEventListener('visibilitychange', afresh)
    },
  }
}

/** One tab at a time: two would send the same twice, which does no harm, and settle each other's, which does. Undefined: another tab is at it. */
function alone<T>(work: () => Promise<T>): Promise<T | undefined> {
  return navigator.locks.request('linli-outbox', { ifAvailable: true }, (lock) => (lock ? work() : Promise.resolve(undefined)))
}
