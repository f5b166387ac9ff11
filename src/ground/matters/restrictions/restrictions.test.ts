import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayOfMoment } from '#base/calendar/working-days.ts'
import type { InputOf } from '#base/contract.ts'
import { settleTown } from '../../../../test/rounds.ts'
import { OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import { open, steer } from '../actions.ts'
import type { openMatter } from '../contract.ts'
import { keepMatters } from '../follow-ups.ts'
import { read } from '../views.ts'
import { restrictions } from './views.ts'

const story = useStage()
const monday = new Date('2026-11-23T01:00:00Z')
/** Midnight of the street, so many days later. */
const midnight = (days: number) => new Date(Date.parse('2026-11-22T16:00:00Z') + days * 86_400_000)

const building = async (stage: Stage) =>
  (
    await (
      await stage.ctx()
    ).sql<{ id: string; estate: string }[]>`select id, estate_id as estate from building where street_id = ${STREET}`
  )[0]!

const ordered = (subject: string, more: object = {}): InputOf<typeof openMatter> => ({
  type: 'restriction',
  category: 'in-only',
  channel: 'letter',
  subject,
  title: '三号楼只进不出',
  answers: { orderer: '莱阳市疫情防控指挥部〔2026〕3号', begin: '2026-11-23', exceptions: ['doctor', 'supplies'] },
  until: '2026-11-26',
  ...more,
})
const revOf = async (stage: Stage, id: string) =>
  (await (await stage.ctx()).sql<{ rev: number }[]>`select rev from matter where street_id = ${STREET} and id = ${id}`)[0]!.rev

describe('a restriction', () => {
  test(
    'says who ordered it, where, until when, what is excepted and how to contest it, or is not taken in at all',
    story(async (stage) => {
      stage.setNow(monday)
      const { clerk, door } = await settleTown(stage)
      const { id, estate } = await building(stage)
      const lacking: [object, string][] = [
        [{ answers: { begin: '2026-11-23', exceptions: ['doctor'] } }, '/answers/orderer matter.answer-needed'],
        [{ answers: { orderer: '某指挥部', begin: '2026-11-23' } }, '/answers/exceptions matter.answer-needed'],
        [{ until: undefined }, '/until matter.end-needed'],
        [{ until: '2026-12-01' }, '/until matter.end-far'],
        [{ until: '2026-11-22' }, '/until matter.end-past'],
        [{ subject: undefined }, '/subject matter.subject-needed'],
      ]
      for (const [change, fault] of lacking) {
        const { fields } = await stage.refused(open, clerk, ordered(id, change), 'input.invalid')
        assert.deepEqual(fields.map(({ path, say }) => `${path} ${say}`), [fault]) // biome-ignore format: one call
      }
      await stage.refused(open, clerk, ordered(door('501')), 'thing.unknown')
      await stage.does(open, clerk, ordered(id))
      for (const place of [estate, id, door('501')]) {
        const [shown] = (await stage.does(restrictions, clerk, { id: place })).restrictions
        assert.deepEqual(
          [shown?.until, shown?.where, shown?.says.map(({ value }) => value.zh)],
          ['2026-11-26', '阳光花园3号楼', ['莱阳市疫情防控指挥部〔2026〕3号', '2026-11-23', '看病、急救、送生活物资']],
        )
        assert.match(shown!.contest.zh, /申诉/)
      }
      assert.deepEqual((await stage.does(restrictions, stage.actor('clerk', OTHER_COMMUNITY), { id })).restrictions, [])
    }),
  )

  test(
    'is over with its last day, whatever is still open and however late the house looks; goes on by a new decision only; and is not opened again',
    story(async (stage) => {
      stage.setNow(monday)
      const { clerk } = await settleTown(stage)
      const place = await building(stage)
      const { id } = await stage.does(open, clerk, ordered(place.id))
      const longer = { id, act: { kind: 'end-on' as const, until: '2026-11-28' } }
      await stage.refused(steer, clerk, longer, 'input.invalid', { version: 1 })
      await stage.does(steer, clerk, { ...longer, text: '莱阳市疫情防控指挥部〔2026〕5号' }, { version: 1 })
      stage.setNow(new Date(midnight(6).getTime() - 1000))
      await keepMatters(stage.house, STREET)
      assert.equal((await stage.does(read, clerk, { id })).stand, 'received')
      stage.setNow(new Date(midnight(8).getTime()))
      assert.equal((await stage.does(restrictions, clerk, { id: place.id })).restrictions.length, 0, 'nobody has to press anything')
      await keepMatters(stage.house, STREET)
      const over = await stage.does(read, clerk, { id })
      assert.deepEqual([over.stand, over.outcome, over.allowed.includes('reopen')], ['closed', 'ruled', false])
      const [row] = await (await stage.ctx()).sql<{ closed: string; late: boolean; reason: string }[]>`
        select closed_at as closed, resolve_late as late, reason from matter where street_id = ${STREET} and id = ${id}`
      assert.deepEqual([dayOfMoment(new Date(row!.closed)), row!.late, row!.reason], ['2026-11-29', false, 'ended'])
      await stage.refused(steer, clerk, { id, act: { kind: 'reopen' }, text: '再来' }, 'matter.state', { version: await revOf(stage, id) })
    }),
  )

  test(
    'is lifted before its day with a reason, at once',
    story(async (stage) => {
      stage.setNow(monday)
      const { clerk } = await settleTown(stage)
      const place = await building(stage)
      const { id } = await stage.does(open, clerk, ordered(place.id))
      await stage.refused(steer, clerk, { id, act: { kind: 'lift' } }, 'input.invalid', { version: 1 })
      await stage.does(steer, clerk, { id, act: { kind: 'lift' }, text: '指挥部通知解除' }, { version: 1 })
      assert.deepEqual((await stage.does(restrictions, clerk, { id: place.id })).restrictions, [])
    }),
  )
})
