/** A door comes into another grid: what is open there goes along, and so does who sees it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assignToGrid } from '#ground/households/doors/actions.ts'
import { addBuilding, addEstate } from '#ground/places/actions.ts'
import { addGrid } from '#ground/places/grids/actions.ts'
import { doors as listDoors } from '#ground/places/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { hire } from '../../../test/matters/posts.ts'
import { COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { followPlaces } from './moving.ts'
import * as views from './views.ts'

const story = useStage()

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-11-02T01:00:00Z'))
  const clerk = await hire(stage, 'clerk', COMMUNITY)
  const { estate } = await stage.does(addEstate, clerk, { region: COMMUNITY, kind: 'estate', name: '阳光花园' })
  const plan = {
    units: 1,
    unitNames: 'number' as const,
    from: 1,
    to: 2,
    doors: 1,
    numbering: 'floor' as const,
    skipFloors: [],
    leaveOut: [],
  }
  await stage.does(addBuilding, clerk, { id: estate, name: '1', plan })
  const { doors } = await stage.does(listDoors, clerk, { id: estate })
  const grid = async (name: string) => {
    const made = await stage.does(addGrid, clerk, { region: COMMUNITY, name })
    const region = COMMUNITY * 1000 + made.number
    return { id: made.grid, region, worker: { ...(await hire(stage, 'grid', COMMUNITY)), lo: region, hi: region } }
  }
  const [first, second] = [await grid('第一网格'), await grid('第二网格')]
  const [here, there] = doors.map(({ id }) => id) as [string, string]
  await stage.does(assignToGrid, clerk, { id: first.id, places: [here, there] })
  return { clerk, first, second, here, there }
}

const listed = async (stage: Stage, who: Actor, list: 'mine' | 'open') =>
  (await stage.does(views.list, who, { list })).lines.map(({ title }) => title)

describe('what is open at a door that moves', () => {
  test(
    'is led by the worker of the grid it lies in now, under the same clock; the one before sees it no more, what is closed stays',
    story(async (stage) => {
      const { clerk, first, second, here, there } = await settle(stage)
      const leak = { type: 'repair', category: 'water', channel: 'telephone' as const, reporter: { name: '赵敏' } }
      const open = async (subject: string, title: string) => {
        const { id } = await stage.does(actions.open, clerk, { ...leak, subject, title })
        await stage.does(actions.steer, clerk, { id, act: { kind: 'dispatch', lead: `grid:${first.region}` } }, { version: 1 })
        return id
      }
      const [moving, staying] = [await open(here, '水管漏了'), await open(there, '楼道灯')]
      await stage.does(actions.work, first.worker, { id: moving, act: { kind: 'take' } }, { version: 2 })
      const before = await stage.does(views.read, clerk, { id: moving })
      assert.deepEqual((await listed(stage, first.worker, 'mine')).sort(), ['楼道灯', '水管漏了'])
      assert.deepEqual(await listed(stage, second.worker, 'mine'), [])
      await stage.does(assignToGrid, clerk, { id: second.id, places: [here] })
      await stage.exhaust()
      for (const list of ['mine', 'open'] as const) {
        assert.deepEqual(await listed(stage, second.worker, list), ['水管漏了'], list)
        assert.deepEqual(await listed(stage, first.worker, list), ['楼道灯'], list)
      }
      await stage.refused(views.read, first.worker, { id: moving }, 'thing.unknown')
      const after = await stage.does(views.read, second.worker, { id: moving })
      assert.deepEqual(
        [after.lead, after.region, after.holder, after.due, after.acts.at(-1)?.kind, after.allowed.includes('take')],
        [`grid:${second.region}`, second.region, null, before.due, 'move', true],
      )
      assert.equal((await stage.does(views.read, first.worker, { id: staying })).rev, 2)
      // Said again there is nothing to do.
      const house = { ...clerk, rights: new Set(['matter.keep', 'matter.sealed']), role: 'house' }
      assert.equal((await stage.does(followPlaces, house, {})).moved, 0)
      // Out of all grids it is the community's.
      await stage.does(assignToGrid, clerk, { id: second.id, places: [here], out: true })
      await stage.exhaust()
      assert.equal((await stage.does(views.read, clerk, { id: moving })).lead, `community:${COMMUNITY}`)
      await stage.refused(views.read, second.worker, { id: moving }, 'thing.unknown')
    }),
  )

  test(
    'what was refused before stays where it was',
    story(async (stage) => {
      const { clerk, first, second, here } = await settle(stage)
      const head = await hire(stage, 'head')
      const leak = { type: 'repair', category: 'water', channel: 'telephone' as const, subject: here, title: '水管漏了' }
      const { id } = await stage.does(actions.open, clerk, leak)
      await stage.does(actions.steer, clerk, { id, act: { kind: 'refuse', code: 'inside-home' }, text: '户内由住户自己修' }, { version: 1 })
      await stage.does(assignToGrid, clerk, { id: second.id, places: [here] })
      await stage.exhaust()
      assert.equal((await stage.does(views.read, head, { id })).region, first.region)
    }),
  )
})
