/**
 * Who may do what to a matter, written down a second time from what was promised and not from the code: for each kind of act in which stands, by whom,
 * and what must be so besides. Held against the judge in every scene. And the scenes: stands into which a matter can come, each by the acts that lead there.
 */
import { Problem } from '#base/problem.ts'
import type { ActKind, Party } from '#ground/matters/life/acts.ts'
import { openSteps } from '#ground/matters/life/clocks.ts'
import type { Doer, Wanted } from '#ground/matters/life/judge.ts'
import type { State } from '#ground/matters/life/state.ts'
import type { MatterType, Step } from '#ground/matters/types/type.ts'
import { beginTale, COMMUNITY, doers, GUARD, POLICE, STREET, stateOf, type Tale, tell } from '../matters/tale.ts'

type Kind = Exclude<ActKind, 'open'>

/** What is so in a scene, in the words of the promise. */
type Facts = {
  type: MatterType
  state: State
  who: Doer
  lead: boolean
  called: ReadonlySet<Party>
  own: (party: Party) => boolean
  late: boolean
}

const standing = {
  open: ['received', 'in-hand'],
  living: ['received', 'in-hand', 'answered'],
  'in hand': ['in-hand'],
  answered: ['answered'],
  'answered or closed': ['answered', 'closed'],
  closed: ['closed'],
  any: ['received', 'in-hand', 'answered', 'closed'],
} as const

/** By whom: the desk that may dispatch here, who leads, who was called, who decides between them, who reported, the house by its rules. */
const law: Record<Kind, readonly [keyof typeof standing, string]> = {
  join: ['living', 'desk lead'],
  classify: ['open', 'desk lead'],
  dispatch: ['open', 'desk'],
  take: ['open', 'lead'],
  'send-back': ['open', 'lead called'],
  arbitrate: ['open', 'head'],
  outside: ['open', 'desk lead'],
  'call-in': ['open', 'desk lead'],
  arrive: ['open', 'desk called'],
  finish: ['open', 'desk called'],
  judge: ['living', 'desk'],
  'let-go': ['open', 'desk lead'],
  step: ['in hand', 'desk lead'],
  word: ['in hand', 'house'],
  note: ['living', 'desk lead called reporter house'],
  pause: ['in hand', 'desk lead'],
  resume: ['in hand', 'desk lead house'],
  answer: ['in hand', 'lead'],
  confirm: ['answered', 'desk reporter'],
  rate: ['answered or closed', 'desk reporter'],
  withdraw: ['living', 'desk reporter'],
  refuse: ['open', 'desk'],
  rule: ['answered', 'house'],
  reopen: ['closed', 'desk reporter'],
  merge: ['open', 'desk'],
  unmerge: ['any', 'desk'],
  split: ['open', 'desk'],
  escalate: ['open', 'house'],
}

type More = { [K in Kind]?: (facts: Facts, body: Extract<Wanted, { kind: K }>['body']) => boolean }
const notMine = ({ who, state }: Facts) => who.reporter !== undefined || state.answered?.post !== who.post
const reports = ({ who, state }: Facts, reporter: string) => state.reporters.has(reporter) && (who.reporter ?? reporter) === reporter
const coded = (list: readonly { code: string }[], code: string) => list.some((one) => one.code === code)

/** What must be so besides. Where nothing stands nothing more is asked. */
const more: More = {
  classify: ({ type, state }, { category }) =>
    category !== state.category && type.categories.some((one) => one.code === category && !one.refuse),
  dispatch: ({ state, who }, { lead }) => lead !== state.lead && (!state.settled || who.above),
  'send-back': ({ type, state, who, lead, called, late }, { reason, party }) => {
    if (late || !coded(type.returns.reasons, reason)) return false
    if (party === undefined)
      return lead && state.stand === 'in-hand' && state.lead !== state.place && !state.settled && state.returns < type.returns.most
    const calls = state.calls.get(party)
    if (!who.parties.has(party) || !called.has(party) || state.co.get(party)!.arrived) return false
    return !calls!.settled && calls!.returns < type.returns.most
  },
  arbitrate: ({ state, called }, body) => {
    if ('lead' in body) return state.returns > 0
    const calls = state.calls.get(body.called)
    return calls !== undefined && calls.returns > 0 && body.called !== state.lead && !(calls.settled && called.has(body.called))
  },
  'call-in': ({ type, state, called }, { parties }) =>
    type.whistle !== undefined &&
    new Set(parties).size === parties.length &&
    !parties.some((party) => party === state.lead || called.has(party)),
  arrive: ({ state, called, own }, { party }) => called.has(party) && own(party) && !state.co.get(party)!.arrived,
  finish: ({ called, own }, { party }) => called.has(party) && own(party),
  judge: ({ state, who }, { party, verdict, did }) => {
    const co = state.co.get(party)
    if (!co || co.verdict || co.sentBack || who.parties.has(party)) return false
    return (verdict === 'absent') === !co.arrived && !(verdict === 'absent' && did)
  },
  'let-go': ({ state, called }, { party }) => called.has(party) && !state.co.get(party)!.arrived,
  pause: ({ type, state }, { code }) => state.pauses.at(-1)?.to !== null && coded(type.pauses, code),
  resume: ({ state, who, late }) => {
    const last = state.pauses.at(-1)
    return last?.to === null && (who.house !== true || (last.until !== undefined && late))
  },
  answer: ({ type, state, called }) => openSteps(type, state).length === 0 && called.size === 0,
  confirm: (facts, { reporter }) => notMine(facts) && reports(facts, reporter),
  rate: (facts, { reporter }) =>
    notMine(facts) && reports(facts, reporter) && facts.state.outcome !== 'merged' && !facts.state.reporters.get(reporter)!.satisfied,
  withdraw: (facts, { reporter }) => facts.type.sealed !== 'duty-to-report' && reports(facts, reporter),
  refuse: ({ type }, { code }) => coded(type.refusals, code),
  rule: ({ state, late }) => late && state.clocks.some(({ name, over }) => name === 'confirm' && over === undefined),
  reopen: ({ type, state, late }) => state.outcome !== 'merged' && !(late && type.reopenWithin !== undefined),
  unmerge: ({ state }, body) => ('gone' in body ? state.holds.has(body.gone) : state.into === body.into),
}

/** What depends on whose turn it is or which clock is over: what is accepted must be lawful, what is lawful need not be accepted. */
export const looser: ReadonlySet<Kind> = new Set(['step', 'escalate'])

/** @param late long after: every term is over */
export function isLawful(
  { type, state, who, late }: { type: MatterType; state: State; who: Doer; late: boolean },
  wanted: Wanted,
): boolean {
  const [stands, whom] = law[wanted.kind]
  const called = new Set([...state.co.values()].filter(({ done, sentBack }) => !done && !sentBack).map(({ party }) => party))
  const lead = who.parties.has(state.lead)
  const roles: Record<string, boolean> = {
    desk: who.place,
    lead,
    called: [...called].some((party) => who.parties.has(party)),
    head: who.above,
    reporter: who.reporter !== undefined && state.reporters.has(who.reporter),
    house: who.house === true,
  }
  if (!(standing[stands] as readonly string[]).includes(state.stand)) return false
  if (!whom.split(' ').some((role) => roles[role])) return false
  const facts: Facts = { type, state, who, lead, called, own: (party) => who.place || who.parties.has(party), late }
  const check = more[wanted.kind] as ((facts: Facts, body: unknown) => boolean) | undefined
  return check?.(facts, wanted.body) ?? true
}

/** From which stand an act leads to which. An act that is not named leaves it where it is. */
export const leadsTo: Partial<Record<Kind, readonly string[]>> = {
  dispatch: ['in-hand'],
  take: ['in-hand'],
  arbitrate: ['received', 'in-hand'],
  'send-back': ['received', 'in-hand'],
  answer: ['answered'],
  confirm: ['in-hand', 'answered', 'closed'],
  withdraw: ['received', 'in-hand', 'answered', 'closed'],
  refuse: ['closed'],
  rule: ['closed'],
  reopen: ['in-hand'],
  merge: ['received', 'in-hand', 'closed'],
  unmerge: ['received', 'in-hand', 'answered', 'closed'],
}

type Move = [who: keyof typeof doers, wanted: Wanted | 'steps']
const dispatch = (lead: Party): Wanted => ({ kind: 'dispatch', body: { lead, place: STREET } })
const back = (party?: Party): Wanted => ({ kind: 'send-back', body: { reason: 'not-ours', ...(party ? { party } : {}) } })
const call = (...parties: Party[]): Wanted => ({ kind: 'call-in', body: { parties } })
const take: Move = ['clerk', { kind: 'take', body: { holder: 'clerk' } }]
const steps: Move = ['clerk', 'steps']
const answer: Move = ['clerk', { kind: 'answer', body: {} }]
const confirm = (solved: boolean): Move => ['colleague', { kind: 'confirm', body: { reporter: 'r1', solved, channel: 'telephone' } }]
const called: Move[] = [
  ['street', dispatch(POLICE)],
  ['street', call(GUARD)],
]

/** How a matter comes to stand so. A type that does not know a move (it has no whistle, no pauses) is left where it was. */
export const scenes: Record<string, Move[]> = {
  received: [],
  taken: [take],
  'handed up': [['clerk', dispatch(STREET)]],
  dispatched: [['street', dispatch(POLICE)]],
  returned: [
    ['street', dispatch(POLICE)],
    ['police', back()],
  ],
  'returned twice': [
    ['street', dispatch(POLICE)],
    ['police', back()],
    ['street', dispatch(GUARD)],
    ['guard', back()],
    ['street', dispatch(POLICE)],
  ],
  settled: [
    ['street', dispatch(POLICE)],
    ['police', back()],
    ['head', { kind: 'arbitrate', body: { lead: GUARD, place: STREET } }],
  ],
  called,
  'two called': [take, ['street', call(GUARD, POLICE)]],
  'called and there': [...called, ['guard', { kind: 'arrive', body: { party: GUARD, people: 2 } }]],
  'called and done': [...called, ['guard', { kind: 'finish', body: { party: GUARD } }]],
  'called and judged': [...called, ['street', { kind: 'judge', body: { party: GUARD, verdict: 'absent' } }]],
  'call sent back': [...called, ['guard', back(GUARD)]],
  'call sent back twice': [...called, ['guard', back(GUARD)], ['street', call(GUARD)], ['guard', back(GUARD)], ['street', call(GUARD)]],
  'call settled': [...called, ['guard', back(GUARD)], ['head', { kind: 'arbitrate', body: { called: GUARD } }]],
  paused: [take, ['clerk', { kind: 'pause', body: { code: 'weather', until: '2026-11-10' } }]],
  merged: [['clerk', { kind: 'merge', body: { into: 'b' } }]],
  holding: [take, ['clerk', { kind: 'merge', body: { gone: 'b', clocks: [], reporters: ['r2'] } }]],
  answered: [take, steps, answer],
  unsolved: [take, steps, answer, confirm(false)],
  confirmed: [take, steps, answer, confirm(true)],
  rated: [
    take,
    steps,
    answer,
    confirm(true),
    ['colleague', { kind: 'rate', body: { reporter: 'r1', satisfied: 'yes', channel: 'telephone' } }],
  ],
  withdrawn: [['reporter', { kind: 'withdraw', body: { reporter: 'r1', channel: 'phone' } }]],
}

export function playScene(type: MatterType, moves: readonly Move[], begun: Date): { tale: Tale; now: Date } {
  const tale = beginTale(type, begun, { category: type.categories.find(({ refuse }) => !refuse)!.code })
  let now = begun
  for (const [name, wanted] of moves) {
    const wants = wanted === 'steps' ? undefined : wanted
    const again = () => wants ?? nextStep(type, stateOf(tale))
    for (let next = again(); next; next = wants ? undefined : again()) {
      now = new Date(now.getTime() + 60_000)
      try {
        tell(tale, next.kind === 'step' ? doers.colleague : doers[name], now, next)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        break
      }
    }
  }
  return { tale, now: new Date(now.getTime() + 60_000) }
}

function nextStep(type: MatterType, state: State): Wanted | undefined {
  const [step] = openSteps(type, state)
  return step && { kind: 'step', body: { step: step.id, answers: shortest(step), reached: true } }
}

/** The shortest answers with which a step is done. */
export function shortest({ questions = [] }: Step): Record<string, unknown> {
  const samples = { text: '…', integer: '1', decimal: '1', boolean: true, day: '2026-11-02' }
  return Object.fromEntries(
    questions
      .filter(({ required }) => required)
      .map(({ id, type, choices }) => {
        const code = choices?.[0]?.code
        return [id, type === 'code' ? code : type === 'codes' ? [code] : samples[type]]
      }),
  )
}

/** Every act that can be wanted, rightly and wrongly. */
export function everyAct(type: MatterType, state: State): Wanted[] {
  const parties = [GUARD, POLICE, COMMUNITY]
  const reporters = ['r1', 'r2', 'nobody']
  const channel = 'telephone' as const
  const first = type.categories[0]!.code
  const last = type.categories.filter(({ refuse }) => !refuse).at(-1)!.code
  const pause = type.pauses[0]?.code ?? 'none'
  const each = <T>(list: readonly T[], make: (one: T) => Wanted) => list.map(make)
  return [
    { kind: 'take', body: { holder: 'clerk' } },
    { kind: 'answer', body: {} },
    { kind: 'resume', body: {} },
    { kind: 'rule', body: { rule: 'silence' } },
    { kind: 'join', body: { reporter: 'r3', channel } },
    { kind: 'split', body: { into: ['c'] } },
    { kind: 'reopen', body: {} },
    { kind: 'word', body: { step: type.stages[0]?.steps[0]?.id ?? 'none', ref: 'x' } },
    { kind: 'note', body: { contact: 'reached' } },
    { kind: 'note', body: {} },
    { kind: 'merge', body: { into: 'b' } },
    { kind: 'merge', body: { gone: 'c', clocks: [], reporters: [] } },
    ...each(['b', 'c'], (gone) => ({ kind: 'unmerge', body: { gone } })),
    { kind: 'unmerge', body: { into: 'b' } },
    ...each(
      [first, last, state.category, 'no-such', ...type.categories.filter(({ refuse }) => refuse).map(({ code }) => code)],
      (category) => ({
        kind: 'classify',
        body: { category },
      }),
    ),
    ...each([POLICE, GUARD, STREET, state.lead], (lead) => ({ kind: 'dispatch', body: { lead, place: STREET } })),
    ...each([type.returns.reasons[0]?.code ?? 'none', 'no-such'], (reason) => ({ kind: 'send-back', body: { reason } })),
    ...parties.map(back),
    ...each([POLICE, GUARD], (lead) => ({ kind: 'arbitrate', body: { lead, place: STREET } })),
    ...each(parties, (party) => ({ kind: 'arbitrate', body: { called: party } })),
    { kind: 'outside', body: { until: '2026-11-03T09:30:00.000Z' } },
    ...each([[GUARD], [POLICE], [GUARD, POLICE], [GUARD, GUARD], [state.lead]], (list) => ({ kind: 'call-in', body: { parties: list } })),
    ...parties.flatMap((party): Wanted[] => [
      { kind: 'arrive', body: { party, people: 1 } },
      { kind: 'finish', body: { party } },
      { kind: 'let-go', body: { party } },
      { kind: 'judge', body: { party, verdict: 'good', did: true } },
      { kind: 'judge', body: { party, verdict: 'absent' } },
      { kind: 'judge', body: { party, verdict: 'absent', did: true } },
    ]),
    ...type.stages.flatMap(({ steps: list }) =>
      list.map((step): Wanted => ({ kind: 'step', body: { step: step.id, answers: shortest(step), reached: true } })),
    ),
    { kind: 'step', body: { step: 'no-such', answers: {} } },
    ...each([pause, 'no-such'], (code) => ({ kind: 'pause', body: { code } })),
    ...each([type.refusals[0]?.code ?? 'none', 'no-such'], (code) => ({ kind: 'refuse', body: { code } })),
    ...reporters.flatMap((reporter): Wanted[] => [
      { kind: 'confirm', body: { reporter, solved: true, channel } },
      { kind: 'confirm', body: { reporter, solved: false, channel } },
      { kind: 'rate', body: { reporter, satisfied: 'no', channel } },
      { kind: 'withdraw', body: { reporter, channel } },
    ]),
    ...each(['street', 'head'] as const, (to) => ({ kind: 'escalate', body: { clock: 'resolve', to } })),
  ]
}
