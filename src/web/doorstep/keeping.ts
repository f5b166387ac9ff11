/** The keep of this phone, for the one who works with it: set up online, opened by her PIN, held open while the page lives. Loaded only where it is needed. */
import { readDeviceKey } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { newKey } from '#kit/idempotency.ts'
import { type Keep, openKeep } from '#kit/outbox/keep.ts'
import { clear, type LockState, openUnsent, readLock, recover, setUp, type Unlocked, unlock } from '#kit/outbox/lock.ts'
import type { Clock, Holder } from '#kit/outbox/shapes.ts'
import { openShelf, read, result, type Shelf } from '#kit/outbox/shelf.ts'
import { houseClockBehind } from '#kit/today.ts'
import type { Session } from '#web/shared/session.ts'

const SESSION = 'session'
/** As long as what is kept may be read at all (kit/outbox: three days after the last contact). */
export const KEPT_MS = 72 * 3_600_000

let shelf: Promise<Shelf> | undefined
let open: Keep | undefined

function opened(): Promise<Shelf> {
  shelf ??= openShelf('linli')
  return shelf
}

const heard = new Set<() => void>()

/** It was opened, made or shut. */
export function onKeep(listener: () => void): () => void {
  heard.add(listener)
  return () => void heard.delete(listener)
}

function turn(keep: Keep | undefined): void {
  open = keep
  for (const one of [...heard]) one()
}

/** As after switching the phone off: the PIN is asked again. */
export function closeKeep(): void {
  if (open) turn(undefined)
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
    turn(openKeep(held, found.holder, found.keys))
  } else {
    const unsent = await countUnsent()
    if (state.kind !== 'none' && unsent > 0) return { kind: 'others', holder: state.holder, unsent }
    await clear(held)
    const holder: Holder = { account: data.account, device, name: session.name }
    turn(openKeep(held, holder, await setUp(held, { holder, pin, houseKey: data.key, clock })))
  }
  // Asked for once; a browser that refuses may clear what is kept when the phone is full.
  await navigator.storage?.persist?.()
  await keepSession(session)
  return { kind: 'made', keep: open! }
}

export async function unlockKeep(pin: string): Promise<Unlocked> {
  const held = await opened()
  const found = await unlock(held, pin, Date.now())
  if (found.kind === 'open') {
    const keep = openKeep(held, found.holder, found.keys)
    await keep.tidy()
    turn(keep)
  }
  return found
}

/** How much lies here and is not with the house, whoever's it is: it can be counted without being read. */
export async function countUnsent(): Promise<number> {
  return (await read(await opened(), ['out'], (tx) => result(tx.objectStore('out').count()))).get()
}

/** What a colleague left unsent, by her PIN: for whoever brings it in her place. It does not become the open keep of this page. */
export async function unlockLeft(pin: string): Promise<Exclude<Unlocked, { kind: 'open' }> | { kind: 'open'; keep: Keep }> {
  const held = await opened()
  const found = await unlock(held, pin, Date.now())
  return found.kind === 'open' ? { kind: 'open', keep: openKeep(held, found.holder, found.keys) } : found
}

/** The same without her: by the key the house gives for her phone once her login has ended. */
export async function openLeft(houseKey: string): Promise<Keep> {
  const held = await opened()
  const found = await openUnsent(held, houseKey)
  if (!found) throw new Error('the key of the house does not open what was left')
  return openKeep(held, found.holder, found.keys)
}

/** The house was reached: what is kept may stay another while, and the session is there when the network is not. */
export async function keepSession(session: Session): Promise<void> {
  if (!open || open.holder.account !== session.account) return
  await open.contact({ behind: houseClockBehind(), latest: Date.now() })
  await open.put(SESSION, session, Date.now() + KEPT_MS)
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
