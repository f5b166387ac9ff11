/** Which contact is whose turn, what was agreed, and how an outcome is kept. Browser-safe. */
import type { Words } from '#ground/forms/contract.ts'
import type { Bodies } from '#ground/matters/life/acts.ts'
import { isLeftOut } from '#ground/matters/life/clocks.ts'
import type { State } from '#ground/matters/life/state.ts'
import { stepsInTurn } from '#ground/matters/life/step.ts'
import { stepsOf } from '#ground/matters/types/check-type.ts'
import type { MatterType, Step } from '#ground/matters/types/type.ts'
import type { Outcome } from './contract.ts'

/** The contact that is owed now; of several the first. */
export function contactInTurn(type: MatterType, state: State): Step | undefined {
  return state.stand === 'in-hand' ? stepsInTurn(type, state).find(({ contact }) => contact) : undefined
}

/** What whoever is in touch with her should know: the coded answers of steps that are no contacts. What was written in free words stays on the page of the matter. */
export function agreedIn(type: MatterType, state: State): Words[] {
  return stepsOf(type).flatMap(({ step }) => {
    const told = state.steps.get(step.id)
    if (step.contact || !told || isLeftOut(step, state)) return []
    return (step.questions ?? []).flatMap(({ id, choices = [] }): Words[] => {
      const answer = told.answers[id]
      const codes = Array.isArray(answer) ? answer : [answer]
      const chosen = choices.filter(({ code }) => codes.includes(code))
      return chosen.length > 0 ? [{ zh: chosen.map(({ zh }) => zh).join('、'), en: chosen.map(({ en }) => en).join(', ') }] : []
    })
  })
}

export function stepFor(step: string, outcome: Outcome, answers: Record<string, unknown>): Bodies['step'] {
  if (outcome === 'reached') return { step, answers, reached: true }
  return { step, answers, reached: false, ...(outcome === 'later' ? { later: true } : {}) }
}

/** The last try of any contact of the type: how often in vain since she was reached. */
export function vainOf(type: MatterType, state: State): { vain: number; later: boolean } {
  const told = stepsOf(type).flatMap(({ step }) => (step.contact ? (state.steps.get(step.id) ?? []) : []))
  const last = told.reduce<(typeof told)[number] | undefined>(
    (latest, one) => (one.tried && (!latest?.tried || one.tried > latest.tried) ? one : latest),
    undefined,
  )
  return { vain: last?.vain ?? 0, later: last?.later ?? false }
}
