import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as matters from '#ground/matters/actions.ts'
import type { WorkAct } from '#ground/matters/contract.ts'
import { keepMatters } from '#ground/matters/follow-ups.ts'
import * as matterViews from '#ground/matters/views.ts'
import { begin } from '#ground/purposes/keeping/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { settleTown, type Town } from '../../../../test/rounds.ts'
import { OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()
const monday = new Date('2026-11-23T01:00:00Z')
const after = (days: number, hours = 0) => new Date(monday.getTime() + (days * 24 + hours) * 3_600_000)

const revOf = async (stage: Stage, id: string) =>
  (await (await stage.ctx()).sql<{ rev: number }[]>`select rev from matter where street_id = ${STREET} and id = ${id}`)[0]!.rev
const work = async (stage: Stage, who: Actor, id: string, act: WorkAct) =>
  stage.does(matters.work, who, { id, act }, { version: await revOf(stage, id) })

async function begun(stage: Stage, { clerk, who }: Town, name: string, every?: string): Promise<string> {
  const { id } = await stage.does(matters.open, clerk, {
    type: 'care',
    category: 'alone',
    channel: 'door',
    subject: who(name),
    title: '约定联系',
  })
  await work(stage, clerk, id, { kind: 'take' })
  if (every) await work(stage, clerk, id, { kind: 'step', step: 'agree', answers: { every, way: 'door', help: ['meals', 'talk'] } })
  return id
}

const listed = async (stage: Stage, actor: Actor, list: 'due' | 'unreached' | 'unagreed' | 'all', mine = false) =>
  (await stage.does(views.list, actor, { list, mine })).lines

describe('keeping in touch', () => {
  test(
    'who is due stands in the list of the day of whoever was asked to see to her, in walking order, with what was agreed',
    story(async (stage) => {
      stage.setNow(monday)
      const town = await settleTown(stage)
      const [zhang, zhao] = [await begun(stage, town, '张伟', 'day'), await begun(stage, town, '赵敏', 'day')]
      const unagreed = await begun(stage, town, '王强')
      await stage.does(actions.hand, town.clerk, { id: zhang, post: town.worker.post })
      assert.deepEqual(
        (await listed(stage, town.worker, 'due')).map(({ who, agreed, contact, due, mine }) => [
          who?.name,
          who?.where.slice(-4),
          agreed.map(({ zh }) => zh),
          contact?.title.zh,
          due,
          mine,
        ]),
        [],
        'tomorrow is not today',
      )
      stage.setNow(after(1))
      const due = await listed(stage, town.worker, 'due')
      assert.deepEqual(
        due.map(({ who, agreed, contact, mine }) => [who?.name, agreed.map(({ zh }) => zh), contact?.title.zh, mine]),
        [
          ['赵敏', ['每天', '上门', '说说话、送餐'], '每天联系', false],
          ['张伟', ['每天', '上门', '说说话、送餐'], '每天联系', true],
        ],
      )
      assert.deepEqual(
        (await listed(stage, town.worker, 'due', true)).map(({ id }) => id),
        [zhang],
      )
      assert.deepEqual(
        (await listed(stage, town.clerk, 'unagreed')).map(({ id }) => id),
        [unagreed],
      )
      assert.deepEqual(await listed(stage, stage.actor('clerk', OTHER_COMMUNITY), 'all'), [], 'another community sees none of it')
      assert.equal(due[0]?.id, zhao)
    }),
  )

  test(
    'whoever was not reached stays due and is said to be, since when; only reaching her ends it; an emergency changes nothing but what the page says',
    story(async (stage) => {
      stage.setNow(monday)
      const town = await settleTown(stage)
      const { worker, clerk } = town
      const id = await begun(stage, town, '张伟', 'day')
      await stage.refused(actions.contact, stage.actor('clerk', OTHER_COMMUNITY), { id, outcome: 'reached' }, 'thing.unknown')
      await stage.refused(actions.contact, worker, { id, outcome: 'reached' }, 'matter.role')
      await stage.does(actions.hand, clerk, { id, post: worker.post })
      await stage.does(actions.contact, worker, { id, outcome: 'reached', answers: { need: ['meals'] }, word: '送餐改到十一点' })
      stage.setNow(after(0, 20))
      await stage.does(
        begin,
        stage.actor('head'),
        {
          title: '流感应急',
          document: '区应急〔2026〕1号',
          level: '四级',
          beganOn: '2026-11-23',
          until: '2026-11-30',
        },
        { key: newId() },
      )
      await stage.does(actions.contact, worker, { id, outcome: 'not-reached' })
      await stage.does(actions.contact, worker, { id, outcome: 'later' })
      stage.setNow(after(1, 3))
      const { lines, counts, emergencies } = await stage.does(views.list, clerk, { list: 'unreached' })
      assert.deepEqual(
        lines.map(({ who, reached, vain, later, due }) => [who?.name, reached, vain, later, due]),
        [['张伟', monday.toISOString(), 2, true, after(1).toISOString()]],
      )
      assert.deepEqual(counts, { due: 1, late: 1, unreached: 1, unagreed: 0, all: 1 })
      assert.deepEqual(
        emergencies.map(({ title }) => title),
        ['流感应急'],
      )
      await stage.does(actions.contact, worker, { id, outcome: 'reached' })
      assert.deepEqual(await listed(stage, clerk, 'unreached'), [])
      const shown = await stage.does(matterViews.read, clerk, { id })
      assert.deepEqual(
        shown.acts.flatMap(({ says, kind }) => (kind === 'step' ? [says.map(({ value }) => value.zh).join(' ')] : [])).slice(1),
        ['每天联系 reached 这次要帮什么：送餐', '每天联系 not-reached', '每天联系 later', '每天联系 reached'],
      )
    }),
  )

  test(
    'a contact that is late comes before the street after the time its type says, and goes from there once she was reached',
    story(async (stage) => {
      stage.setNow(monday)
      const town = await settleTown(stage)
      const id = await begun(stage, town, '张伟', 'day')
      const raised = async () => (await stage.does(matterViews.read, town.clerk, { id })).raised
      await stage.does(actions.contact, town.clerk, { id, outcome: 'reached' })
      stage.setNow(after(1, 23))
      await keepMatters(stage.house, STREET)
      assert.equal(await raised(), null)
      stage.setNow(after(2))
      await keepMatters(stage.house, STREET)
      assert.equal(await raised(), 'street')
      await stage.does(actions.contact, town.clerk, { id, outcome: 'not-reached' })
      assert.equal(await raised(), 'street', 'trying is not reaching')
      await stage.does(actions.contact, town.clerk, { id, outcome: 'reached' })
      assert.equal(await raised(), null)
      stage.setNow(after(4))
      await keepMatters(stage.house, STREET)
      assert.equal(await raised(), 'street', 'the next one comes up again')
    }),
  )

  test(
    'agreed anew, only what was agreed last is owed; nobody is asked to see to it who cannot',
    story(async (stage) => {
      stage.setNow(monday)
      const town = await settleTown(stage)
      const id = await begun(stage, town, '张伟', 'day')
      stage.setNow(after(0, 1))
      await work(stage, town.clerk, id, { kind: 'step', step: 'agree', answers: { every: 'month' } })
      const [line] = await listed(stage, town.clerk, 'all')
      assert.deepEqual([line?.contact?.title.zh, line?.due?.slice(0, 10)], ['每月联系', '2026-12-23'])
      await stage.refused(actions.hand, town.clerk, { id, post: newId() }, 'input.invalid')
      await stage.refused(actions.hand, town.worker, { id, post: town.worker.post }, 'access.forbidden')
      assert.ok((await stage.does(views.helpers, town.clerk, {})).helpers.some(({ post }) => post === town.worker.post))
    }),
  )
})
