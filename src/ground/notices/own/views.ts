/** What a resident finds when she looks: her inbox, her way of being told, what is announced where she lives. */
import { Problem } from '#base/problem.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { readEditions } from '../kinds.ts'
import { listOfficeRows, listReach } from '../queries.ts'
import { offeredBy, officeFor, type Reachable, readReach } from '../reach.ts'
import { channelFor } from '../rules.ts'
import { sayNotice } from '../words.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

const MOST_SHOWN = 100
const MOST_ANNOUNCED = 50

export const inbox = view(contracts.listOwnNotices, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person, language = 'zh' }) {
    const { as, name } = getOwnPerson(ctx.actor, person, 'see')
    // What is told to a household is the others' as well: not for a helper of one of them.
    const doors = as === 'helper' ? [] : doorsOf(ctx, person)
    const rows = await queries.listInbox(ctx.sql, ctx.street, person, doors, MOST_SHOWN)
    const kindOf = await readEditions(ctx.sql, ctx.street, rows)
    ctx.look({ subjects: [person], fields: ['notice'] })
    return {
      notices: rows.map((row) => {
        const { title, body } = sayNotice(kindOf(row), row.words, language)
        const { id, urgent, at, channel, state, readAt } = row
        return { id, title, body, urgent, at, channel, state, readAt, household: row.dwelling !== null }
      }),
      name,
      marks: as !== 'helper',
    }
  },
})

function doorsOf(ctx: Ctx, person?: string): string[] {
  const doors = ctx.actor.resident?.doors ?? []
  return doors.filter(({ persons }) => person === undefined || persons.includes(person)).map(({ id }) => id)
}

export const channel = view(contracts.readOwnChannel, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person }) {
    const { as } = getOwnPerson(ctx.actor, person, 'see')
    const { choice, rev, possible, numbers } = await getReach(ctx, person)
    const meeting = ctx.house.carriers.wechat?.meeting
    const met = numbers.wechat ? ('met' as const) : ('offered' as const)
    ctx.look({ subjects: [person], fields: ['own-channel'] })
    return {
      choice,
      rev,
      possible,
      next: channelFor(choice, possible, undefined) ?? null,
      mayChoose: as !== 'helper',
      wechat: meeting ? met : ('no' as const),
      wechatAsk: meeting?.ask ?? null,
    }
  },
})

async function getReach(ctx: Ctx, person: string): Promise<Reachable> {
  const [row] = await listReach(ctx.sql, ctx.street, [person], ctx.now)
  if (!row) throw new Problem('thing.unknown')
  return readReach(await ctx.house.keys.ofStreet(ctx.sql, ctx.street), offeredBy(ctx.house), row)
}

export const announcements = view(contracts.listOwnAnnouncements, {
  may: 'own.read',
  personal: false,
  async run(ctx) {
    const rows = await queries.listUp(ctx.sql, ctx.street, doorsOf(ctx), ctx.today, MOST_ANNOUNCED)
    const offices = await listOfficeRows(ctx.sql, ctx.street)
    return { announcements: rows.map(({ region, ...row }) => ({ ...row, phone: officeFor(offices, new Map(), region).phone })) }
  },
})
