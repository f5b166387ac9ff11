/** What a person reads when the house cannot start: words in both languages, an exit status that is not 0, and no trace. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isRoot } from '#kernel/db/folders.ts'
import { readMasterKey } from '#kernel/keys/keys.ts'
import { addressOf, asAdmin, connectAsSuperuser, openTestDatabase, type TestDatabase } from './server.ts'
import { smallDisk } from './small-disk.ts'

const repository = fileURLToPath(new URL('../', import.meta.url))

describe('a start that cannot be', () => {
  let folder: string
  let database: TestDatabase
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-refused-'))
    database = await openTestDatabase()
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Starts the program as people do, so as it is built (its sources would be translated anew each time); what it said when it left. */
  const start = async (env: Record<string, string>, user = {}): Promise<string> => {
    const child = spawn(process.execPath, ['start.mjs'], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, LINLI_DEMO: '0', PORT: '0', DATABASE_URL: database.url, LINLI_DATA: folder, ...env },
      ...user,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
    const [status] = await once(child, 'close')
    clearTimeout(timer)
    assert.equal(status, 1, said)
    assert.doesNotMatch(said, /^\s+at /m, 'no trace')
    return said
  }

  test('a port that is taken, an address that is not ours', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const taken = await start({ PORT: String(port) })
    other.close()
    assert.match(taken, new RegExp(`端口 ${port} 已被别的程序占用`))
    assert.match(taken, new RegExp(`Port ${port} is used by another program`))
    assert.match(
      await start({ LINLI_HOST: '203.0.113.7' }),
      /LINLI_HOST=203\.0\.113\.7 不是这台机器的地址[\s\S]*is no address of this machine/,
    )
  })

  test('a data folder that is a file, cannot be written, or is on a full disk', async (t) => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    assert.match(await start({ LINLI_DATA: file }), /文件夹 .*file 不能写入[\s\S]*cannot be written/)
    assert.match(await start({ LINLI_DATA: file, DATABASE_URL: '' }), /文件夹 .*file 不能写入[\s\S]*cannot be written/)
    if (process.platform === 'linux') {
      assert.match(await start({ LINLI_DATA: '/proc/linli', DATABASE_URL: '' }), /文件夹 \/proc\/linli.* 不能写入[\s\S]*cannot be written/)
      assert.match(await start({ LINLI_DATA: '/proc/linli/deep' }), /文件夹 \/proc\/linli.* 不能写入[\s\S]*cannot be written/)
    }
    const disk = await smallDisk('1m', { mode: '0755' })
    if (!disk) return t.skip('only root on Linux can make a small disk')
    try {
      assert.match(await start({ LINLI_DATA: disk.path, DATABASE_URL: '' }), /磁盘满了[\s\S]*The disk is full/)
    } finally {
      await disk.remove()
    }
  })

  test('a data folder of somebody else', { skip: isRoot() ? false : 'only root can become another user' }, async () => {
    const theirs = join(folder, 'theirs')
    await mkdir(join(theirs, 'pg'), { recursive: true, mode: 0o755 })
    const said = await start({ LINLI_DATA: theirs, DATABASE_URL: '' }, { uid: 65_534, gid: 65_534 })
    assert.match(said, /theirs.* 不能写入（EACCES）[\s\S]*cannot be written/)
  })

  test('a database user without rights', async () => {
    await asAdmin((sql) => sql.unsafe(`drop role if exists linli_bare; create role linli_bare login password 'bare'`))
    try {
      const url = new URL(await addressOf(new URL(database.url).pathname.slice(1), 'linli_bare'))
      url.password = 'bare'
      assert.match(await start({ DATABASE_URL: url.href }), /linli_bare[\s\S]*(create role|grant)/i)
    } finally {
      await asAdmin((sql) => sql.unsafe('drop role linli_bare'))
    }
  })

  test('a key that is damaged, half or empty, and one that is gone from under its database', async () => {
    const place = join(folder, 'keys')
    await mkdir(place)
    const file = join(place, 'master.key')
    for (const damaged of ['', 'abcdef', 'x'.repeat(64)]) {
      await writeFile(file, damaged)
      await assert.rejects(readMasterKey(file), { code: 'key-damaged' })
    }
    assert.match(await start({ LINLI_DATA: place }), /主密钥 .*master\.key 已损坏[\s\S]*is damaged/)
    await rm(file)
    const above = connectAsSuperuser(database)
    await above`insert into street_key (street_id, id, wrapped, at) values (370683001, 1, '\\x00', now())`
    await above.end()
    assert.match(await start({ LINLI_DATA: place }), /主密钥 .*master\.key 却不见了[\s\S]*is missing/)
    const made = await readMasterKey(file)
    assert.deepEqual([made.length, await readMasterKey(file)], [32, made])
  })
})
