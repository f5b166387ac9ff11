/** What could be done next in a sample case, by each of those in it, and why not. */
import { dayOfMoment, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { isLeftOut } from '../life/clocks.ts'
import { activeCo, isPaused, type State } from '../life/state.ts'
import { stepsOf } from '../types/check-type.ts'
import type { MatterType, Step, StepQuestion } from '../types/type.ts'
import { type ChanceView, type TryAct, type TryDoer, tryDoers } from './contract.ts'
import { COMMUNITY, doers, leadOf, REPORTER, UNIT, wantedOf } from './trying.ts'
import { whyNot } from './why.ts'

type Candidate = { kind: string; step?: string; act: TryAct['act'] }

/** The likeliest first. Only what this type knows at all: nobody asks why she cannot pause what has no pauses. */
export function chancesOf(type: MatterType, state: State, now: Date, calendar: WorkingCalendar): ChanceView[] {
  const today = dayOfMoment(now)
  return candidates(type, state, today).map(({ kind, step, act }) => ({
    kind,
    step: step ?? null,
    act,
    by: tryDoers
      .filter((doer) => isIn(doer, state, kind))
      .map((doer) => ({
        doer,
        why: whyNot({ type, state, doer: doers[doer], now, today, calendar }, wantedOf({ by: doer, act })),
      })),
  }))
}

/** Who plays no part in an act is not asked about it: a department that has nothing to do with it, a reporter where only staff act. */
function isIn(doer: TryDoer, state: State, kind: string): boolean {
  if (doer === 'unit') return leadOf(state) === 'unit' || state.co.has(UNIT)
  if (doer === 'reporter') return state.reporters.size > 0 && ['confirm', 'rate', 'reopen'].includes(kind)
  if (doer === 'colleague') return ['confirm', 'rate'].includes(kind)
  if (doer === 'head') return kind === 'arbitrate'
  return true
}

function candidates(type: MatterType, state: State, today: string): Candidate[] {
  const other = type.categories.find(({ code, refuse }) => code !== state.category && refuse === undefined)
  const [pause] = type.pauses
  const [refusal] = type.refusals
  const [reason] = type.returns.reasons
  const [co] = activeCo(state)
  const when = (holds: unknown, ...list: Candidate[]): Candidate[] => (holds ? list : [])
  const steps = stepsOf(type)
    .filter(({ step }) => !isLeftOut(step, state) || state.stand !== 'in-hand')
    .map(({ step }): Candidate => {
      const answers = sampleAnswers(step, today)
      return { kind: 'step', step: step.id, act: { kind: 'step', step: step.id, answers, ...(step.contact ? { reached: true } : {}) } }
    })
  const channel = 'telephone' as const
  const lead = leadOf(state) === 'unit' ? COMMUNITY : UNIT
  return [
    { kind: 'take', act: { kind: 'take' } },
    ...steps,
    { kind: 'answer', act: { kind: 'answer' } },
    { kind: 'confirm', act: { kind: 'confirm', reporter: REPORTER, solved: true, channel } },
    { kind: 'confirm-not', act: { kind: 'confirm', reporter: REPORTER, solved: false, channel } },
    { kind: 'rate', act: { kind: 'rate', reporter: REPORTER, satisfied: 'very', channel } },
    { kind: 'dispatch', act: { kind: 'dispatch', lead } },
    ...when(reason, { kind: 'send-back', act: { kind: 'send-back', reason: reason?.code ?? '' } }),
    ...when(state.returns > 0, { kind: 'arbitrate', act: { kind: 'arbitrate' } }),
    ...when(type.whistle && lead === UNIT && !co, { kind: 'call-in', act: { kind: 'call-in', parties: [UNIT] } }),
    ...when(
      co,
      { kind: 'arrive', act: { kind: 'arrive', party: UNIT, people: 1 } },
      { kind: 'finish', act: { kind: 'finish', party: UNIT } },
      { kind: 'let-go', act: { kind: 'let-go', party: UNIT } },
    ),
    ...when(other, { kind: 'classify', act: { kind: 'classify', category: other?.code ?? '' } }),
    ...when(pause && !isPaused(state), { kind: 'pause', act: { kind: 'pause', code: pause?.code ?? '' } }),
    ...when(isPaused(state), { kind: 'resume', act: { kind: 'resume' } }),
    ...when(refusal, { kind: 'refuse', act: { kind: 'refuse', code: refusal?.code ?? '' } }),
    { kind: 'reopen', act: { kind: 'reopen', ...(state.reporters.size > 0 ? { reporter: REPORTER, channel } : {}) } },
  ]
}

/** The shortest answers with which a step is done; somebody else may be given on the screen. */
function sampleAnswers({ questions = [] }: Step, today: string): Record<string, unknown> {
  return Object.fromEntries(questions.filter(({ required }) => required).map((question) => [question.id, sampleAnswer(question, today)]))
}

const samples: Record<StepQuestion['type'], (question: StepQuestion, today: string) => unknown> = {
  text: () => '…',
  code: ({ choices = [] }) => choices[0]?.code,
  codes: ({ choices = [] }) => choices.slice(0, 1).map(({ code }) => code),
  integer: () => '1',
  decimal: () => '1',
  boolean: () => true,
  day: (_question, today) => today,
}

function sampleAnswer(question: StepQuestion, today: string): unknown {
  return samples[question.type](question, today)
}
