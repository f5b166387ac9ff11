/** Stands into which a matter can come, each by the acts that lead there; and every act that can be wanted there, rightly and wrongly. */
import { dayOfMoment } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import type { Party } from '#ground/matters/life/acts.ts'
import { openSteps } from '#ground/matters/life/clocks.ts'
import type { Wanted } from '#ground/matters/life/scene.ts'
import type { State } from '#ground/matters/life/state.ts'
import type { MatterType, Step } from '#ground/matters/types/type.ts'
import { beginTale, COMMUNITY, doers, GUARD, POLICE, STREET, stateOf, type Tale, tell } from '../matters/tale.ts'

type Move = [who: keyof typeof doers, wanted: Wanted | 'steps' | 'refuse']
const dispatch = (lead: Party): Wanted => ({ kind: 'dispatch', body: { lead, place: STREET } })
const back = (party?: Party): Wanted => ({ kind: 'send-back', body: { reason: 'not-ours', ...(party ? { party } : {}) } })
const call = (...parties: Party[]): Wanted => ({ kind: 'call-in', body: { parties } })
const take: Move = ['clerk', { kind: 'take', body: { holder: 'clerk' } }]
const steps: Move = ['clerk', 'steps']
const answer: Move = ['clerk', { kind: 'answer', body: {} }]
const confirm = (solved: boolean): Move => ['colleague', { kind: 'confirm', body: { reporter: 'r1', solved, channel: 'telephone' } }]
const refuse = 'refuse' as const
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
  'called and merged': [...called, ['street', { kind: 'merge', body: { into: 'b' } }]],
  'called and parted again': [
    ...called,
    ['street', { kind: 'merge', body: { into: 'b' } }],
    ['street', { kind: 'unmerge', body: { into: 'b' } }],
  ],
  'called and refused': [...called, ['street', refuse]],
  'called off and open again': [...called, ['street', refuse], ['street', { kind: 'reopen', body: {} }]],
  'there, called off and open again': [
    ...called,
    ['guard', { kind: 'arrive', body: { party: GUARD, people: 2 } }],
    ['street', refuse],
    ['street', { kind: 'reopen', body: {} }],
  ],
  'called and taken back': [...called, ['reporter', { kind: 'withdraw', body: { reporter: 'r1', channel: 'phone' } }]],
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
  const tale = beginTale(type, begun, {
    category: type.categories.find(({ refuse }) => !refuse)!.code,
    ...(type.ends ? { until: addDays(dayOfMoment(begun), 7) } : {}),
  })
  let now = begun
  for (const [name, wanted] of moves) {
    const wants = wanted === 'steps' ? undefined : wanted === 'refuse' ? refusalOf(type) : wanted
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

/** For the first reason there is; of a type that refuses nothing, for none. */
function refusalOf({ refusals }: MatterType): Wanted {
  return { kind: 'refuse', body: { code: refusals[0]?.code ?? 'none' } }
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
    { kind: 'rule', body: { rule: 'ended' } },
    { kind: 'rule', body: { rule: 'ordinary' } },
    { kind: 'lift', body: {} },
    ...each(['2026-11-02', '2026-11-09', '2027-12-20', '2029-01-01'], (until) => ({ kind: 'end-on', body: { until } })),
    { kind: 'join', body: { reporter: 'r3', channel } },
    { kind: 'split', body: { into: ['c'] } },
    { kind: 'move', body: { from: 370683001020000, to: 370683001021000 } },
    { kind: 'move', body: { from: 370683001020000, to: 370683001020000 } },
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
    ...each([[GUARD], [POLICE], [GUARD, POLICE], [GUARD, GUARD], [state.lead], ['unit:heating']], (list) => ({
      kind: 'call-in',
      body: { parties: list },
    })),
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
