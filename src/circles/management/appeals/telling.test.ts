import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as actions from '#ground/matters/actions.ts'
import { merge } from '#ground/matters/merge-actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { moveIn } from '../../../../test/readers.ts'
import { COMMUNITY, STREET } from '../../../../test/stage.ts'
import { openStanding, type Standing } from '../../../../test/standing.ts'
import { appealFollowers } from './telling.ts'

describe('reporters are told', () => {
  let house: Standing
  let clerk: Actor
  let lady: string
  let gentleman: string
  let logs = 0

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    const door = await house.addDoor(COMMUNITY, '文昌里1号101')
    lady = await moveIn(house, door, { 'person.name': '王秀英' })
    gentleman = await moveIn(house, door, { 'person.name': '李大爷' })
  })
  after(() => house.close())

  /** What was noted since is followed, each event twice: as after a crash. */
  async function follow(): Promise<void> {
    const rows = await house.above<
      { id: string; events: { name: string; subjects: string[]; fields: string[]; refs?: Record<string, string> }[] }[]
    >`
      select id, events from log where action like 'matter.%' order by at, id offset ${logs}`
    logs += rows.length
    for (const { id, events } of rows)
      for (const [at, event] of events.entries())
        for (const follower of appealFollowers.filter((one) => one.event === event.name))
          for (let times = 0; times < 2; times += 1) await follower.run(house.house, { street: STREET, log: id, at, event })
  }
  const told = (person: string) => house.above<{ kind: string; words: Record<string, string> }[]>`
    select kind, words from notice where person_id = ${person} and kind like 'matter.%' order by at, id`
  const report = (person: string, more: object = {}) => ({
    type: 'appeal',
    category: 'other',
    channel: 'counter' as const,
    region: COMMUNITY,
    title: '楼道灯不亮',
    reporter: { person },
    ...more,
  })

  test('each once, by her own number, also those whose report was merged into another’s', async () => {
    const one = await house.does(actions.open, clerk, report(lady))
    const other = await house.does(actions.open, clerk, report(gentleman))
    await follow()
    await house.does(merge, clerk, { id: one.id, others: [other.id] }, { version: 1 })
    await house.does(actions.work, clerk, { id: one.id, act: { kind: 'take' } }, { version: 2 })
    await house.does(actions.work, clerk, { id: one.id, act: { kind: 'answer' }, text: '已换新灯' }, { version: 3 })
    await follow()
    const kinds = async (person: string) => (await told(person)).map(({ kind, words }) => `${kind} ${words.number}`)
    assert.deepEqual(await kinds(lady), [`matter.received ${one.number}`, `matter.answered ${one.number}`])
    assert.deepEqual(await kinds(gentleman), [`matter.received ${other.number}`, `matter.answered ${other.number}`])
  })

  test('of a paper that is refused the right office is told; of a sealed matter nobody is told anything', async () => {
    const before = (await told(lady)).length
    await house.does(actions.open, clerk, report(lady, { type: 'paper', category: 'alive' }))
    const accused = { accused: { party: `community:${COMMUNITY}` } }
    await house.does(actions.open, clerk, report(lady, { type: 'complaint', category: 'rude', ...accused }))
    await house.does(actions.open, clerk, report(lady, { type: 'home-violence', category: 'unable' }))
    await follow()
    const news = (await told(lady)).slice(before)
    assert.deepEqual(
      news.map(({ kind, words }) => [kind, words.office]),
      [['matter.refused', '社会保险经办机构（可网上认证）']],
    )
  })
})
