/** Linli and its database killed again and again while commands run: what was acknowledged is there, once; what was not is asked again and is there, once. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '#kernel/log/id.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { COMMUNITY, employClerk, openServedProgram, type ServedProgram, STREET } from './served-house.ts'

const KILLS = Number(process.env.LINLI_KILLS ?? 8)
const CLERKS = 4
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
    let repeated = 0
    let stopping = false
    /** Far beyond what any restart takes: then the rest is not asked again, and missing. */
    const givenUp = Date.now() + 10 * 60_000
    const wrong: string[] = []

    /** One clerk: a small write at a time, under one key until it is answered, however often that takes. */
    const work = async (clerk: number): Promise<void> => {
      for (let at = 0; !stopping; at += 1) {
        const [key, name] = [newId(), `院${clerk}之${at}`]
        asked += 1
        for (;;) {
          const told = await linli.ask('POST', path, { kind: 'estate', name }, { 'idempotency-key': key }).catch(() => undefined)
          if (told?.status === 200) {
            drawn.set(name, (JSON.parse(told.body) as { data: { estate: string } }).data.estate)
            break
          }
          // Cut off, or the house says itself that it is busy; nothing else may be said.
          if (told && told.status !== 503) {
            wrong.push(`${told.status} ${told.body}`)
            break
          }
          if (stopping && Date.now() > givenUp) break
          repeated += 1
          await wait(50)
        }
      }
    }

    const clerks = Array.from({ length: CLERKS }, (_, clerk) => work(clerk))
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const known = drawn.size
        for (let waited = 0; drawn.size < known + 10 && waited < 600; waited += 1) await wait(50)
        assert.ok(drawn.size > known, `after ${kill} kills it works again: ${linli.said().slice(-1500)}`)
        await wait(Math.floor(Math.random() * 300))
        // Linli, its database, or both at once.
        if (kill % 3 !== 0) await linli.killServer()
        if (kill % 3 !== 1) {
          await linli.kill('SIGKILL')
          await linli.start()
        }
      }
    } finally {
      stopping = true
    }
    await Promise.all(clerks)
    assert.deepEqual(wrong, [])
    assert.equal(drawn.size, asked)
    assert.ok(repeated > 0, 'the kills were felt')

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
