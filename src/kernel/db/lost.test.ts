import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import type { Sql, TransactionSql } from 'postgres'
import { connectAsSuperuser, type EmptyDatabase, makeEmptyDatabase } from '../../../test/server.ts'
import { type Database, openDatabase } from './connect.ts'
import { isDatabaseLost } from './lost.ts'

describe('a transaction whose connection is lost', () => {
  let place: EmptyDatabase
  let database: Database
  let above: Sql
  before(async () => {
    place = await makeEmptyDatabase()
    database = await openDatabase({ url: place.url, folder: '' })
    above = connectAsSuperuser(place)
    await database.owner.unsafe('create table door (name text); grant select, insert on door to linli_erase')
  })
  after(async () => {
    await above.end()
    await database.close()
    await place.drop()
  })

  /** The pool of one connection, so that the next transaction always meets what the last one left. */
  const pool = () => database.erase
  const pidOf = async (tx: TransactionSql) => (await tx<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid
  const doors = async () => (await pool()<{ name: string }[]>`select name from door order by 1`).map((row) => row.name)
  const kill = (pid: number) => above`select pg_terminate_backend(${pid}, 5000)`

  test('fails as one that can be asked again, and the next is served at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      let pid = 0
      const lost = pool().begin(async (tx) => {
        await tx`insert into door (name) values ('half')`
        pid = await pidOf(tx)
        await tx`select pg_sleep(20)`
      })
      lost.catch(() => undefined)
      while (pid === 0) await new Promise((resolve) => setTimeout(resolve, 10))
      await kill(pid)
      await assert.rejects(lost, isDatabaseLost)
      const began = Date.now()
      // The first may still hear the last words of the connection before.
      await pool()`select 1`.catch((error) => assert.ok(isDatabaseLost(error), String(error)))
      assert.deepEqual(await doors(), [])
      assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`)
    }
  })

  test('puts nothing into the transaction that has its connection next, whatever it still does', async () => {
    let goOn = (): void => undefined
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let pid = 0
    let late: unknown
    const first = pool().begin(async (tx) => {
      pid = await pidOf(tx)
      await held
      try {
        await tx`insert into door (name) values ('of the lost one')`
        late = 'written'
      } catch (error) {
        late = error
      }
    })
    first.catch(() => undefined)
    while (pid === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await kill(pid)
    await assert.rejects(first, isDatabaseLost)
    await pool()`select 1`.catch(() => undefined)
    await pool().begin(async (tx) => {
      await tx`insert into door (name) values ('of the next one')`
      goOn()
      while (late === undefined) await new Promise((resolve) => setTimeout(resolve, 10))
    })
    assert.ok(isDatabaseLost(late), String(late))
    assert.deepEqual(await doors(), ['of the next one'])
  })

  test('one that is done with its work when the connection is lost does not end the process', async () => {
    for (const outcome of ['well', 'badly']) {
      let pid = 0
      let goOn = (): void => undefined
      const held = new Promise<void>((resolve) => {
        goOn = resolve
      })
      const lost = pool().begin(async (tx) => {
        pid = await pidOf(tx)
        await tx.savepoint(async (inner) => {
          await inner`select 1`
          await held
          if (outcome === 'badly') throw new Error('for a reason of its own')
        })
      })
      lost.catch(() => undefined)
      while (pid === 0) await new Promise((resolve) => setTimeout(resolve, 10))
      await kill(pid)
      await assert.rejects(lost, isDatabaseLost)
      goOn()
      await new Promise((resolve) => setTimeout(resolve, 100))
      await pool()`select 1`.catch((error) => assert.ok(isDatabaseLost(error), String(error)))
      assert.deepEqual(await doors(), ['of the next one'])
    }
  })

  test('when all connections of a pool go at once, what is asked again in that moment is served in seconds', async () => {
    for (let round = 0; round < 4; round += 1) {
      // Half of them at work, half idle, all of them open.
      await Promise.all(Array.from({ length: 14 }, () => database.app`select pg_sleep(0.05)`))
      const busy = Array.from({ length: 7 }, async () => {
        await database.app`select pg_sleep(20)`.catch((error) => assert.ok(isDatabaseLost(error), String(error)))
        for (let tries = 0; ; tries += 1) {
          try {
            return await database.app`select 1`
          } catch (error) {
            assert.ok(isDatabaseLost(error) && tries < 100, String(error))
          }
        }
      })
      const [{ count } = { count: 0 }] = await above<{ count: number }[]>`
        select count(pg_terminate_backend(pid))::int as count from pg_stat_activity where application_name = 'linli_app' and datname = current_database()`
      assert.ok(count >= 7)
      const began = Date.now()
      await Promise.all(busy)
      await Promise.all(Array.from({ length: 28 }, () => database.app`select 1`.catch((error) => assert.ok(isDatabaseLost(error)))))
      assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`)
    }
  })

  test('the reasons of statements, and of the work itself, come through as they are', async () => {
    await assert.rejects(
      pool().begin((tx) => tx`insert into nowhere values (1)`),
      { code: '42P01' },
    )
    await assert.rejects(
      pool().begin(() => Promise.reject(new Error('mine'))),
      /mine/,
    )
    const both = (await pool().begin((tx) => [tx`select 1 as a`, tx`select 2 as a`] as never)) as { a: number }[][]
    assert.deepEqual(both.flat(), [{ a: 1 }, { a: 2 }])
  })
})

describe('what a lost database looks like', () => {
  test('a server that is not there, by socket and by port', async () => {
    for (const target of [{ path: '/nowhere/at/all.sock' }, { host: '127.0.0.1', port: await closedPort() }]) {
      const [error] = await once(new Socket().on('error', () => undefined).connect(target as never), 'error')
      assert.equal(isDatabaseLost(error), true, String(error))
    }
  })

  test('a file that is not there is not a database that is lost', () => {
    assert.equal(isDatabaseLost(Object.assign(new Error(), { code: 'ENOENT', syscall: 'open' })), false)
    assert.equal(isDatabaseLost(Object.assign(new Error(), { code: '23505' })), false)
    assert.equal(isDatabaseLost(new Error('a fault of ours')), false)
  })

  test('it is known again when it comes out of a thread', async () => {
    const worker = new Worker(`throw Object.assign(new Error('x'), { code: 'CONNECTION_CLOSED' })`, { eval: true })
    const [error] = await once(
      worker.on('error', () => undefined),
      'error',
    )
    assert.equal(isDatabaseLost(error), true)
  })
})

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
