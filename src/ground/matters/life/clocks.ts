/** Which clocks run, under which term, and when the first of them is over. */

import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import { judge, type Scope, type Value } from '#base/condition.ts'
import { dueOf, type Pause, type Term } from '../clock/terms.ts'
import { stepsOf } from '../types/check-type.ts'
import type { ClockName, EscalatingClock, MatterType, Step } from '../types/type.ts'
import { lastClock, type RunningClock, type State } from './state.ts'

/** Term of a clock of the type, the category's before the type's own. */
export function termFor(type: MatterType, { category }: Pick<State, 'category'>, name: string): Term | undefined {
  const own = type.categories.find(({ code }) => code === category)?.clocks?.[name as ClockName]
  return own ?? type.clocks[name as ClockName]?.term
}

export function beginClock(type: MatterType, state: State, name: ClockName, at: Date, instead?: Term): void {
  const term = instead ?? termFor(type, state, name)
  if (term) state.clocks.push({ name, since: at, term, ...(instead ? { fixed: true as const } : {}), pauses: [] })
}

/** The clocks of this name end, or all of them. Taken ones end with what they were taken for. */
export function endClocks(state: State, name: string | undefined, at: Date): void {
  for (const clock of state.clocks) if (clock.over === undefined && (name === undefined || clock.name === name)) clock.over = at
}

/** Steps whose turn it is get their clocks: all up to the first that must be done before the next. */
export function beginSteps(type: MatterType, state: State, at: Date): void {
  for (const { step } of stepsOf(type)) {
    const done = state.steps.get(step.id)?.done
    const name = `step:${step.id}`
    const runs = state.clocks.some((clock) => clock.name === name && clock.over === undefined)
    if (isLeftOut(step, state)) {
      // What was agreed otherwise meanwhile is not owed any more.
      endClocks(state, name, at)
      continue
    }
    if (runs) continue
    const term = done ? step.every : (step.term ?? (step.contact ? step.every : undefined))
    if (term) state.clocks.push({ name, since: at, term, fixed: true, pauses: [] })
    if (!done && !step.optional) return
  }
}

export function isContact(type: MatterType, id: string): boolean {
  return stepsOf(type).some(({ step }) => step.id === id && step.contact)
}

/** A condition that is not known yet leaves nothing out. */
export function isLeftOut(step: Step, state: State): boolean {
  return step.when !== undefined && judge(step.when, scopeOf(state)) === false
}

function scopeOf(state: State): Scope {
  return {
    today: state.moved.toISOString().slice(0, 10),
    find: (name) => {
      if (name === 'category') return state.category
      if (name === 'channel') return state.channel
      const [step = '', question = ''] = name.split('.')
      return state.steps.get(step)?.answers[question] as Value | undefined
    },
    members: () => undefined,
  }
}

/** Steps that must still be done before it may be answered. */
export function openSteps(type: MatterType, state: State): Step[] {
  return stepsOf(type)
    .map(({ step }) => step)
    .filter((step) => !step.optional && !state.steps.get(step.id)?.done && !isLeftOut(step, state))
}

/** The response and the confirmation are owed whatever the work waits for, and who waits outside knows of no pause. A taken clock stood still where it came from, then here. */
export function pausesOf(clock: RunningClock, { pauses }: State): Pause[] {
  if (clock.name === 'response' || clock.name === 'confirm' || clock.name === 'outside') return []
  const from = clock.takenAt
  if (from === undefined) return pauses
  const here = pauses.filter(({ to }) => to === null || to > from)
  return [...clock.pauses, ...here.map((pause) => (pause.from < from ? { from, to: pause.to } : pause))]
}

export function dueOfClock(clock: RunningClock, state: State, calendar: WorkingCalendar): Date | null {
  return dueOf({ since: clock.since, term: clock.term, pauses: pausesOf(clock, state) }, calendar)
}

export type Due = { at: Date; what: string }

/** The first that is over of those that run; nothing once it is closed, or while all of them are paused. */
export function firstDue(state: State, calendar: WorkingCalendar): Due | undefined {
  const running = state.clocks.filter(({ over }) => over === undefined)
  return running.reduce<Due | undefined>((first, clock) => {
    const at = dueOfClock(clock, state, calendar)
    return at && (!first || at < first.at) ? { at, what: clock.name } : first
  }, undefined)
}

export type OpenEscalation = { clock: EscalatingClock; to: 'street' | 'head'; at: Date }

function dueOfRunning(state: State, name: ClockName, calendar: WorkingCalendar): Date | null {
  const clock = lastClock(state, name)
  return clock && !clock.over ? dueOfClock(clock, state, calendar) : null
}

function firstStepDue(state: State, calendar: WorkingCalendar): Date | null {
  const steps = state.clocks.filter(({ name, over }) => over === undefined && name.startsWith('step:'))
  return earliest(steps.map((clock) => dueOfClock(clock, state, calendar)))
}

export function earliest(moments: readonly (Date | null | undefined)[]): Date | null {
  return moments.reduce<Date | null>((first, moment) => (moment && (!first || moment < first) ? moment : first), null)
}

/** Escalations that are still to come while their clock runs. */
export function openEscalations(type: MatterType, state: State, calendar: WorkingCalendar): OpenEscalation[] {
  if (state.stand !== 'received' && state.stand !== 'in-hand') return []
  return type.escalations.flatMap(({ clock: name, after, to }): OpenEscalation[] => {
    if (state.escalated.some((one) => one.clock === name && one.to === to)) return []
    const due = name === 'step' ? firstStepDue(state, calendar) : dueOfRunning(state, name, calendar)
    const at = due && after ? dueOf({ since: due, term: after, pauses: [] }, calendar) : due
    return at ? [{ clock: name, to, at }] : []
  })
}
