/** What an emergency collected is destroyed in time after it, counted and named to nobody; a hold keeps what a case needs, and ends by itself. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import * as forgetting from '#ground/forgetting/actions.ts'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { moveIn } from '../../../../test/readers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET } from '../../../../test/stage.ts'
import { openStanding, readEverything, type Standing } from '../../../../test/standing.ts'
import * as actions from './actions.ts'

describe('emergencies and holds', () => {
  let house: Standing
  let clerk: Actor
  let head: Actor
  let her: string

  const dawnOf = (day: string) => house.setNow(new Date(`${day}T02:00:00Z`))
  const night = async (day: string) => {
    dawnOf(day)
    return expireStreet(house.house, STREET)
  }
  const stands = async (word: string) =>
    [...(await readEverything(house.above))].some(([table, rows]) => table !== 'definition' && rows.some((row) => row.includes(word)))
  const say = async (values: Record<string, unknown>, asOf: string) => {
    const [row] = await house.above<{ rev: number }[]>`select rev from subject where id = ${her}`
    dawnOf(asOf)
    await house.does(correct, clerk, { id: her, values, source: 'self', asOf }, { version: row!.rev, key: newId() })
  }
  const declared = { title: '流感应急', document: '区应急〔2026〕1号', level: '四级', beganOn: '2026-11-22', until: '2026-12-31' }

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    head = house.actor('head')
    const door = await house.addDoor(COMMUNITY, '文昌里1号101')
    her = await moveIn(house, door, { 'person.name': '欧阳澄' })
  })
  after(() => house.close())

  test('it needs a document and an end that can be foreseen; only the head declares it', async () => {
    await house.refused(actions.begin, clerk, declared, 'access.forbidden')
    await house.refused(actions.begin, head, { ...declared, until: '2026-11-21' }, 'input.invalid')
    await house.refused(actions.begin, head, { ...declared, until: '2027-03-22' }, 'input.invalid')
    await house.refused(actions.begin, head, { ...declared, beganOn: '2026-11-23' }, 'input.invalid')
    const here = house.actor('head', COMMUNITY)
    await house.refused(actions.begin, here, { ...declared, community: String(OTHER_COMMUNITY) }, 'access.forbidden')
    await house.refused(actions.end, head, { id: newId() }, 'thing.unknown')
  })

  test('it ends by itself at its second; within thirty days everything of it is gone, and the certificate counts it', async () => {
    const { id } = await house.does(actions.begin, head, { ...declared, community: String(COMMUNITY) })
    await say({ 'person.symptoms': '金丝雀咳' }, '2026-12-20')
    await say({ 'person.symptoms': '金丝雀热', 'person.travel-history': '去过拾羽镇' }, '2026-12-30')
    const read = async () => (await house.does(actions.emergencies, clerk, {})).emergencies.find((one) => one.id === id)!
    house.setNow(new Date('2026-12-31T15:59:58Z'))
    assert.equal((await read()).ended, false)
    house.setNow(new Date('2026-12-31T16:00:00Z'))
    const ended = await read()
    assert.deepEqual([ended.ended, ended.destroyBy, ended.destroyedAt], [true, '2027-01-30', null])
    await night('2027-01-30')
    assert.ok((await stands('金丝雀咳')) && (await stands('去过拾羽镇')))
    await night('2027-01-31')
    assert.ok(!(await stands('金丝雀')) && !(await stands('去过拾羽镇')))
    const { certificate, destroyedAt } = await read()
    assert.deepEqual(certificate, { 'person.symptoms': 2, 'person.travel-history': 1 })
    assert.match(destroyedAt ?? '', /^2027-01-31/)
  })

  test('another emergency that goes on over the same days keeps what both claim; one elsewhere claims nothing', async () => {
    dawnOf('2027-02-01')
    const days = { beganOn: '2027-02-01', until: '2027-02-10' }
    await house.does(actions.begin, head, { ...declared, ...days, title: '短期的' }, { key: newId() })
    await house.does(actions.begin, head, { ...declared, ...days, title: '长期的', until: '2027-03-31' }, { key: newId() })
    await house.does(actions.begin, head, { ...declared, ...days, title: '别处的', community: String(OTHER_COMMUNITY) }, { key: newId() })
    await say({ 'person.symptoms': '拾羽寒' }, '2027-02-05')
    await night('2027-03-13')
    assert.ok(await stands('拾羽寒'))
    await night('2027-05-01')
    assert.ok(!(await stands('拾羽寒')))
    const { emergencies } = await house.does(actions.emergencies, clerk, {})
    const counted = (title: string) => emergencies.find((one) => one.title === title)?.certificate
    assert.deepEqual([counted('长期的'), counted('别处的')], [{ 'person.symptoms': 1 }, {}])
  })

  test('ended early by the head, the days are counted from then', async () => {
    dawnOf('2027-06-01')
    const days = { beganOn: '2027-06-01', until: '2027-07-31' }
    const { id } = await house.does(actions.begin, head, { ...declared, ...days }, { key: newId() })
    await say({ 'person.symptoms': '拾羽咳' }, '2027-06-02')
    await house.does(actions.end, head, { id }, { key: newId() })
    await house.refused(actions.end, head, { id }, 'thing.unknown', { key: newId() })
    await night('2027-07-02')
    assert.ok(await stands('拾羽咳'))
    await night('2027-07-03')
    assert.ok(!(await stands('拾羽咳')))
  })

  test('a hold keeps what a case needs to its day, is shown with who and why, and she cannot be erased meanwhile', async () => {
    await say({ 'person.allergies': '拾羽霉素' }, '2027-07-10')
    dawnOf('2029-07-01')
    await house.refused(actions.hold, clerk, { id: her, reason: '案卷取证', until: '2030-01-31' }, 'access.forbidden')
    await house.refused(actions.hold, head, { id: her, reason: '案卷取证', until: '2029-06-30' }, 'input.invalid')
    await house.refused(actions.hold, head, { id: her, reason: '案卷取证', until: '2033-01-01' }, 'input.invalid')
    await house.does(actions.hold, head, { id: her, reason: '案卷取证', until: '2029-08-31' }, { key: newId() })
    const [row] = await house.above<{ rev: number }[]>`select rev from subject where id = ${her}`
    const order = { id: her, ground: 'unlawful' as const, reason: '本人书面请求' }
    const problem = await house.refused(forgetting.erase, head, order, 'erase.kept', { version: row!.rev, dryRun: true })
    assert.deepEqual(
      problem.fields.map(({ say: why }) => why),
      ['erase.kept.hold'],
    )
    await night('2029-08-31')
    assert.ok(await stands('拾羽霉素'))
    const { holds } = await house.does(actions.holds, head, { id: her })
    assert.deepEqual(
      holds.map(({ reason, until, ended }) => [reason, until, ended]),
      [['案卷取证', '2029-08-31', false]],
    )
    await night('2029-09-01')
    assert.ok(!(await stands('拾羽霉素')))
  })

  test('let go before its day, it no longer holds; what does not exist cannot be let go', async () => {
    await say({ 'person.allergies': '拾羽花粉' }, '2029-09-02')
    dawnOf('2031-08-30')
    const { hold } = await house.does(actions.hold, head, { id: her, reason: '另一件事', until: '2032-08-31' }, { key: newId() })
    await night('2031-09-03')
    assert.ok(await stands('拾羽花粉'))
    await house.does(actions.letGo, head, { id: hold }, { key: newId() })
    await house.refused(actions.letGo, head, { id: hold }, 'thing.unknown', { key: newId() })
    await night('2031-09-04')
    assert.ok(!(await stands('拾羽花粉')))
  })
})
