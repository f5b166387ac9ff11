/** The browser's database, in promises. What a transaction did is on the disk before it is said to be done. */

export type StoreName = 'lock' | 'kept' | 'out'
export type Shelf = IDBDatabase

export function openShelf(name: string): Promise<Shelf> {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('lock')
      request.result.createObjectStore('kept')
      const out = request.result.createObjectStore('out', { keyPath: 'n', autoIncrement: true })
      out.createIndex('id', 'id', { unique: true })
      out.createIndex('about', 'about')
    }
    request.onsuccess = () => {
      // A newer page in another tab may need another shape; this one then has to be opened again.
      request.result.onversionchange = () => request.result.close()
      done(request.result)
    }
    request.onerror = () => fail(request.error)
  })
}

/** All of `work` or nothing. It may wait only for requests of its own transaction, since other waiting would end the transaction under it. */
export function write<T>(shelf: Shelf, stores: StoreName[], work: (tx: IDBTransaction) => T): Promise<T> {
  return run(shelf.transaction(stores, 'readwrite', { durability: 'strict' }), work)
}

export function read<T>(shelf: Shelf, stores: StoreName[], work: (tx: IDBTransaction) => T): Promise<T> {
  return run(shelf.transaction(stores, 'readonly'), work)
}

function run<T>(tx: IDBTransaction, work: (tx: IDBTransaction) => T): Promise<T> {
  return new Promise((done, fail) => {
    const made = work(tx)
    tx.oncomplete = () => done(made)
    tx.onerror = () => fail(tx.error)
    tx.onabort = () => fail(tx.error ?? new DOMException('the transaction was given up', 'AbortError'))
  })
}

/** What a request comes to; read it only after its transaction is done. */
export function result<T>(request: IDBRequest<T>): { get: () => T } {
  return { get: () => request.result }
}
