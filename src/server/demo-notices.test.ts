import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TownPerson } from '#catalogue/town/town-shape.ts'
import * as announcements from '#ground/notices/announcements/views.ts'
import * as calls from '#ground/notices/calls/views.ts'
import * as letters from '#ground/notices/letters/views.ts'
import { sendDue } from '#ground/notices/sending.ts'
import * as notices from '#ground/notices/views.ts'
import { moveIn } from '../../test/readers.ts'
import { COMMUNITY, STREET } from '../../test/stage.ts'
import { openStanding, type Standing } from '../../test/standing.ts'
import { loadNotices } from './demo-notices.ts'

let standing: Standing
before(async () => {
  standing = await openStanding()
})
after(() => standing.close())

test('the demo town has a number to ring, something announced, a letter to print and a call to make, also when it is begun again', async () => {
  const door = await standing.addDoor(COMMUNITY, '文昌街道平安里1号')
  const region = COMMUNITY * 1000
  const people: TownPerson[] = []
  for (const name of ['王一', '王二', '王三'])
    people.push({
      id: await moveIn(standing, door, { 'person.name': name, 'person.phone': `1380000${1000 + people.length}` }),
      kind: 'person',
      street: STREET,
      region,
      statements: [],
    })
  const town = {
    streets: [STREET],
    today: '2026-11-22',
    communities: [{ id: '', kind: 'region' as const, street: STREET, region, statements: [] }],
    people,
  }
  await loadNotices(standing.house, town as unknown as Parameters<typeof loadNotices>[1])
  await loadNotices(standing.house, town as unknown as Parameters<typeof loadNotices>[1])
  await sendDue(standing.house, STREET)
  const clerk = standing.actor('clerk', COMMUNITY)
  const { offices } = await standing.does(notices.offices, clerk, {})
  assert.deepEqual(offices.filter(({ phone }) => phone !== '').length, 1)
  assert.equal((await standing.does(announcements.list, clerk, {})).announcements.length, 1)
  const [waiting] = (await standing.does(letters.queue, clerk, {})).grids
  assert.equal(waiting?.readers, 2, 'one who wants letters, one for whom no gateway is set up')
  assert.equal((await standing.does(calls.calls, clerk, {})).calls.length, 1)
})
