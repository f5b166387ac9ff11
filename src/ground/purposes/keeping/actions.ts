/** An emergency begins and ends, somebody's information is held and let go; and what there is of both. */
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { action, view } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { listStanding } from '../purposes.ts'
import { spanDays } from '../rules.ts'
import * as contracts from './contract.ts'
import { endHoldRow, insertEmergency, insertHold, listEmergencyRows, listHoldRows, updateEnded } from './queries.ts'
import { judgeEmergencyDays, judgeHoldDay } from './rules.ts'

export const begin = action(contracts.beginEmergency, {
  may: 'emergency.declare',
  async run(ctx, { title, document, level, community, beganOn, until }) {
    const say = judgeEmergencyDays(beganOn, until, ctx.today)
    if (say) throw new Problem('input.invalid', { count: 1 }, [{ path: say === 'value.future' ? '/beganOn' : '/until', say }])
    const [lo, hi] = community ? [Number(community) * 1000, Number(community) * 1000 + 999] : [ctx.street * 1e6, ctx.street * 1e6 + 999_999]
    if (lo < ctx.actor.lo || hi > ctx.actor.hi) throw new Problem('access.forbidden', { right: 'emergency.declare' })
    const id = newId()
    const { login, post } = ctx.actor
    await insertEmergency(ctx.sql, { street: ctx.street, id, title, document, level, lo, hi, beganOn, until, login, post, at: ctx.now })
    noteEvent(ctx, 'emergency.begun', [], [], { emergency: id })
    return { id }
  },
})

export const end = action(contracts.endEmergency, {
  may: 'emergency.declare',
  async run(ctx, { id }) {
    if (!(await updateEnded(ctx.sql, ctx.street, id, ctx.now))) throw new Problem('thing.unknown')
    noteEvent(ctx, 'emergency.ended', [], [], { emergency: id })
    return { endedAt: ctx.now.toISOString() }
  },
})

export const hold = action(contracts.placeHold, {
  may: 'person.erase',
  async run(ctx, { id, reason, until }) {
    if (holdsPersonalNumber(reason)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/reason', say: 'input.personal' }])
    const [person] = await findSubjects(ctx.sql, ctx.street, [id])
    if (person?.kind !== 'person' || person.merged_into) throw new Problem('thing.unknown')
    const say = judgeHoldDay(until, ctx.today)
    if (say) throw new Problem('input.invalid', { count: 1 }, [{ path: '/until', say }])
    const placed = newId()
    const { login, post } = ctx.actor
    await insertHold(ctx.sql, { street: ctx.street, id: placed, subject: id, reason, until, login, post, at: ctx.now })
    noteEvent(ctx, 'hold.placed', [id], [], { hold: placed })
    return { hold: placed }
  },
})

export const letGo = action(contracts.endHold, {
  may: 'person.erase',
  async run(ctx, { id }) {
    const person = await endHoldRow(ctx.sql, ctx.street, id, ctx.now)
    if (!person) throw new Problem('thing.unknown')
    noteEvent(ctx, 'hold.ended', [person], [], { hold: id })
    return { person }
  },
})

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
