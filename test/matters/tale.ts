/** A matter lived through without a database: acts are judged, then kept, as the house does it. For tests of rules and for drawn histories. */
import { dayOfMoment, makeCalendar } from '#base/calendar/working-days.ts'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import type { Act, Bodies } from '#ground/matters/life/acts.ts'
import { fold } from '#ground/matters/life/fold.ts'
import { judgeAct } from '#ground/matters/life/judge.ts'
import type { Doer, Wanted } from '#ground/matters/life/scene.ts'
import type { State } from '#ground/matters/life/state.ts'
import type { MatterType } from '#ground/matters/types/type.ts'

export const plainCalendar = makeCalendar([], [{ since: '01-01', morning: ['09:00', '12:00'], afternoon: ['13:30', '17:30'] }])
export const at = (local: string): Date => new Date(`${local}:00+08:00`)
export const typeOf = (id: string): MatterType => shippedMatterTypes.find((type) => type.id === id)!

export const COMMUNITY = 'community:370683001020'
export const STREET = 'street:370683001'
export const POLICE = 'unit:police'
export const GUARD = 'unit:city-management'

const doer = (post: string, more: Partial<Doer>): Doer => ({ post, parties: new Set(), place: false, above: false, ...more })
export const doers = {
  clerk: doer('clerk', { parties: new Set([COMMUNITY]), place: true }),
  colleague: doer('colleague', { parties: new Set([COMMUNITY]), place: true }),
  street: doer('street', { parties: new Set([STREET]), place: true }),
  head: doer('head', { parties: new Set([STREET]), place: true, above: true }),
  police: doer('police', { parties: new Set([POLICE]) }),
  guard: doer('guard', { parties: new Set([GUARD]) }),
  stranger: doer('stranger', { parties: new Set(['unit:other']) }),
  reporter: doer('reporter', { reporter: 'r1' }),
  second: doer('second', { reporter: 'r2' }),
  house: doer('house', { house: true }),
} as const

export type Tale = { type: MatterType; acts: Act[] }

export function beginTale(type: MatterType, now: Date, body: Partial<Bodies['open']> = {}): Tale {
  const open: Bodies['open'] = { category: type.categories.at(-1)!.code, channel: 'phone', lead: COMMUNITY, reporter: 'r1', ...body }
  return { type, acts: [{ seq: 1, kind: 'open', at: now.toISOString(), post: 'clerk', body: open }] }
}

export const stateOf = ({ type, acts }: Tale): State => fold(type, acts)

/** @throws Problem when it may not be done */
export function tell(tale: Tale, who: Doer, now: Date, wanted: Wanted): State {
  judgeAct({ type: tale.type, state: stateOf(tale), doer: who, now, today: dayOfMoment(now), calendar: plainCalendar }, wanted)
  keep(tale, who, now, wanted)
  return stateOf(tale)
}

/** What the house writes by itself, without asking. */
export function keep(tale: Tale, who: Doer, now: Date, { kind, body }: Wanted): void {
  tale.acts.push({ seq: tale.acts.length + 1, kind, at: now.toISOString(), post: who.post, body } as Act)
}
