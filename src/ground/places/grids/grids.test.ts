import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/access/actor.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import { addBuilding, addEstate } from '../actions.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()

async function draw(stage: Stage, clerk: Actor): Promise<string> {
  const { estate } = await stage.does(addEstate, clerk, { region: COMMUNITY, kind: 'estate', name: '阳光花园' })
  const plan = {
    units: 2,
    unitNames: 'number' as const,
    from: 1,
    to: 3,
    doors: 2,
    numbering: 'floor' as const,
    skipFloors: [],
    leaveOut: [],
  }
  await stage.does(addBuilding, clerk, { id: estate, name: '1', plan })
  return estate
}

test(
  'a grid takes the next free number; a taken one is refused with its field',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    await draw(stage, clerk)
    const first = await stage.does(actions.addGrid, clerk, { region: COMMUNITY, name: '第一网格' })
    const second = await stage.does(actions.addGrid, clerk, { region: COMMUNITY, name: '第二网格' })
    assert.deepEqual([first.number, second.number], [1, 2])
    const problem = await stage.refused(actions.addGrid, clerk, { region: COMMUNITY, number: 2, name: '又一个' }, 'place.known')
    assert.equal(problem.fields[0]?.path, '/number')
    const listed = await stage.does(views.grids, clerk, { region: COMMUNITY })
    assert.deepEqual(listed.without, { doors: 12, premises: 0 })
    assert.deepEqual(
      listed.grids.map(({ name, doors }) => ({ name, doors })),
      [
        { name: '第一网格', doors: 0 },
        { name: '第二网格', doors: 0 },
      ],
    )
  }),
)

test(
  'a team holds logins and neighbours with telephone and term; telephones are sealed in the table',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    await draw(stage, clerk)
    const { grid } = await stage.does(actions.addGrid, clerk, { region: COMMUNITY, name: '第一网格' })
    const member = { id: grid, role: 'police' as const, name: '于警官', phone: '138 0535 1234', from: '2026-11-01' }
    const { member: police } = await stage.does(actions.addMember, clerk, member)
    await stage.does(actions.addMember, clerk, { ...member, role: 'medic', name: '林医生', from: '2027-01-01', phone: '' })
    const wrong = await stage.refused(actions.addMember, clerk, { ...member, phone: '12' }, 'input.invalid')
    assert.equal(wrong.fields[0]?.path, '/phone')
    const outside = await stage.refused(
      actions.addMember,
      clerk,
      { ...member, role: 'stairwell-head', stairs: [{ estate: null, building: null, unit: null }] },
      'input.invalid',
    )
    assert.equal(outside.fields[0]?.say, 'grid.stairs-outside')
    const read = await stage.does(views.grid, clerk, { id: grid })
    assert.deepEqual(
      read.members.map(({ role, name, phone, from }) => ({ role, name, phone, from })),
      [
        { role: 'police', name: '于警官', phone: '13805351234', from: '2026-11-01' },
        { role: 'medic', name: '林医生', phone: '', from: '2027-01-01' },
      ],
    )
    const [stored] = await stage.sql<{ phone: string }[]>`select phone from grid_member where id = ${police}`
    assert.ok(!stored!.phone.includes('13805351234'))
    const today = await stage.does(views.grids, clerk, { region: COMMUNITY })
    assert.deepEqual(today.grids[0]?.members, [{ role: 'police', name: '于警官' }])
    await stage.does(actions.changeMember, clerk, { id: grid, member: police, to: '2026-11-21' })
    assert.equal((await stage.does(views.grid, clerk, { id: grid })).members.length, 1)
  }),
)

test(
  'who may not change places, or answers for another community, changes no grid',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { grid } = await stage.does(actions.addGrid, clerk, { region: COMMUNITY, name: '第一网格' })
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    await stage.refused(actions.renameGrid, stage.actor('grid', COMMUNITY), { id: grid, name: '别的' }, 'access.forbidden', { version: 1 })
    await stage.refused(actions.renameGrid, stranger, { id: grid, name: '别的' }, 'thing.unknown', { version: 1 })
    await stage.refused(actions.addGrid, stranger, { region: COMMUNITY, name: '越界' }, 'access.forbidden')
    await stage.refused(actions.renameGrid, clerk, { id: grid, name: '别的' }, 'precondition.required')
    assert.deepEqual(await stage.does(actions.renameGrid, clerk, { id: grid, name: '文泉第一网格' }, { version: 1 }), { rev: 2 })
    const stale = await stage.refused(actions.renameGrid, clerk, { id: grid, name: '晚了' }, 'precondition.failed', { version: 1 })
    assert.equal(stale.details.rev, 2)
    await stage.does(actions.closeGrid, clerk, { id: grid })
    assert.deepEqual((await stage.does(views.grids, clerk, { region: COMMUNITY })).grids, [])
  }),
)
