import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bringWorkbook, fillSheet } from '../../../../../test/requests.ts'
import { person, takeIn } from '../../../../../test/rosters.ts'
import { COMMUNITY, type Stage, useStage } from '../../../../../test/stage.ts'
import { fill } from '../actions.ts'
import { list, read } from '../views.ts'
import { handOver, takeBack } from './actions.ts'
import { exports } from './views.ts'

const story = useStage()
const today = '2026-11-22'

/** A roster of one person, filled. */
async function filled(stage: Stage) {
  const clerk = stage.actor('clerk', COMMUNITY)
  await takeIn(stage, clerk, [person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111')])
  const sheet = await bringWorkbook(stage, clerk, '名册.xlsx', [{ name: '名册', rows: [['姓名', '联系电话'], []] }])
  return { clerk, ...(await fillSheet(stage, clerk, sheet, { basis: '区民政局通知', dueOn: '2026-11-25' })) }
}

test(
  'what was handed over is delivered, by whom, when and how, in the request, the list and the register; taken back it waits again',
  story(async (stage) => {
    const { clerk, id, delivery } = await filled(stage)
    const { handover } = await stage.does(handOver, clerk, { id: delivery.id, on: today, way: 'wechat' })
    const request = await stage.does(read, clerk, { id })
    assert.deepEqual([request.state, request.handedOn], ['delivered', today])
    const { who, ...said } = request.deliveries[0]!.handover!
    assert.deepEqual(said, { id: handover, on: today, way: 'wechat', recipient: '区民政局' })
    assert.equal(typeof who, 'string')
    assert.deepEqual(
      (await stage.does(list, clerk, { state: 'delivered' })).requests.map((one) => [one.id, one.handedOn]),
      [[id, today]],
    )
    const registered = async () => (await stage.does(exports, clerk, {})).exports.map((one) => [one.handedOn, one.way])
    assert.deepEqual(await registered(), [[today, 'wechat']])

    await stage.does(takeBack, clerk, { id: handover })
    const again = await stage.does(read, clerk, { id })
    assert.deepEqual([again.state, again.handedOn, again.deliveries[0]?.handover], ['filled', null, null])
    assert.deepEqual(await registered(), [[null, null]])
    const ctx = await stage.ctx()
    const rows = await ctx.sql<{ kept: boolean }[]>`select taken_back_by is not null and taken_back_at is not null as kept from handover`
    assert.deepEqual([...rows], [{ kept: true }], 'what was said and taken back stays on record')
  }),
)

test(
  'the same said again is the same; said otherwise, or taken back twice, is refused until the screen is read anew',
  story(async (stage) => {
    const { clerk, delivery } = await filled(stage)
    const said = { id: delivery.id, on: today, way: 'paper' as const }
    const first = await stage.does(handOver, clerk, said)
    assert.deepEqual(await stage.does(handOver, clerk, said), first)
    await stage.refused(handOver, clerk, { ...said, way: 'mail' }, 'thing.changed')
    await stage.does(takeBack, clerk, { id: first.handover })
    await stage.refused(takeBack, clerk, { id: first.handover }, 'thing.changed')
    assert.notEqual((await stage.does(handOver, clerk, { ...said, way: 'mail' })).handover, first.handover)
  }),
)

test(
  'filled anew after it was handed over, it waits to be handed over again; taking back the earlier word changes nothing of that',
  story(async (stage) => {
    const { clerk, id, delivery } = await filled(stage)
    const { handover } = await stage.does(handOver, clerk, { id: delivery.id, on: today, way: 'platform' })
    await stage.does(fill, clerk, { id })
    await stage.work()
    const request = await stage.does(read, clerk, { id })
    assert.equal(request.state, 'filled')
    assert.deepEqual(
      request.deliveries.map((one) => one.handover?.way ?? null),
      [null, 'platform'],
    )
    await stage.does(takeBack, clerk, { id: handover })
    assert.equal((await stage.does(read, clerk, { id })).state, 'filled')
  }),
)

test(
  'not on a day to come, not before it was filled, not by one who only reads, and not of another community',
  story(async (stage) => {
    const { clerk, delivery } = await filled(stage)
    const said = { id: delivery.id, on: today, way: 'other' as const }
    await stage.refused(handOver, clerk, { ...said, on: '2026-11-23' }, 'input.invalid')
    await stage.refused(handOver, clerk, { ...said, on: '2026-11-21' }, 'input.invalid')
    const reader = { ...clerk, rights: new Set(['report.read']) }
    await stage.refused(handOver, reader, said, 'access.forbidden')
    const beside = stage.actor('clerk', COMMUNITY + 1)
    await stage.refused(handOver, beside, said, 'thing.unknown')
    const { handover } = await stage.does(handOver, clerk, said)
    await stage.refused(takeBack, reader, { id: handover }, 'access.forbidden')
    await stage.refused(takeBack, beside, { id: handover }, 'thing.unknown')
  }),
)
