/** Who is looked after in the demo town, and who was not reached; and a closing of a building that is over. */
import { addDays } from '#base/values/day.ts'
import * as care from '#circles/service/care/actions.ts'
import * as matters from '#ground/matters/actions.ts'
import { keepMatters } from '#ground/matters/follow-ups.ts'
import type { Doing } from './demo-doing.ts'
import { atHour, does } from './demo-hands.ts'
import { COMMUNITY } from './demo-residents.ts'

/** Of those who are old, by how often they wished it, when they were contacted (days ago), and what came of it. */
const cases = [
  { every: 'week', way: 'door', category: 'alone', contacts: [28, 21, 14, 7], last: 'reached' },
  { every: 'week', way: 'telephone', category: 'ill', contacts: [26, 19, 12, 3], last: 'not-reached' },
  { every: 'day', way: 'door', category: 'alone', contacts: [3, 2, 1], last: 'later' },
] as const

export async function loadCared({ house, town, clerk, worker, people }: Doing): Promise<void> {
  const hour = (ago: number, at = '10:00') => atHour(house, new Date(`${addDays(town.today, -ago)}T${at}:00+08:00`))
  const old = people.filter(({ age }) => age >= 75).slice(1)
  for (const [at, { every, way, category, contacts, last }] of cases.entries()) {
    const subject = old[at]?.id
    if (!subject) continue
    const begun = hour(contacts[0] + 7)
    const given = { type: 'care', category, channel: 'door' as const, subject, title: '约定联系' }
    const { id } = await does(begun, clerk, matters.open, given)
    await does(begun, clerk, matters.work, { id, act: { kind: 'take' } }, 1)
    await does(begun, clerk, matters.work, { id, act: { kind: 'step', step: 'agree', answers: { every, way } } }, 2)
    await does(begun, clerk, care.hand, { id, post: worker.post })
    for (const ago of contacts) await does(hour(ago), worker, care.contact, { id, outcome: ago === contacts.at(-1) ? last : 'reached' })
  }
  const building = town.buildings.find(({ region }) => Math.floor(region / 1000) === COMMUNITY)
  if (!building) return
  const begin = addDays(town.today, -40)
  await does(hour(40, '08:00'), clerk, matters.open, {
    type: 'restriction',
    category: 'in-only',
    channel: 'letter',
    subject: building.id,
    title: '因管道抢修，一栋楼只进不出',
    answers: { orderer: '文昌路街道应急处置组〔演示〕2号', begin, exceptions: ['doctor', 'supplies'] },
    until: addDays(begin, 2),
  })
  await keepMatters(hour(36), clerk.street)
}
