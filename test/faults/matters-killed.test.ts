/** Linli and its database killed while matters are opened, given on and answered: each act is there once, and every reporter was told of each once. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { allRights } from '#catalogue/roles.ts'
import { addPerson } from '#ground/households/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { openHouse } from '#server/open-house.ts'
import { COMMUNITY, employClerk, openServedProgram, type ServedProgram, STREET } from './served-house.ts'

const KILLS = Number(process.env.LINLI_KILLS ?? 1)
const CLERKS = 3
const path = `/api/v1/s/${STREET}/matters`
/** Far beyond what any restart takes. */
const GIVEN_UP_MS = 10 * 60_000

describe('matters through deaths', () => {
  let linli: ServedProgram
  let people: string[]
  before(async () => {
    linli = await openServedProgram()
    await linli.start()
    await employClerk(linli)
    people = await linli.joined(async (database) => {
      const { house } = await openHouse({ app: database.app, folder: linli.folder, log: () => undefined })
      const [door, actor] = [newId(), houseActor(STREET, allRights)]
      await house.transaction(
        { street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true },
        async (sql) => {
          await sql`
          insert into dwelling (street_id, id, region_no, door, label, key, sort)
          values (${STREET}, ${door}, ${COMMUNITY * 1000}, '101', '平安里101', '平安里101', '101')`
          await sql`
          insert into subject (street_id, id, kind, region_no, rev, values, meta)
          values (${STREET}, ${door}, 'dwelling', ${COMMUNITY * 1000}, 0, '{}', '{"at":[]}')`
        },
      )
      const made: string[] = []
      for (const name of ['王秀英', '李建国', '赵敏']) {
        const input = { id: door, relation: 'residence', values: { 'person.name': name }, source: 'seen', asOf: '2026-01-05' }
        made.push((await enter(house, addPerson, { street: STREET, actor, input })).data.person)
      }
      return made
    })
  })
  after(() => linli.close())

  test('no act is lost or doubled, and every reporter is told of each once', async () => {
    const opened = new Set<string>()
    const wrong: string[] = []
    let answered = 0
    let repeated = 0
    let stopping = false
    const givenUp = Date.now() + GIVEN_UP_MS

    /** One command under one key until it is answered, however often that takes. */
    const insist = async (to: string, body: unknown, version?: number): Promise<{ id: string } | undefined> => {
      const headers = { 'idempotency-key': newId(), ...(version ? { 'if-match': `"${version}"` } : {}) }
      while (Date.now() < givenUp) {
        const told = await linli.ask('POST', to, body, headers).catch(() => undefined)
        if (told?.status === 200) return (JSON.parse(told.body) as { data: { id: string } }).data
        // Cut off, or the house says itself that it is busy; nothing else may be said.
        if (told && told.status !== 503) {
          wrong.push(`${told.status} ${told.body}`)
          return undefined
        }
        repeated += 1
        await wait(50)
      }
      return undefined
    }

    const work = async (clerk: number): Promise<void> => {
      while (!stopping && wrong.length === 0) {
        const report = {
          type: 'appeal',
          category: 'other',
          channel: 'telephone',
          region: COMMUNITY,
          title: '楼道灯不亮',
          reporter: { person: people[clerk] },
        }
        const made = await insist(path, report)
        if (!made) return
        opened.add(made.id)
        await insist(`${path}/${made.id}/steering`, { act: { kind: 'dispatch', lead: `street:${STREET}` } }, 1)
        if (await insist(`${path}/${made.id}/work`, { act: { kind: 'answer' }, text: '已换新灯' }, 2)) answered += 1
      }
    }
    const clerks = Array.from({ length: CLERKS }, (_, clerk) => work(clerk))
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const known = answered
        for (let waited = 0; answered < known + 5 && waited < 600; waited += 1) await wait(50)
        assert.ok(answered > known, `after ${kill} kills it works again: ${wrong} ${linli.said().slice(-1500)}`)
        await wait(Math.floor(Math.random() * 200))
        // Both at once, the database, Linli.
        if (kill % 3 !== 2) await linli.killServer()
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
    assert.equal(answered, opened.size)
    assert.ok(repeated > 0, 'the kills were felt')

    await linli.joined(async ({ backup, sealer }) => {
      const count = async () =>
        (await backup<{ count: number }[]>`select count(*)::int as count from notice where kind like 'matter.%'`)[0]!.count
      // What follows an act follows it after a moment, and is not lost with whoever died meanwhile.
      for (let waited = 0; (await count()) < 3 * opened.size && waited < 1200; waited += 1) await wait(50)
      const told = await backup<{ matter: string; kinds: string[] }[]>`
        select refs->>'matter' as matter, array_agg(kind order by kind) as kinds from notice where kind like 'matter.%' group by 1`
      assert.deepEqual(new Set(told.map(({ matter }) => matter)), opened)
      for (const { kinds } of told) assert.deepEqual(kinds, ['matter.answered', 'matter.given', 'matter.received'])
      const acts = await backup<{ id: string; stand: string; rev: number; kinds: string[] }[]>`
        select m.id, m.stand, m.rev, array_agg(a.kind order by a.seq) as kinds from matter m join act a on a.street_id = m.street_id and a.matter_id = m.id
        group by m.street_id, m.id`
      assert.deepEqual(new Set(acts.map(({ id }) => id)), opened, 'as many as were acknowledged, no more')
      for (const { stand, rev, kinds } of acts) assert.deepEqual([stand, rev, kinds], ['answered', 3, ['open', 'dispatch', 'answer']])
      const [log] = await backup<
        { rows: number }[]
      >`select count(*)::int as rows from log where action in ('matter.open', 'matter.steer', 'matter.work')`
      assert.equal(log?.rows, 3 * opened.size, 'each act has one row in the log')
      // The sealer still numbers what followed: rows and head may be read a moment apart. What is really wrong stays so.
      const verify = async () => (await verifyLog(sealer, { headsFile: join(linli.folder, 'heads.jsonl') })).faults
      let faults = await verify()
      for (let again = 0; faults.length > 0 && again < 20; again += 1) {
        await wait(500)
        faults = await verify()
      }
      assert.deepEqual(faults, [])
    })
  })
})
