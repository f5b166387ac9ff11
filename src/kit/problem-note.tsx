/** What went wrong, in words, with what to do next. */
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { Refusal } from './refusal.ts'
import type { Text } from './text.ts'
import { useText } from './text-context.tsx'

export type SaidProblem = { what: string; next: string | undefined }

/** The words of a refusal: `problem.<code>` says what happened, `problem.<code>.next` what to do. */
export function sayProblem(text: Text, refusal: Refusal): SaidProblem {
  const key = text.has(`problem.${refusal.code}`) ? `problem.${refusal.code}` : 'problem.internal'
  const next = `${key}.next`
  return { what: text.say(key, refusal.details), next: text.has(next) ? text.say(next, refusal.details) : undefined }
}

export type ProblemNoteProps = {
  refusal: Refusal
  /** What the reader can press: try again, go back. */
  actions?: ComponentChildren
}

export function ProblemNote({ refusal, actions }: ProblemNoteProps) {
  const text = useText()
  const { what, next } = sayProblem(text, refusal)
  return (
    <div class="problem" role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div class="problem-words">
        <p class="problem-what">{what}</p>
        {next && <p>{next}</p>}
        {refusal.trace && <p class="small quiet">{text.say('kit.trace', { trace: refusal.trace })}</p>}
        {actions && <div class="row problem-actions">{actions}</div>}
      </div>
    </div>
  )
}
