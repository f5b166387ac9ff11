/** No network at the start: who works with this phone opens what is kept on it by her PIN, and goes on. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { LockState } from '#kit/outbox/lock.ts'
import type { Clock } from '#kit/outbox/shapes.ts'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useHold } from '#web/shared/session.ts'
import { findKeptSession, readKeeping, unlockKeep } from './keeping.ts'
import { UnlockForm } from './pin-form.tsx'

/** `otherwise` where nothing is kept. */
export function WithoutNetwork({ otherwise, back }: { otherwise: ComponentChildren; back: ComponentChildren }) {
  const text = useText()
  const { takeKept } = useHold()
  const [state, setState] = useState<LockState>()
  const [stale, setStale] = useState(false)
  useEffect(() => {
    readKeeping().then(setState)
  }, [])
  if (!state) return null
  if (state.kind === 'none') return <>{otherwise}</>
  if (state.kind === 'sealed' || stale)
    return (
      <Page title={text.say('pin.sealed')} lead={text.say(stale ? 'pin.stale-lead' : 'pin.sealed-lead')}>
        {back}
      </Page>
    )
  const opened = async ({ clock }: { clock: Clock }) => {
    const session = await findKeptSession()
    if (session) takeKept(session, clock.behind)
    else setStale(true)
  }
  return (
    <Page title={text.say('pin.hello', { name: state.holder.name })} lead={text.say('pin.hello-lead')}>
      <UnlockForm unlock={unlockKeep} onOpen={opened} onSealed={() => readKeeping().then(setState)} />
    </Page>
  )
}
