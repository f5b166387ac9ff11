/** Linli and its database killed again and again while commands run: what was acknowledged is there, once; what was not is asked again and is there, once. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '#kernel/log/id.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { writeRoster } from '../bench/roster.ts'
import { killOften, openInsisting } from './killing.ts'
import { COMMUNITY, employClerk, openServedProgram, type ServedProgram, STREET } from './served-house.ts'

const KILLS = Number(process.env.LINLI_KILLS ?? 8)
const CLERKS = 4
/** Of signing in, bringing a file and beginning a job. */
const ROUNDS = KILLS < 8 ? 1 : 3
const path = `/api/v1/s/${STREET}/communities/${COMMUNITY}/estates`

describe('kills under load', () => {
  let linli: ServedProgram
  before(async () => {
    linli = await openServedProgram()
    await linli.start()
    await employClerk(linli)
  })
  after(() => linli.close())

  test('nothing that was acknowledged is lost or there twice, and the chain of the log is whole', async () => {
    const drawn = new Map<string, string>()
    let asked = 0
    let stopping = false
    const insisting = openInsisting(linli)
    const { insist, wrong } = insisting

    /** One clerk: a small write at a time. */
    const work = async (clerk: number): Promise<void> => {
      for (let at = 0; !stopping && wrong.length === 0; at += 1) {
        const name = `院${clerk}之${at}`
        asked += 1
        const made = await insist<{ estate: string }>(path, { kind: 'estate', name })
        if (made) drawn.set(name, made.estate)
      }
    }

    const clerks = Array.from({ length: CLERKS }, (_, clerk) => work(clerk))
    try {
      await killOften(linli, KILLS, () => drawn.size, insisting)
    } finally {
      stopping = true
    }
    await Promise.all(clerks)
    assert.deepEqual(wrong, [])
    assert.equal(drawn.size, asked)
    assert.ok(insisting.repeated() > 0, 'the kills were felt')

    await wait(3000)
    await linli.joined(async ({ backup, sealer }) => {
      const rows = await backup<{ id: string; name: string }[]>`select id, name from estate where street_id = ${STREET}`
      assert.equal(rows.length, drawn.size, 'as many as were acknowledged, no more')
      for (const { id, name } of rows) assert.equal(drawn.get(name), id, name)
      const [log] = await backup<{ rows: number; named: number }[]>`
        select count(*)::int as rows, count(distinct events->0->'subjects'->>0)::int as named from log where action = 'place.add-estate'`
      assert.deepEqual(log, { rows: drawn.size, named: drawn.size }, 'each has one row in the log')
      const { faults } = await verifyLog(sealer, { headsFile: join(linli.folder, 'heads.jsonl') })
      assert.deepEqual(faults, [])
    })
  })

  test('signing in, bringing files and jobs meet a dying database in words, and are done when it is back', async () => {
    const wrong: string[] = []
    let refused = 0
    /** Ask until it is not told to come back. */
    const insist = async (...given: Parameters<ServedProgram['ask']>): Promise<string> => {
      for (let tries = 0; tries < 600; tries += 1) {
        const { status, body, retryAfter } = await linli
          .ask(...given)
          .catch(() => assert.fail(`it went away: ${linli.said().slice(-1500)}`))
        if (status !== 503) return `${status} ${body}`
        refused += 1
        if (retryAfter === 0) wrong.push(`no Retry-After: ${body}`)
        await wait(50)
      }
      throw new Error(`never answered: ${given[1]}`)
    }
    // Large enough to be understood by a job.
    await writeRoster(join(linli.folder, 'roster.xlsx'), { rows: 5500, seed: 'killed', title: '台账' })
    const roster = await readFile(join(linli.folder, 'roster.xlsx'))
    const files = `/api/v1/s/${STREET}/files`
    const headers = { 'content-type': 'application/octet-stream', 'linli-file-name': 'roster.xlsx', 'x-linli': '1' }
    const jobs: string[] = []
    let stopping = false
    const kill = async () => {
      while (!stopping) {
        await linli.killServer()
        await wait(200)
        await insist('GET', '/api/v1/ready')
        await wait(Math.random() * 1500)
      }
    }
    const killing = kill()
    for (let round = 0; round < ROUNDS; round += 1) {
      const signIn = await insist('POST', '/api/v1/session', { name: 'nobody', password: 'x'.repeat(12) }, { 'x-linli': '1' })
      if (!/^(401|429) /.test(signIn)) wrong.push(signIn)
      const brought = await insist('POST', files, roster, { ...headers, 'idempotency-key': newId() })
      if (!brought.startsWith('200 ')) {
        wrong.push(brought)
        continue
      }
      const { file } = (JSON.parse(brought.slice(4)) as { data: { file: string } }).data
      const begun = await insist('POST', `/api/v1/s/${STREET}/imports`, { file }, { 'idempotency-key': newId() })
      if (begun.startsWith('200 ')) jobs.push((JSON.parse(begun.slice(4)) as { data: { job: string } }).data.job)
      else wrong.push(begun)
    }
    stopping = true
    await killing
    assert.deepEqual(wrong, [])
    assert.ok(refused > 0, 'the kills were felt')
    assert.equal(jobs.length, ROUNDS)
    for (const job of jobs) {
      let state = ''
      for (let tries = 0; tries < 1200 && state !== 'done'; tries += 1) {
        const told = await insist('GET', `/api/v1/s/${STREET}/jobs/${job}`)
        state = (JSON.parse(told.slice(4)) as { data: { state: string } }).data.state
        assert.ok(['queued', 'running', 'done'].includes(state), told)
        if (state !== 'done') await wait(100)
      }
      assert.equal(state, 'done')
    }
    assert.doesNotMatch(linli.said(), /"code":"internal"|Error:/)
    assert.equal((await insist('GET', '/api/v1/ready')).slice(0, 3), '200')
  })

  test('an ordered stop under load answers or refuses every command, and ends with 0', async () => {
    const told: Promise<number>[] = []
    for (let at = 0; at < 40; at += 1)
      told.push(
        linli.ask('POST', path, { kind: 'estate', name: `末${at}` }, { 'idempotency-key': newId() }).then(
          ({ status }) => status,
          () => 0,
        ),
      )
    await wait(30)
    assert.equal(await linli.kill('SIGTERM'), 0)
    const statuses = await Promise.all(told)
    assert.ok(
      statuses.every((status) => [0, 200, 503].includes(status)),
      statuses.join(),
    )
    await linli.start()
    const kept = await linli.joined(async ({ backup }) => {
      const [row] = await backup<{ count: number }[]>`select count(*)::int as count from estate where name like '末%'`
      return row!.count
    })
    assert.ok(kept >= statuses.filter((status) => status === 200).length)
  })
})
