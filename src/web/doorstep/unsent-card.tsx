/** What of her work is still on this phone only. */
import { useEffect, useState } from 'preact/hooks'
import { LinkButton } from '#kit/button.tsx'
import { canKeep } from '#kit/outbox/can-keep.ts'
import type { LockState } from '#kit/outbox/lock.ts'
import { useText } from '#kit/text-context.tsx'
import { useSession } from '#web/shared/session.ts'
import { currentKeep, keepSession, readKeeping } from './keeping.ts'

export function UnsentCard() {
  const text = useText()
  const { session, hold } = useSession()
  const fromHouse = hold.state.kind === 'in' && !hold.state.kept
  const [state, setState] = useState<LockState>()
  const [counts, setCounts] = useState<{ waiting: number; returned: number }>()
  useEffect(() => {
    if (!canKeep()) return
    const keep = currentKeep()
    if (!keep) {
      void readKeeping().then(setState)
      return
    }
    const count = () => void keep.counts().then(setCounts)
    // Only what the house has just said itself is a contact with it.
    if (fromHouse) void keepSession(session).then(count)
    else count()
    return keep.onChange(count)
  }, [session, fromHouse])
  if (!canKeep()) return <p class="quiet">{text.say('pin.online-only')}</p>
  if (counts)
    return (
      <div class="card">
        <h2>{text.say(counts.waiting > 0 ? 'unsent.waiting' : 'unsent.none', { n: counts.waiting })}</h2>
        {counts.returned > 0 && <p>{text.say('unsent.returned', { n: counts.returned })}</p>}
        <p class="quiet">{text.say('unsent.about')}</p>
      </div>
    )
  if (!state) return null
  return (
    <LinkButton icon="lock" href="/doorstep/pin">
      {text.say(state.kind === 'locked' ? 'pin.open-title' : 'pin.title')}
    </LinkButton>
  )
}
