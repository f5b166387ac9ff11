/** Lists of choices, and what is named twice. */
import type { TypeFault } from './check-words.ts'
import type { StepQuestion } from './type.ts'

/** A choice without a code could not be told from no answer: a step that needs one would never be done. */
export function choiceFaults({ type, choices }: StepQuestion, path: string): TypeFault[] {
  if ((type === 'code' || type === 'codes') !== (choices !== undefined && choices.length > 0)) return [{ path, say: 'type-fault.choices' }]
  const codes = (choices ?? []).map(({ code }) => code)
  return [
    ...codes.flatMap((code, at) => (code.trim() === '' ? [{ path: `${path}/${at}`, say: 'type-fault.choice-empty' }] : [])),
    ...repeated(codes).map(({ at, name }) => ({ path: `${path}/${at}`, say: 'type-fault.twice', with: { name } })),
  ]
}

export function codesOf(list: readonly { code: string }[]): string[] {
  return list.map(({ code }) => code)
}

export function repeated(names: readonly string[]): { at: number; name: string }[] {
  return names.flatMap((name, at) => (names.indexOf(name) < at ? [{ at, name }] : []))
}
