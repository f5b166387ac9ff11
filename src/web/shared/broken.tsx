/** A screen that failed: says so, leaves the rest of the face standing, and tells what to do next. */
import type { ComponentChildren } from 'preact'
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { Button, LinkButton } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { usePlan } from './face-plan.tsx'

export function Broken({ refusal, onRetry }: { refusal: Refusal; onRetry: () => void }) {
  const text = useText()
  const { home } = usePlan()
  const fault = refusal.code === 'internal'
  const actions = (
    <>
      <Button tone="primary" onPress={onRetry}>
        {text.say(fault ? 'face.retry' : 'face.reload')}
      </Button>
      <LinkButton href={home}>{text.say('face.to-home')}</LinkButton>
    </>
  )
  if (!fault) {
    return (
      <Page title={text.say('broken.title')} width="measure">
        <ProblemNote reading refusal={refusal} actions={actions} />
      </Page>
    )
  }
  return (
    <Page title={text.say('broken.title')} lead={text.say('broken.lead')} width="measure">
      <p class="broken-line digits">{String(refusal.body.message ?? refusal.code)}</p>
      <div class="row">{actions}</div>
    </Page>
  )
}

/** Whoever goes elsewhere leaves the failure behind. */
export function Boundary({ children }: { children: ComponentChildren }) {
  const { path } = useLocation()
  const [error, reset] = useErrorBoundary()
  const failed = useRef(error !== undefined)
  failed.current = error !== undefined
  useEffect(() => {
    if (failed.current) reset()
  }, [path])
  if (error === undefined) return <>{children}</>
  if (error instanceof Refusal) return <ProblemPage refusal={error} onRetry={reset} />
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return <Broken refusal={new Refusal('internal', 0, { message })} onRetry={reset} />
}
