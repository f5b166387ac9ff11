/**
 * The lock of the keep. Two keys lie in it: one for what can be read of the day, one for what was said and not yet sent. A PIN opens both; the
 * house, which hands its key only to a person who has signed in with her password, opens the second. After too many wrong PINs the first is
 * thrown away, and the second waits for that person.
 */
import { isGuessable, isStale, MOST_TRIES, PIN_LENGTH, waitAfter } from './rules.ts'
import { importKey, keyOfHouse, keyOfPin, makeBytes, makeRawKey, openBytes, PIN_ROUNDS, type Sealed, sealBytes } from './seal.ts'
import type { Clock, Holder } from './shapes.ts'
import { read, result, type Shelf, write } from './shelf.ts'

type LockRow = Holder &
  Clock & {
    salt: Uint8Array<ArrayBuffer>
    rounds: number
    /** Both keys under the PIN; gone after too many wrong ones. */
    byPin?: Sealed
    /** The key of the unsent under the key of the house. */
    byHouse: Sealed
    tries: number
    /** Moment of the last wrong try, by the phone's clock. */
    triedAt: number
    /** Moment the house was last reached, by the phone's clock. */
    contactAt: number
  }

export type Keys = { day: CryptoKey; out: CryptoKey }

export type LockState =
  | { kind: 'none' }
  /** `wait`: seconds until the next try is heard. */
  | { kind: 'locked'; holder: Holder; tries: number; wait: number }
  /** The PIN is gone. `recover` opens what is unsent, once its person has signed in. */
  | { kind: 'sealed'; holder: Holder }

export type Unlocked =
  | { kind: 'open'; holder: Holder; keys: Keys; clock: Clock }
  | { kind: 'wrong'; left: number; wait: number }
  | { kind: 'wait'; wait: number }
  /** That was the last try. */
  | { kind: 'sealed' }

const pinName = (device: string) => `linli pin ${device}`
const houseName = (device: string) => `linli house ${device}`

/** @throws Error for a PIN of another length or one that is guessed first: the screen asks for another before it comes here */
export async function setUp(shelf: Shelf, given: { holder: Holder; pin: string; houseKey: string; clock: Clock }): Promise<Keys> {
  return fit(shelf, given, makeRawKey())
}

/** A new PIN over what is unsent, after its person has signed in again. What could be read of the day begins empty. */
export async function recover(
  shelf: Shelf,
  given: { pin: string; houseKey: string; clock: Clock },
): Promise<{ holder: Holder; keys: Keys } | undefined> {
  const row = await getRow(shelf)
  const out = await openBytes(await keyOfHouse(given.houseKey), row.byHouse, houseName(row.device))
  // Another person's key: what is unsent stays as it is.
  if (!out) return undefined
  const holder = holderOf(row)
  return { holder, keys: await fit(shelf, { ...given, holder }, out) }
}

/**
 * What another person left unsent, opened by the key of the house and by nothing of hers; her lock stays as it is, and of what could be read of her day nothing opens.
 * Undefined for a key of somebody else.
 */
export async function openUnsent(shelf: Shelf, houseKey: string): Promise<{ holder: Holder; keys: Keys } | undefined> {
  const row = await getRow(shelf)
  const out = await openBytes(await keyOfHouse(houseKey), row.byHouse, houseName(row.device))
  return out && { holder: holderOf(row), keys: { day: await importKey(makeRawKey()), out: await importKey(out) } }
}

async function fit(
  shelf: Shelf,
  { holder, pin, houseKey, clock }: { holder: Holder; pin: string; houseKey: string; clock: Clock },
  out: Uint8Array<ArrayBuffer>,
): Promise<Keys> {
  if (!new RegExp(`^\\d{${PIN_LENGTH}}$`).test(pin) || isGuessable(pin)) throw new Error('this PIN is not to be used')
  const day = makeRawKey()
  const both = new Uint8Array(day.length + out.length)
  both.set(day)
  both.set(out, day.length)
  const salt = makeBytes(16)
  const row: LockRow = {
    ...holder,
    ...clock,
    salt,
    rounds: PIN_ROUNDS,
    byPin: await sealBytes(await keyOfPin(pin, salt, PIN_ROUNDS), both, pinName(holder.device)),
    byHouse: await sealBytes(await keyOfHouse(houseKey), out, houseName(holder.device)),
    tries: 0,
    triedAt: 0,
    contactAt: clock.latest,
  }
  const keys = { day: await importKey(day), out: await importKey(out) }
  // What was readable under the day's key before is not readable any more.
  await write(shelf, ['lock', 'kept'], (tx) => {
    tx.objectStore('lock').put(row, 'lock')
    tx.objectStore('kept').clear()
  })
  return keys
}

export async function readLock(shelf: Shelf, now: number): Promise<LockState> {
  const row = await findRow(shelf)
  if (!row) return { kind: 'none' }
  if (!row.byPin) return { kind: 'sealed', holder: holderOf(row) }
  return { kind: 'locked', holder: holderOf(row), tries: row.tries, wait: secondsLeft(row, now) }
}

/** The try is counted on the disk before it is made: switching the phone off in between gives no try back. */
export async function unlock(shelf: Shelf, pin: string, now: number): Promise<Unlocked> {
  const row = await getRow(shelf)
  if (!row.byPin) return { kind: 'sealed' }
  const wait = secondsLeft(row, now)
  if (wait > 0) return { kind: 'wait', wait }
  const tries = await countTry(shelf, now)
  const both = await openBytes(await keyOfPin(pin, row.salt, row.rounds), row.byPin, pinName(row.device))
  if (!both) {
    if (tries < MOST_TRIES) return { kind: 'wrong', left: MOST_TRIES - tries, wait: waitAfter(tries) }
    await seal(shelf)
    return { kind: 'sealed' }
  }
  await change(shelf, (known) => ({ ...known, tries: 0, latest: Math.max(known.latest, now) }))
  if (isStale(row.contactAt, now)) await forgetDay(shelf)
  const half = both.length / 2
  return {
    kind: 'open',
    holder: holderOf(row),
    clock: { behind: row.behind, latest: row.latest },
    keys: { day: await importKey(both.slice(0, half)), out: await importKey(both.slice(half)) },
  }
}

/** What can be read goes, and the PIN with it; what is unsent stays under the key of the house. */
export function seal(shelf: Shelf): Promise<void> {
  return write(shelf, ['lock', 'kept'], (tx) => {
    tx.objectStore('kept').clear()
    updateRow(tx, ({ byPin: _gone, ...row }) => row)
  })
}

function forgetDay(shelf: Shelf): Promise<void> {
  return write(shelf, ['kept'], (tx) => {
    tx.objectStore('kept').clear()
  })
}

/** The house answered just now: what is kept may stay another while, and the phone's clock is known again. */
export async function noteContact(shelf: Shelf, clock: Clock): Promise<void> {
  await change(shelf, (row) => ({ ...row, ...clock, contactAt: clock.latest }))
}

/** The clock a capture goes by; and that it was seen at this moment. */
export async function readClock(shelf: Shelf, now: number): Promise<Clock> {
  const { behind, latest } = await getRow(shelf)
  if (now > latest) await change(shelf, (row) => ({ ...row, latest: Math.max(row.latest, now) }))
  return { behind, latest }
}

/** Everything goes: another person takes the phone over. @throws Error while something unsent lies in it */
export async function clear(shelf: Shelf): Promise<void> {
  const count = await read(shelf, ['out'], (tx) => result(tx.objectStore('out').count()))
  if (count.get() > 0) throw new Error('something unsent lies in the keep')
  await write(shelf, ['lock', 'kept'], (tx) => {
    tx.objectStore('lock').clear()
    tx.objectStore('kept').clear()
  })
}

/** By a clock that went backwards the wait begins anew, and cannot become longer than it was. */
function secondsLeft({ tries, triedAt }: LockRow, now: number): number {
  const whole = waitAfter(tries)
  return Math.min(whole, Math.max(0, Math.ceil((triedAt + whole * 1000 - now) / 1000)))
}

async function countTry(shelf: Shelf, now: number): Promise<number> {
  const row = await change(shelf, (known) => ({ ...known, tries: known.tries + 1, triedAt: now }))
  return row.tries
}

function holderOf({ account, device, name }: LockRow): Holder {
  return { account, device, name }
}

async function findRow(shelf: Shelf): Promise<LockRow | undefined> {
  const found = await read(shelf, ['lock'], (tx) => result<LockRow | undefined>(tx.objectStore('lock').get('lock')))
  return found.get()
}

async function getRow(shelf: Shelf): Promise<LockRow> {
  const row = await findRow(shelf)
  if (!row) throw new Error('nothing was set up in this keep')
  return row
}

/** Read and written in one transaction, so that two tabs do not undo each other's counting. */
async function change(shelf: Shelf, make: (row: LockRow) => LockRow): Promise<LockRow> {
  const made = await write(shelf, ['lock'], (tx) => updateRow(tx, make))
  return made.get()
}

function updateRow(tx: IDBTransaction, make: (row: LockRow) => LockRow): { get: () => LockRow } {
  let made: LockRow | undefined
  const store = tx.objectStore('lock')
  const request: IDBRequest<LockRow> = store.get('lock')
  request.onsuccess = () => {
    made = make(request.result)
    store.put(made, 'lock')
  }
  return { get: () => made! }
}
