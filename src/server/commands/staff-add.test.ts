/** The first login of an empty house, made by the command as an operator types it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { upsertRegions } from '#ground/places/queries.ts'
import { currentCode } from '#kernel/access/password.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/server.ts'
import { printSignIns } from '../demo.ts'
import { openHouse } from '../open-house.ts'
import type { RunningHouse } from '../start-house.ts'
import { UsageFailure } from './command.ts'
import { staffAdd } from './staff-add.ts'

describe('staff add', () => {
  let database: TestDatabase
  let folder: string
  before(async () => {
    database = await openTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'linli-staff-add-'))
    Object.assign(process.env, { DATABASE_URL: database.url, LINLI_DATA: folder })
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const wanted = { login: 'gaoyan', name: '高燕', role: 'head', region: '370683001' }
  const run = async (options: Record<string, string>) => {
    const { data, failed, text } = await staffAdd.run([], options, () => undefined)
    return { data: data as { password: string; secret: string; area: string }, failed, text }
  }
  const told = async () => {
    const lines: string[] = []
    const { house } = await openHouse({ app: database.app, folder })
    await printSignIns({ house, folder } as RunningHouse, 'http://127.0.0.1:8120', (line) => lines.push(line))
    return lines.join('\n')
  }

  test('the first login opens the house in its post; before, the house says how, and refuses what it does not know', async () => {
    assert.match(await told(), /regions load[\s\S]*staff add/)
    const early = await run(wanted)
    assert.equal(early.failed, true)
    assert.match(early.text, /regions load/)
    await upsertRegions(
      database.owner,
      [
        { code: '370683001000', name: '文昌路街道', level: 'street', parent: '370683000000' },
        { code: '370683001001', name: '文泉社区', level: 'community', parent: '370683001000' },
      ],
      '2026-01-01',
    )
    assert.equal((await run({ ...wanted, region: '370683001999' })).failed, true, 'a community that is not in its street')
    const { data: made, failed, text } = await run(wanted)
    assert.equal(failed, undefined)
    assert.equal(made.area, '文昌路街道')
    assert.ok(text.includes(made.password))
    const { house, sessions } = await openHouse({ app: database.app, folder })
    const { token } = await sessions.signIn('gaoyan', made.password)
    const held = await sessions.find((await sessions.confirmCode(token, currentCode(made.secret, house.now()))).token)
    assert.deepEqual([held?.actor?.role, held?.actor?.lo, held?.actor?.hi], ['head', 370683001000000, 370683001999999])
    assert.doesNotMatch(await told(), /staff add/)
    await assert.rejects(run(wanted), { name: 'Problem', code: 'place.known', fields: [{ path: '/signIn', say: 'staff.name-taken' }] })
  })

  test('a command line that is wrong is told before anything is opened', async () => {
    const { region, ...lacking } = wanted
    for (const [options, said] of [
      [lacking, /--region/],
      [{ ...lacking, region: region.slice(0, 6) }, /9 digits/],
      [{ ...wanted, role: 'mayor' }, /--role mayor/],
    ] as const)
      await assert.rejects(run(options), (error: unknown) => error instanceof UsageFailure && said.test(error.message))
  })
})
