/** Imports that are called off, asked for again and again, or meet a full disk. What a kill does to them: imports.long.test.ts. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Problem } from '#base/problem.ts'
import * as actions from '#ground/imports/actions.ts'
import { openFiles } from '#kernel/files/store.ts'
import * as jobActions from '#kernel/jobs/actions.ts'
import { smallDisk } from '../small-disk.ts'
import { type ImportHouse, openImportHouse } from './import-house.ts'

const ROWS = 400
const STREET = 370683001

let imports: ImportHouse
before(async () => {
  imports = await openImportHouse(ROWS)
})
after(() => imports?.close())

test('a roster for which the disk has no room is refused in words, and nothing of it stays', async (t) => {
  const disk = await smallDisk('16k')
  if (!disk) return t.skip('only root on Linux can make a small disk')
  try {
    const files = openFiles(disk.path)
    await assert.rejects(files.write(STREET, createReadStream(join(imports.folder, 'roster.xlsx'))), { code: 'house.disk-full' })
    assert.deepEqual(await readdir(join(disk.path, String(STREET))), [])
  } finally {
    await disk.remove()
  }
})

test('a database without room refuses to stage and to apply, in words; with room again both are done', async (t) => {
  const { above } = imports
  const [server] = await above<{ folder: string }[]>`select current_setting('data_directory') as folder`
  const { uid } = await stat(server!.folder)
  const disk = await smallDisk('128k', { uid })
  if (!disk) return t.skip('only root on Linux can make a small disk')
  const { id } = await imports.understand()
  const stage = async () => {
    const { job } = await imports.does(actions.stage, { id })
    await imports.run(job)
    return imports.endOf(job)
  }
  const apply = async () => {
    const { job } = await imports.does(actions.apply, { id })
    await imports.run(job)
    return imports.endOf(job)
  }
  try {
    await above.unsafe(`create tablespace linli_narrow location '${disk.path}'`)
    await above`alter table import_row set tablespace linli_narrow`
    assert.deepEqual(await stage(), ['failed', 'house.disk-full'])
    assert.equal((await imports.stateOf(id)).state, 'understood')
    assert.equal((await imports.written()).rows, 0, 'nothing is half-staged')
    await above`alter table import_row set tablespace pg_default`
    assert.deepEqual(await stage(), ['done', undefined])

    await above`alter table statement set tablespace linli_narrow`
    const staged = await imports.written()
    assert.deepEqual(await apply(), ['failed', 'house.disk-full'])
    assert.equal((await imports.stateOf(id)).state, 'staged')
    assert.deepEqual(await imports.written(), staged, 'nothing is half-written')
    assert.deepEqual([staged.people, staged.statements, staged.doors], [0, 0, 0])
    await above`alter table statement set tablespace pg_default`
    assert.deepEqual(await apply(), ['done', undefined])
    assert.deepEqual([(await imports.stateOf(id)).state, (await imports.written()).people], ['applied', ROWS])
    await imports.run((await imports.does(actions.undo, { id })).job)
    assert.equal((await imports.written()).people, 0)
  } finally {
    await above`alter table import_row set tablespace pg_default`
    await above`alter table statement set tablespace pg_default`
    await above.unsafe('drop tablespace if exists linli_narrow')
    await disk.remove()
  }
})

test('a step that was called off before it began, or whose post ended, gives the import back', async () => {
  const { id } = await imports.understand()
  const calledOff = (await imports.does(actions.stage, { id })).job
  await imports.does(jobActions.cancel, { id: calledOff })
  await imports.run(calledOff)
  assert.deepEqual([(await imports.stateOf(id)).state, (await imports.endOf(calledOff))[0]], ['understood', 'cancelled'])

  const orphaned = (await imports.does(actions.stage, { id })).job
  await imports.run(orphaned, undefined, () => Promise.reject(new Problem('access.post-ended')))
  assert.deepEqual([(await imports.stateOf(id)).state, await imports.endOf(orphaned)], ['understood', ['failed', 'access.post-ended']])

  const later = (await imports.does(actions.stage, { id })).job
  await imports.run(calledOff)
  assert.equal((await imports.stateOf(id)).state, 'staging', 'an old job does not end what a new one does')
  await imports.run(later)
  assert.equal((await imports.stateOf(id)).state, 'staged')
})

test('applying asked for five times at once is done once', async () => {
  const { id } = await imports.understand()
  await imports.run((await imports.does(actions.stage, { id })).job)
  const before = await imports.written()
  const sameKey = await Promise.allSettled(Array.from({ length: 5 }, () => imports.does(actions.apply, { id }, 'apply-once')))
  const told = sameKey.flatMap((one) => (one.status === 'fulfilled' ? [one.value.job] : []))
  const refused = sameKey.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Problem).code] : []))
  assert.equal(new Set(told).size, 1, 'whoever is answered is told of the same job')
  assert.ok(
    refused.every((code) => ['house.busy', 'import.state'].includes(code)),
    String(refused),
  )
  const otherKeys = await Promise.allSettled(Array.from({ length: 5 }, (_, at) => imports.does(actions.apply, { id }, `apply-${at}`)))
  assert.deepEqual(
    otherKeys.map((one) => (one.status === 'rejected' ? (one.reason as Problem).code : 'done')),
    Array(5).fill('import.state'),
  )
  await Promise.all(Array.from({ length: 5 }, () => imports.run(told[0])))
  const whole = await imports.written()
  assert.deepEqual([whole.people - before.people, whole.logged - before.logged, whole.twice], [ROWS, 1, 0])
  assert.equal((await imports.stateOf(id)).state, 'applied')
})
