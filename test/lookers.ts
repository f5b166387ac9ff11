/** For stories about looking: staff with logins of their own, and a household in the other community than theirs. */
import { addPerson } from '#ground/households/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { insertLogin } from '#kernel/access/queries.ts'
import { newId } from '#kernel/log/id.ts'
import { addDoor } from './doors.ts'
import { idNumber } from './rosters.ts'
import { OTHER_COMMUNITY, type Stage } from './stage.ts'

/** Tries are counted by the login, which therefore has to be there. */
export async function employ(stage: Stage, role: string, community?: number): Promise<Actor> {
  const actor = stage.actor(role, community)
  const at = new Date('2026-01-01T00:00:00Z')
  await insertLogin(stage.house.app, { id: actor.login, name: actor.login, shownName: role, passwordHash: '', totpSecret: '', at })
  return actor
}

export const lady = { name: '欧阳素心', idNumber: idNumber('1952-05-09', 2), phone: '13800007788' }
export const child = { name: '欧阳小满', birth: '2015-03-01' }

/** A lady and a child at one door, and somebody at the next, in a community of one's choice. */
export async function settleHousehold(stage: Stage, community = OTHER_COMMUNITY) {
  const clerk = stage.actor('clerk', community)
  const add = async (door: string, values: Record<string, unknown>) =>
    (await stage.does(addPerson, clerk, { id: door, relation: 'residence', values, source: 'seen', asOf: '2026-11-20' }, { key: newId() }))
      .person
  const [door, next] = [await addDoor(stage, '文昌里1号101', community * 1000), await addDoor(stage, '文昌里1号102', community * 1000)]
  const her = await add(door, {
    'person.name': lady.name,
    'person.id-number': lady.idNumber,
    'person.phone': lady.phone,
    'person.allergies': '青霉素',
  })
  const kid = await add(door, {
    'person.name': child.name,
    'person.birth-date': child.birth,
    'person.allergies': '花生',
    'person.has-family-doctor': true,
  })
  const neighbour = await add(next, { 'person.name': '赵敏' })
  return { clerk, door, her, kid, neighbour }
}
