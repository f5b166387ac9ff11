/** What is kept about how somebody of a community signs in, who helps her, who looked at her out of the ordinary, and what only few may know of. */
import type { Sql } from 'postgres'
import * as looking from '#ground/looking/children/actions.ts'
import * as glasses from '#ground/looking/glass/actions.ts'
import { open as openMatter } from '#ground/matters/actions.ts'
import { addGrid } from '#ground/places/grids/actions.ts'
import { hold } from '#ground/purposes/keeping/actions.ts'
import * as residents from '#ground/residents/actions.ts'
import { close as closeLooks } from '#ground/residents/closings/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf } from '#kernel/action/house.ts'
import type { Area, Wire } from './wire.ts'

/** About the second of those who live there, so that the first can sign in as somebody of whom none of it is. */
export async function writePapers(wire: Wire, { street, community }: Area, actor: Actor): Promise<void> {
  const { house, admin } = wire
  const id = await findSecond(admin, street, community)
  const [written] = await admin`select 1 from hold where street_id = ${street} and subject_id = ${id}`
  if (written) return
  const does = (operation: Action, input: unknown, who = actor) => enter(house, operation, { street, actor: who, input })
  const today = dayOf(house.now())
  const later = dayOf(new Date(house.now().getTime() + 30 * 86_400_000))
  await does(residents.bind, { id, phone: `1390000${String(community).slice(-4)}` })
  await does(residents.issueLetter, { person: id })
  const [paper] = await admin<{ id: string }[]>`select id from file where street_id = ${street} and region_lo / 1000 = ${community} limit 1`
  const helper = { kind: 'helper', phone: `1370000${String(community).slice(-4)}`, name: '田姑娘', scope: ['answer', 'see'] }
  await does(residents.recordMandate, { id, ...helper, from: today, to: later, paper: paper!.id })
  await does(closeLooks, { id, from: today, why: 'safety', basis: '人身安全保护令 2026-7', until: later })
  await does(hold, { id, reason: '信访件 2026-7', until: later })
  // Glasses are counted by login.
  const { actor: clerk } = await wire.employ(`opener-${community}`, 'clerk', { street, lo: actor.lo, hi: actor.hi })
  await does(glasses.open, { person: id, whole: false, reason: '老人走失，联系家人', hours: 1 }, clerk)
  await does(looking.ask, { id, reason: '核对补贴' })
  await does(addGrid, { region: community, number: 7, name: '第七网格' })
  const sealed = { type: 'home-violence', category: 'able', channel: 'counter', region: community, title: '有人求助' }
  await does(openMatter, { ...sealed, text: '听见摔东西', reporter: { person: id, unnamed: true } })
}

async function findSecond(admin: Sql, street: number, community: number): Promise<string> {
  const [, second] = await admin<{ id: string }[]>`
    select id from subject where street_id = ${street} and kind = 'person' and region_no / 1000 = ${community} order by id limit 2`
  return second!.id
}
