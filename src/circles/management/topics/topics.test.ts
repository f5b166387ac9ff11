/** Many reports of one thing: they are seen together, become a topic, residents stand behind it, and everybody reads how many. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { report } from '#circles/management/appeals/own/actions.ts'
import * as matters from '#ground/matters/actions.ts'
import { takeAlong } from '#ground/residents/own/export.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { hire } from '../../../../test/matters/posts.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import { openResidents, type Person, type Residents } from '../../../../test/wire/resident.ts'
import { rangeOf } from '../../../../test/wire/wire.ts'
import { change, close, make } from './actions.ts'
import { topicForgets } from './forget-queries.ts'
import { support, topics } from './own.ts'
import { cluster, type Weighed } from './rules.ts'
import { clusters, forEverybody, list, of, read } from './views.ts'

const story = useStage()
const everybody = () => houseActor(STREET, new Set(['board.read']))

const lamps = ['3号楼楼道灯坏了一周', '楼道灯不亮，老人上下楼看不见', '7号楼的楼道灯又坏了', '楼道的灯坏了好几盏']
const smoke = ['楼下烧烤店油烟呛人', '烧烤店夜里油烟很大']

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-11-23T01:00:00Z'))
  const [clerk, beside, street] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'clerk', OTHER_COMMUNITY),
    await hire(stage, 'street'),
  ]
  const ids: string[] = []
  for (const title of lamps) ids.push(await open(stage, clerk, title, 'repair', 'light'))
  for (const title of smoke) ids.push(await open(stage, clerk, title, 'appeal', 'noise-fume'))
  await open(stage, clerk, '居住证怎么办', 'consultation', 'how-to')
  const elsewhere = await open(stage, beside, lamps[0]!, 'repair', 'light', OTHER_COMMUNITY)
  return { clerk, beside, street, ids, elsewhere }
}

async function open(stage: Stage, who: Actor, title: string, type: string, category: string, region = COMMUNITY) {
  const reporter = { name: '欧阳秘', phone: '13800009999' }
  return (await stage.does(matters.open, who, { type, category, channel: 'telephone', region, title, reporter })).id
}
const given = (ids: string[], more: object = {}) => ({
  community: COMMUNITY,
  title: '楼道照明反复损坏',
  about: '多栋楼的楼道灯',
  matters: ids,
  ...more,
})

describe('topics', () => {
  test(
    'alike open matters of one community are seen together, others and those of another community are not among them',
    story(async (stage) => {
      const { clerk, ids } = await settle(stage)
      const head = await hire(stage, 'head')
      await stage.does(matters.open, head, {
        ...{ type: 'home-violence', category: 'able', channel: 'counter', region: COMMUNITY, title: lamps[0]!, text: '楼道灯坏了' },
      })
      const found = (await stage.does(clusters, clerk, {})).clusters
      assert.deepEqual(
        found.map((one) => one.matters.map(({ id }) => id).sort()),
        [ids.slice(0, 4).sort(), ids.slice(4).sort()],
      )
      assert.equal(found[0]!.category.zh, '楼道灯、路灯')
    }),
  )

  test(
    'a topic takes matters of its own place, each in one topic at most; each matter leads to it, and what stands in it is in no cluster any more',
    story(async (stage) => {
      const { clerk, beside, ids, elsewhere } = await settle(stage)
      const lights = ids.slice(0, 3)
      await stage.refused(make, clerk, given([...lights, elsewhere]), 'input.invalid')
      await stage.refused(make, beside, given(lights), 'region.unknown')
      await stage.refused(make, stage.actor('grid', COMMUNITY), given(lights), 'access.forbidden')
      const { id } = await stage.does(make, clerk, given(lights))
      await stage.refused(make, clerk, given([lights[0]!], { title: '同一件事再来一次' }), 'input.invalid')
      const found = await stage.does(of, clerk, { id: lights[0]! })
      assert.deepEqual([found.topic?.id, found.topic?.matters, found.topic?.supporters], [id, 3, 3])
      assert.deepEqual(
        (await stage.does(of, clerk, { id: ids[3]! })).others.map((one) => one.id),
        [id],
      )
      assert.deepEqual(
        (await stage.does(clusters, clerk, {})).clusters.map((one) => one.matters.length),
        [2],
      )
      await stage.does(change, clerk, { id, add: [ids[3]!], remove: [lights[0]!] }, { version: 1 })
      await stage.refused(change, clerk, { id, title: '改一下题目' }, 'precondition.failed', { version: 1 })
      assert.deepEqual((await stage.does(read, clerk, { id })).matters.map((one) => one.id).sort(), [...lights.slice(1), ids[3]!].sort())
      assert.deepEqual((await stage.does(list, beside, {})).topics, [])
    }),
  )

  test(
    'words for everybody hold nobody: no name, no door, no words as they were reported',
    story(async (stage) => {
      const { clerk, ids } = await settle(stage)
      for (const [title, say] of [
        ['欧阳秘反映的楼道灯', 'matter.private.name'],
        ['2单元501门口的灯', 'matter.private.door'],
        ['楼道灯不亮，老人上下楼看不见', 'matter.private.words'],
      ]) {
        const problem = await stage.refused(make, clerk, given(ids.slice(0, 2), { title }), 'input.invalid')
        assert.deepEqual(
          problem.fields?.map((one) => [one.path, one.say]),
          [['/title', say]],
        )
      }
    }),
  )

  test(
    'the board tells a topic once not too few stand behind it, and what came of it; a closed one takes nothing more',
    story(async (stage) => {
      const { clerk, ids } = await settle(stage)
      const { id } = await stage.does(make, clerk, given(ids.slice(0, 4)))
      const told = async () => (await stage.does(forEverybody, everybody(), { community: COMMUNITY })).topics
      assert.deepEqual(await told(), [], 'four are too few')
      await stage.does(matters.join, clerk, { id: ids[0]!, channel: 'counter', reporter: { name: '赵敏', phone: '13900001111' } })
      assert.deepEqual(await told(), [{ title: '楼道照明反复损坏', supporters: 5, outcome: null }])
      await stage.does(close, clerk, { id, outcome: '楼道灯全部换成声控灯。' })
      assert.deepEqual(await told(), [{ title: '楼道照明反复损坏', supporters: 5, outcome: '楼道灯全部换成声控灯。' }])
      await stage.refused(change, clerk, { id, title: '改一下题目' }, 'thing.changed', { version: 2 })
      await stage.refused(close, clerk, { id, outcome: '再关一次' }, 'thing.changed')
    }),
  )

  test(
    'a sealed matter is not there to be put in',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const head = await hire(stage, 'head')
      const { id } = await stage.does(matters.open, head, {
        ...{ type: 'home-violence', category: 'able', channel: 'counter', region: COMMUNITY, title: '封存的' },
      })
      for (const who of [clerk, head]) {
        await stage.refused(make, who, given([id]), 'input.invalid')
        await stage.refused(of, who, { id }, 'thing.unknown')
      }
    }),
  )
})

describe('a resident and the topics of her place', () => {
  const START = new Date('2026-11-23T02:00:00Z')
  let at: Residents
  let lady: Person
  let neighbour: Person
  let stranger: Person
  let cookies: Record<'lady' | 'neighbour' | 'stranger', string>
  let topic: string
  let own: string
  let other: string

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
    stranger = await at.settlePerson('孙立', '1981-05-06', '13900005699', at.doors[1])
    cookies = { lady: await at.comeIn(lady), neighbour: await at.comeIn(neighbour), stranger: await at.comeIn(stranger) }
    const lamp = {
      type: 'repair',
      category: 'light',
      text: '楼道灯坏了',
      place: { kind: 'estate' as const, door: at.doors[0]!, where: '楼道' },
    }
    own = (await at.does(report, { person: lady.id, ...lamp }, cookies.lady)).id
    const another = { person: neighbour.id, type: 'consultation', category: 'how-to', text: '居住证怎么办' }
    other = (
      await at.does(report, { ...another, place: { kind: 'estate' as const, door: at.doors[1]!, where: '门口' } }, cookies.neighbour)
    ).id
    const clerk = { ...houseActor(STREET, new Set(['topic.keep'])), ...rangeOf(at.own), role: 'clerk', login: newId(), post: newId() }
    const input = { community: at.own.community, title: '楼道照明反复损坏', matters: [own] }
    topic = (await enter(at.house, make, { street: STREET, actor: clerk, input })).data.id
  })
  after(() => at.close())

  const seen = async (person: Person, matter: string, cookie: string) =>
    (await at.does(topics, { person: person.id, id: matter }, cookie)).topics
  const supporters = async () =>
    (await at.admin<{ n: number }[]>`select count(*)::int as n from topic_supporter where topic_id = ${topic} and withdrawn_at is null`)[0]!
      .n

  test('whose matter stands in it is led to it; a neighbour finds it on the page of her own matter, without a number while they are few', async () => {
    assert.deepEqual(await seen(lady, own, cookies.lady), [
      { id: topic, title: '楼道照明反复损坏', about: '', outcome: null, supporters: null, mine: true, supported: false },
    ])
    assert.deepEqual(
      (await seen(neighbour, other, cookies.neighbour)).map(({ mine, supported }) => [mine, supported]),
      [[false, false]],
    )
  })

  test('she stands behind it, is counted once however often she says so, and takes it back', async () => {
    const say = (wanted: boolean) => at.does(support, { person: neighbour.id, id: topic, support: wanted }, cookies.neighbour)
    await say(true)
    await say(true)
    assert.deepEqual([await supporters(), (await seen(neighbour, other, cookies.neighbour))[0]!.supported], [1, true])
    await say(false)
    assert.deepEqual([await supporters(), (await seen(neighbour, other, cookies.neighbour))[0]!.supported], [0, false])
    await say(true)
  })

  test('in nobody else’s name, for no topic of another place, and no post reads who it was', async () => {
    await at.refused(support, { person: lady.id, id: topic, support: true }, cookies.neighbour, 'access.not-yours')
    await at.refused(topics, { person: stranger.id, id: own }, cookies.stranger, 'thing.unknown')
    await at.refused(support, { person: stranger.id, id: newId(), support: true }, cookies.stranger, 'thing.unknown')
    const { lo, hi, login, post } = { ...houseActor(STREET, new Set()) }
    await assert.rejects(
      at.house.transaction(
        { street: STREET, lo, hi, login, post, sensitive: true },
        (sql) => sql`select person_id from topic_supporter where street_id = ${STREET}`,
      ),
      /permission denied/,
    )
  })

  test('a year after it was closed its supporters go and the number stays; whoever is erased goes before', async () => {
    const within = <T>(run: Parameters<typeof at.house.forgetting.within<T>>[1]) => at.house.forgetting.within(STREET, run)
    assert.equal(await supporters(), 1)
    const moment = (now: string) => ({ now: new Date(now), today: now.slice(0, 10) })
    await within((sql) => topicForgets.expire!(sql, STREET, moment('2030-01-01T00:00:00Z')))
    assert.equal(await supporters(), 1, 'an open one keeps them')
    const street = { ...houseActor(STREET, new Set(['topic.keep', 'topic.read'])), login: newId(), post: newId() }
    await enter(at.house, close, { street: STREET, actor: street, input: { id: topic, outcome: '楼道灯全部换成声控灯。' } })
    await within((sql) => topicForgets.expire!(sql, STREET, moment('2027-11-20T00:00:00Z')))
    assert.equal(await supporters(), 1, 'not yet')
    await within((sql) => topicForgets.expire!(sql, STREET, moment('2027-11-25T00:00:00Z')))
    assert.equal(await supporters(), 0)
    const told = (await enter(at.house, read, { street: STREET, actor: street, input: { id: topic } })).data.topic
    assert.equal(told.supporters, 2, 'she who reported, and she who joined')
    assert.equal((await seen(lady, own, cookies.lady))[0]!.outcome, '楼道灯全部换成声控灯。')
    await at.refused(support, { person: neighbour.id, id: topic, support: true }, cookies.neighbour, 'thing.unknown')
  })

  test('whoever is erased stands behind nothing any more', async () => {
    const clerk = { ...houseActor(STREET, new Set(['topic.keep'])), login: newId(), post: newId() }
    const input = { community: at.own.community, title: '小区门口停车混乱', matters: [other] }
    const { id } = (await enter(at.house, make, { street: STREET, actor: clerk, input })).data
    await at.does(support, { person: lady.id, id, support: true }, cookies.lady)
    const copy = await at.does(takeAlong, { person: lady.id, format: 'json' }, cookies.lady)
    assert.deepEqual(
      (JSON.parse(copy.text) as { topics: { topic: string }[] }).topics.map((one) => one.topic),
      [id],
      'and it stood in her own copy',
    )
    const gone = await at.house.forgetting.within(STREET, (sql) => topicForgets.erase!(sql, STREET, [lady.id]))
    assert.deepEqual(gone.rows, { 'topic-supporter': 1 })
  })
})

describe('what belongs together', () => {
  const weighed = (id: string, tokens: number[], more: Partial<Weighed> = {}): Weighed => ({
    ...{ id, community: 1, kind: 'repair/light', tokens: new Map(tokens.map((token) => [token, 1])), weight: tokens.length },
    ...more,
  })

  test('a chain of small likenesses puts nothing together that has nothing in common', () => {
    const chain = [weighed('a', [1, 2, 3, 4]), weighed('b', [3, 4, 5, 6]), weighed('c', [5, 6, 7, 8]), weighed('d', [7, 8, 9, 10])]
    for (const group of cluster(chain)) assert.ok(!(group.some(({ id }) => id === 'a') && group.some(({ id }) => id === 'd')))
  })

  test('the same words in another community are another group, and one alone is none', () => {
    assert.deepEqual(cluster([weighed('a', [1, 2]), weighed('b', [1, 2], { community: 2 })]), [])
    assert.deepEqual(
      cluster([weighed('a', [1, 2]), weighed('b', [1, 2])]).map((group) => group.map(({ id }) => id)),
      [['a', 'b']],
    )
    assert.deepEqual(cluster([weighed('a', []), weighed('b', [])]), [], 'who says nothing is like nobody')
  })
})
