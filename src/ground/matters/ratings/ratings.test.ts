import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Actor } from '#kernel/access/actor.ts'
import { hire, makeUnit } from '../../../../test/matters/posts.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from '../actions.ts'
import type { SteerAct, WorkAct } from '../contract.ts'
import { periodOf } from './period.ts'
import { ratingRows } from './rules.ts'
import { rate } from './views.ts'

const story = useStage()
const monday = new Date('2026-11-02T01:00:00Z')
const days = { from: '2026-11-01', to: '2026-11-30' }

async function settle(stage: Stage) {
  stage.setNow(monday)
  const [clerk, beside, street] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'clerk', OTHER_COMMUNITY),
    await hire(stage, 'street'),
  ]
  const [police, guard] = [await hire(stage, 'department'), await hire(stage, 'department')]
  const [policeUnit, guardUnit] = [await makeUnit(stage, '文昌派出所', [police]), await makeUnit(stage, '城管中队', [guard])]
  const revs = new Map<string, number>()
  const open = async (who: Actor, region: number) => {
    const report = {
      type: 'appeal',
      category: 'building',
      channel: 'telephone' as const,
      region,
      title: '违建',
      reporter: { name: '赵敏' },
    }
    const { id } = await stage.does(actions.open, who, report)
    revs.set(id, 1)
    return id
  }
  const act = async (who: Actor, id: string, one: WorkAct | SteerAct) => {
    const work = ['arrive', 'finish', 'send-back', 'answer', 'note'].includes(one.kind)
    const given = { id, act: one as never, text: '说明' }
    const { rev } = await stage.does(work ? actions.work : actions.steer, who, given, { version: revs.get(id)! })
    revs.set(id, rev)
  }
  return { clerk, beside, street, police, guard, policeUnit, guardUnit, open, act }
}

describe('units as they came', () => {
  test(
    'a community sees what lies in its own area, the street all of it: in time, late, not there, sent back, and whether it was done',
    story(async (stage) => {
      const { clerk, beside, street, police, guard, policeUnit, guardUnit, open, act } = await settle(stage)
      const [first, second, third] = [await open(clerk, COMMUNITY), await open(clerk, COMMUNITY), await open(beside, OTHER_COMMUNITY)]
      for (const id of [first, second, third]) await act(street, id, { kind: 'call-in', parties: [guardUnit, policeUnit] })
      await act(guard, first, { kind: 'arrive', party: guardUnit, people: 2 })
      await act(street, first, { kind: 'judge', party: guardUnit, verdict: 'good', did: true })
      await act(street, first, { kind: 'let-go', party: policeUnit })
      await act(police, second, { kind: 'send-back', party: policeUnit, reason: 'not-ours' })
      stage.setNow(new Date('2026-11-02T02:00:00Z'))
      await act(guard, second, { kind: 'arrive', party: guardUnit, people: 1 })
      await act(street, second, { kind: 'judge', party: guardUnit, verdict: 'without-power', did: false })
      await act(street, third, { kind: 'judge', party: guardUnit, verdict: 'absent' })
      const seen = async (who: Actor) => {
        const { area, rows } = await stage.does(rate, who, days)
        return [
          area,
          ...rows.map((row) => [
            row.name,
            row.called,
            row.inTime,
            row.late,
            row.absent,
            row.withoutPower,
            row.sentBack,
            row.did.numerator,
            row.did.denominator,
          ]),
        ]
      }
      assert.deepEqual((await seen(clerk)).slice(1), [
        ['城管中队', 2, 1, 1, 0, 1, 0, 1, 2],
        ['文昌派出所', 1, 0, 0, 0, 0, 1, 0, 0],
      ])
      assert.deepEqual((await seen(beside)).slice(1), [
        ['城管中队', 1, 0, 0, 1, 0, 0, 0, 0],
        // Half an hour was given and an hour is gone: nobody had to say so.
        ['文昌派出所', 1, 0, 0, 1, 0, 0, 0, 0],
      ])
      assert.deepEqual((await seen(street)).slice(1), [
        ['城管中队', 3, 1, 1, 1, 1, 0, 1, 2],
        ['文昌派出所', 2, 0, 0, 1, 0, 1, 0, 0],
      ])
      assert.deepEqual((await stage.does(rate, street, { from: '2026-10-01', to: '2026-10-31' })).rows, [])
      await stage.refused(rate, guard, days, 'access.forbidden')
      await stage.refused(rate, street, { from: '2026-11-30', to: '2026-11-01' }, 'input.invalid')
      await stage.refused(rate, street, { from: '2025-01-01', to: '2026-11-01' }, 'input.invalid')
    }),
  )

  test(
    'what a unit leads is counted by whether it answered within the term, and by what the reporters said',
    story(async (stage) => {
      const { clerk, street, police, policeUnit, open, act } = await settle(stage)
      const [first, second] = [await open(clerk, COMMUNITY), await open(clerk, COMMUNITY)]
      for (const id of [first, second]) await act(street, id, { kind: 'dispatch', lead: policeUnit })
      await act(police, first, { kind: 'answer' })
      const { people } = await stage.does((await import('../views.ts')).read, clerk, { id: first })
      await act(clerk, first, { kind: 'confirm', reporter: people[0]!.id, solved: true, channel: 'telephone' })
      const [row] = (await stage.does(rate, clerk, days)).rows
      assert.deepEqual(
        [row?.led, row?.answered, row?.solved],
        [2, { numerator: 1, denominator: 1, percent: null }, { numerator: 1, denominator: 1, percent: null }],
        'the other still has time',
      )
    }),
  )

  test('of a handful there is no percentage', () => {
    const call = { party: 'unit:a', called: 9, sent_back: 0, in_time: 8, late: 1, absent: 0, without_power: 0, did: 10, did_not: 2 }
    const [row] = ratingRows([{ party: 'unit:a', name: '城管' }], [call], [])
    assert.deepEqual([row?.came.percent, row?.did.percent], [null, '83.3%'])
  })

  test('periods are whole civil days', () => {
    assert.deepEqual(periodOf('last-month', '2026-01-15'), { from: '2025-12-01', to: '2025-12-31' })
    assert.deepEqual(periodOf('quarter', '2026-11-30'), { from: '2026-10-01', to: '2026-11-30' })
    assert.deepEqual(periodOf('month', '2026-02-01'), { from: '2026-02-01', to: '2026-02-01' })
  })
})
