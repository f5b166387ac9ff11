/** Over the open screen, when the session ended under it: nothing typed is lost. */
import { Dialog } from '#kit/dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Session } from '#web/shared/session.ts'
import { SignInForm } from '#web/shared/staff-sign-in.tsx'

export type AgainProps = { open: boolean; session: Session; onDone: (session: Session) => void }

export function Again({ open, onDone }: AgainProps) {
  const text = useText()
  return (
    <Dialog open={open} title={text.say('signin.again-title')}>
      <p class="again-lead">{text.say('signin.again-lead')}</p>
      <SignInForm onDone={onDone} />
    </Dialog>
  )
}
