/**
 * The keep: what a phone holds for days without a network. What can be read of the day is put under a name and goes by itself; what was said is
 * captured and stays until the house has answered. One person's at a time, open only while her PIN was given.
 */

import { Refusal } from '../refusal.ts'
import { type Keys, noteContact, readClock } from './lock.ts'
import { nextBatch, stampOf } from './rules.ts'
import { openValue, type Sealed, sealValue } from './seal.ts'
import type { Answer, Clock, Draft, Held, Holder, Item } from './shapes.ts'
import { read, result, type Shelf, write } from './shelf.ts'

type KeptRow = { sealed: Sealed; until: number }

/** `about` is an id, `street` a number; all else is under the seal. */
type OutRow = {
  n: number
  id: string
  about?: string
  street: number
  size: number
  tried: boolean
  state: 'waiting' | 'returned'
  sealed: Sealed
  answer?: Sealed
}

/** More than a month of a busy team; who has so much unsent needs a network before another door. */
const MOST_UNSENT = 2000

export type Keep = ReturnType<typeof openKeep>

export function openKeep(shelf: Shelf, holder: Holder, keys: Keys, now: () => number = Date.now) {
  const heard = new Set<() => void>()
  const tell = () => {
    for (const one of [...heard]) one()
  }

  /** Under a name without anything personal in it; at most until `until`, in ms. */
  async function put(name: string, value: unknown, until: number): Promise<void> {
    const { sealed } = await sealValue(keys.day, value, name)
    await write(shelf, ['kept'], (tx) => {
      tx.objectStore('kept').put({ sealed, until } satisfies KeptRow, name)
    })
  }

  async function find<T>(name: string): Promise<T | undefined> {
    const found = await read(shelf, ['kept'], (tx) => result<KeptRow | undefined>(tx.objectStore('kept').get(name)))
    const row = found.get()
    return row && row.until > now() ? openValue<T>(keys.day, row.sealed, name) : undefined
  }

  /** What is past its time goes. Unlocking looks first whether all of it is. */
  async function tidy(): Promise<void> {
    await write(shelf, ['kept'], (tx) => {
      const request = tx.objectStore('kept').openCursor()
      request.onsuccess = () => {
        const cursor = request.result
        if (!cursor) return
        if ((cursor.value as KeptRow).until <= now()) cursor.delete()
        cursor.continue()
      }
    })
  }

  /** Kept on the disk when this is done, not before. @throws Refusal way.phone-full, way.keep-full */
  async function capture<B>(draft: Draft<B>, id: string): Promise<Item<B>> {
    const stamp = stampOf(await readClock(shelf, now()), now())
    const after = draft.subject ? await findUnanswered(draft.subject) : undefined
    const item: Item<B> = { ...draft, ...stamp, id, ...(after ? { after } : {}) }
    const { sealed, size } = await sealValue(keys.out, item, id)
    const about = draft.subject ? { about: draft.subject } : {}
    const row: Omit<OutRow, 'n'> = { id, ...about, street: draft.street, size, tried: false, state: 'waiting', sealed }
    if ((await counts()).waiting >= MOST_UNSENT) throw new Refusal('way.keep-full', 0, { details: { n: MOST_UNSENT } })
    await add(row)
    tell()
    return item
  }

  async function add(row: Omit<OutRow, 'n'>): Promise<void> {
    try {
      await write(shelf, ['out'], (tx) => {
        tx.objectStore('out').add(row)
      })
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') throw new Refusal('way.phone-full', 0)
      throw error
    }
  }

  async function findUnanswered(subject: string): Promise<string | undefined> {
    const found = await read(shelf, ['out'], (tx) => result<OutRow[]>(tx.objectStore('out').index('about').getAll(subject)))
    // An index gives what is alike in the order of the keys.
    return found.get().findLast(({ state }) => state === 'waiting')?.id
  }

  /** All that is unsent or came back, in the order it was said. */
  async function list(): Promise<Held[]> {
    return Promise.all((await readOut()).map(openRow))
  }

  /** The next to send of one street. */
  async function next(street: number, most: number): Promise<Held[]> {
    const waiting = (await readOut()).filter((row) => row.state === 'waiting' && row.street === street)
    return Promise.all(nextBatch(waiting, most).map(openRow))
  }

  async function readOut(): Promise<OutRow[]> {
    const found = await read(shelf, ['out'], (tx) => result<OutRow[]>(tx.objectStore('out').getAll()))
    return found.get()
  }

  async function openRow({ n, id, size, tried, sealed, answer }: OutRow): Promise<Held> {
    const item = await openValue<Item>(keys.out, sealed, id)
    return { n, item, size, tried, ...(answer ? { answer: await openValue<Answer>(keys.out, answer, `${id} answer`) } : {}) }
  }

  async function counts(): Promise<{ waiting: number; returned: number }> {
    const rows = await readOut()
    const returned = rows.filter(({ state }) => state === 'returned').length
    return { waiting: rows.length - returned, returned }
  }

  /** Written before they are sent: from here on the house may know them. */
  function markTried(ids: readonly string[]): Promise<void> {
    return write(shelf, ['out'], (tx) => {
      for (const id of ids) updateById(tx, id, (row) => ({ ...row, tried: true }))
    })
  }

  /** What the house has taken goes; what needs a look stays with its answer. All of one reply, or nothing of it. */
  async function settle(answers: ReadonlyMap<string, Answer>): Promise<void> {
    const sealed = new Map<string, Sealed>()
    for (const [id, answer] of answers) if (isToBeSeen(answer)) sealed.set(id, (await sealValue(keys.out, answer, `${id} answer`)).sealed)
    await write(shelf, ['out'], (tx) => {
      for (const id of answers.keys()) {
        const answer = sealed.get(id)
        updateById(tx, id, (row) => (answer ? { ...row, state: 'returned', answer } : undefined))
      }
    })
    tell()
  }

  /** She has seen what came back, and it needs no more from her. What was never answered is not let go this way. */
  async function dismiss(id: string): Promise<void> {
    await write(shelf, ['out'], (tx) => updateById(tx, id, (row) => (row.state === 'returned' ? undefined : row)))
    tell()
  }

  /** What came back refused waits to be sent once more: in another post, or after somebody has cleared the way. It was never done, so it is not done twice. */
  async function resend(id: string): Promise<void> {
    await write(shelf, ['out'], (tx) =>
      updateById(tx, id, ({ answer: _gone, ...row }) => (row.state === 'returned' ? { ...row, state: 'waiting' } : row)),
    )
    tell()
  }

  /** Takes back what certainly never left the phone. False: it may have reached the house, and what is to be different is said anew. */
  async function retract(id: string): Promise<boolean> {
    let gone = false
    await write(shelf, ['out'], (tx) =>
      updateById(tx, id, (row) => {
        gone = row.state === 'waiting' && !row.tried
        return gone ? undefined : row
      }),
    )
    tell()
    return gone
  }

  return {
    holder,
    put,
    find,
    tidy,
    capture,
    list,
    next,
    counts,
    markTried,
    settle,
    dismiss,
    resend,
    retract,
    contact: (clock: Clock) => noteContact(shelf, clock),
    onChange: (listener: () => void) => {
      heard.add(listener)
      return () => void heard.delete(listener)
    },
  }
}

function isToBeSeen(answer: Answer): boolean {
  return answer.outcome !== 'accepted' || answer.code !== undefined
}

/** Changed, or with undefined taken away. What is not there stays not there: another tab may have settled it. */
function updateById(tx: IDBTransaction, id: string, make: (row: OutRow) => OutRow | undefined): void {
  const request = tx.objectStore('out').index('id').openCursor(id)
  request.onsuccess = () => {
    const cursor = request.result
    if (!cursor) return
    const made = make(cursor.value as OutRow)
    if (made) cursor.update(made)
    else cursor.delete()
  }
}
