/** Reads of emergencies and holds. */
import { addDays } from '#base/values/day.ts'
import { view } from '#kernel/action/action.ts'
import { listStanding } from '../purposes.ts'
import { spanDays } from '../rules.ts'
import * as contracts from './contract.ts'
import { listEmergencyRows, listHoldRows } from './queries.ts'

const MOST = 200

export const emergencies = view(contracts.listEmergencies, {
  may: 'purpose.read',
  personal: false,
  async run(ctx) {
    const spans = (await listStanding(ctx.sql, ctx.street)).flatMap(({ keep }) => (keep.from === 'event' ? [spanDays(keep.span)] : []))
    const rows = await listEmergencyRows(ctx.sql, ctx.street, ctx.now, MOST)
    return {
      emergencies: rows.map(({ lo, hi, ...row }) => ({
        id: row.id,
        title: row.title,
        document: row.document,
        level: row.level,
        community: hi - lo === 999 ? String(lo / 1000) : null,
        beganOn: row.began,
        endsAt: row.ends,
        ended: row.ended,
        destroyBy: addDays(row.endDay, Math.max(0, ...spans)),
        destroyedAt: row.destroyed,
        certificate: row.certificate,
      })),
    }
  },
})

export const holds = view(contracts.listHolds, {
  may: 'person.erase',
  personal: true,
  async run(ctx, { id }) {
    ctx.look({ subjects: [id], fields: ['hold'] })
    return { holds: await listHoldRows(ctx.sql, ctx.street, id, ctx.today) }
  },
})
