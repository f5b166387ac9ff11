/** Changing a draft of a type. Pure: each change gives a new draft. */
import type { Words } from '#ground/forms/contract.ts'
import { say, write } from '#ground/forms/screens/known-here.ts'
import type { Language } from '#kit/text.ts'
import type { MatterType, Stage, Step } from '../../types/type.ts'

const none: Words = { zh: '', en: '' }

export function changeStage(type: MatterType, at: number, change: Partial<Stage>): MatterType {
  return { ...type, stages: type.stages.map((stage, index) => (index === at ? { ...stage, ...change } : stage)) }
}

export function addStage(type: MatterType, title: Words): MatterType {
  const id = freeName(
    'stage',
    type.stages.map((stage) => stage.id),
  )
  return { ...type, stages: [...type.stages, { id, title, steps: [] }] }
}

export function removeStage(type: MatterType, at: number): MatterType {
  return { ...type, stages: type.stages.filter((_, index) => index !== at) }
}

export function moveStage(type: MatterType, at: number, by: -1 | 1): MatterType {
  return { ...type, stages: swapped(type.stages, at, at + by) }
}

export function newStep(type: MatterType): Step {
  const ids = type.stages.flatMap(({ steps }) => steps.map(({ id }) => id))
  return { id: freeName('step', ids), title: none }
}

/** The step of this place, or one more at the end. */
export function putStep(type: MatterType, at: number, index: number, step: Step): MatterType {
  const { steps } = type.stages[at]!
  const next = index < steps.length ? steps.map((one, place) => (place === index ? step : one)) : [...steps, step]
  return changeStage(type, at, { steps: next })
}

export function removeStep(type: MatterType, at: number, index: number): MatterType {
  return changeStage(type, at, { steps: type.stages[at]!.steps.filter((_, place) => place !== index) })
}

/** Up or down by one; over the edge of a stage into the one beside it. */
export function moveStep(type: MatterType, at: number, index: number, by: -1 | 1): MatterType {
  const { steps } = type.stages[at]!
  const next = index + by
  if (next >= 0 && next < steps.length) return changeStage(type, at, { steps: swapped(steps, index, next) })
  const beside = type.stages[at + by]
  if (!beside) return type
  const step = steps[index]!
  return changeStage(removeStep(type, at, index), at + by, { steps: by === 1 ? [step, ...beside.steps] : [...beside.steps, step] })
}

function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  if (other < 0 || other >= list.length) return [...list]
  const next = [...list]
  ;[next[one], next[other]] = [next[other]!, next[one]!]
  return next
}

export function freeName(stem: string, taken: readonly string[]): string {
  const names = new Set(taken)
  let number = names.size + 1
  while (names.has(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}

type Coded = { code: string; label: Words }

/** One a line. A line that stayed keeps its code and all that hangs on it; a code is never used for another word. */
export function codedFrom<T extends Coded>(before: readonly T[], language: Language, said: string, taken: readonly string[]): T[] {
  const used: string[] = [...taken]
  return linesOf(said).map((line, at) => {
    const same = before.find(({ label }) => say(label, language) === line)
    if (same) return same
    // The line in the same place was rewritten: it is the same one under another word, unless that is still there.
    const moved = before[at]
    if (moved && !linesOf(said).includes(say(moved.label, language))) return { ...moved, label: write(moved.label, language, line) }
    const code = freeName('c', [...before.map((one) => one.code), ...used])
    used.push(code)
    return { code, label: write(none, language, line) } as T
  })
}

export function codedLines(list: readonly Coded[], language: Language): string {
  return list.map(({ label }) => say(label, language)).join('\n')
}

export function wordsFrom(before: readonly Words[], language: Language, said: string): Words[] {
  return linesOf(said).map((line) => before.find((one) => say(one, language) === line) ?? write(none, language, line))
}

/** While somebody types, an empty last line stays, or she could not begin a new one. */
function linesOf(said: string): string[] {
  return said.split('\n').map((line) => line.trim()).filter(Boolean) // biome-ignore format: one line
}

/** Without what says nothing. */
export function tidyStep({ by, optional, contact, when, term, every, questions, form, ...rest }: Step): Step {
  return {
    ...rest,
    ...(by === 'place' ? { by } : {}),
    ...(optional ? { optional } : {}),
    ...(contact ? { contact } : {}),
    ...(when ? { when } : {}),
    ...(term ? { term } : {}),
    ...(every ? { every } : {}),
    ...(questions && questions.length > 0 ? { questions } : {}),
    ...(form ? { form } : {}),
  }
}
