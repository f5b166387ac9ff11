import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { after, before, describe, test } from 'node:test'
import postgres, { type Sql } from 'postgres'
import { openTestDatabase, type TestDatabase } from '../../test/server.ts'
import { smallDisk } from '../../test/small-disk.ts'
import { readReadiness } from './readiness.ts'

describe('whether the house can be used', () => {
  let database: TestDatabase
  before(async () => {
    database = await openTestDatabase()
  })
  after(() => database.close())

  const sealed = { backlog: async () => 0 }
  const read = (more: { owner?: Sql; unsealed?: number; folder?: string } = {}) =>
    readReadiness({
      database: { owner: more.owner ?? database.owner },
      sealer: more.unsealed === undefined ? sealed : { backlog: async () => more.unsealed! },
      folder: more.folder ?? tmpdir(),
      version: '1',
    })
  const codes = ({ faults }: { faults: { code: string }[] }) => faults.map(({ code }) => code).filter((code) => code !== 'disk-low')

  test('a house in order is ready and has nothing to say', async () => {
    const state = await read()
    assert.deepEqual([state.ready, codes(state), state.parts.database, state.parts.unsealed], [true, [], true, 0])
  })

  test('a database out of reach, and a sealer that is behind, make it unready and are said in both languages', async () => {
    const nowhere = postgres({ host: '/nowhere', max: 1 })
    const lost = await read({ owner: nowhere })
    await nowhere.end()
    assert.deepEqual([lost.ready, codes(lost), lost.parts.database], [false, ['database-lost'], false])
    assert.match(lost.faults[0]!.zh, /数据库连不上.*请/)
    assert.match(lost.faults[0]!.en, /cannot be reached.*start Linli again/)
    const behind = await read({ unsealed: 100_000 })
    assert.deepEqual([behind.ready, codes(behind)], [false, ['seal-behind']])
    assert.match(behind.faults[0]!.zh, /100000 条/)
  })

  test('jobs that nobody begins are counted after ten minutes, and not before', async () => {
    const add = (key: string) => database.owner`select graphile_worker.add_job('run_job', '{}'::json, job_key := ${key})`
    await add('young')
    assert.deepEqual(codes(await read()), [])
    await add('old')
    await database.owner`update graphile_worker._private_jobs set run_at = now() - interval '11 minutes' where key = 'old'`
    const state = await read()
    assert.deepEqual([state.ready, codes(state), state.parts.waitingJobs], [true, ['jobs-stuck'], 1])
  })

  test('a disk that is nearly full is told of while everything still works', async (t) => {
    const disk = await smallDisk('2m')
    if (!disk) return t.skip('only root on Linux can make a small disk')
    try {
      const { ready, faults } = await read({ folder: disk.path })
      assert.deepEqual([ready, faults.find(({ code }) => code === 'disk-low')?.zh.includes('只剩 2 MB')], [true, true])
    } finally {
      await disk.remove()
    }
  })
})
