/** What an office's demands cost the streets, against numbers reckoned by hand; and that a community sees its part of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SimpleSheet } from '#ground/workbooks/write/simple.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { type Stage, useStage } from '../../../../../test/stage.ts'
import { askStreets, COUNTY, type County, HEALTH, peopleCounty, prepareCounty, returnFrom, STREETS } from '../../../../../test/streets.ts'
import { merge, sendBack } from '../answers/actions.ts'
import { askMissing } from '../asking/actions.ts'
import * as demands from '../demands/actions.ts'
import * as views from '../views.ts'
import { asker, held, street } from './views.ts'

const story = useStage(prepareCounty)

const sheet = (...heads: string[]): SimpleSheet[] => [{ name: '名册', rows: [heads, []] }]
/** Of four people in each street name, telephone and employer: nobody said where they work. */
const work = sheet('序号', '姓名', '联系电话', '工作单位')
const school = sheet('序号', '姓名', '工作单位', '文化程度')

const at = (day: string) => new Date(`${day}T02:00:00Z`)

function office(county: County, stage: Stage, community: number, title: string): County {
  return { ...county, asker: { ...stage.actorAt('asker', COUNTY, community), title } }
}

async function askMissingOf(stage: Stage, head: Actor, id: string): Promise<void> {
  const [delivery] = (await stage.does(views.read, head, { id })).deliveries
  await stage.does(askMissing, head, { id: delivery!.id })
  await stage.exhaust()
}

test(
  'a demand is told with its streets, cells, questions and minutes, as each street reckons them before and after it asks',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const [first, second] = county.streets
    const id = await askStreets(stage, county, work, { title: '就业情况' })
    await returnFrom(stage, first!, id)
    const filled = (await stage.does(asker, county.asker, {})).own
    // Four people: four names and telephones are known, four employers are not.
    assert.deepEqual([filled.demands, filled.streets, filled.cells, filled.known, filled.asked, filled.minutes], [1, 3, 12, 8, 0, 30])
    await returnFrom(stage, second!, id)
    await askMissingOf(stage, second!.head, id)
    const { own, demands: lines, months } = await stage.does(asker, county.asker, {})
    assert.deepEqual([own.cells, own.known, own.asked, own.joined], [24, 16, 4, 0])
    // Two workbooks of 30; four doors of 150 s and four employers of 25 s are 700 s.
    assert.equal(own.minutes, 30 + 30 + 12)
    assert.deepEqual(
      lines.map(({ title, streets, minutes, own, others, of, next }) => [title, streets, minutes, own, others, of, next]),
      [['就业情况', 3, 72, 0, 0, 1, false]],
    )
    assert.deepEqual(months.at(-1), { month: '2026-11', demands: 1, minutes: 72 })
    const told = await stage.does(held, second!.head, { id })
    assert.deepEqual(told, { cells: 12, known: 8, asked: 4, joined: 0, doors: 4, seconds: 100 })
    const part = await stage.does(street, second!.clerks[0], {})
    assert.deepEqual(
      [part.whole, part.cells.lawful, part.cells.known, part.questions.asked],
      [false, 6, 4, 2],
      'two of the four live in it',
    )
    assert.deepEqual(
      part.askers.map(({ asker, minutes }) => [asker, minutes]),
      [['莱州市民政局', 0]],
      'the street filled it',
    )
  }),
)

test(
  'what was asked within a year is a repeat, by oneself or by another; the next period of a demand is none; merged and sent back are counted',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const health = office(county, stage, HEALTH, '莱州市卫生健康局')
    stage.setNow(at('2025-11-01'))
    await askStreets(stage, county, work, { title: '去年的表', dueOn: '2025-12-05' })
    stage.setNow(at('2026-11-22'))
    const first = await askStreets(stage, county, work, { title: '就业月报', period: 'monthly' })
    stage.setNow(at('2026-11-23'))
    const later = await askStreets(stage, health, school, { title: '从业情况' })
    stage.setNow(at('2026-11-24'))
    const again = await askStreets(stage, health, school, { title: '从业情况补报' })
    const { head } = county.streets[0]!
    await stage.does(merge, head, { id: again, into: later })
    await stage.does(sendBack, county.streets[1]!.head, { id: again, lacks: ['money', 'people'] })
    const next = await stage.does(demands.again, county.asker, { id: first, dueOn: '2026-12-20' })
    await stage.exhaust()

    const civil = await stage.does(asker, county.asker, {})
    assert.deepEqual(
      civil.demands.map(({ id, own, others, of, next }) => [id, own, others, of, next]),
      [
        [next.id, 0, 1, 1, true],
        [first, 0, 0, 1, false],
      ],
      'the one of more than a year ago is none; the other office asked for employers meanwhile',
    )
    const { own, demands: lines } = await stage.does(asker, health.asker, {})
    assert.deepEqual(
      lines.map(({ id, own, others, of }) => [id, own, others, of]),
      [
        [again, 2, 0, 2],
        [later, 0, 1, 2],
      ],
    )
    assert.deepEqual([own.demands, own.repeats, own.merged, own.sentBack], [2, 2, 1, 1])
    const here = await stage.does(street, head, {})
    assert.deepEqual(
      here.askers.map(({ asker, requests, repeats, merged }) => [asker, requests, repeats, merged]),
      [
        ['莱州市民政局', 2, 1, 0],
        ['莱州市卫生健康局', 2, 2, 1],
      ],
    )
    assert.deepEqual([here.answers.merged, here.ways[0]], [1, { way: 'demand', requests: 4, minutes: 0 }])
    const sent = (await stage.does(street, county.streets[1]!.head, {})).answers
    assert.deepEqual(sent, { merged: 0, sentBack: 1, lacks: { money: 1, people: 1, powers: 0 } })
  }),
)

test(
  'an office sees its own numbers and the total of all, and that only where it does not give another one away; the desk sees all',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const health = office(county, stage, HEALTH, '莱州市卫生健康局')
    await askStreets(stage, county, work, { title: '民政的表' })
    await askStreets(stage, health, school, { title: '卫健的表', streets: [STREETS[0]] })
    const two = await stage.does(asker, county.asker, {})
    assert.deepEqual([two.whole, two.own.streets, two.all, two.offices], [false, 3, null, 2])
    assert.ok(!JSON.stringify(two).includes('卫健'))
    const disabled = office(county, stage, HEALTH + 1, '莱州市残疾人联合会')
    await askStreets(stage, disabled, school, { title: '残联的表' })
    const three = await stage.does(asker, county.asker, {})
    assert.deepEqual([three.own.streets, three.all?.streets, three.all?.demands], [3, 7, 3])
    assert.deepEqual(
      three.demands.map(({ title }) => title),
      ['民政的表'],
    )
    const desk = await stage.does(asker, county.desk, {})
    assert.deepEqual([desk.whole, desk.own.streets, desk.demands.length], [true, 7, 3])
    await stage.refused(street, county.asker, {}, 'access.forbidden')
    await stage.refused(asker, county.streets[0]!.clerks[0], {}, 'access.forbidden')
  }),
)
