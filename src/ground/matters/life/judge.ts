/**
 * Whether an act may be done: by this one, now. One table says for each kind of act in which stand and by whom; what is particular to one stands
 * below it. Nothing is written here, and nobody else writes.
 */

import { endOfDay } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import { dueOf } from '../clock/terms.ts'
import type { MatterType } from '../types/type.ts'
import type { ActKind, Bodies, Party } from './acts.ts'
import { dueOfClock, openEscalations, openSteps } from './clocks.ts'
import type { Doer, Scene, Wanted } from './scene.ts'
import { activeCo, isPaused, lastClock, type Stand, type State } from './state.ts'
import { readStep } from './step.ts'

type Role = 'lead' | 'holder' | 'place' | 'co' | 'above' | 'reporter' | 'house'
export type Line = { in: readonly Stand[]; by: readonly Role[] }

const open: readonly Stand[] = ['received', 'in-hand']
const living: readonly Stand[] = ['received', 'in-hand', 'answered']
const done: readonly Stand[] = ['answered', 'closed']

export const lines: Record<Exclude<ActKind, 'open'>, Line> = {
  join: { in: living, by: ['place', 'lead'] },
  classify: { in: open, by: ['place', 'lead'] },
  dispatch: { in: open, by: ['place'] },
  take: { in: open, by: ['lead'] },
  'send-back': { in: open, by: ['lead', 'co'] },
  arbitrate: { in: open, by: ['above'] },
  outside: { in: open, by: ['place', 'lead'] },
  'call-in': { in: open, by: ['place', 'lead'] },
  arrive: { in: open, by: ['co', 'place'] },
  finish: { in: open, by: ['co', 'place'] },
  judge: { in: living, by: ['place'] },
  'let-go': { in: open, by: ['place', 'lead'] },
  step: { in: ['in-hand'], by: ['lead', 'place', 'holder'] },
  word: { in: ['in-hand'], by: ['house'] },
  note: { in: living, by: ['place', 'lead', 'holder', 'co', 'reporter', 'house'] },
  pause: { in: ['in-hand'], by: ['lead', 'place'] },
  resume: { in: ['in-hand'], by: ['lead', 'place', 'house'] },
  answer: { in: ['in-hand'], by: ['lead'] },
  confirm: { in: ['answered'], by: ['reporter', 'place'] },
  rate: { in: done, by: ['reporter', 'place'] },
  withdraw: { in: living, by: ['reporter', 'place'] },
  refuse: { in: open, by: ['place'] },
  rule: { in: living, by: ['house'] },
  'end-on': { in: living, by: ['place'] },
  lift: { in: living, by: ['place'] },
  reopen: { in: ['closed'], by: ['reporter', 'place'] },
  merge: { in: open, by: ['place'] },
  unmerge: { in: [...living, 'closed'], by: ['place'] },
  split: { in: open, by: ['place'] },
  escalate: { in: open, by: ['house'] },
  move: { in: living, by: ['house'] },
}

/** @throws Problem matter.state, matter.role, or what the kind of act says of its own */
export function judgeAct(scene: Scene, { kind, body }: Wanted): void {
  const line = lines[kind]
  if (!line.in.includes(scene.state.stand)) throw new Problem('matter.state', { act: kind, state: scene.state.stand })
  if (!line.by.some((role) => hasRole(role, scene))) throw new Problem('matter.role', { act: kind })
  const check = checks[kind] as ((scene: Scene, body: unknown) => void) | undefined
  check?.(scene, body)
}

export function hasRole(role: Role, { state, doer }: Scene): boolean {
  if (role === 'lead') return doer.parties.has(state.lead)
  // Who was asked to see to it does its steps, whatever party she acts for.
  if (role === 'holder') return state.holder === doer.post
  if (role === 'co') return activeCo(state).some(({ party }) => doer.parties.has(party))
  if (role === 'reporter') return doer.reporter !== undefined && state.reporters.has(doer.reporter)
  if (role === 'house') return doer.house === true
  return role === 'place' ? doer.place : doer.above
}

const wrong = (path: string, say: string): Problem => new Problem('input.invalid', { count: 1 }, [{ path, say }])

type Checks = { [K in Exclude<ActKind, 'open'>]?: (scene: Scene, body: Bodies[K]) => void }

const checks: Checks = {
  classify: ({ type, state }, { category }) => {
    const found = type.categories.find(({ code }) => code === category)
    if (!found || category === state.category || found.refuse) throw wrong('/category', 'matter.category')
  },
  dispatch: ({ state, doer }, { lead }) => {
    if (lead === state.lead) throw wrong('/lead', 'matter.same-lead')
    // What was arbitrated moves only by the one who arbitrates.
    if (state.settled && !doer.above) throw new Problem('matter.settled')
  },
  'send-back': (scene, { reason, party }) => {
    const { type, now, calendar } = scene
    const { reasons, most, within } = type.returns
    const { since, returns, settled } = party === undefined ? getDispatch(scene) : getCall(scene, party)
    if (settled || returns >= most) throw new Problem('matter.settled')
    if (!reasons.some(({ code }) => code === reason)) throw wrong('/reason', 'matter.reason')
    const until = dueOf({ since, term: within, pauses: [] }, calendar)
    if (until && now > until) throw new Problem('matter.late', { act: 'send-back' })
  },
  arbitrate: ({ state }, body) => {
    const returns = 'called' in body ? (state.calls.get(body.called)?.returns ?? 0) : state.returns
    if (returns === 0) throw new Problem('matter.state', { act: 'arbitrate', state: state.stand })
    if (!('called' in body)) return
    const settled = state.calls.get(body.called)?.settled && activeCo(state).some(({ party }) => party === body.called)
    if (settled || body.called === state.lead) throw wrong('/called', 'matter.called-twice')
  },
  'call-in': ({ type, state }, { parties }) => {
    if (!type.whistle) throw new Problem('matter.state', { act: 'call-in', state: state.stand })
    const here = new Set([state.lead, ...activeCo(state).map(({ party }) => party)])
    if (new Set(parties).size < parties.length || parties.some((party) => here.has(party))) throw wrong('/parties', 'matter.called-twice')
  },
  arrive: (scene, { party }) => {
    if (getActive(scene, party).arrived) throw wrong('/party', 'matter.arrived')
    ownOrPlace(scene, party, 'arrive')
  },
  finish: (scene, { party }) => {
    getActive(scene, party)
    ownOrPlace(scene, party, 'finish')
  },
  judge: ({ state, doer }, { party, verdict, did }) => {
    const co = state.co.get(party)
    // Who was called off on her way has nothing to be judged by.
    if (!co || co.verdict || co.sentBack || (co.off && !co.arrived) || doer.parties.has(party)) throw wrong('/party', 'matter.not-to-judge')
    // Who was there did come, and who was not did not.
    if ((verdict === 'absent') !== (co.arrived === undefined)) throw wrong('/verdict', 'matter.verdict')
    if (verdict === 'absent' && did) throw wrong('/did', 'matter.verdict')
  },
  'let-go': (scene, { party }) => {
    if (getActive(scene, party).arrived) throw wrong('/party', 'matter.arrived')
  },
  step: (scene, body) => readStep(scene, body),
  pause: ({ type, state, today }, { code, until }) => {
    if (isPaused(state)) throw new Problem('matter.state', { act: 'pause', state: 'paused' })
    if (!type.pauses.some((pause) => pause.code === code)) throw wrong('/code', 'matter.reason')
    if (until !== undefined && until <= today) throw wrong('/until', 'matter.past')
  },
  resume: ({ state, doer, today }) => {
    const until = state.pauses.at(-1)?.until
    // The house goes on by itself only on the day that was said.
    if (!isPaused(state) || (doer.house && (until === undefined || today < until)))
      throw new Problem('matter.state', { act: 'resume', state: state.stand })
  },
  answer: ({ type, state }) => {
    const [step] = openSteps(type, state)
    if (step)
      throw new Problem('matter.unfinished', { step: step.id }, [{ path: '/step', say: 'matter.step-open', with: { step: step.title.zh } }])
    // 事不完、人不撤: who was called is done, let go or judged first.
    const [co] = activeCo(state)
    if (co) throw new Problem('matter.unfinished', { step: co.party }, [{ path: '/party', say: 'matter.co-open' }])
  },
  confirm: ({ state, doer }, { reporter }) => {
    getReporter(state, doer, reporter)
    // Whoever did the work does not also say that it was well done (GB/T 30428: 核查 is not 处置).
    if (doer.reporter === undefined && state.answered?.post === doer.post) throw new Problem('matter.other-hand')
  },
  rate: ({ state, doer }, { reporter }) => {
    if (state.outcome === 'merged') throw new Problem('matter.state', { act: 'rate', state: 'merged' })
    if (getReporter(state, doer, reporter).satisfied) throw wrong('/reporter', 'matter.rated')
    if (doer.reporter === undefined && state.answered?.post === doer.post) throw new Problem('matter.other-hand')
  },
  withdraw: ({ type, state, doer }, { reporter }) => {
    getReporter(state, doer, reporter)
    // Who is beaten may be made to take it back (反家庭暴力法 14: whoever must report has reported).
    if (type.sealed === 'duty-to-report') throw new Problem('matter.state', { act: 'withdraw', state: 'sealed' })
  },
  refuse: ({ type }, { code }) => {
    if (!type.refusals.some((one) => one.code === code)) throw wrong('/code', 'matter.reason')
  },
  rule: ({ type, state, now, calendar }, { rule }) => {
    // It goes on as a matter like any other, under another number.
    if (rule === 'ordinary' && type.sealed) return
    if (rule === 'ended') {
      if (!hasEnded(state, now)) throw new Problem('matter.state', { act: 'rule', state: state.stand })
      return
    }
    if (state.stand !== 'answered') throw new Problem('matter.state', { act: 'rule', state: state.stand })
    const clock = lastClock(state, 'confirm')
    const due = clock && dueOfClock(clock, state, calendar)
    if (!due || now < due) throw new Problem('matter.state', { act: 'rule', state: state.stand })
  },
  'end-on': ({ type, state, today }, { until }) => {
    if (!type.ends || state.until === undefined) throw new Problem('matter.state', { act: 'end-on', state: state.stand })
    const say = endFault(type.ends, until, today)
    if (say || until === state.until) throw wrong('/until', say ?? 'matter.same-end')
  },
  lift: ({ type, state }) => {
    if (!type.ends) throw new Problem('matter.state', { act: 'lift', state: state.stand })
  },
  reopen: ({ type, state, now, calendar }) => {
    // What ended is ordered anew, on a basis of its own, or not at all.
    if (type.ends) throw new Problem('matter.state', { act: 'reopen', state: 'closed' })
    if (state.outcome === 'merged') throw new Problem('matter.state', { act: 'reopen', state: 'merged' })
    const until = type.reopenWithin && state.closed && dueOf({ since: state.closed, term: type.reopenWithin, pauses: [] }, calendar)
    if (until && now > until) throw new Problem('matter.late', { act: 'reopen' })
  },
  escalate: ({ type, state, now, calendar }, body) => {
    const due = openEscalations(type, state, calendar).some(({ clock, to, at }) => clock === body.clock && to === body.to && at <= now)
    if (!due) throw new Problem('matter.state', { act: 'escalate', state: state.stand })
  },
  move: ({ state }, { from, to }) => {
    if (from === to) throw new Problem('matter.state', { act: 'move', state: state.stand })
  },
  // What is split off would have no day on which it ends, and nobody who ordered it.
  split: ({ type, state }) => {
    if (type.ends) throw new Problem('matter.state', { act: 'split', state: state.stand })
  },
  // Each holds for somebody until its own day: put together, one would go on without an end, or end without its day.
  merge: ({ type, state }) => {
    if (type.ends) throw new Problem('matter.state', { act: 'merge', state: state.stand })
  },
  unmerge: ({ state }, body) => {
    const merged = 'gone' in body ? state.holds.has(body.gone) : state.into === body.into
    if (!merged) throw new Problem('matter.merge', { why: 'not-merged' })
  },
}

/** The day is over. */
export function hasEnded({ stand, until }: State, now: Date): boolean {
  return stand !== 'closed' && until !== undefined && endOfDay(until) <= now
}

/** What is wrong with a last day: gone by, or further ahead than the type allows at once. */
export function endFault({ mostDays }: NonNullable<MatterType['ends']>, until: string, today: string): string | undefined {
  if (until < today) return 'matter.end-past'
  return until > addDays(today, mostDays) ? 'matter.end-far' : undefined
}

function getActive({ state }: Scene, party: Party): NonNullable<ReturnType<typeof activeCo>[number]> {
  const found = activeCo(state).find((co) => co.party === party)
  if (!found) throw wrong('/party', 'matter.not-called')
  return found
}

/** One who was called speaks for herself, not for another who was; the place writes down what it sees. */
function ownOrPlace({ doer }: Scene, party: Party, act: ActKind): void {
  if (!doer.place && !doer.parties.has(party)) throw new Problem('matter.role', { act })
}

type Given = { since: Date; returns: number; settled: boolean }

/** What was dispatched to the one who sends it back. */
function getDispatch({ state, doer }: Scene): Given {
  if (!doer.parties.has(state.lead) || state.lead === state.place) throw new Problem('matter.role', { act: 'send-back' })
  if (state.stand !== 'in-hand') throw new Problem('matter.state', { act: 'send-back', state: state.stand })
  return { since: state.leadSince, returns: state.returns, settled: state.settled }
}

/** What one was called to: she sends it back before she goes, not from the spot. */
function getCall(scene: Scene, party: Party): Given {
  const { since, arrived } = getActive(scene, party)
  if (!scene.doer.parties.has(party)) throw new Problem('matter.role', { act: 'send-back' })
  if (arrived) throw wrong('/party', 'matter.arrived')
  const { returns, settled = false } = scene.state.calls.get(party)!
  return { since, returns, settled }
}

function getReporter(state: State, doer: Doer, reporter: string): NonNullable<ReturnType<State['reporters']['get']>> {
  const found = state.reporters.get(reporter)
  // She says it of herself, nobody else's word is hers to give.
  if (!found || (doer.reporter !== undefined && doer.reporter !== reporter)) throw wrong('/reporter', 'matter.reporter')
  return found
}
