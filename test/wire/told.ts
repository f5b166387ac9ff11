/** What a community of the wire was told. */
import type { Sql } from 'postgres'
import * as notices from '#ground/notices/actions.ts'
import { publish } from '#ground/notices/announcements/actions.ts'
import { gather } from '#ground/notices/letters/actions.ts'
import { noChoice } from '#ground/notices/rules.ts'
import { sendDue } from '#ground/notices/sending.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import type { Area } from './wire.ts'

/** Somebody is told by letter, which is gathered; and something is announced. */
export async function tellOf({ street, community }: Area, house: House, actor: Actor, admin: Sql): Promise<void> {
  const does = (operation: Action, input: unknown, version?: number) =>
    enter(house, operation, { street, actor, input, ...(version === undefined ? {} : { version }) })
  const [told] = await admin`select 1 from letter where street_id = ${street} and region_no / 1000 = ${community}`
  if (told) return
  const [reader] = await admin<{ id: string }[]>`
    select id from subject where street_id = ${street} and kind = 'person' and region_no / 1000 = ${community} order by id`
  await does(notices.changeOffice, { region: community, sign: '社区', phone: '0535-2261234', hours: '' })
  await does(notices.choose, { id: reader!.id, choice: { ...noChoice, channel: 'letter' } }, 0)
  await does(notices.tellPerson, { id: reader!.id, kind: 'please.ring', words: { what: '换证' } })
  await sendDue(house, street)
  await does(gather, { regions: [community * 1000] })
  const areas = [{ kind: 'community', region: community }]
  await does(publish, { title: '停水', body: '明天停水', from: dayOf(house.now()), until: dayOf(house.now()), areas })
}
