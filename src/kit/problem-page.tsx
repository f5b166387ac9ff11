/** Instead of a screen whose data could not be read: what happened, and the way on. */
import { Button } from './button.tsx'
import { type Crumb, Page } from './page.tsx'
import type { Refusal } from './refusal.ts'
import { useText } from './text-context.tsx'
import { UnreadNote } from './unread-note.tsx'

export type ProblemPageProps = {
  refusal: Refusal
  onRetry: () => void
  crumbs?: readonly Crumb[]
}

export function ProblemPage({ refusal, onRetry, crumbs }: ProblemPageProps) {
  const text = useText()
  return (
    <Page title={text.say('kit.not-shown')} width="measure" {...(crumbs ? { crumbs } : {})}>
      <UnreadNote refusal={refusal} onRetry={onRetry}>
        {/* Opened by an address of its own, there is nothing to go back to. */}
        {history.length > 1 && <Button onPress={() => history.back()}>{text.say('kit.go-back')}</Button>}
      </UnreadNote>
    </Page>
  )
}
