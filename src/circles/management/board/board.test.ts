/** A month is over: what everybody may read of it, and what nobody can reckon from it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as matters from '#ground/matters/actions.ts'
import type { Channel } from '#ground/matters/life/acts.ts'
import { rates } from '#ground/matters/rates/views.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { hire } from '../../../../test/matters/posts.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import { publish, takeBack } from './actions.ts'
import { keepBoards } from './nights.ts'
import { findPrivate, medianHours, monthsToTell } from './rules.ts'
import { answers, boards, read } from './views.ts'

const story = useStage((owner) =>
  upsertRegions(
    owner,
    [
      { code: `${STREET}000`, name: '文昌路街道办事处', level: 'street', parent: '370683000000' },
      { code: `${COMMUNITY}`, name: '文昌社区', level: 'community', parent: `${STREET}000` },
    ],
    '2026-01-01',
  ),
)
const everybody = () => houseActor(STREET, new Set(['board.read']))

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-10-12T01:00:00Z'))
  const [clerk, colleague, director] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'director', COMMUNITY),
  ]
  return { clerk, colleague, director }
}

type Given = { category?: string; type?: string; channel?: Channel; text?: string }
const open = (stage: Stage, clerk: Actor, given: Given = {}) =>
  stage.does(matters.open, clerk, {
    ...{ type: 'consultation', category: 'how-to', channel: 'telephone', region: COMMUNITY, title: '怎么办居住证' },
    ...given,
    reporter: { name: '欧阳秘', phone: '13800009999' },
  })
async function answer(stage: Stage, clerk: Actor, id: string) {
  await stage.does(matters.work, clerk, { id, act: { kind: 'take' } }, { version: 1 })
  await stage.does(matters.work, clerk, { id, act: { kind: 'answer' }, text: '带身份证到窗口' }, { version: 2 })
}

/** Sixteen by telephone and three at the counter; fourteen about papers, three about light, two of policy. */
async function october(stage: Stage) {
  const { clerk, colleague, director } = await settle(stage)
  const made: string[] = []
  for (let n = 0; n < 14; n += 1) made.push((await open(stage, clerk, { channel: n < 3 ? 'counter' : 'telephone' })).id)
  for (let n = 0; n < 3; n += 1) await open(stage, clerk, { type: 'repair', category: 'light' })
  for (let n = 0; n < 2; n += 1) await open(stage, clerk, { category: 'policy' })
  await stage.does(matters.open, director, {
    ...{ type: 'home-violence', category: 'able', channel: 'counter', region: COMMUNITY, title: '封存的', text: '不能数到' },
  })
  stage.setNow(new Date('2026-10-12T06:00:00Z'))
  for (const id of made.slice(0, 12)) await answer(stage, clerk, id)
  return { clerk, colleague, director, made }
}

describe('the board', () => {
  test(
    'ten days after a month ended its numbers are told: what was asked, how fast, by which way; small ones with others, a sealed one nowhere',
    story(async (stage) => {
      await october(stage)
      stage.setNow(new Date('2026-11-10T15:00:00Z'))
      assert.equal(await keepBoards(stage.house, STREET), 0, 'nothing of it is told on the tenth')
      stage.setNow(new Date('2026-11-10T17:00:00Z'))
      assert.equal(await keepBoards(stage.house, STREET), 1)
      assert.equal(await keepBoards(stage.house, STREET), 0)
      const { street, communities } = await stage.does(boards, everybody(), {})
      assert.deepEqual([street, communities], ['文昌路街道办事处', [{ community: COMMUNITY, name: '文昌社区' }]])
      const { months, month, told } = await stage.does(read, everybody(), { community: COMMUNITY })
      assert.deepEqual([months, month], [['2026-10'], '2026-10'])
      assert.equal(told!.asked, 19)
      assert.deepEqual(
        told!.categories.map(({ label, n }) => [label.zh, n]),
        [['怎么办事', 14]],
      )
      assert.equal(told!.otherCategories, 5, 'three and two are told as five')
      assert.deepEqual([told!.answered, told!.hours, told!.onTime], [12, 4, { is: 'about', percent: 65 }])
      assert.deepEqual(told!.channels, [], 'three at the counter would be all less those by telephone')
      assert.equal(told!.satisfied, null)
    }),
  )

  test(
    'whoever has not answered when the term is over is late, and is told as such',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const made: string[] = []
      for (let n = 0; n < 24; n += 1) made.push((await open(stage, clerk)).id)
      for (const id of made.slice(0, 12)) await answer(stage, clerk, id)
      stage.setNow(new Date('2026-11-11T02:00:00Z'))
      await keepBoards(stage.house, STREET)
      const { told } = await stage.does(read, everybody(), { community: COMMUNITY })
      assert.deepEqual([told!.answered, told!.onTime], [12, { is: 'about', percent: 50 }])
    }),
  )

  test(
    'what was told stays as it was told, whatever happens to its matters afterwards',
    story(async (stage) => {
      const { clerk, made } = await october(stage)
      stage.setNow(new Date('2026-11-11T02:00:00Z'))
      await keepBoards(stage.house, STREET)
      const before = await stage.does(read, everybody(), { community: COMMUNITY })
      for (const id of made.slice(12)) await answer(stage, clerk, id)
      stage.setNow(new Date('2026-12-11T02:00:00Z'))
      await keepBoards(stage.house, STREET)
      assert.deepEqual((await stage.does(read, everybody(), { community: COMMUNITY, month: '2026-10' })).told, before.told)
      const november = await stage.does(read, everybody(), { community: COMMUNITY })
      assert.deepEqual(
        [november.month, november.told!.asked, november.told!.answered],
        ['2026-11', null, null],
        'two are too few to be told',
      )
      await stage.refused(read, everybody(), { community: COMMUNITY, month: '2026-12' }, 'thing.unknown')
      await stage.refused(read, everybody(), { community: COMMUNITY + 7 }, 'region.unknown')
    }),
  )

  test(
    'an answer for everybody is written anew by whoever answers for the community, and gone when it is taken back',
    story(async (stage) => {
      const { clerk, director, made } = await october(stage)
      const [id, , , , , , , , , , , , open_] = made
      const given = { matter: id!, question: '居住证怎么办？', answer: '带身份证到社区窗口，当场办。' }
      await stage.refused(publish, clerk, given, 'access.forbidden')
      await stage.refused(publish, director, { ...given, matter: open_! }, 'matter.state')
      const published = await stage.does(publish, director, given)
      const shown = async () => (await stage.does(read, everybody(), { community: COMMUNITY })).answers
      assert.deepEqual(await shown(), [
        {
          id: published.id,
          category: { zh: '怎么办事', en: 'how something is done' },
          question: given.question,
          answer: given.answer,
          day: '2026-10-12',
        },
      ])
      await stage.does(takeBack, director, { id: published.id })
      assert.deepEqual(await shown(), [])
      await stage.refused(takeBack, director, { id: published.id }, 'thing.unknown')
      const [kept] = (await stage.does(answers, clerk, { matter: id! })).answers
      assert.ok(kept!.taken, 'that it stood there remains on record')
    }),
  )

  test(
    'it is refused with a number, a door, a name of those who reported, or their own words in it, each with its reason',
    story(async (stage) => {
      const { clerk, director } = await settle(stage)
      const { id } = await open(stage, clerk, { text: '我老伴去年中风以后一直躺在床上没有办法自己出门' })
      await answer(stage, clerk, id)
      const says = async (words: string) => {
        const problem = await stage.refused(publish, director, { matter: id, question: '怎么办居住证', answer: words }, 'input.invalid')
        return problem.fields?.map(({ path, say }) => `${path} ${say}`)
      }
      assert.deepEqual(await says('请打 138 0000 9999 找他'), ['/answer board.holds-number'])
      assert.deepEqual(await says('3号楼2单元501已经修好'), ['/answer board.holds-door'])
      assert.deepEqual(await says('欧阳秘的证办好了'), ['/answer board.holds-name'])
      assert.deepEqual(await says('她老伴去年中风以后，一直躺在床上，我们上门办了'), ['/answer board.holds-words'])
      await stage.does(publish, director, { matter: id, question: '怎么办居住证', answer: '3号楼的楼道灯修好了；居住证可以上门办。' })
    }),
  )

  test(
    'a sealed matter is not there to be published',
    story(async (stage) => {
      const { director } = await settle(stage)
      const head = await hire(stage, 'head')
      const { id } = await stage.does(matters.open, director, {
        ...{ type: 'home-violence', category: 'able', channel: 'counter', region: COMMUNITY, title: '封存的' },
      })
      await stage.refused(publish, head, { matter: id, question: '发生了什么', answer: '已经处理好了' }, 'thing.unknown')
    }),
  )
})

describe('rates at the desk', () => {
  test(
    'each rate says of how many, what is left out and why, what is not known yet, and by which way',
    story(async (stage) => {
      const { clerk } = await october(stage)
      const { counted, rates: found } = await stage.does(rates, clerk, { period: '2026-10' })
      assert.equal(counted, 19, 'the sealed one is not counted')
      const onTime = found.find(({ id }) => id === 'on-time')!
      assert.deepEqual([onTime.numerator, onTime.denominator, onTime.percent, onTime.rest], [12, 12, '100.00%', 7])
      assert.deepEqual(
        onTime.byChannel.map(({ channel, numerator, denominator }) => [channel, numerator, denominator]),
        [
          ['counter', 3, 3],
          ['telephone', 9, 9],
        ],
      )
      assert.equal((await stage.does(rates, clerk, { period: '2025' })).counted, 0)
    }),
  )
})

describe('rules of the board', () => {
  test('a month is told ten days after its end, and no more than twelve months back', () => {
    assert.deepEqual(monthsToTell('2026-09-03', '2026-11-10'), ['2026-09'])
    assert.deepEqual(monthsToTell('2026-09-03', '2026-11-11'), ['2026-09', '2026-10'])
    assert.equal(monthsToTell('2020-01-01', '2026-11-11').length, 12)
    assert.deepEqual(monthsToTell('2026-11-02', '2026-11-30'), [])
  })

  test('half took no longer; of four nothing is said', () => {
    assert.equal(medianHours([60, 120, 180, 240]), null)
    assert.equal(medianHours([10, 20, 180, 600, 6000]), 3)
    assert.equal(medianHours([1, 1, 1, 1, 1]), 1)
  })

  test('a building, a date and a window are no door', () => {
    for (const words of ['12号楼电梯修好了', '2026-11-10 起', '到 3 号窗口', '共 12 户外出'])
      assert.equal(findPrivate(words, [], []), undefined, words)
    for (const words of ['12号楼301室', '3-2-501', '2单元东户', '8号楼2单元 601'])
      assert.equal(findPrivate(words, [], []), 'board.holds-door', words)
  })
})
