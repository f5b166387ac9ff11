/** What was agreed, and how often she was tried in vain. Browser-safe. */
import type { Words } from '#ground/forms/contract.ts'
import { isLeftOut } from '#ground/matters/life/clocks.ts'
import type { State } from '#ground/matters/life/state.ts'
import { stepsOf } from '#ground/matters/types/check-type.ts'
import type { MatterType } from '#ground/matters/types/type.ts'

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

/** The last try of any contact of the type: how often in vain since she was reached. */
export function vainOf(type: MatterType, state: State): { vain: number; later: boolean } {
  const told = stepsOf(type).flatMap(({ step }) => (step.contact ? (state.steps.get(step.id) ?? []) : []))
  const last = told.reduce<(typeof told)[number] | undefined>(
    (latest, one) => (one.tried && (!latest?.tried || one.tried > latest.tried) ? one : latest),
    undefined,
  )
  return { vain: last?.vain ?? 0, later: last?.later ?? false }
}
