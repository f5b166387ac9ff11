/** Instead of a screen whose data could not be read: what happened, and the way on. */
import { Button } from './button.tsx'
import { type Crumb, Page } from './page.tsx'
import { ProblemNote } from './problem-note.tsx'
import type { Refusal } from './refusal.ts'
import { useText } from './text-context.tsx'

export type ProblemPageProps = {
  refusal: Refusal
  /** Asks again; offered where asking again can help. */
  onRetry: () => void
  crumbs?: readonly Crumb[]
}

export function ProblemPage({ refusal, onRetry, crumbs }: ProblemPageProps) {
  const text = useText()
  // What is not there or not allowed will not be a moment later.
  const lasting = refusal.status >= 400 && refusal.status < 500 && refusal.status !== 429
  return (
    <Page title={text.say('kit.not-shown')} width="measure" {...(crumbs ? { crumbs } : {})}>
      <ProblemNote
        reading
        refusal={refusal}
        actions={
          <>
            {!lasting && (
              <Button tone="primary" onPress={onRetry}>
                {text.say('kit.try-again')}
              </Button>
            )}
            <Button onPress={() => history.back()}>{text.say('kit.go-back')}</Button>
          </>
        }
      />
    </Page>
  )
}
