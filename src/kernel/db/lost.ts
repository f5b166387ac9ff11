/**
 * A database that goes away in the middle of things: what such an error looks like, and transactions that end cleanly when it happens.
 *
 * The driver (postgres 3.4.9) does not part well with a transaction whose connection is gone: it writes `rollback` to a socket that is no
 * more, which ends the process, and statements that come after run on whatever the connection has become meanwhile: another's transaction.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'
import { errorCode } from './failures.ts'

/** The connection, not the statement: worth asking again shortly. */
const lostCodes = new Set([
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOTFOUND', 'EAI_AGAIN'],
  // no connection left; a session ended for idling
  ...['53300', '25P03'],
  // of `StartFailure`, when a thread opens the database
  ...['unreachable', 'server-unanswering'],
])

/** The second driver, of the queue, gives no code. */
const LOST_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Did the database go away, or not yet come back? */
export function isDatabaseLost(error: unknown): boolean {
  const code = errorCode(error)
  if (lostCodes.has(code) || code.startsWith('57P') || code.startsWith('08')) return true
  // The socket of a server that is down is a file that is not there.
  if (code === 'ENOENT') return (error as NodeJS.ErrnoException).syscall === 'connect'
  return code === '' && error instanceof Error && LOST_WORDS.test(error.message)
}

/** How long an error of the connection is given to be followed by its end. */
const CLOSING_MS = 2000

type Run = (tx: TransactionSql) => unknown

/** The same pool; its transactions fail as a whole when their connection is lost, and nothing of them is sent any more. */
export function guardTransactions(pool: Sql): Sql {
  const begin = pool.begin.bind(pool) as (...given: unknown[]) => Promise<unknown>
  const guarded = (...given: unknown[]): Promise<unknown> => {
    const run = given.pop() as Run
    const state = { over: false, end: (): void => undefined }
    const ended = new Promise<void>((resolve) => {
      state.end = resolve
    })
    return begin(...given, within(run, state, ended)).finally(() => {
      state.over = true
      state.end()
    })
  }
  pool.begin = guarded as Sql['begin']
  return pool
}

/** Once the connection is gone the driver must hear nothing more of this transaction: the promise it waits for stays open, and is dropped with it. */
function within(run: Run, state: { over: boolean }, ended: Promise<void>): Run {
  return async (tx) => {
    let result: unknown
    try {
      const given = run(stopped(tx, state, ended))
      result = await (Array.isArray(given) ? Promise.all(given) : given)
    } catch (error) {
      if (isDatabaseLost(error)) await Promise.race([ended, wait(CLOSING_MS, undefined, { ref: false })])
      if (!state.over) throw error
    }
    return state.over ? new Promise(() => undefined) : result
  }
}

/** A transaction that sends nothing after its end. */
function stopped(tx: TransactionSql, state: { over: boolean }, ended: Promise<void>): TransactionSql {
  return new Proxy(tx, {
    apply(target, _self, given) {
      if (state.over) throw gone()
      return Reflect.apply(target, undefined, given)
    },
    get(target, name) {
      if (name === 'unsafe' && state.over) throw gone()
      if (name !== 'savepoint') return Reflect.get(target, name)
      return (...given: unknown[]) => {
        if (state.over) throw gone()
        const run = given.pop() as Run
        return (target.savepoint as (...inner: unknown[]) => unknown)(...given, within(run, state, ended))
      }
    },
  })
}

function gone(): Error {
  return Object.assign(new Error('the transaction is over'), { code: 'CONNECTION_CLOSED' })
}
