import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rightsOf } from '#catalogue/roles.ts'
import { countyOffices, mainStreet, neighbourStreet } from '#catalogue/town/plan.ts'
import * as objectionViews from '#ground/duties/objections/views.ts'
import * as views from '#ground/duties/views.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { openStanding, type Standing } from '../../test/standing.ts'
import { loadDuties } from './demo-duties.ts'

let standing: Standing
before(async () => {
  standing = await openStanding()
})
after(() => standing.close())

test('the demo streets have their lists, an item with a history, and an objection that nobody answered, also when it is begun again', async () => {
  const town = { streets: [mainStreet, neighbourStreet], today: '2026-11-22' }
  await loadDuties(standing.house, town)
  await loadDuties(standing.house, town)
  for (const street of [...town.streets, countyOffices]) {
    const actor = houseActor(street, rightsOf('head'))
    const { items } = (await enter(standing.house, views.list, { street, actor, input: {} })).data
    const count = (level: string, list: string) => items.filter((item) => item.level === level && item.list === list).length
    assert.ok(count('street', 'basic') >= 30 && count('street', 'assisting') >= 20 && count('street', 'withdrawn') >= 15)
    assert.ok(count('community', 'self') >= 8 && count('community', 'withdrawn') >= 20)
    const dogs = items.find(({ title }) => title === '犬只管理')!
    assert.equal((await enter(standing.house, views.read, { street, actor, input: { id: dogs.id } })).data.versions.length, 2)
  }
  const office = houseActor(countyOffices, rightsOf('head'))
  const there = await enter(standing.house, objectionViews.list, { street: countyOffices, actor: office, input: {} })
  assert.deepEqual(
    there.data.objections.map(({ side, other, state, workdaysLeft }) => [side, other, state, workdaysLeft]),
    [['received', mainStreet, 'silent', -1]],
  )
})
