/** Grid workers come in here with the login they have at the desk. */
import { useState } from 'preact/hooks'
import { LinkButton } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useHold } from '#web/shared/session.ts'
import { SignInForm } from '#web/shared/staff-sign-in.tsx'
import { HOME } from '../paths.ts'

export function Screen() {
  const text = useText()
  const { take } = useHold()
  const [step, setStep] = useState<'password' | 'code'>('password')
  return (
    <Page title={text.say(step === 'password' ? 'staff.title' : 'signin.code-title')} lead={step === 'password' && text.say('staff.lead')}>
      <SignInForm
        onDone={take}
        onStep={setStep}
        back={
          <LinkButton tone="quiet" href={HOME}>
            {text.say('doorstep.back')}
          </LinkButton>
        }
      />
    </Page>
  )
}
