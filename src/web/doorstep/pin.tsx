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
import { currentKeep, keepSession, makeKeep, readKeeping } from './keeping.ts'
import { ChooseForm, UnlockForm } from './pin-form.tsx'

export function Screen() {
  const text = useText()
  const { session } = useSession()
  const { route } = useLocation()
  const { tell, tellRefusal } = useTell()
  const [state, setState] = useState<LockState>()
  const [anew, setAnew] = useState(currentKeep() !== undefined)
  useEffect(() => {
    if (canKeep()) readKeeping().then(setState)
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
  if (!state) return null
  const done = () => {
    tell({ text: text.say('pin.done') })
    route('/doorstep', true)
  }
  const choose = async (pin: string) => {
    try {
      const made = await makeKeep(pin, session)
      if (made.kind === 'others') tell({ tone: 'problem', text: text.say('pin.others', { name: made.holder.name, n: made.unsent }) })
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
  if (state.kind === 'locked' && !anew)
    return (
      <Page title={text.say('pin.open-title')} lead={text.say('pin.open-lead')}>
        <UnlockForm
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
