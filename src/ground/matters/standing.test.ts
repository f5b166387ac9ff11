/** Over several connections: many at once, and the role that forgets. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Actor } from '#kernel/access/actor.ts'
import { moveIn } from '../../../test/readers.ts'
import { COMMUNITY, STREET } from '../../../test/stage.ts'
import { openStanding, type Standing } from '../../../test/standing.ts'
import * as actions from './actions.ts'
import { matterForgets } from './forget-queries.ts'
import { readNumber } from './number.ts'

describe('matters of a street that many work on', () => {
  let house: Standing
  let clerk: Actor
  let lady: string
  let gentleman: string

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    const door = await house.addDoor(COMMUNITY, '文昌里1号101')
    lady = await moveIn(house, door, { 'person.name': '王秀英' })
    gentleman = await moveIn(house, door, { 'person.name': '李大爷' })
  })
  after(() => house.close())

  const report = (more: object = {}) => ({
    type: 'appeal',
    category: 'other',
    channel: 'counter' as const,
    region: COMMUNITY,
    title: '楼道灯不亮',
    text: '三楼的灯坏了',
    ...more,
  })

  test('sixty opened at once have sixty numbers, and none waits for ever', async () => {
    const opened = await Promise.all(Array.from({ length: 60 }, () => house.does(actions.open, clerk, report())))
    const numbers = opened.map(({ number }) => number)
    assert.equal(new Set(numbers).size, 60)
    assert.ok(numbers.every((number) => readNumber(number) === number))
  })

  test('of eight who take the same matter at once, one does', async () => {
    const { id } = await house.does(actions.open, clerk, report())
    const takes = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        house.does(actions.work, house.actor('clerk', COMMUNITY), { id, act: { kind: 'take' } }, { version: 1 }),
      ),
    )
    assert.equal(takes.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const take of takes) if (take.status === 'rejected') assert.equal(take.reason.code, 'precondition.failed')
    const [row] = await house.above<{ acts: number; rev: number }[]>`
      select (select count(*)::int from act where matter_id = ${id}) as acts, rev from matter where id = ${id}`
    assert.deepEqual(row, { acts: 2, rev: 2 })
  })

  test('the same report sent twice under one key is one matter', async () => {
    const key = 'report-once-1'
    const [one, other] = [
      await house.does(actions.open, clerk, report(), { key }),
      await house.does(actions.open, clerk, report(), { key }),
    ]
    assert.equal(one.id, other.id)
  })

  const wordsOf = async (id: string) =>
    (await house.above<{ words: string }[]>`select words::text as words from act where matter_id = ${id} order by seq`).map(
      ({ words }) => words,
    )

  test('who is erased is gone from what she reported; what others said with her, and the life of the matter, stay', async () => {
    const alone = await house.does(actions.open, clerk, report({ reporter: { person: lady }, subject: lady, region: undefined }))
    const shared = await house.does(actions.open, clerk, report({ reporter: { person: lady } }))
    await house.does(actions.join, clerk, { id: shared.id, channel: 'telephone', reporter: { person: gentleman }, text: '我家也是' })
    // Of a sealed one the words go too; whoever reads how much went is not told of it.
    const sealed = await house.does(actions.open, clerk, {
      ...report({ reporter: { person: lady }, text: '他又动手了' }),
      ...{ type: 'home-violence', category: 'able' },
    })
    const gone = await house.house.forgetting.within(STREET, (sql) => matterForgets.erase!(sql, STREET, [lady]))
    assert.deepEqual(gone.rows, { 'matter-reporter': 2, 'matter-photo': 0, 'matter-words': 2, matter: 1 })
    assert.deepEqual([await wordsOf(alone.id), await wordsOf(sealed.id)], [['{}'], ['{}']])
    assert.deepEqual(await wordsOf(shared.id), ['{}', '{"text": "我家也是"}'])
    const [row] = await house.above<
      { stand: string; subject: string | null }[]
    >`select stand, subject_id as subject from matter where id = ${alone.id}`
    assert.deepEqual(row, { stand: 'received', subject: null })
    const kept = await house.above<
      { person: string | null }[]
    >`select person_id as person from matter_reporter where matter_id = ${shared.id}`
    assert.deepEqual(new Set(kept.map(({ person }) => person)), new Set([null, gentleman]))
  })

  test('the words of a closed matter go on the day after its type’s term, not before', async () => {
    const input = { ...report({ reporter: { name: '孙', phone: '13800002222' } }), type: 'paper', category: 'alive' }
    const { id, stand, text } = await house.does(actions.open, clerk, input)
    assert.equal(stand, 'closed')
    assert.match(text.zh, /社会保险经办机构/)
    const expire = (today: string) =>
      house.house.forgetting.within(STREET, (sql) => matterForgets.expire!(sql, STREET, { now: new Date(), today }))
    assert.deepEqual((await expire('2028-11-22')).rows, { 'matter-words': 0, 'matter-reporter': 0, 'matter-photo': 0 })
    assert.deepEqual((await expire('2028-11-23')).rows, { 'matter-words': 1, 'matter-reporter': 1, 'matter-photo': 0 })
    assert.deepEqual(await wordsOf(id), ['{}'])
  })
})
