/** Working without a network on this phone: the PIN is chosen, given, or chosen anew by who has signed in with her password. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { Button, LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { canKeep } from '#kit/outbox/can-keep.ts'
import type { LockState } from '#kit/outbox/lock.ts'
import { Page } from '#kit/page.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useSession } from '#web/shared/session.ts'
import { keepScreens } from './keep-page.ts'
import { countUnsent, currentKeep, keepSession, makeKeep, readKeeping, unlockKeep } from './keeping.ts'
import { Left } from './left.tsx'
import { ChooseForm, UnlockForm } from './pin-form.tsx'

export function Screen() {
  const text = useText()
  const { session } = useSession()
  const { route } = useLocation()
  const { tell, tellRefusal } = useTell()
  const [found, setFound] = useState<{ state: LockState; unsent: number }>()
  const [anew, setAnew] = useState(currentKeep() !== undefined)
  const look = async () => setFound({ state: await readKeeping(), unsent: await countUnsent() })
  useEffect(() => {
    if (canKeep()) void look()
  }, [])
  const back = (
    <LinkButton tone="quiet" href="/doorstep/me">
      {text.say('doorstep.back')}
    </LinkButton>
  )
  if (!canKeep())
    return (
      <Page title={text.say('pin.online-only')} lead={text.say('pin.online-only-lead')}>
        <Foot>{back}</Foot>
      </Page>
    )
  if (!found) return null
  const { state, unsent } = found
  const hers = state.kind === 'none' || state.holder.account === session.account
  if (state.kind !== 'none' && !hers && unsent > 0)
    return <Left holder={state.holder} unsent={unsent} locked={state.kind === 'locked'} back={back} onDone={look} />
  const done = () => {
    tell({ text: text.say('pin.done') })
    route('/doorstep', true)
  }
  const choose = async (pin: string) => {
    try {
      const made = await makeKeep(pin, session)
      // Left here by another in the meantime, in another tab.
      if (made.kind === 'others') await look()
      else {
        await keepScreens()
        done()
      }
    } catch (thrown) {
      tellRefusal(refusalOf(thrown))
    }
  }
  const opened = async () => {
    await keepSession(session)
    done()
  }
  if (state.kind === 'locked' && hers && !anew)
    return (
      <Page title={text.say('pin.open-title')} lead={text.say('pin.open-lead')}>
        <UnlockForm
          unlock={unlockKeep}
          onOpen={opened}
          onSealed={() => setAnew(true)}
          back={
            <Button tone="quiet" onPress={() => setAnew(true)}>
              {text.say('pin.forgotten')}
            </Button>
          }
        />
      </Page>
    )
  return (
    <Page title={text.say('pin.title')} lead={text.say('pin.lead')}>
      <ChooseForm onChosen={choose} back={back} />
    </Page>
  )
}
