import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/values/day.ts'
import { buildHouse } from '../../../../test/doors.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from './actions.ts'
import { paragraphsOf, stateOn } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const water = { title: '停水通知', body: '因检修，11月24日8时至17时停水。\n\n请提前储水。', from: '2026-11-22', until: '2026-11-24' }

async function begin(stage: Stage) {
  const doors = await buildHouse(stage, ['101', '102', '201'])
  const ctx = await stage.ctx()
  const [place] = await ctx.sql<{ estate: string; building: string }[]>`
    select estate_id as estate, building_id as building from dwelling where id = ${doors[0]!}`
  const clerk = stage.actor('clerk', COMMUNITY)
  const estate = { kind: 'estate' as const, id: place!.estate }
  return {
    doors,
    estate,
    building: { kind: 'building' as const, id: place!.building },
    clerk,
    all: { kind: 'community' as const, region: COMMUNITY },
  }
}

test(
  'an announcement to an estate: how many doors is told before, who says it by post, and after its last day it is over by itself',
  story(async (stage) => {
    const { estate, building, clerk, doors } = await begin(stage)
    const foreseen = await stage.does(actions.publish, clerk, { ...water, areas: [estate] }, { dryRun: true })
    assert.equal(foreseen.doors, 3)
    assert.deepEqual((await stage.does(views.list, clerk, {})).announcements, [])
    const { announcement } = await stage.does(actions.publish, clerk, { ...water, areas: [estate, building, estate] })
    const state = async () => (await stage.does(views.read, clerk, { id: announcement })).announcement.state
    const shown = await stage.does(views.read, clerk, { id: announcement })
    assert.deepEqual([shown.doors, shown.announcement.areas, shown.mayChange], [3, ['阳光花园', '阳光花园1幢'], true])
    assert.equal(await state(), 'up')
    stage.setNow(new Date('2026-11-24T15:59:59Z'))
    assert.equal(await state(), 'up')
    stage.setNow(new Date('2026-11-24T16:00:00Z'))
    assert.equal(await state(), 'over')
    const boxes = await stage.does(views.boxes, clerk, { id: announcement })
    assert.deepEqual(
      boxes.doors.map(({ id }) => id),
      doors,
    )
    assert.match(boxes.doors[0]!.place, /阳光花园1幢1单元/)
  }),
)

test(
  'it is changed by its version, taken down with why, and never changed after that',
  story(async (stage) => {
    const { all, clerk } = await begin(stage)
    const { announcement: id } = await stage.does(actions.publish, clerk, { ...water, areas: [all] })
    const { from: _, ...words } = water
    await stage.refused(actions.change, clerk, { id, ...words }, 'precondition.required')
    await stage.refused(actions.change, clerk, { id, ...words }, 'precondition.failed', { version: 9 })
    assert.deepEqual(await stage.does(actions.change, clerk, { id, ...words, until: '2026-11-30' }, { version: 1 }), { rev: 2 })
    assert.deepEqual(await stage.does(actions.takeDown, clerk, { id, why: '检修取消' }, { version: 2 }), { rev: 3 })
    const shown = await stage.does(views.read, clerk, { id })
    assert.deepEqual([shown.announcement.state, shown.takenWhy], ['taken-down', '检修取消'])
    await stage.refused(actions.change, clerk, { id, ...words }, 'announcement.taken', { version: 3 })
  }),
)

test(
  'what cannot be announced is refused with the field',
  story(async (stage) => {
    const { all, estate, clerk } = await begin(stage)
    const refused = async (more: object) =>
      (await stage.refused(actions.publish, clerk, { ...water, areas: [all], ...more }, 'input.invalid')).fields.map(
        ({ path, say }) => `${path} ${say}`,
      )
    assert.deepEqual(await refused({ until: '2026-11-21' }), ['/until announce.until-before'])
    assert.deepEqual(await refused({ from: '2026-11-20', until: '2026-11-21' }), ['/until announce.until-past', '/from announce.from-past'])
    assert.deepEqual(await refused({ until: '2027-11-23' }), ['/until announce.until-far'])
    assert.deepEqual(await refused({ body: '低保名单：王某 1101051949 1231002X' }), ['/body announce.identity'])
    assert.deepEqual(await refused({ title: '   ' }), ['/title input.required'])
    assert.deepEqual(await refused({ areas: [all, { kind: 'building', id: estate.id }] }), ['/areas/1 announce.area-unknown'])
    assert.deepEqual(await refused({ areas: [{ kind: 'community', region: 370683002001 }] }), ['/areas/0 announce.area-unknown'])
    await stage.refused(actions.publish, clerk, { ...water, areas: [] }, 'input.invalid')
  }),
)

test(
  'a neighbouring community neither sees it nor announces here; a street’s own is seen by those it touches and changed by the street',
  story(async (stage) => {
    const { all, estate, clerk } = await begin(stage)
    const { announcement: id } = await stage.does(actions.publish, clerk, { ...water, areas: [estate] })
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    assert.deepEqual((await stage.does(views.list, stranger, {})).announcements, [])
    await stage.refused(views.read, stranger, { id }, 'thing.unknown')
    await assert.rejects(stage.does(actions.publish, stranger, { ...water, areas: [all] }), { code: '42501' })
    const street = stage.actor('street')
    const far = { kind: 'community' as const, region: STREET * 1000 + 5 }
    const { announcement: wide } = await stage.does(actions.publish, street, { ...water, areas: [all, far] })
    assert.deepEqual((await stage.does(views.list, stranger, {})).announcements, [], 'between is not within')
    const seen = await stage.does(views.read, clerk, { id: wide })
    assert.deepEqual([seen.mayChange, seen.doors], [false, 3])
    const { from: _, ...words } = water
    await stage.refused(actions.change, clerk, { id: wide, ...words }, 'thing.unknown', { version: 1 })
    await stage.refused(actions.publish, stage.actor('grid', COMMUNITY), { ...water, areas: [all] }, 'access.forbidden')
  }),
)

test('on each day it is in one state, and from its first to its last day it is up', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), day, (from, length, today) => {
      const until = addDays(from, length)
      assert.equal(stateOn(today, { from, until, taken: false }), today < from ? 'coming' : today <= until ? 'up' : 'over')
    }),
  )
})

test('paragraphs are what was written, without the empty lines between', () => {
  assert.deepEqual(paragraphsOf('一\r\n\r\n  二 \n\n\n三'), ['一', '二', '三'])
})
