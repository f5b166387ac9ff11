/**
 * What is being reported, kept on the phone from the first word until the house has answered: a lost network, a dead battery or a closed page lose nothing,
 * and the key that was made with it sees to it that it is sent once. What is sealed is never kept: others may hold this phone.
 */
import { newKey } from '#kit/idempotency.ts'
import type { Place } from '../own/contract.ts'

/** A picture as it was made small; `id` once the house has it. */
export type DraftPhoto = { blob: Blob; id?: string }

export type Draft = {
  key: string
  saved: number
  person: string
  type: string
  /** Chosen by her; otherwise it is guessed from her words. */
  category?: string | undefined
  text: string
  /** Of what the kind asks when it begins; and its last day. */
  answers?: Record<string, unknown> | undefined
  until?: string | undefined
  place?: Place
  accused?: string | undefined
  unnamed: boolean
  photos: DraftPhoto[]
  /** She pressed send, and the house was not reached. */
  waiting?: boolean
}

const [NAME, STORE] = ['linli-drafts', 'report']
/** Begun and forgotten. */
const MOST_AGE_MS = 30 * 86_400_000

export function beginDraft(person: string, type: string): Draft {
  return { key: newKey(), saved: Date.now(), person, type, text: '', unnamed: false, photos: [] }
}

function openStore(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openStore()
  try {
    return await new Promise<T>((done, fail) => {
      const tx = database.transaction(STORE, mode)
      const request = act(tx.objectStore(STORE))
      tx.oncomplete = () => done(request.result)
      tx.onabort = () => fail(tx.error)
      tx.onerror = () => fail(tx.error)
    })
  } finally {
    database.close()
  }
}

/** By whose session it is: nobody who signs in after her on this phone finds it. */
export function shelfOf(persons: readonly { id: string }[]): string {
  return persons
    .map(({ id }) => id)
    .sort()
    .join(' ')
}

/** Nothing where there is none, it is too old, or this browser keeps nothing. */
export async function findDraft(shelf: string): Promise<Draft | undefined> {
  try {
    const found = await within<Draft | undefined>('readonly', (store) => store.get(shelf))
    return found && Date.now() - found.saved < MOST_AGE_MS ? found : undefined
  } catch {
    return undefined
  }
}

/** Whether it is kept: a private window, or a full phone, keeps nothing, and she is told. */
export async function keepDraft(shelf: string, draft: Draft): Promise<boolean> {
  return within('readwrite', (store) => store.put({ ...draft, saved: Date.now() }, shelf)).then(
    () => true,
    () => false,
  )
}

/** A browser that kept nothing has nothing to throw away. */
export async function dropDraft(shelf: string): Promise<void> {
  await within('readwrite', (store) => store.delete(shelf)).catch(() => undefined)
}
