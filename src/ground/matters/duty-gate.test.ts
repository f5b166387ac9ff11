import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add as addDuty } from '#ground/duties/actions.ts'
import { hire, makeUnit } from '../../../test/matters/posts.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'

const story = useStage()

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-11-02T01:00:00Z'))
  const [clerk, street, head, officer] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'street'),
    await hire(stage, 'head'),
    await hire(stage, 'department'),
  ]
  const unit = await makeUnit(stage, '市公安局', [officer])
  const add = async (list: 'basic' | 'withdrawn', title: string) => {
    const words = { list, number: '1', category: '平安', subcategory: '', title, lead: '市公安局', partners: [], tasks: '', basis: '' }
    const source = { document: '街道履职事项清单', day: '2025-06-01' }
    return (await stage.does(addDuty, head, { level: 'street', item: words, source, from: '2025-07-01' })).id
  }
  const open = async (title: string) => {
    const input = { type: 'appeal', category: 'order', channel: 'telephone' as const, region: COMMUNITY, title }
    const { id } = await stage.does(actions.open, clerk, input)
    return id
  }
  return { street, head, unit, add, open }
}

test(
  'what was withdrawn upward is not sent down, by its words or by its item, as lead or as helper, whoever sends it; to its department it is',
  story(async (stage) => {
    const { street, head, unit, add, open } = await settle(stage)
    const item = await add('withdrawn', '烈性犬违规饲养查处')
    const id = await open('烈性犬违规饲养查处')
    const dispatch = (lead: string, duty?: string) => ({
      id,
      act: { kind: 'dispatch' as const, lead, ...(duty ? { duty } : {}) },
      text: '请办理',
    })
    const refused = await stage.refused(actions.steer, street, dispatch(`street:${STREET}`), 'matter.withdrawn-upward', { version: 1 })
    assert.deepEqual(refused.details, { title: '烈性犬违规饲养查处', lead: '市公安局' })
    await stage.refused(actions.steer, head, dispatch(`street:${STREET}`, item), 'matter.withdrawn-upward', { version: 1 })
    const call = { id, act: { kind: 'call-in' as const, parties: [`street:${STREET}`] } }
    await stage.refused(actions.steer, head, call, 'matter.withdrawn-upward', { version: 1 })
    await stage.does(actions.steer, street, dispatch(unit, item), { version: 1 })
    await stage.refused(actions.steer, street, dispatch(`community:${COMMUNITY}`), 'matter.withdrawn-upward', { version: 2 })
  }),
)

test(
  'a duty of the street goes down to a community with a reason only; what no list speaks of goes where it is sent',
  story(async (stage) => {
    const { street, add, open } = await settle(stage)
    await add('basic', '电动自行车飞线充电治理')
    const id = await open('电动自行车飞线充电治理')
    const up = { id, act: { kind: 'dispatch' as const, lead: `street:${STREET}` } }
    await stage.does(actions.steer, street, up, { version: 1 })
    const down = { id, act: { kind: 'dispatch' as const, lead: `community:${COMMUNITY}` } }
    const refused = await stage.refused(actions.steer, street, down, 'input.invalid', { version: 2 })
    assert.deepEqual(refused.fields, [{ path: '/text', say: 'matter.duty-reason' }])
    await stage.does(actions.steer, street, { ...down, text: '请社区先上门劝导' }, { version: 2 })
    const other = await open('邻居夜里唱歌')
    await stage.does(actions.steer, street, { ...up, id: other }, { version: 1 })
    await stage.does(actions.steer, street, { ...down, id: other }, { version: 2 })
    const unknown = { ...up, id: other, act: { ...up.act, duty: '0199ffff-0000-7000-8000-000000000001' } }
    await stage.refused(actions.steer, street, unknown, 'input.invalid', { version: 3 })
  }),
)
