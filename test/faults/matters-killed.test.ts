/** Linli and its database killed while matters are opened, given on and answered: each act is there once, and every reporter was told of each once. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { allRights } from '#catalogue/roles.ts'
import { addPerson } from '#ground/households/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { openHouse } from '#server/open-house.ts'
import { addDoor } from '../doors.ts'
import { killOften, openInsisting } from './killing.ts'
import { COMMUNITY, employClerk, openServedProgram, type ServedProgram, STREET } from './served-house.ts'

const KILLS = Number(process.env.LINLI_KILLS ?? 1)
const CLERKS = 3
const path = `/api/v1/s/${STREET}/matters`

describe('matters through deaths', () => {
  let linli: ServedProgram
  let people: string[]
  before(async () => {
    linli = await openServedProgram()
    await linli.start()
    await employClerk(linli)
    people = await linli.joined(async (database) => {
      const { house } = await openHouse({ app: database.app, folder: linli.folder, log: () => undefined })
      const door = await addDoor({ house }, '平安里101')
      const actor = houseActor(STREET, allRights)
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
    let answered = 0
    let stopping = false
    const insisting = openInsisting(linli)
    const { insist, wrong } = insisting

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
        const made = await insist<{ id: string }>(path, report)
        if (!made) return
        opened.add(made.id)
        await insist(`${path}/${made.id}/steering`, { act: { kind: 'dispatch', lead: `street:${STREET}` } }, 1)
        if (await insist(`${path}/${made.id}/work`, { act: { kind: 'answer' }, text: '已换新灯' }, 2)) answered += 1
      }
    }
    const clerks = Array.from({ length: CLERKS }, (_, clerk) => work(clerk))
    try {
      await killOften(linli, KILLS, () => answered, insisting)
    } finally {
      stopping = true
    }
    await Promise.all(clerks)
    assert.deepEqual(wrong, [])
    assert.equal(answered, opened.size)
    assert.ok(insisting.repeated() > 0, 'the kills were felt')

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
