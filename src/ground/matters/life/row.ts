/** The one row of a matter as it follows from its state: nothing in it is known from anywhere else. */
import { dayOfMoment, endOfDay, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { addDays, addYears } from '#base/values/day.ts'
import { dueOf } from '../clock/terms.ts'
import { stepsOf } from '../types/check-type.ts'
import type { MatterType } from '../types/type.ts'
import type { Party } from './acts.ts'
import { dueOfClock, earliest, firstDue, openEscalations } from './clocks.ts'
import { activeCo, type CoHandler, isPaused, lastClock, type State } from './state.ts'

export type MatterRow = {
  category: string
  stand: State['stand']
  outcome: string | null
  reason: string | null
  lead: Party
  place: Party
  holder_post: string | null
  parties: Party[]
  due_at: Date | null
  due_what: string | null
  /** When the first of those called must be there, or done. */
  call_due_at: Date | null
  act_at: Date | null
  paused: boolean
  raised: 'street' | 'head' | null
  responded_at: Date | null
  response_by: Date | null
  response_late: boolean
  answered_at: Date | null
  resolve_by: Date | null
  resolve_late: boolean
  closed_at: Date | null
  moved_at: Date
  dispatched: boolean
  returned: number
  reopened: number
  reporters: number
  solved: number
  unsolved: number
  satisfied: number
  rated: number
  merged_into: string | null
  keep_until: string | null
  /** Its type keeps in touch with somebody: when the next contact is due, when she was reached last, and when it was tried last. */
  in_touch: boolean
  contact_by: Date | null
  reached_at: Date | null
  tried_at: Date | null
  /** It ends by itself with this day; and it keeps people from something until then. */
  ends_on: string | null
  restricts: boolean
  rev: number
}

export function rowOf(type: MatterType, state: State, calendar: WorkingCalendar): MatterRow {
  const due = firstDue(state, calendar)
  const reporters = [...state.reporters.values()]
  const count = (holds: (reporter: (typeof reporters)[number]) => boolean) => reporters.filter(holds).length
  const raised = state.escalated.map(({ to }) => to)
  return {
    category: state.category,
    stand: state.stand,
    outcome: state.outcome ?? null,
    reason: state.reason ?? null,
    lead: state.lead,
    place: state.place,
    holder_post: state.holder ?? null,
    parties: [...new Set([state.place, state.lead, ...calledTo(state).map(({ party }) => party)])],
    due_at: due?.at ?? null,
    due_what: due?.what ?? null,
    call_due_at: firstCall(state, calendar) ?? null,
    act_at: nextAct(type, state, calendar) ?? null,
    paused: isPaused(state),
    raised: raised.includes('head') ? 'head' : (raised[0] ?? null),
    responded_at: state.responded ?? null,
    ...judgeClock(state, 'response', calendar),
    answered_at: state.answered?.at ?? null,
    ...judgeClock(state, 'resolve', calendar),
    closed_at: state.closed ?? null,
    moved_at: state.moved,
    dispatched: state.dispatched,
    returned: state.returns,
    reopened: state.reopened,
    reporters: reporters.length,
    solved: count(({ solved }) => solved === true),
    unsolved: count(({ solved }) => solved === false),
    satisfied: count(({ satisfied }) => satisfied === 'very' || satisfied === 'yes'),
    rated: count(({ satisfied }) => satisfied !== undefined),
    merged_into: state.into ?? null,
    keep_until: state.closed ? addYears(dayOfMoment(state.closed), type.keepYears) : null,
    ...contactsOf(type, state, calendar),
    ends_on: state.until ?? null,
    restricts: type.restricts !== undefined,
    rev: state.seq,
  }
}

/** Whoever was called off still reads why, as long as it stays closed. */
function calledTo(state: State): CoHandler[] {
  const off = state.stand === 'closed' ? [...state.co.values()].filter((co) => co.off !== undefined) : []
  return [...activeCo(state), ...off]
}

function contactsOf(
  type: MatterType,
  state: State,
  calendar: WorkingCalendar,
): Pick<MatterRow, 'in_touch' | 'contact_by' | 'reached_at' | 'tried_at'> {
  const contacts = stepsOf(type).flatMap(({ step }) => (step.contact ? [step.id] : []))
  const told = contacts.map((id) => state.steps.get(id))
  const running = state.clocks.filter(({ name, over }) => over === undefined && contacts.includes(name.slice('step:'.length)))
  return {
    in_touch: contacts.length > 0,
    contact_by: earliest(running.map((clock) => dueOfClock(clock, state, calendar))),
    reached_at: latest(told.map((one) => one?.reached)),
    tried_at: latest(told.map((one) => one?.tried)),
  }
}

function latest(moments: readonly (Date | undefined)[]): Date | null {
  return moments.reduce<Date | null>((last, moment) => (moment && (!last || moment > last) ? moment : last), null)
}

/** Whether one that ended was late, and until when the one that runs has time; the earlier of the own term and the outside one binds. A merged matter is judged where it was merged into. */
function judgeClock(state: State, name: 'response', calendar: WorkingCalendar): Pick<MatterRow, 'response_by' | 'response_late'>
function judgeClock(state: State, name: 'resolve', calendar: WorkingCalendar): Pick<MatterRow, 'resolve_by' | 'resolve_late'>
function judgeClock(state: State, name: 'response' | 'resolve', calendar: WorkingCalendar): Record<string, Date | boolean | null> {
  const clocks = state.clocks.filter((clock) => clock.name === name || (name === 'resolve' && clock.name === 'outside'))
  const dues = clocks.map((clock) => ({ over: clock.over, due: dueOfClock(clock, state, calendar) }))
  const running = dues.flatMap(({ over, due }) => (over === undefined && due ? [due.getTime()] : []))
  const late = dues.some(({ over, due }) => over !== undefined && due !== null && over > due)
  return { [`${name}_by`]: running.length > 0 ? new Date(Math.min(...running)) : null, [`${name}_late`]: late }
}

/** When the house itself has something to do. */
export function nextAct(type: MatterType, state: State, calendar: WorkingCalendar): Date | undefined {
  const confirm = state.stand === 'answered' ? lastClock(state, 'confirm') : undefined
  const until = isPaused(state) ? state.pauses.at(-1)?.until : undefined
  const moments = [
    confirm && dueOfClock(confirm, state, calendar),
    until && endOfDay(addDays(until, -1)),
    state.stand !== 'closed' && state.until && endOfDay(state.until),
    ...openEscalations(type, state, calendar).map(({ at }) => at),
  ].filter((moment): moment is Date => moment instanceof Date)
  return moments.reduce<Date | undefined>((first, moment) => (first && first <= moment ? first : moment), undefined)
}

function firstCall(state: State, calendar: WorkingCalendar): Date | undefined {
  if (state.stand === 'closed') return undefined
  const dues = activeCo(state).flatMap((co) => coDue(co, calendar)?.at ?? [])
  return dues.reduce<Date | undefined>((first, due) => (first && first <= due ? first : due), undefined)
}

/** What one who was called owes next: to be there, then to be done. */
export function coDue(co: CoHandler, calendar: WorkingCalendar): { at: Date; what: 'arrive' | 'finish' } | undefined {
  if (co.done || co.sentBack || co.off) return undefined
  const { arriveBy, finishBy } = coDues(co, calendar)
  if (!co.arrived && arriveBy) return { at: arriveBy, what: 'arrive' }
  return finishBy ? { at: finishBy, what: 'finish' } : undefined
}

/** When one who was called must be there, and done. */
export function coDues({ since, arrive, finish }: CoHandler, calendar: WorkingCalendar): { arriveBy: Date | null; finishBy: Date | null } {
  return { arriveBy: dueOf({ since, term: arrive, pauses: [] }, calendar), finishBy: dueOf({ since, term: finish, pauses: [] }, calendar) }
}
