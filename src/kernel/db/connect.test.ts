import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Sql } from 'postgres'
import { addressOf, asAdmin, type EmptyDatabase, makeEmptyDatabase } from '../../../test/server.ts'
import { type Database, databaseConfig, openDatabase } from './connect.ts'
import { StartFailure } from './failures.ts'

describe('the pools of the house', () => {
  let place: EmptyDatabase
  let database: Database
  before(async () => {
    place = await makeEmptyDatabase()
    database = await openDatabase({ url: place.url, folder: '' })
  })
  after(async () => {
    await database.close()
    await place.drop()
  })

  test('each acts as its own role, and none is a superuser or above row policies', async () => {
    const whoAmI = async (sql: Sql) => {
      const [row] = await sql<{ name: string; above: boolean }[]>`
        select current_user::text as name, (rolsuper or rolbypassrls) as above from pg_roles where rolname = current_user`
      assert.equal(row?.above, false)
      return row?.name
    }
    assert.equal(await whoAmI(database.app), 'linli_app')
    assert.equal(await whoAmI(database.reader), 'linli_app')
    assert.equal(await whoAmI(database.owner), 'linli_owner')
    assert.equal(await whoAmI(database.sealer), 'linli_seal')
    assert.equal(await whoAmI(database.backup), 'linli_backup')
    assert.equal(await whoAmI(database.erase), 'linli_erase')
  })

  test('row policies bind the app although the connection signed in as somebody greater', async () => {
    await database.owner.unsafe(`
      create table door (street_id bigint, name text);
      alter table door enable row level security;
      create policy own on door to linli_app using (street_id = 1);
      grant select on door to linli_app;
      insert into door values (1, 'ours'), (2, 'theirs')`)
    assert.deepEqual([...(await database.app`select name from door`)], [{ name: 'ours' }])
    await assert.rejects(() => database.app`insert into door values (1, 'x')`, { code: '42501' })
    await assert.rejects(() => database.app`create table mine (a int)`, { code: '42501' })
  })

  test('the reader writes nothing', async () => {
    await assert.rejects(() => database.reader`create temp table t (a int)`, { code: '25006' })
  })

  test('values cross without loss and in the shapes the code speaks', async () => {
    const [row] = await database.app`
      select 370683999999999::bigint as region, count(*) as n, 12345678901234567890.12::numeric as money, date '2026-02-28' as day,
        timestamptz '2026-11-22 11:01:22.5+08' as at, timestamptz '2026-11-22 11:01:22.123456+08' as fine, timestamptz '2026-11-22 11:01:22+08' as whole,
        '{"a":[1,"二"]}'::jsonb as body, array[1,2]::bigint[] as streets, array[date '2026-01-01'] as days, 'infinity'::timestamptz as never
      from pg_class where false`
    assert.deepEqual(row, {
      region: 370_683_999_999_999,
      n: 0,
      money: '12345678901234567890.12',
      day: '2026-02-28',
      at: '2026-11-22T03:01:22.500Z',
      fine: '2026-11-22T03:01:22.123456Z',
      whole: '2026-11-22T03:01:22.000Z',
      body: { a: [1, '二'] },
      streets: [1, 2],
      days: ['2026-01-01'],
      never: 'infinity',
    })
  })

  test('what was read can be written back, and an unsafe number is refused', async () => {
    const { app } = database
    const at = new Date('2026-11-22T03:01:22.123Z')
    const [row] = await app`
      select ${at}::timestamptz as "fromDate", ${'2026-11-22T03:01:22.123Z'}::timestamptz as "fromText", ${'2026-02-28'}::date as day,
        ${app.json({ 名: '王', 空: null })}::jsonb as body, ${[1, 370683]}::bigint[] as streets, ${370683104}::bigint as street,
        ${app.array(['2026-01-01'])}::date[] as days`
    assert.deepEqual(row, {
      fromDate: at.toISOString(),
      fromText: at.toISOString(),
      day: '2026-02-28',
      body: { 名: '王', 空: null },
      streets: [1, 370683],
      street: 370683104,
      days: ['2026-01-01'],
    })
    await assert.rejects(() => app`select 9007199254740993::bigint as big`, /beyond what a number holds/)
    assert.deepEqual([...(await app`select 1 as one`)], [{ one: 1 }], 'the connection is still good')
  })

  test('the settings for the other driver name the same role', () => {
    const settings = database.poolSettings('linli_owner')
    assert.match('options' in settings ? settings.options : '', /role=linli_owner/)
  })
})

describe('what cannot be used is said in both languages', () => {
  const failing = async (url: string) => {
    const error: unknown = await openDatabase({ url, folder: '', waitSeconds: 0 }).catch((reason: unknown) => reason)
    assert.ok(error instanceof StartFailure, String(error))
    assert.match(error.message, /[一-鿿]/)
    assert.match(error.message, /[a-z]{4}/)
    assert.doesNotMatch(error.message, /secret|\{\w+\}/)
    return error.code
  }

  test('an address that is none', async () => {
    assert.equal(await failing('mysql://a@b/c'), 'url-invalid')
    assert.equal(await failing('postgres://localhost'), 'url-invalid')
    assert.equal(await failing('not an address'), 'url-invalid')
  })

  test('nobody there', async () => {
    assert.equal(await failing('postgres://me:secret@127.0.0.1:1/linli'), 'unreachable')
    assert.equal(await failing('postgres://me:secret@no-such-host.invalid/linli'), 'unreachable')
  })

  test('no such database, no such user', async () => {
    assert.equal(await failing(await addressOf('nothing')), 'sign-in-refused')
    assert.equal(await failing(await addressOf('postgres', 'stranger')), 'sign-in-refused')
  })

  test('a server that is too old', async () => {
    const server = await listenAsVersion('140012')
    try {
      assert.equal(await failing(`postgres://me@127.0.0.1:${server.port}/linli`), 'server-too-old')
    } finally {
      server.close()
    }
  })

  test('a database that is not in UTF8, and a user who may not make roles', async () => {
    const place = await makeEmptyDatabase()
    await asAdmin(async (sql) => {
      try {
        await sql.unsafe(
          `create database linli_latin encoding 'SQL_ASCII' template template0 lc_collate 'C' lc_ctype 'C' strategy file_copy`,
        )
        assert.equal(await failing(await addressOf('linli_latin')), 'encoding')
        await sql`create role linli_plain login`
        assert.equal(await failing(await addressOf(place.name, 'linli_plain')), 'roles-refused')
      } finally {
        await sql`drop database if exists linli_latin`
        await sql`drop role if exists linli_plain`
      }
    })
    await place.drop()
  })
})

test('the address comes from DATABASE_URL, the folder from LINLI_DATA', () => {
  assert.deepEqual(databaseConfig({ DATABASE_URL: 'postgres://a@b/c', LINLI_DATA: '/srv/linli' }), {
    url: 'postgres://a@b/c',
    folder: '/srv/linli',
  })
  assert.deepEqual(databaseConfig({ LINLI_DATA: '/srv/linli' }), { folder: '/srv/linli' })
})

/** No server older than 15 is at hand: this one speaks the protocol just far enough to tell its version and encoding. */
async function listenAsVersion(version: string): Promise<{ port: number; close: () => void }> {
  const message = (kind: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(5)
    head.write(kind)
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const int16 = (value: number) => Buffer.from([value >> 8, value & 255])
  const int32 = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255])
  const column = (name: string, type: number) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)])
  const value = (text: string) => Buffer.concat([int32(text.length), Buffer.from(text)])
  const ready = message('Z', Buffer.from('I'))
  const reply = Buffer.concat([
    message('1'),
    message('t', int16(0)),
    message('T', int16(2), column('version', 23), column('encoding', 25)),
    message('2'),
    message('D', int16(2), value(version), value('UTF8')),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ])
  const server: Server = createServer((socket: Socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), ready]))
      socket.on('data', (bytes) => bytes[0] === 0x50 && socket.write(reply))
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('not listening')
  return { port: address.port, close: () => server.close() }
}
