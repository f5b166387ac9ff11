/** A house is backed up and restored elsewhere: the same rows, files and chains, or nothing at all. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import type { Sql, TransactionSql } from 'postgres'
import { allRights } from '#catalogue/roles.ts'
import { addBuilding, addEstate } from '#ground/places/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { openBackup } from '#kernel/backup/archive-reader.ts'
import { BackupFailure } from '#kernel/backup/failures.ts'
import type { BackupManifest } from '#kernel/backup/format.ts'
import { loadBackup, refuseIfNotEmpty } from '#kernel/backup/load-backup.ts'
import type { Tombstone } from '#kernel/backup/tombstones.ts'
import { writeBackup } from '#kernel/backup/write-backup.ts'
import { type Database, openDatabase } from '#kernel/db/connect.ts'
import { readManifest } from '#kernel/db/manifest.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { bring } from '#kernel/files/actions.ts'
import { eraseAll } from '#kernel/forgetting/forgetting.ts'
import { startSealer } from '#kernel/log/sealer.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { forgets } from '#server/keeping.ts'
import { modules } from '#server/modules.ts'
import { openHouse } from '#server/open-house.ts'
import { prepareDatabase, prepareQueue } from '#server/start-house.ts'
import { type EmptyDatabase, makeEmptyDatabase, openTestDatabase, type TestDatabase } from './server.ts'
import { COMMUNITY, STREET } from './stage.ts'

const PASSPHRASE = '一匹马 一盏灯 一座桥 一棵树'
/** Everything that has a meaning in COPY's text format, and characters beyond the basic plane. */
const ODD = '甲\\乙\t丙\n丁\r戊\\N\\.𠮷'
const silent = () => undefined

describe('backup and restore', () => {
  let folder: string
  let source: TestDatabase
  let house: House
  let file: string
  let estate: string
  let written: string
  let manifest: BackupManifest
  let tables: string[]
  let master: Buffer

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-backup-'))
    source = await openTestDatabase()
    house = (await openHouse({ app: source.app, folder, log: silent })).house
    tables = [...readManifest(await readModuleSql(modules))].flatMap(([name, { module }]) => (module === 'kernel/db' ? [] : [name]))
    await live()
    file = join(folder, 'backup.zip')
    master = Buffer.from((await readFile(join(folder, 'master.key'), 'utf8')).trim(), 'hex')
    manifest = await write(file, PASSPHRASE)
  })
  after(async () => {
    await source.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** A little of everything: places, a file, odd characters, sealed log rows, a queued job. */
  async function live(): Promise<void> {
    const actor = houseActor(STREET, allRights)
    const ask = <O extends Parameters<typeof enter>[1]>(operation: O, input: unknown) =>
      enter(house, operation, { street: STREET, actor, input })
    const { data } = await ask(addEstate, { region: COMMUNITY, kind: 'estate', name: '安平里' })
    estate = (data as { estate: string }).estate
    await ask(addBuilding, {
      id: estate,
      name: '1号楼',
      plan: { units: 2, unitNames: 'number', from: 1, to: 6, doors: 2, numbering: 'floor', skipFloors: [], leaveOut: [] },
    })
    const stored = await house.files.write(STREET, Readable.from([Buffer.from('一张通知')]))
    written = stored.id
    await ask(bring, { ...stored, name: `${ODD}.txt`, media: 'text/plain' })
    await source.owner`insert into region (code, name, level, parent) values ('990000000000', ${ODD}, 'province', null)`
    const sealer = startSealer(source.sealer, {
      headsFile: join(folder, 'heads.jsonl'),
      handOver: async () => undefined,
      everyMs: 60_000,
      onError: (error) => assert.fail(String(error)),
    })
    assert.equal(await sealer.sealAll(), 3)
    await sealer.stop()
  }

  function write(path: string, passphrase?: string): Promise<BackupManifest> {
    return writeBackup(
      { backup: source.backup, tables, folder, master, version: 'test', now: new Date(), ...(passphrase ? { passphrase } : {}) },
      path,
    )
  }

  const failsWith = (code: string) => (error: unknown) => error instanceof BackupFailure && error.code === code

  type Restored = { place: EmptyDatabase; database: Database; folder: string; rows: number; erased: number }

  async function restore(tombstones: Tombstone[], look: (restored: Restored) => Promise<void>): Promise<void> {
    const place = await makeEmptyDatabase()
    const database = await openDatabase({ url: place.url, folder: '' })
    const target = await mkdtemp(join(tmpdir(), 'linli-restored-'))
    const backup = await openBackup(file, { passphrase: PASSPHRASE, folder: target })
    try {
      const sql = await readModuleSql(modules)
      await refuseIfNotEmpty(database.owner, sql, 'here')
      await prepareQueue(database)
      const erase = (...[tx, street, subjects]: [TransactionSql, number, string[]]) => eraseAll(forgets, tx, street, subjects)
      const loaded = await loadBackup(backup, { owner: database.owner, modules: sql, folder: target, where: 'here', tombstones, erase })
      await prepareDatabase(database, silent)
      await look({ place, database, folder: target, ...loaded })
    } finally {
      backup.close()
      await database.close()
      await place.drop()
      await rm(target, { recursive: true, force: true })
    }
  }

  const rowsOf = async (sql: Sql, table: string) =>
    (await sql<{ row: string }[]>`select t::text as row from ${sql(table)} t order by 1`).map(({ row }) => row)

  test('the same rows in every table, the same files, intact chains; the house goes on', async () => {
    await restore([], async ({ database, folder: target, rows }) => {
      assert.equal(
        rows,
        manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      )
      for (const table of tables.filter((name) => name !== 'session'))
        assert.deepEqual(await rowsOf(database.backup, table), await rowsOf(source.backup, table), table)
      assert.equal(await readFile(join(target, 'files', String(STREET), written), 'utf8'), '一张通知')
      assert.deepEqual(await readFile(join(target, 'master.key')), await readFile(join(folder, 'master.key')))
      const { faults, rows: sealed } = await verifyLog(database.sealer, { headsFile: join(target, 'heads.jsonl') })
      assert.deepEqual([faults, sealed], [[], 3])
      const again = (await openHouse({ app: database.app, folder: target, log: silent })).house
      const more = { street: STREET, actor: houseActor(STREET, allRights), input: { region: COMMUNITY, kind: 'estate', name: '安平里' } }
      await assert.rejects(() => enter(again, addEstate, more), { code: 'place.known' })
      assert.deepEqual([...(await database.app`select 1 from estate`)], [], 'row policies stand again')
    })
  })

  test('who was erased after the backup is forgotten again, with the files she stood in', async () => {
    const stone = { street: STREET, subject: estate, at: '2026-11-22T00:00:00Z', files: [written] }
    await restore([stone], async ({ database, folder: target, erased }) => {
      assert.equal(erased, 1)
      assert.equal(existsSync(join(target, 'files', String(STREET), written)), false, 'nor does a file in which she stood come back')
      assert.equal((await database.backup`select 1 from file where id = ${written} and purged_at is not null`).length, 1)
      assert.deepEqual([...(await database.backup`select 1 from subject where id = ${estate}`)], [])
      assert.match(await readFile(join(target, 'tombstones.jsonl'), 'utf8'), new RegExp(estate))
    })
  })

  test('a house that holds anything is refused', async () => {
    await assert.rejects(async () => refuseIfNotEmpty(source.owner, await readModuleSql(modules), 'here'), failsWith('not-empty'))
  })

  test('a flipped byte is refused, wherever it lies, unless it lies where nothing is said', async () => {
    const { size } = await stat(file)
    const flipped = join(folder, 'flipped.zip')
    let refused = 0
    for (let turn = 0; turn < 40; turn += 1) {
      const at = Math.floor((size * (turn + 0.5)) / 40)
      await copyFile(file, flipped)
      const handle = await open(flipped, 'r+')
      const byte = Buffer.alloc(1)
      await handle.read(byte, 0, 1, at)
      await handle.write(Buffer.from([byte[0]! ^ 0x10]), 0, 1, at)
      await handle.close()
      const opened = await openBackup(flipped, { master, folder: '' }).catch((error: unknown) => error)
      if (opened instanceof Error) refused += 1
      else {
        assert.deepEqual((opened as Awaited<ReturnType<typeof openBackup>>).manifest, manifest)
        ;(opened as Awaited<ReturnType<typeof openBackup>>).close()
      }
    }
    assert.ok(refused >= 30, `${refused} of 40 refused`)
  })

  test('a cut or foreign file, a wrong passphrase, none, and another master key are refused', async () => {
    const bytes = await readFile(file)
    const cut = join(folder, 'cut.zip')
    await writeFile(cut, bytes.subarray(0, bytes.length - 100))
    await assert.rejects(() => openBackup(cut, { passphrase: PASSPHRASE, folder: '' }), BackupFailure)
    await assert.rejects(() => openBackup(join(folder, 'master.key'), { folder: '' }), failsWith('other-format'))
    await assert.rejects(() => openBackup(file, { passphrase: 'something else entirely', folder: '' }), failsWith('passphrase-wrong'))
    await assert.rejects(() => openBackup(file, { folder: '' }), failsWith('passphrase-needed'))
    await assert.rejects(() => openBackup(file, { master: Buffer.alloc(32), folder: '' }), failsWith('key-other'))
    await assert.rejects(() => write(join(folder, 'short.zip'), 'short'), failsWith('passphrase-short'))
  })

  test('without a passphrase the master key is not in the backup, and restoring needs it from elsewhere', async () => {
    const plain = join(folder, 'plain.zip')
    await write(plain)
    const bytes = await readFile(plain)
    for (const form of [master, Buffer.from(master.toString('hex'))]) assert.equal(bytes.includes(form), false)
    await assert.rejects(() => openBackup(plain, { folder: '' }), failsWith('key-needed'))
    const opened = await openBackup(plain, { master, folder: '' })
    opened.close()
  })

  test('a file that is missing or changed is told, and the backup is written all the same', async () => {
    const path = join(folder, 'files', String(STREET), written)
    await writeFile(path, '另一张通知')
    assert.deepEqual((await write(join(folder, 'changed.zip'))).faults, [{ file: `files/${STREET}/${written}`, fault: 'changed' }])
    await rm(path)
    assert.deepEqual((await write(join(folder, 'missing.zip'))).faults, [{ file: `files/${STREET}/${written}`, fault: 'missing' }])
  })
})
