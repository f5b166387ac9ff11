/**
 * A disk that is full, over HTTP: bringing a file, filling a workbook and a small write are refused with words, nothing is half-written, and with room
 * again all go on. The files lie on a small disk; the table of a small write lies on another.
 */
import assert from 'node:assert/strict'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { newId } from '#kernel/log/id.ts'
import { socketPath } from '../../src/server/private-socket.ts'
import { serve } from '../../src/server/serve.ts'
import { startHouse } from '../../src/server/start-house.ts'
import { workOn } from '../served.ts'
import { connectAsSuperuser, openTestDatabase } from '../server.ts'
import { smallDisk } from '../small-disk.ts'
import { COMMUNITY, employClerk, STREET } from './served-house.ts'

const base = `/api/v1/s/${STREET}`
type Answer = { status: number; body: { code?: string; title?: string; data?: Record<string, unknown> } }

function asker(folder: string) {
  return (method: string, path: string, body?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.isBuffer(body)
      const headers = {
        'linli-as': 'clerk',
        'x-linli': '1',
        'idempotency-key': newId(),
        'content-type': bytes ? 'application/octet-stream' : 'application/json',
        ...(bytes ? { 'linli-file-name': 'a.xlsx' } : {}),
      }
      const sent = request({ socketPath: socketPath(folder), method, path: base + path, headers }, async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) as Answer['body'] })
      })
      sent.once('error', reject)
      sent.end(body === undefined || bytes ? body : JSON.stringify(body))
    })
}

/** All that is left is taken by somebody else. */
async function fillUp(folder: string): Promise<void> {
  await assert.rejects(writeFile(join(folder, 'ballast'), Buffer.alloc(1024 ** 2)), { code: 'ENOSPC' })
}

async function workbook(rows: (string | undefined)[][]): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of writeSimpleWorkbook({ sheets: [{ name: '名册', rows }], at: new Date(0) })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

test('on a full disk a write, a file and a filling are refused in words; with room they are done', async (t) => {
  const files = await smallDisk('512k')
  if (!files) return t.skip('only root on Linux can make a small disk')
  const database = await openTestDatabase()
  const above = connectAsSuperuser(database)
  const [server] = await above<{ folder: string }[]>`select current_setting('data_directory') as folder`
  const tables = (await smallDisk('128k', { uid: (await stat(server!.folder)).uid }))!
  const running = await startHouse({ config: { url: database.url, folder: files.path }, say: () => undefined, work: false })
  const served = await serve(running, undefined, '127.0.0.1')
  const worker = workOn(running.house)
  try {
    await employClerk({ folder: files.path, joined: (look) => look(running.database) })
    const ask = asker(files.path)
    const street = join(files.path, 'files', String(STREET))
    const form = await workbook([['姓名', '联系电话'], ['赵一']])
    const brought = await ask('POST', '/files', form)
    assert.equal(brought.status, 200)
    const received = await ask('POST', '/requests', { file: brought.body.data!.file, asker: '区民政局', basis: '区民政局通知' })
    assert.equal(received.status, 200, JSON.stringify(received.body))
    const id = received.body.data!.id as string
    const fill = async () => {
      const { status, body } = await ask('POST', `/requests/${id}/deliveries`, {})
      assert.equal(status, 200, JSON.stringify(body))
      for (;;) {
        const { data } = (await ask('GET', `/jobs/${body.data!.job}`)).body
        if (data!.state !== 'queued' && data!.state !== 'running') return [data!.state, (data!.problem as { code: string } | null)?.code]
        await new Promise((wait) => setTimeout(wait, 50))
      }
    }
    const before = await readdir(street)

    await fillUp(files.path)
    const refused = await ask('POST', '/files', Buffer.alloc(100_000, 1))
    assert.deepEqual([refused.status, refused.body.code], [507, 'house.disk-full'])
    assert.ok(refused.body.title)
    assert.deepEqual(await fill(), ['failed', 'house.disk-full'])
    assert.deepEqual(await readdir(street), before, 'nothing half-written')
    const counted = async () =>
      (await above`select (select count(*)::int from delivery) as d, (select count(*)::int from export_register) as e`)[0]
    assert.deepEqual({ ...(await counted()) }, { d: 0, e: 0 })
    await writeFile(join(files.path, 'ballast'), '')
    assert.equal((await ask('POST', '/files', Buffer.alloc(100_000, 1))).status, 200)
    assert.deepEqual(await fill(), ['done', undefined])
    assert.deepEqual({ ...(await counted()) }, { d: 1, e: 1 })

    await above.unsafe(`create tablespace linli_tight location '${tables.path}'`)
    await above`alter table estate set tablespace linli_tight`
    await fillUp(tables.path)
    const [fallen, names]: [Answer[], string[]] = [[], []]
    for (let at = 0; at < 60 && fallen.length < 2; at += 1) {
      const name = `${'长'.repeat(36)}${at}`
      const told = await ask('POST', `/communities/${COMMUNITY}/estates`, { kind: 'estate', name })
      if (told.status === 200) names.push(name)
      else fallen.push(told)
    }
    assert.equal(fallen.length, 2, 'what fitted into the last page was written, then it was refused')
    for (const { status, body } of fallen) assert.deepEqual([status, body.code], [507, 'house.disk-full'])
    const kept = await above<{ name: string }[]>`select name from estate where name like '长%' order by name`
    assert.deepEqual(
      kept.map(({ name }) => name),
      [...names].sort(),
    )
    await above`alter table estate set tablespace pg_default`
    assert.equal((await ask('POST', `/communities/${COMMUNITY}/estates`, { kind: 'estate', name: '有地方了' })).status, 200)
  } finally {
    await worker.stop()
    await served.stop()
    await running.stop()
    await above`alter table estate set tablespace pg_default`
    await above.unsafe('drop tablespace if exists linli_tight')
    await above.end()
    await database.close()
    await tables.remove()
    await files.remove()
  }
})
