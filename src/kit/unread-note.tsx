/** Where something could not be read: what happened, and another try where that can help. */
import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { ProblemNote } from './problem-note.tsx'
import { isLasting, type Refusal } from './refusal.ts'
import { useText } from './text-context.tsx'

export type UnreadNoteProps = {
  refusal: Refusal
  onRetry: () => void
  /** Other ways on, after the try. */
  children?: ComponentChildren
}

export function UnreadNote({ refusal, onRetry, children }: UnreadNoteProps) {
  const text = useText()
  const lasting = isLasting(refusal)
  const actions = (
    <>
      {!lasting && (
        <Button tone="primary" onPress={onRetry}>
          {text.say('kit.try-again')}
        </Button>
      )}
      {children}
    </>
  )
  return <ProblemNote reading refusal={refusal} {...(lasting && !children ? {} : { actions })} />
}
