/** The keep of this phone, for the one who works with it: set up online, opened by her PIN, held open while the page lives. Loaded only where it is needed. */
import { readDeviceKey } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { newKey } from '#kit/idempotency.ts'
import { type Keep, openKeep } from '#kit/outbox/keep.ts'
import { clear, type LockState, readLock, recover, setUp, type Unlocked, unlock } from '#kit/outbox/lock.ts'
import type { Clock, Holder } from '#kit/outbox/shapes.ts'
import { openShelf, read, result, type Shelf } from '#kit/outbox/shelf.ts'
import { houseClockBehind } from '#kit/today.ts'
import type { Session } from '#web/shared/session.ts'

const SESSION = 'session'
/** As long as what is kept may be read at all (kit/outbox: three days after the last contact). */
const SESSION_MS = 72 * 3_600_000

let shelf: Promise<Shelf> | undefined
let open: Keep | undefined

function opened(): Promise<Shelf> {
  shelf ??= openShelf('linli')
  return shelf
}

/** Undefined while it is locked. */
export function currentKeep(): Keep | undefined {
  return open
}

export async function readKeeping(): Promise<LockState> {
  return readLock(await opened(), Date.now())
}

export type MadeKeep = { kind: 'made'; keep: Keep } | { kind: 'others'; holder: Holder; unsent: number }

/** A first PIN, or a new one over what is unsent. Another's keep makes way only when nothing unsent lies in it. */
export async function makeKeep(pin: string, session: Session): Promise<MadeKeep> {
  const device = deviceName()
  const { data } = await call(readDeviceKey, { device })
  const clock: Clock = { behind: houseClockBehind(), latest: Date.now() }
  const held = await opened()
  const state = await readLock(held, Date.now())
  if (state.kind !== 'none' && state.holder.account === data.account) {
    const found = await recover(held, { pin, houseKey: data.key, clock })
    if (!found) throw new Error('the key of the house does not open her own keep')
    open = openKeep(held, found.holder, found.keys)
  } else {
    const unsent = (await read(held, ['out'], (tx) => result(tx.objectStore('out').count()))).get()
    if (state.kind !== 'none' && unsent > 0) return { kind: 'others', holder: state.holder, unsent }
    await clear(held)
    const holder: Holder = { account: data.account, device, name: session.name }
    open = openKeep(held, holder, await setUp(held, { holder, pin, houseKey: data.key, clock }))
  }
  // Asked for once; a browser that refuses may clear what is kept when the phone is full.
  await navigator.storage?.persist?.()
  await keepSession(session)
  return { kind: 'made', keep: open }
}

export async function unlockKeep(pin: string): Promise<Unlocked> {
  const held = await opened()
  const found = await unlock(held, pin, Date.now())
  if (found.kind === 'open') {
    open = openKeep(held, found.holder, found.keys)
    await open.tidy()
  }
  return found
}

/** The house was reached: what is kept may stay another while, and the session is there when the network is not. */
export async function keepSession(session: Session): Promise<void> {
  if (!open) return
  await open.contact({ behind: houseClockBehind(), latest: Date.now() })
  await open.put(SESSION, session, Date.now() + SESSION_MS)
}

export async function findKeptSession(): Promise<Session | undefined> {
  return open?.find<Session>(SESSION)
}

/** The phone's own name for itself; it says nothing about the phone. */
function deviceName(): string {
  const known = localStorage.getItem('linli.device')
  if (known) return known
  const made = newKey()
  localStorage.setItem('linli.device', made)
  return made
}
