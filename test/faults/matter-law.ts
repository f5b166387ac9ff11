/**
 * Who may do what to a matter, written down a second time from what was promised and not from the code: for each kind of act in which stands, by whom,
 * and what must be so besides. Held against the judge in every scene
 * (matter-scenes.ts).
 */
import type { ActKind, Party } from '#ground/matters/life/acts.ts'
import { openSteps } from '#ground/matters/life/clocks.ts'
import type { Doer, Wanted } from '#ground/matters/life/scene.ts'
import type { State } from '#ground/matters/life/state.ts'
import type { MatterType } from '#ground/matters/types/type.ts'

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
  step: ['in hand', 'desk lead holder'],
  word: ['in hand', 'house'],
  note: ['living', 'desk lead holder called reporter house'],
  pause: ['in hand', 'desk lead'],
  resume: ['in hand', 'desk lead house'],
  answer: ['in hand', 'lead'],
  confirm: ['answered', 'desk reporter'],
  rate: ['answered or closed', 'desk reporter'],
  withdraw: ['living', 'desk reporter'],
  refuse: ['open', 'desk'],
  rule: ['living', 'house'],
  'end-on': ['living', 'desk'],
  lift: ['living', 'desk'],
  reopen: ['closed', 'desk reporter'],
  merge: ['open', 'desk'],
  unmerge: ['any', 'desk'],
  split: ['open', 'desk'],
  escalate: ['open', 'house'],
  move: ['living', 'house'],
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
    // Who was called off before she was there can be told nothing.
    if (!co || co.verdict || co.sentBack || (co.off && !co.arrived) || who.parties.has(party)) return false
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
  rule: ({ type, state, late }, { rule }) => {
    // Of what came in sealed and need not be: it goes on elsewhere.
    if (rule === 'ordinary' && type.sealed !== undefined) return true
    return rule === 'ended'
      ? late && state.until !== undefined
      : late && state.stand === 'answered' && state.clocks.some(({ name, over }) => name === 'confirm' && over === undefined)
  },
  // What ends by itself is begun anew or not at all.
  'end-on': ({ type, state }, { until }) => type.ends !== undefined && until !== state.until,
  lift: ({ type }) => type.ends !== undefined,
  split: ({ type }) => type.ends === undefined,
  merge: ({ type }) => type.ends === undefined,
  move: (_facts, { from, to }) => from !== to,
  reopen: ({ type, state, late }) => type.ends === undefined && state.outcome !== 'merged' && !(late && type.reopenWithin !== undefined),
  unmerge: ({ state }, body) => ('gone' in body ? state.holds.has(body.gone) : state.into === body.into),
}

/** What depends on whose turn it is or which clock is over: what is accepted must be lawful, what is lawful need not be accepted. */
export const looser: ReadonlySet<Kind> = new Set(['step', 'escalate', 'end-on'])

/** @param late long after: every term is over */
export function isLawful(
  { type, state, who, late }: { type: MatterType; state: State; who: Doer; late: boolean },
  wanted: Wanted,
): boolean {
  const [stands, whom] = law[wanted.kind]
  const called = new Set([...state.co.values()].filter(({ done, sentBack, off }) => !done && !sentBack && !off).map(({ party }) => party))
  const lead = who.parties.has(state.lead)
  const roles: Record<string, boolean> = {
    desk: who.place,
    lead,
    called: [...called].some((party) => who.parties.has(party)),
    head: who.above,
    reporter: who.reporter !== undefined && state.reporters.has(who.reporter),
    house: who.house === true,
    holder: state.holder === who.post,
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
  lift: ['closed'],
  reopen: ['in-hand'],
  merge: ['received', 'in-hand', 'closed'],
  unmerge: ['received', 'in-hand', 'answered', 'closed'],
}
