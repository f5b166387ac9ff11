/**
 * The life of a matter, folded from its acts by the type it was opened under. Nothing is refused here: whether an act may be done is judged before
 * it is (judge.ts), and what was done is what it is.
 */
import { endOfDay } from '#base/calendar/working-days.ts'
import type { Pause } from '../clock/terms.ts'
import { type MatterType, OPENING } from '../types/type.ts'
import type { Act, ActKind, Bodies, Party } from './acts.ts'
import { callOff, callParty, sendCallBack, settleCall } from './calls.ts'
import { beginClock, beginSteps, endClocks, isContact, termFor } from './clocks.ts'
import { moveLead } from './moving.ts'
import { activeCo, isPaused, type State, type StepState } from './state.ts'
import { withoutUndone } from './undone.ts'

export function fold(type: MatterType, acts: readonly Act[]): State {
  const [first, ...rest] = withoutUndone(acts)
  if (first?.kind !== 'open') throw new Error('a matter begins by being opened')
  const state = begin(type, first as Act<'open'>)
  for (const act of rest) doAct(type, state, act)
  state.seq = acts.at(-1)!.seq
  return state
}

function begin(type: MatterType, { at, body, seq }: Act<'open'>): State {
  const moment = new Date(at)
  const { category, channel, lead, reporter, from, answers, until } = body
  const state: State = {
    stand: 'received',
    category,
    channel,
    opened: moment,
    lead,
    place: lead,
    leadSince: moment,
    co: new Map(),
    calls: new Map(),
    reporters: new Map(reporter ? [[reporter, { since: moment, channel }]] : []),
    clocks: [],
    pauses: [],
    steps: new Map(answers ? [[OPENING, { times: 1, done: moment, answers }]] : []),
    ...(until ? { until } : {}),
    dispatched: false,
    returns: 0,
    settled: false,
    reopened: 0,
    holds: new Set(),
    ...(from ? { from } : {}),
    splitInto: [],
    escalated: [],
    moved: moment,
    seq,
  }
  beginClock(type, state, 'response', moment)
  beginClock(type, state, 'resolve', moment)
  const refuse = type.categories.find(({ code }) => code === category)?.refuse
  if (refuse) close(state, 'refused', moment, refuse)
  return state
}

/** What each kind of act changes. */
const changes: { [K in Exclude<ActKind, 'open'>]: (state: State, body: Bodies[K], at: Date, type: MatterType, act: Act) => void } = {
  join: (state, { reporter, channel }, at) => state.reporters.set(reporter, { since: at, channel }),
  classify: (state, { category }, _at, type) => {
    state.category = category
    // What ran on runs on: only the length of it is another one.
    for (const clock of state.clocks)
      if (clock.taken === undefined && !clock.fixed) clock.term = termFor(type, state, clock.name) ?? clock.term
  },
  dispatch: (state, body, at, type) => give(state, type, body, at),
  take: (state, { holder }, at, type) => {
    state.holder = holder
    putInHand(state, type, at)
  },
  'send-back': (state, { party }, at) => {
    if (party !== undefined) return sendCallBack(state, party, at)
    state.returns += 1
    state.lead = state.place
    state.leadSince = at
    state.stand = 'received'
    delete state.holder
  },
  arbitrate: (state, body, at, type) => {
    if ('called' in body) return settleCall(state, type, body.called, at)
    give(state, type, body, at)
    state.settled = true
  },
  // Written as a term of minutes, so that it ends at that moment whatever day it is, and goes over with a merging as the others do.
  outside: (state, { until }, at) => {
    endClocks(state, 'outside', at)
    const term = { minutes: (Date.parse(until) - at.getTime()) / 60_000 }
    state.clocks.push({ name: 'outside', since: at, term, fixed: true, pauses: [] })
  },
  'call-in': (state, { parties }, at, type) => {
    for (const party of parties) callParty(state, type, party, at)
  },
  arrive: (state, { party, people }, at) => Object.assign(state.co.get(party)!, { arrived: at, people }),
  finish: (state, { party }, at) => Object.assign(state.co.get(party)!, { done: at }),
  judge: (state, { party, verdict, did }, at) => {
    const co = state.co.get(party)!
    Object.assign(co, { verdict, ...(co.done || co.off ? {} : { done: at }), ...(did === undefined ? {} : { did }) })
  },
  'let-go': (state, { party }) => state.co.delete(party),
  step: (state, body, at, type) => {
    const { step, answers, reached } = body
    const before = state.steps.get(step)
    const when = body.at === undefined ? at : momentOf(body.at, state.opened, at)
    if (reached === false && isContact(type, step)) {
      state.steps.set(step, tryInVain(before, body, when))
      return
    }
    const times = (before?.times ?? 0) + 1
    if (isOvertaken(state, step, when)) {
      state.steps.set(step, { answers, ...before, times, reached: laterOf(before?.reached, when), tried: laterOf(before?.tried, when) })
      return
    }
    const seen = reached === false ? before?.reached : when
    state.steps.set(step, { times, done: when, answers, ...(seen ? { reached: seen } : {}), tried: laterOf(before?.tried, when) })
    if (reached) respond(state, when)
    endStep(type, state, step, when)
  },
  word: (state, { step, ref, outcome }, at, type) => {
    const before = state.steps.get(step) ?? { times: 0, answers: {} }
    if (outcome === undefined) state.steps.set(step, { ...before, waits: ref })
    else {
      const { waits: _waits, ...rest } = before
      state.steps.set(step, { ...rest, outcome, done: at, times: before.times + 1 })
      endStep(type, state, step, at)
    }
  },
  note: (state, { contact, fact }, at, type) => {
    if (contact === 'reached') respond(state, at)
    // Who says something new is owed an ear again; the work goes on under its own clock.
    if (fact && (state.stand === 'received' || state.stand === 'in-hand')) {
      delete state.responded
      endClocks(state, 'response', at)
      beginClock(type, state, 'response', at)
    }
  },
  pause: (state, { code, until }, at) => state.pauses.push({ from: at, to: null, code, ...(until ? { until } : {}) }),
  resume: (state, _body, at) => endPause(state, at),
  answer: (state, _body, at, type, { post }) => {
    respond(state, at)
    state.stand = 'answered'
    state.answered = { at, post }
    endPause(state, at)
    endClocks(state, undefined, at)
    beginClock(type, state, 'confirm', at)
  },
  confirm: (state, { reporter, solved }, at, type) => {
    state.reporters.get(reporter)!.solved = solved
    if (!solved) return again(state, type, at)
    const all = [...state.reporters.values()]
    if (type.confirm === 'first' || all.every((one) => one.solved === true)) close(state, 'confirmed', at)
  },
  rate: (state, { reporter, satisfied, heard, inTime }) => {
    Object.assign(state.reporters.get(reporter)!, {
      satisfied,
      ...(heard === undefined ? {} : { heard }),
      ...(inTime === undefined ? {} : { inTime }),
    })
  },
  // The others' matter goes on. Nobody's is closed by the rule that everybody may take back her own.
  withdraw: (state, { reporter }, at, type) => {
    state.reporters.delete(reporter)
    const left = [...state.reporters.values()]
    if (left.length === 0) close(state, 'ruled', at, 'withdrawn')
    else if (state.stand === 'answered' && type.confirm === 'all' && left.every(({ solved }) => solved === true))
      close(state, 'confirmed', at)
  },
  refuse: (state, { code }, at) => close(state, 'refused', at, code),
  // Who did answer said that it is solved; who did not is not counted as having said so. What ends by itself ended with its day, however late the house came.
  rule: (state, { rule }, at) => {
    if (rule === 'ended') return close(state, 'ruled', endOf(state, at), 'ended')
    close(state, [...state.reporters.values()].some((one) => one.solved) ? 'confirmed' : 'ruled', at, rule)
  },
  'end-on': (state, { until }) => {
    state.until = until
  },
  lift: (state, _body, at) => close(state, 'ruled', at, 'lifted'),
  reopen: (state, _body, at, type) => {
    delete state.outcome
    delete state.reason
    delete state.closed
    again(state, type, at)
  },
  merge: (state, body, at) => {
    if ('into' in body) {
      state.into = body.into
      close(state, 'merged', at)
      return
    }
    state.holds.add(body.gone)
    for (const { clock, since, term, pauses } of body.clocks)
      state.clocks.push({ name: clock, since: new Date(since), term, pauses: pauses.map(readPause), taken: body.gone, takenAt: at })
    for (const reporter of body.reporters) state.reporters.set(reporter, { since: at, channel: 'phone', home: body.gone })
  },
  unmerge: () => {
    throw new Error('an unmerging is folded away before')
  },
  split: (state, { into }) => state.splitInto.push(...into),
  escalate: (state, body) => state.escalated.push(body),
  move: (state, body, at) => moveLead(state, body, at),
}

function doAct(type: MatterType, state: State, act: Act): void {
  const at = new Date(act.at)
  const change = changes[act.kind as Exclude<ActKind, 'open'>] as (
    state: State,
    body: Act['body'],
    at: Date,
    type: MatterType,
    act: Act,
  ) => void
  change(state, act.body, at, type, act)
  state.moved = at
}

function give(state: State, type: MatterType, { lead, place }: { lead: Party; place: Party }, at: Date): void {
  state.lead = lead
  state.place = place
  state.dispatched = true
  state.leadSince = at
  if (activeCo(state).some(({ party }) => party === lead)) state.co.delete(lead)
  delete state.holder
  putInHand(state, type, at)
}

function putInHand(state: State, type: MatterType, at: Date): void {
  if (state.stand !== 'received') return
  state.stand = 'in-hand'
  beginSteps(type, state, at)
}

/** Of what is told afterwards: not before it was opened, nor after it is told. */
function momentOf(said: string, opened: Date, at: Date): Date {
  return new Date(Math.min(Math.max(Date.parse(said), opened.getTime()), at.getTime()))
}

function laterOf(before: Date | undefined, when: Date): Date {
  return before && before > when ? before : when
}

/** She was reached again, or it was agreed anew, before this was told: the clock that runs began after it, and goes on. */
function isOvertaken({ clocks }: State, step: string, when: Date): boolean {
  return clocks.some(({ name, over, since }) => name === `step:${step}` && over === undefined && since > when)
}

/** A contact that did not reach her is tried and not done: it stays due, and she is not reached since when she was. */
function tryInVain(before: StepState | undefined, { later }: Bodies['step'], at: Date): StepState {
  const { later: _before, ...rest } = before ?? { times: 0, answers: {} }
  return { ...rest, tried: laterOf(before?.tried, at), vain: (before?.vain ?? 0) + 1, ...(later ? { later: true } : {}) }
}

function endStep(type: MatterType, state: State, step: string, at: Date): void {
  endClocks(state, `step:${step}`, at)
  beginSteps(type, state, at)
  // Another one that is late comes up again by itself.
  state.escalated = state.escalated.filter(({ clock }) => clock !== 'step')
}

function respond(state: State, at: Date): void {
  state.responded ??= at
  endClocks(state, 'response', at)
}

function endPause(state: State, at: Date): void {
  const last = state.pauses.at(-1)
  if (last && isPaused(state)) last.to = at
}

/** Not solved, or open again: the work begins anew, and whoever confirmed before is asked again. */
function again(state: State, type: MatterType, at: Date): void {
  state.stand = 'in-hand'
  state.reopened += 1
  delete state.answered
  endClocks(state, 'confirm', at)
  for (const reporter of state.reporters.values()) if (reporter.solved) delete reporter.solved
  state.escalated = []
  beginClock(type, state, 'resolve', at, type.again)
}

function endOf({ until }: State, at: Date): Date {
  const end = until === undefined ? at : endOfDay(until)
  return end < at ? end : at
}

function close(state: State, outcome: NonNullable<State['outcome']>, at: Date, reason?: string): void {
  state.stand = 'closed'
  state.outcome = outcome
  if (reason) state.reason = reason
  state.closed = at
  endPause(state, at)
  endClocks(state, undefined, at)
  callOff(state, at)
}

function readPause({ from, to }: { from: string; to: string | null }): Pause {
  return { from: new Date(from), to: to === null ? null : new Date(to) }
}
