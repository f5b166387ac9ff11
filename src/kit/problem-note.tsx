/** What went wrong, in words, with what to do next. */
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { Refusal } from './refusal.ts'
import type { Text } from './text.ts'
import { useText } from './text-context.tsx'

/** The sentence of a refusal: what happened, and what to do next. Its key is its code. */
export function sayProblem(text: Text, refusal: Refusal, reading = false): string {
  // Who only wanted to look has nothing that could be lost.
  const keys = [...(reading ? [`${refusal.code}-reading`] : []), refusal.code]
  const key = keys.find((one) => text.has(one))
  if (key) return text.say(key, { trace: '', ...refusal.details })
  return text.say('way.not-understood')
}

export type ProblemNoteProps = {
  refusal: Refusal
  /** What the reader can press: try again, go back. */
  actions?: ComponentChildren
  /** Nothing was being written. */
  reading?: boolean
}

export function ProblemNote({ refusal, actions, reading }: ProblemNoteProps) {
  const text = useText()
  return (
    <div class="problem" role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div class="problem-words">
        <p>{sayProblem(text, refusal, reading)}</p>
        {actions && <div class="row problem-actions">{actions}</div>}
      </div>
    </div>
  )
}
