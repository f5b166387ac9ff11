/** One step of the middle: whose turn it is, and whether it was answered as it asks. */
import { type FieldProblem, Problem } from '#base/problem.ts'
import type { LocalQuestion } from '#ground/forms/contract.ts'
import { readLocal } from '#ground/forms/read-answer.ts'
import { stepsOf } from '../types/check-type.ts'
import type { MatterType, Step, StepQuestion } from '../types/type.ts'
import type { Bodies } from './acts.ts'
import { isLeftOut } from './clocks.ts'
import type { Scene, Wanted } from './scene.ts'
import type { State } from './state.ts'

/** Steps that can be done now: up to the first that must be done before the next, and those that come again. */
export function stepsInTurn(type: MatterType, state: State): Step[] {
  const turn: Step[] = []
  for (const { step } of stepsOf(type)) {
    if (isLeftOut(step, state)) continue
    const done = state.steps.get(step.id)?.done
    if (!done || step.every) turn.push(step)
    if (!done && !step.optional) break
  }
  return turn
}

/** @throws Problem matter.state where it is not its turn, matter.role, input.invalid with the questions at fault */
export function readStep({ type, state, doer, today }: Scene, { step: id, answers, reached }: Bodies['step']): void {
  const step = stepsInTurn(type, state).find((one) => one.id === id)
  if (!step || state.steps.get(id)?.waits) throw new Problem('matter.state', { act: 'step', state: state.stand })
  if (!(step.by === 'place' ? doer.place : doer.parties.has(state.lead) || state.holder === doer.post))
    throw new Problem('matter.role', { act: 'step' })
  // Who was not reached was not asked.
  const fields = answerFaults(step.questions, answers, today, !(step.contact && reached === false))
  if (step.contact && reached === undefined) fields.push({ path: '/reached', say: 'matter.reached-needed' })
  if (fields.length > 0) throw new Problem('input.invalid', { count: fields.length }, fields)
}

/** `needed`: what must be answered is. */
export function answerFaults(
  questions: readonly StepQuestion[] = [],
  answers: Record<string, unknown>,
  today: string,
  needed: boolean,
): FieldProblem[] {
  const asked = new Set(questions.map(({ id }) => id))
  const strange = Object.keys(answers).filter((id) => !asked.has(id))
  return [
    ...strange.map((): FieldProblem => ({ path: '/answers', say: 'matter.not-asked' })),
    ...questions.flatMap((question): FieldProblem[] => {
      const read = readLocal(localOf(question), answers[question.id], today)
      const path = `/answers/${question.id}`
      if ('refused' in read) return [{ path, say: read.refused, ...(read.with ? { with: read.with } : {}) }]
      return read.value === null && question.required && needed ? [{ path, say: 'matter.answer-needed' }] : []
    }),
  ]
}

/** What somebody wrote in her own words is kept beside the act; the act itself only knows that it was said. */
export function partWords(
  type: MatterType,
  { kind, body }: Wanted,
  words: Record<string, unknown>,
  today: string,
): { body: object; words: Record<string, unknown> } {
  if (kind !== 'step') return { body, words }
  const step = stepsOf(type).find((one) => one.step.id === body.step)?.step
  const parted = partAnswers(step?.questions, body.answers, today)
  return { body: { ...body, answers: parted.answers }, words: parted.said ? { ...words, answers: parted.said } : words }
}

export function partAnswers(
  questions: readonly StepQuestion[] = [],
  given: Record<string, unknown>,
  today: string,
): { answers: Record<string, unknown>; said: Record<string, unknown> | undefined } {
  const answers: Record<string, unknown> = {}
  const said: Record<string, unknown> = {}
  for (const question of questions) {
    const read = readLocal(localOf(question), given[question.id], today)
    if ('refused' in read || read.value === null) continue
    answers[question.id] = question.type === 'text' ? true : read.value
    if (question.type === 'text') said[question.id] = read.value
  }
  return { answers, said: Object.keys(said).length > 0 ? said : undefined }
}

function localOf({ id, label, type, choices }: StepQuestion): LocalQuestion {
  return { local: id, label, type, ...(choices ? { choices } : {}) }
}
