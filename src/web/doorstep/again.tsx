/** Over the open screen, when the session ended under it: nothing typed is lost. What it needs is fetched only then. */
import type { ComponentType } from 'preact'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Later } from '#kit/later.tsx'
import { useText } from '#kit/text-context.tsx'
import { type Session, useHold } from '#web/shared/session.ts'

type Form = ComponentType<{ onDone: (session: Session) => void }>

const forms: Record<Session['kind'], () => Promise<Form>> = {
  staff: () => import('#web/shared/staff-sign-in.tsx').then((module) => module.SignInForm),
  resident: () => import('./phone-sign-in.tsx').then((module) => module.PhoneSignIn),
}

export function Again({ open, session }: { open: boolean; session: Session }) {
  const text = useText()
  return (
    <Dialog open={open} title={text.say('signin.again-title')}>
      {session.letter ? <LetterOver /> : <FormOf kind={session.kind} />}
    </Dialog>
  )
}

function FormOf({ kind }: Pick<Session, 'kind'>) {
  const text = useText()
  const { take } = useHold()
  return (
    <>
      <p class="again-lead">{text.say('signin.again-lead')}</p>
      <Later load={forms[kind]} props={{ onDone: take }} />
    </>
  )
}

/** A number works once: there is no second time. */
function LetterOver() {
  const text = useText()
  const { leave } = useHold()
  return (
    <>
      <p class="again-lead">{text.say('again.letter')}</p>
      <Button tone="primary" onPress={leave}>
        {text.say('again.front')}
      </Button>
    </>
  )
}
