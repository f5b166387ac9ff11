/** Why an act cannot be done: what the judge says, as one sentence for whoever makes the type. */
import { Problem } from '#base/problem.ts'
import { isLeftOut, openSteps } from '../life/clocks.ts'
import { judgeAct, lines } from '../life/judge.ts'
import type { Scene, Wanted } from '../life/scene.ts'
import { stepsOf } from '../types/check-type.ts'
import type { WhyView } from './contract.ts'

/** Nothing where it can be done. */
export function whyNot(scene: Scene, wanted: Wanted): WhyView | null {
  try {
    judgeAct(scene, wanted)
    return null
  } catch (error) {
    if (error instanceof Problem) return reasonOf(scene, wanted, error)
    throw error
  }
}

function reasonOf(scene: Scene, wanted: Wanted, problem: Problem): WhyView {
  const { in: stands, by } = lines[wanted.kind]
  if (problem.code === 'matter.state')
    return stands.includes(scene.state.stand) ? turnOf(scene, wanted) : { say: 'type-why.stand', with: {}, stands: [...stands] }
  if (problem.code === 'matter.role') return roleOf(scene, wanted, by)
  if (problem.code === 'matter.unfinished') {
    const [step] = openSteps(scene.type, scene.state)
    return step ? { say: 'type-why.step-open', with: {}, step: step.title } : { say: 'type-why.co-open', with: {} }
  }
  const [field] = problem.fields
  if (field) return { say: field.say, with: field.with ?? {} }
  return { say: plain.get(problem.code) ?? 'type-why.now', with: {} }
}

const plain = new Map<string, string>([
  ['matter.other-hand', 'type-why.other-hand'],
  ['matter.settled', 'type-why.settled'],
  ['matter.late', 'type-why.late'],
])

/** The stand is right; what else is not? */
function turnOf({ type, state }: Scene, wanted: Wanted): WhyView {
  if (wanted.kind === 'pause') return { say: 'type-why.paused', with: {} }
  if (wanted.kind === 'resume') return { say: 'type-why.not-paused', with: {} }
  if (wanted.kind === 'arbitrate') return { say: 'type-why.not-returned', with: {} }
  if (wanted.kind === 'call-in') return { say: 'type-why.no-whistle', with: {} }
  if (wanted.kind === 'end-on' || wanted.kind === 'lift') return { say: 'type-why.no-end', with: {} }
  if (wanted.kind !== 'step') return { say: 'type-why.now', with: {} }
  const step = stepsOf(type).find((one) => one.step.id === wanted.body.step)?.step
  if (step && isLeftOut(step, state)) return { say: 'type-why.left-out', with: {} }
  if (step && state.steps.get(step.id)?.done) return { say: 'type-why.done', with: {} }
  const [before] = openSteps(type, state)
  return before && before.id !== step?.id ? { say: 'type-why.turn', with: {}, step: before.title } : { say: 'type-why.now', with: {} }
}

function roleOf({ type, state }: Scene, wanted: Wanted, by: readonly string[]): WhyView {
  if (wanted.kind === 'send-back' && state.lead === state.place) return { say: 'type-why.not-dispatched', with: {} }
  const step = wanted.kind === 'step' ? stepsOf(type).find((one) => one.step.id === wanted.body.step)?.step : undefined
  const roles = step ? [step.by ?? 'lead'] : by.filter((role) => role !== 'house')
  return roles.length > 0 ? { say: 'type-why.role', with: {}, roles } : { say: 'type-why.house', with: {} }
}
